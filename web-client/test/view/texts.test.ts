import { expect, test } from 'vitest'
import { apply, transform } from '../../src/board/text'
import { toPoints, toUnits } from '../../src/view/codepoints'
import { applied, moved, opOf, stretchBetween, stretchesOf, type Stretch } from '../../src/view/textchange'

const letters = ['a', 'b', ' ', '\n', 'é', '🎉', '👩‍👧', 'ع', 'e\u0301']

/** Mulberry32; the seed is in the test's name. */
function chance(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

function someText(pick: (n: number) => number, length: number): string {
  return Array.from({ length: pick(length) }, () => letters[pick(letters.length)]).join('')
}

test('code points and UTF-16 units are turned into each other, pairs counting as one', () => {
  const text = 'a🎉b'
  expect([0, 1, 3, 4].map((unit) => toPoints(text, unit))).toEqual([0, 1, 2, 3])
  expect([0, 1, 2, 3].map((points) => toUnits(text, points))).toEqual([0, 1, 3, 4])
})

test('a position inside a pair counts as before it, and one past the end as the end', () => {
  expect(toPoints('a🎉b', 2)).toBe(1)
  expect(toUnits('a🎉b', 9)).toBe(4)
  expect(toPoints('a🎉b', 9)).toBe(3)
})

test('the one stretch between two texts is found where the caret says it was typed', () => {
  expect(stretchBetween('aaa', 'aaaa', 2)).toEqual({ from: 1, to: 1, insert: 'a' })
  expect(stretchBetween('aaa', 'aaaa')).toEqual({ from: 0, to: 0, insert: 'a' })
  expect(stretchBetween('abc', 'abc')).toBeNull()
  expect(stretchBetween('abc', 'axc')).toEqual({ from: 1, to: 2, insert: 'x' })
})

test('a stretch never parts a surrogate pair', () => {
  const stretch = stretchBetween('🎉', '🎈')
  expect(stretch).toEqual({ from: 0, to: 2, insert: '🎈' })
})

test('operation and stretches say the same of 2,000 random changes, seed 11', () => {
  const pick = chance(11)
  for (let round = 0; round < 2000; round++) {
    const before = someText(pick, 20)
    const after = someText(pick, 20)
    const stretch = stretchBetween(before, after, pick(2) ? pick(after.length + 1) : -1)
    const stretches: Stretch[] = stretch === null ? [] : [stretch]
    expect(applied(before, stretches)).toBe(after)
    const op = opOf(before, stretches)
    expect(apply(before, op)).toBe(after)
    expect(applied(before, stretchesOf(before, op))).toBe(after)
  }
})

test('several replacements at once become one operation', () => {
  const before = 'one 🎉 two'
  const stretches = [
    { from: 0, to: 3, insert: '1' },
    { from: 4, to: 6, insert: '' },
    { from: 10, to: 10, insert: '!' },
  ]
  expect(apply(before, opOf(before, stretches))).toBe(applied(before, stretches))
})

test('a caret stays with its letter when others insert and delete around it', () => {
  const insertBefore = [{ from: 0, to: 0, insert: 'xx' }]
  expect(moved(3, insertBefore)).toBe(5)
  expect(moved(3, [{ from: 5, to: 6, insert: 'long' }])).toBe(3)
  expect(moved(3, [{ from: 1, to: 2, insert: '' }])).toBe(2)
  expect(moved(3, [{ from: 1, to: 5, insert: 'q' }])).toBe(2)
  expect(moved(3, [{ from: 3, to: 3, insert: 'after' }])).toBe(3)
})

test('what was composed while others wrote is merged without losing either, seed 12', () => {
  const pick = chance(12)
  for (let round = 0; round < 1000; round++) {
    const before = `${someText(pick, 12)}·${someText(pick, 12)}`
    const mine = stretchBetween(before, before.replace('·', '·私'))
    const at = toUnits(before, pick(toPoints(before, before.length) + 1))
    const theirs = opOf(before, [{ from: at, to: at, insert: 'T' }])
    const local = opOf(before, mine === null ? [] : [mine])
    const shared = apply(apply(before, theirs), transform(local, theirs, 'right'))
    const shown = apply(apply(before, local), transform(theirs, local, 'left'))
    expect(shared).toBe(shown)
    expect(shared).toContain('私')
    expect(shared).toContain('T')
  }
})
