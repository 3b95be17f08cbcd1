import { expect, test, vi } from 'vitest'
import type { Fields, Id, Item, Link } from '../../src/board/types'
import type { Board } from '../../src/view/board.svelte'
import { standings } from '../../src/view/asked/asking'
import { inShort, outcomesOf } from '../../src/view/asked/results'
import { Method } from '../../src/view/method'
import { backLinksOf, outlineOf } from '../../src/view/outline'

// What the modules of the page read while they are loaded.
vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
})

function item(id: Id, type: string, parent: Id | null, fields: Fields = {}, links: Link[] = [], more: Partial<Item> = {}): Item {
  return { id, type, parent, pos: id, fields, links, by: 0, at: 1, ...more }
}

function table(...items: Item[]) {
  const all = new Map(items.map((one) => [one.id, one]))
  const outline = outlineOf(all)
  const back = backLinksOf(all, outline)
  return {
    outline,
    method: new Method([]),
    number: (id: Id) => outline.number(id),
    item: (id: Id) => all.get(id),
    linksTo: (id: Id) => back.get(id) ?? [],
  } as unknown as Board
}

const session = (more: Partial<Item> = {}) => item('s', 'session', null, { opened: 1, closed: 9 }, [], more)
const poll = (id: Id, fields: Fields, more: Partial<Item> = {}) => item(id, 'poll', 's', { question: id, voters: 3, ...fields }, [['on', 'a']], more)
const result = (poll: Id, of: Id, fields: Fields, at = 1) => item(`${poll}-${of}`, 'result', poll, { of, ...fields }, [], { at })

test('a thing has the results of the votes on it, the newest first, also when the session is over', () => {
  const on = table(
    session(),
    item('a', 'action', null),
    poll('p1', { method: 'dots' }),
    result('p1', 'a', { dots: 5 }, 10),
    result('p1', 'b', { dots: 2 }, 10),
    poll('p2', { method: 'consent' }),
    result('p2', 'a', { agree: 7, block: 1 }, 20),
  )
  expect(outcomesOf(on, 'a').map(({ poll, counts }) => [poll.id, counts])).toEqual([
    ['p2', [7, 0, 1]],
    ['p1', [5]],
  ])
  expect(outcomesOf(on, 'b')).toEqual([])
})

test('none of a vote that is not shown yet, and none of what was put in the trash', () => {
  const open = item('p', 'poll', 's', { method: 'dots' }, [['on', 'a']])
  expect(outcomesOf(table(session(), item('a', 'action', null), open), 'a')).toEqual([])
  const shown = [item('a', 'action', null), poll('p', { method: 'dots' }), result('p', 'a', { dots: 5 })]
  expect(outcomesOf(table(session(), ...shown), 'a')).toHaveLength(1)
  expect(outcomesOf(table(session({ deleted: true }), ...shown), 'a')).toEqual([])
  expect(outcomesOf(table(session(), item('a', 'action', null), poll('p', { method: 'dots' }, { deleted: true }), result('p', 'a', { dots: 5 })), 'a')).toEqual([])
})

test('a result in short', () => {
  expect(inShort('dots', [5])).toBe('5 dots')
  expect(inShort('dots', [1])).toBe('1 dot')
  expect(inShort('scale', [1, 0, 0, 1, 1])).toBe('average 3.3 of 5')
  expect(inShort('consent', [7, 0, 1])).toBe('7 agree · 1 against')
  expect(inShort('consent', [0, 2, 0])).toBe('2 with a concern')
  expect([inShort('scale', [0, 0, 0, 0, 0]), inShort('consent', [0, 0, 0])]).toEqual(['no votes', 'no votes'])
})

test('of an open vote each line says how the parties voted, the mentee city first', () => {
  const of = poll('p', { method: 'consent' })
  const on = table(session(), item('a', 'note', null), of, result('p', 'a', { agree: 3, concern: 1, block: 0, support: '2 0 0', mentee: '0 1 0', mentor: '1 0 0' }))
  expect(standings(on, of)[0]?.parties).toEqual([
    { party: 'mentee', counts: [0, 1, 0], worth: 0 },
    { party: 'mentor', counts: [1, 0, 0], worth: 1 },
    { party: 'support', counts: [2, 0, 0], worth: 2 },
  ])
  const scale = poll('q', { method: 'scale' })
  const middle = table(session(), item('a', 'note', null), scale, result('q', 'a', { s4: 1, s2: 1, mentee: '0 0 0 1 0', other: '0 1 0 0 0' }))
  expect(standings(middle, scale)[0]?.parties.map(({ worth }) => worth)).toEqual([4, 2])
})

test('and of a secret one nothing of it', () => {
  const of = poll('p', { method: 'dots', secret: true })
  expect(standings(table(session(), item('a', 'note', null), of, result('p', 'a', { dots: 3 })), of)[0]?.parties).toEqual([])
})
