import { expect, test } from 'vitest'
import type { Id, Item, Link, Value } from '../../src/board/types'
import { chainOf, pictureOf } from '../../src/view/chain/chain'
import { outlineOf } from '../../src/view/outline'

function table(...items: readonly Item[]): ReadonlyMap<Id, Item> {
  return new Map(items.map((one) => [one.id, one]))
}

function item(id: Id, type: string, parent: Id | null, links: readonly Link[] = [], fields: Record<string, Value> = {}): Item {
  return { id, type, parent, pos: id, fields, links, by: 1, at: 0 } as unknown as Item
}

const chain = (items: ReadonlyMap<Id, Item>) => chainOf(items, outlineOf(items))

const frame = [item('plan', 'plan', null), item('needs', 'needs', null), item('bench', 'benchmark', null)]

test('each need stands with what answers it, by which factors, and from which practices', () => {
  const items = table(
    ...frame,
    item('n1', 'need', 'needs', [['factor', 'f1']]),
    item('n2', 'need', 'needs'),
    item('f1', 'factor', 'bench'),
    item('f2', 'factor', 'bench'),
    item('p', 'practice', null),
    item('a1', 'action', 'plan', [['answers', 'n1'], ['factor', 'f1'], ['factor', 'f2']]),
    item('a2', 'action', 'plan', [['answers', 'n1']]),
    item('t', 'adaptation', 'a2', [['of', 'p']]),
  )
  expect(chain(items).lines).toEqual([
    { need: 'n1', action: 'a1', factors: ['f1', 'f2'], practices: [], backing: [] },
    { need: 'n1', action: 'a2', factors: ['f1'], practices: ['p'], backing: [] },
    { need: 'n2', action: null, factors: [], practices: [], backing: [] },
  ])
})

test('what has no place in the chain yet is named: needs, actions, and key factors in focus', () => {
  const items = table(
    ...frame,
    item('n1', 'need', 'needs'),
    item('a1', 'action', 'plan', [['factor', 'f1']]),
    item('f1', 'factor', 'bench', [], { focus: true, kind: 'key' }),
    item('f2', 'factor', 'bench', [], { focus: true, kind: 'key' }),
    item('f3', 'factor', 'bench', [], { focus: true, kind: 'context' }),
    item('f4', 'factor', 'bench', [], { kind: 'key' }),
  )
  expect(chain(items).loose).toEqual({ needs: ['n1'], actions: ['a1'], factors: ['f2'] })
  expect(chain(items).lines).toContainEqual({ need: null, action: 'a1', factors: ['f1'], practices: [], backing: [] })
})

test('an action stands with the commitments that back it', () => {
  const items = table(
    ...frame,
    item('a1', 'action', 'plan'),
    item('c', 'commitments', null),
    item('c1', 'commitment', 'c', [['backs', 'a1']]),
    item('c2', 'commitment', 'c'),
  )
  expect(chain(items).lines).toEqual([{ need: null, action: 'a1', factors: [], practices: [], backing: ['c1'] }])
})

test('what is in the trash joins nothing', () => {
  const items = table(
    ...frame,
    item('n1', 'need', 'needs'),
    { ...item('a1', 'action', 'plan', [['answers', 'n1']]), deleted: true },
  )
  expect(chain(items).lines).toEqual([{ need: 'n1', action: null, factors: [], practices: [], backing: [] }])
})

test('the picture has the same ends and joins as the table', () => {
  const picture = pictureOf([
    { need: 'n1', action: 'a1', factors: ['f1'], practices: [], backing: [] },
    { need: 'n1', action: 'a2', factors: [], practices: [], backing: [] },
    { need: null, action: 'a3', factors: ['f1'], practices: [], backing: [] },
  ])
  expect(picture.knots.map(({ id, column, row }) => `${id} ${column} ${row}`)).toEqual(['n1 0 0', 'f1 1 0', 'a1 2 0', 'a2 2 1', 'a3 2 2'])
  expect(picture.strands.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(['n1 f1', 'f1 a1', 'n1 a2', 'f1 a3'])
  expect(picture.rows).toBe(3)
})
