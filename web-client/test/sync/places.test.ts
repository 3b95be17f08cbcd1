import { expect, test } from 'vitest'
import type { Revision } from '../../src/board/types'
import type { Place } from '../../src/sync/messages'
import { MyPlace, Places } from '../../src/sync/places'
import { Clock } from './world'

const item = 'i'
const place = (client: string, at: number, rev: number): Place => ({ client, person: 1, item, field: 'text', caret: [at, at], rev })
const typed = (rev: number, client: string, op: (number | string)[]): Revision => ({
  rev, client, n: rev, by: 1, at: 0, edits: [{ e: 'type', item, field: 'text', op }],
})
const none = () => []

test("others' carets move with what is typed before them, and not with what their owner typed", () => {
  const places = new Places()
  places.told(false, [place('a', 5, 1), place('b', 5, 1)], [], 'me', 1, none, [])
  places.pass({ e: 'type', item, field: 'text', op: [2, 'xyz'] }, 'a')
  expect(places.all.get('a')?.caret).toEqual([5, 5])
  expect(places.all.get('b')?.caret).toEqual([8, 8])
})

test('a caret told of an older revision is brought to what is shown', () => {
  const places = new Places()
  const since = (rev: number) => [typed(2, 'b', ['++']), typed(3, 'a', ['---'])].filter((one) => one.rev > rev)
  places.told(false, [place('a', 5, 1)], [], 'me', 3, since, [{ e: 'type', item, field: 'text', op: ['mine'] }])
  expect(places.all.get('a')?.caret).toEqual([11, 11])
})

test('a caret told of a newer revision waits for it', () => {
  const places = new Places()
  places.told(false, [place('a', 5, 7)], [], 'me', 6, none, [])
  places.pass({ e: 'type', item, field: 'text', op: ['xy'] }, 'b')
  expect(places.reached(7, [])).toBe(true)
  expect(places.all.get('a')?.caret).toEqual([5, 5])
  expect(places.reached(8, [])).toBe(false)
})

test('I am not among the others, who is gone is gone, and a full list is all there is', () => {
  const places = new Places()
  places.told(false, [place('me', 1, 1), place('a', 1, 1), place('b', 1, 1)], [], 'me', 1, none, [])
  expect([...places.all.keys()]).toEqual(['a', 'b'])
  places.told(false, [], ['a'], 'me', 1, none, [])
  expect([...places.all.keys()]).toEqual(['b'])
  places.told(true, [place('c', 1, 1)], [], 'me', 1, none, [])
  expect([...places.all.keys()]).toEqual(['c'])
})

test('where I am is told at once, then at most five times a second, the last place always', () => {
  const clock = new Clock()
  const told: (readonly [number, number] | null)[] = []
  const mine = new MyPlace(clock, ({ caret }) => told.push(caret))
  for (let i = 0; i < 100; i++) {
    mine.at(item, 'text', [i, i])
    clock.run(10)
  }
  clock.run(1_000)
  expect(told[0]).toEqual([0, 0])
  expect(told.at(-1)).toEqual([99, 99])
  expect(told.length).toBeLessThanOrEqual(7)
})
