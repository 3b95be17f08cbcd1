import { expect, test, vi } from 'vitest'
import type { Id, Item, Link } from '../../src/board/types'
import type { Board } from '../../src/view/board.svelte'
import { endsOf } from '../../src/view/ends'

vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
})

function item(id: Id, type: string, parent: Id | null, links: readonly Link[] = []): Item {
  return { id, type, parent, pos: id, fields: {}, links, by: 1, at: 0 } as unknown as Item
}

/** As much of a board as is asked for what an item is joined to. */
function boardOf(...items: readonly Item[]): Board {
  const link = { label: { it: 'x', en: 'to' }, back: { it: 'x', en: 'back' } }
  return {
    item: (id: Id) => items.find((one) => one.id === id),
    linksTo: (id: Id) => items.flatMap((from) => from.links.filter(([, to]) => to === id).map(([relation]) => ({ relation, from: from.id }))),
    children: (id: Id, type: string) => items.filter((one) => one.parent === id && one.type === type).map((one) => one.id),
    outline: { hidden: () => false },
    method: { part: () => 'plan', link: () => link },
  } as unknown as Board
}

const board = boardOf(
  item('n', 'need', null, [['concerns', 'f']]),
  item('f', 'factor', null),
  item('a', 'action', null, [['answers', 'n'], ['factor', 'f']]),
  item('t', 'adaptation', 'a', [['of', 'p']]),
  item('p', 'practice', null),
  item('c', 'commitment', null, [['backs', 'a']]),
)
const ends = (id: Id) => endsOf(board, id, 'en').map((end) => end.id)

test('from a need, a factor, an action, a practice and a commitment each thing joined to it is one of at most nine', () => {
  expect(ends('n')).toEqual(['f', 'a'])
  expect(ends('f')).toEqual(['n', 'a'])
  expect(ends('a')).toEqual(['n', 'f', 'c', 'p'])
  expect(ends('p')).toEqual(['a'])
  expect(ends('c')).toEqual(['a'])
})

test('an end that is joined in several ways is named once', () => {
  const twice = boardOf(item('a', 'action', null, [['from', 'b'], ['takes', 'b']]), item('b', 'note', null))
  expect(endsOf(twice, 'a', 'en')).toEqual([{ id: 'b', words: 'to' }])
})
