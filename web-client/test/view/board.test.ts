import { expect, test } from 'vitest'
import type { Item, Link } from '../../src/board/types'
import { gapsOf } from '../../src/view/coverage'
import plan from '../../../server/src/main/resources/method/plan.json' with { type: 'json' }
import { matches, everything, partyOfNote } from '../../src/view/notes/filter'
import { backLinksOf, outlineOf, visibleOf } from '../../src/view/outline'

function item(
  id: string,
  type: string,
  parent: string | null,
  pos: string,
  fields: Item['fields'] = {},
  links: Link[] = [],
  deleted = false,
): Item {
  return { id, type, parent, pos, fields, links, by: 1, at: 0, ...(deleted ? { deleted: true as const } : {}) }
}

function board(...items: Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((one) => [one.id, one]))
}

const gaps = (items: ReadonlyMap<string, Item>) =>
  gapsOf(visibleOf(items, outlineOf(items)), plan.asks).map(({ ask, items }) => [ask.of, ask.field ?? ask.link ?? ask.back, items])

const whole = { leader: 'x', timetable: 'x', evaluation: 'x' }

test('siblings stand by position and then by id, deleted ones left out', () => {
  const items = board(
    item('p', 'plan', null, 'V'),
    item('c', 'action', 'p', 'B'),
    item('b', 'action', 'p', 'B'),
    item('a', 'action', 'p', 'C'),
    item('d', 'action', 'p', 'A', {}, [], true),
  )
  expect(outlineOf(items).children('p')).toEqual(['b', 'c', 'a'])
})

test('positions are compared by code point, capitals before small letters', () => {
  const items = board(item('p', 'plan', null, 'V'), item('x', 'action', 'p', 'a'), item('y', 'action', 'p', 'B'))
  expect(outlineOf(items).children('p')).toEqual(['y', 'x'])
})

test('numbers count what is visible, each type for itself', () => {
  const items = board(
    item('p', 'notes', null, 'V'),
    item('g', 'group', 'p', 'A'),
    item('n', 'note', 'p', 'B'),
    item('m', 'note', 'p', 'C', {}, [], true),
    item('o', 'note', 'p', 'D'),
  )
  const outline = outlineOf(items)
  expect(['g', 'n', 'm', 'o'].map((id) => outline.number(id))).toEqual([1, 1, 0, 2])
})

test('a row that is being written in keeps its place although it was deleted', () => {
  const items = board(
    item('p', 'plan', null, 'V'),
    item('a', 'action', 'p', 'A', {}, [], true),
    item('b', 'action', 'p', 'B'),
  )
  expect(outlineOf(items, 'a').children('p')).toEqual(['a', 'b'])
})

test('what lies under something deleted is hidden, and its links are not shown', () => {
  const items = board(
    item('g', 'group', null, 'A', {}, [], true),
    item('n', 'note', 'g', 'A', {}, [['about', 'x']]),
    item('x', 'need', null, 'B'),
  )
  const outline = outlineOf(items)
  expect(outline.hidden('n')).toBe(true)
  expect(backLinksOf(items, outline).get('x')).toBeUndefined()
})

test('a need without an action and an action without need, leader, timetable or success sign are named', () => {
  const items = board(
    item('plan', 'plan', null, 'A'),
    item('needs', 'needs', null, 'B'),
    item('n1', 'need', 'needs', 'A'),
    item('n2', 'need', 'needs', 'B'),
    item('a1', 'action', 'plan', 'A', whole, [['answers', 'n1']]),
    item('a2', 'action', 'plan', 'B', { ...whole, leader: '  \n' }),
  )
  expect(gaps(items)).toEqual([
    ['need', 'answers', ['n2']],
    ['action', 'answers', ['a2']],
    ['action', 'leader', ['a2']],
  ])
})

test('a link to a deleted need answers nothing', () => {
  const items = board(
    item('plan', 'plan', null, 'A'),
    item('n1', 'need', null, 'A', {}, [], true),
    item('a1', 'action', 'plan', 'A', whole, [['answers', 'n1']]),
  )
  expect(gaps(items)).toEqual([['action', 'answers', ['a1']]])
})

test('a note speaks for the party whose words it holds, not for who typed it', () => {
  const typed = item('n', 'note', 'p', 'A', { onBehalf: 'somebody at table 2', onBehalfParty: 'support' })
  expect(partyOfNote(typed, 'facilitator')).toBe('support')
  expect(partyOfNote(item('m', 'note', 'p', 'A', { onBehalf: 'Amina' }), 'facilitator')).toBe('other')
  expect(partyOfNote(item('o', 'note', 'p', 'A'), 'mentee')).toBe('mentee')
})

test('notes are narrowed by kind, party, group and what they are about, together', () => {
  const isGroup = (id: string) => id === 'g'
  const note = item('n', 'note', 'g', 'A', { kind: 'idea' }, [
    ['about', 'x'],
    ['from', 'y'],
  ])
  const fits = (filter: object) => matches(note, { ...everything, ...filter }, 'mentor', isGroup)
  expect(fits({})).toBe(true)
  expect(fits({ kind: 'idea', party: 'mentor', group: 'g', about: 'x' })).toBe(true)
  expect(fits({ kind: 'question' })).toBe(false)
  expect(fits({ party: 'mentee' })).toBe(false)
  expect(fits({ group: 'none' })).toBe(false)
  expect(fits({ about: 'y' })).toBe(false)
  expect(fits({ about: 'none' })).toBe(false)
})
