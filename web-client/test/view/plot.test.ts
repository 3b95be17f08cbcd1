import { describe, expect, test } from 'vitest'
import type { Item, Value } from '../../src/board/types'
import { fieldAt, lettered, plotOf, scaleOf, within } from '../../src/view/map/plot'

const sizes = { mark: 32, line: 48 }
const at = (id: string, influence?: Value, interest?: Value): Item => ({
  id,
  type: 'stakeholder',
  parent: 'm',
  pos: id,
  fields: {
    ...(influence === undefined ? {} : { influence }),
    ...(interest === undefined ? {} : { interest }),
  },
  links: [],
  by: 1,
  at: 0,
})

describe('the picture of the stakeholder map', () => {
  test('more influence stands higher, more interest further along', () => {
    const [low, high] = plotOf([at('a', 1, 1), at('b', 5, 5)], 500, sizes).spots
    expect(high!.y).toBeLessThan(low!.y)
    expect(high!.x - low!.x).toBe(400)
  })
  test('those of one field stand one below the other, and their row grows', () => {
    const { spots, rows, height } = plotOf([at('a', 3, 2), at('b', 3, 2), at('c', 3, 4)], 500, sizes)
    expect(spots[1]!.y - spots[0]!.y).toBe(48)
    expect(spots[2]!.y).toBe(spots[0]!.y)
    expect(rows[2]!.height).toBe(rows[0]!.height + 48)
    expect(height).toBe(rows.reduce((sum, row) => sum + row.height, 0))
  })
  test('what is drawn keeps the order in which it was given', () => {
    expect(plotOf([at('a', 1, 1), at('b', 5, 5), at('c', 3, 3)], 500, sizes).spots.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
  test('who has no place yet stands in the middle', () => {
    expect(scaleOf(at('a'), 'influence')).toBe(3)
    expect(plotOf([at('a')], 500, sizes).spots[0]).toMatchObject({ influence: 3, interest: 3 })
  })
  test('what is dropped on a mark finds the field in which the mark stands, and the nearest one beyond the edges', () => {
    const plot = plotOf([at('a', 4, 2), at('b', 2, 5), at('c', 2, 5)], 340, sizes)
    for (const { x, y, influence, interest } of plot.spots) expect(fieldAt(plot, x, y)).toEqual({ influence, interest })
    expect(fieldAt(plot, -10, -10)).toEqual({ influence: 5, interest: 1 })
    expect(fieldAt(plot, 999, 9999)).toEqual({ influence: 1, interest: 5 })
  })
  test('a narrow picture has its marks within their columns', () => {
    const plot = plotOf([at('a', 4, 1), at('b', 2, 5)], 250, sizes)
    for (const { x, interest } of plot.spots) {
      expect(x - 16).toBeGreaterThanOrEqual((interest - 1) * 50)
      expect(x + 16).toBeLessThanOrEqual(interest * 50)
    }
  })
  test('a step beyond the scale stays on it', () => {
    expect([within(0), within(6), within(2.4)]).toEqual([1, 5, 2])
  })
  test('names break between words, and what does not fit ends in …', () => {
    expect(lettered('Caritas', 12, 2)).toEqual(['Caritas'])
    expect(lettered('Associazione delle donne', 14, 2)).toEqual(['Associazione', 'delle donne'])
    expect(lettered('Associazione delle donne del quartiere', 14, 2)).toEqual(['Associazione', 'delle donne d…'])
    expect(lettered('Donaudampfschifffahrt', 8, 2)).toEqual(['Donaudam', 'pfschif…'])
    expect(lettered('  ', 8, 2)).toEqual([])
  })
})
