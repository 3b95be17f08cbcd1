import { describe, expect, test } from 'vitest'
import { BoardState } from '../../src/board/board'
import type { Edit, Fields, Item, Link } from '../../src/board/types'
import { inOrder } from '../../src/view/outline'
import { opening } from '../../src/view/session/steering'
import { agendaLeft, entryOf, inLine, minutesOf, sessionsOf } from '../../src/view/visits/agenda'
import { callAddress } from '../../src/view/visits/call'
import { lacksOf, unplanned } from '../../src/view/visits/lacks'

const start = 1_790_000_000_000
const item = (id: string, type: string, fields: Fields = {}, rest: Partial<Item> = {}): Item => ({
  id,
  type,
  parent: null,
  pos: 'V',
  fields,
  links: [],
  by: 1,
  at: start,
  ...rest,
})
const visit = (id: string, fields: Fields = {}) => item(id, 'visit', { see: 'A school', meet: 'Two teachers', ...fields })
const kinds = (visits: readonly Item[]) => lacksOf(visits).map(({ kind }) => kind)

describe('what visits lack', () => {
  test('of three visits the first and the last are in the mentee city, and both cities are visited', () => {
    const three = (...hosts: string[]) => hosts.map((host, at) => visit(`v${at}`, { host }))
    expect(kinds(three('mentee', 'mentor', 'mentee'))).toEqual([])
    expect(kinds(three('mentor', 'mentee', 'mentor'))).toEqual(['first', 'last'])
    expect(kinds(three('mentee', 'mentee', 'mentee'))).toEqual(['mentor'])
    expect(kinds(three('mentor', 'mentor', 'mentor'))).toEqual(['first', 'last', 'mentee'])
    expect(lacksOf(three('mentee', 'mentor', 'other'))).toEqual([{ kind: 'last', visits: ['v2'] }])
  })

  test('with another number of visits only both cities count; without any nothing is asked', () => {
    expect(kinds([visit('a', { host: 'mentor' }), visit('b', { host: 'mentee' })])).toEqual([])
    expect(kinds([visit('a', { host: 'mentee' })])).toEqual(['mentor'])
    expect(kinds([])).toEqual([])
  })

  test('a city that nobody visits is looked for where it is not said who hosts', () => {
    expect(lacksOf([visit('a', { host: 'mentee' }), visit('b')])).toEqual([{ kind: 'mentor', visits: ['b'] }])
  })

  test('a visit that is called off counts for nothing', () => {
    const off = visit('b', { host: 'mentor', state: 'off', see: '' })
    expect(kinds([visit('a', { host: 'mentee' }), off])).toEqual(['mentor'])
    expect(kinds([off])).toEqual([])
  })

  test('what to see and whom to meet are asked for until they are there, also of a visit that is ready, not of one that is over', () => {
    const bare = { host: 'mentee', see: ' ', meet: '' }
    const both = visit('b', { host: 'mentor' })
    expect(lacksOf([visit('a', bare), both])).toEqual([
      { kind: 'see', visits: ['a'] },
      { kind: 'meet', visits: ['a'] },
    ])
    expect(kinds([visit('a', { ...bare, state: 'ready' }), both])).toEqual(['see', 'meet'])
    expect(kinds([visit('a', { ...bare, state: 'done' }), both])).toEqual([])
    expect(unplanned(visit('a', { meet: '' }))).toEqual(['meet'])
  })
})

describe('the address of a call', () => {
  test('it is one by https, of any provider, with or without its beginning', () => {
    expect(callAddress(' https://meet.example.org/room?p=1#a ')).toBe('https://meet.example.org/room?p=1#a')
    expect(callAddress('meet.example.org/room')).toBe('https://meet.example.org/room')
  })

  test('anything else is never opened', () => {
    for (const wrong of ['', 'tonight', 'http://meet.example.org', 'javascript:alert(1)', 'JavaScript://meet.example.org', 'data:text/html,x', 'https://meet.example.org@evil.example', 'https://', 'https:// x', 7, undefined])
      expect(callAddress(wrong), String(wrong)).toBe(null)
  })
})

const entry = (id: string, pos: string, fields: Fields = {}) => item(id, 'agendaEntry', fields, { parent: 'v', pos })
const from = (id: string): readonly Link[] => [['from', id]]
const kind = (one: Item) => `a ${String(one.fields['kind'])}`
const e1 = entry('e1', 'D', { title: 'Recap', kind: 'recap', minutes: 30, area: 'needs' })
const e2 = entry('e2', 'M', { kind: 'siteVisit', minutes: 90 })
const e3 = entry('e3', 'V', { title: 'Workshop', area: 'plan' })

describe('the agenda of a visit', () => {
  test('its minutes are added up, those that are not said left out', () => {
    expect(minutesOf([e1, e2, e3])).toBe(120)
  })

  test('a session of it begins with its entries: title, minutes, where the work is; one without words is called by its kind', () => {
    expect(agendaLeft([e1, e2, e3], [], kind)).toEqual([
      { title: 'Recap', minutes: 30, area: 'needs', entry: 'e1' },
      { title: 'a siteVisit', minutes: 90, area: '', entry: 'e2' },
      { title: 'Workshop', minutes: null, area: 'plan', entry: 'e3' },
    ])
    let n = 0
    const edits = opening('programme', 'Visit 1', 7, agendaLeft([e1], [], kind), () => `new-${++n}`, 'v')
    expect(edits).toEqual([
      { e: 'create', item: 'new-1', type: 'session', parent: 'programme', at: 'last', fields: { title: 'Visit 1', opened: 0, leads: 7 } },
      { e: 'link', item: 'new-1', rel: 'for', to: 'v' },
      { e: 'create', item: 'new-2', type: 'point', parent: 'new-1', at: 'last', fields: { title: 'Recap', minutes: 30, area: 'needs' } },
      { e: 'link', item: 'new-2', rel: 'from', to: 'e1' },
    ])
  })

  test('the session of the second day goes on with what the first did not come to', () => {
    const points = [item('p1', 'point', { began: start }, { links: from('e1') }), item('p2', 'point', {}, { links: from('e2') })]
    expect(agendaLeft([e1, e2, e3], points, kind).map((one) => one.entry)).toEqual(['e2', 'e3'])
    const all = [e1, e2, e3].map(({ id }) => item(`p${id}`, 'point', { began: start }, { links: from(id) }))
    expect(agendaLeft([e1, e2, e3], all, kind)).toHaveLength(3)
  })

  test('its sessions are those that lead to it, the oldest first, what is only prepared last', () => {
    const session = (id: string, opened: Fields, rest: Partial<Item> = {}) => item(id, 'session', opened, { links: [['for', 'v']], ...rest })
    const all = [
      session('prepared', {}),
      session('now', { opened: 0 }),
      session('second', { opened: start + 2 }),
      session('first', { opened: start + 1 }),
      session('gone', { opened: start }, { deleted: true }),
      session('other', { opened: start }, { links: [['for', 'w']] }),
    ]
    expect(sessionsOf(new Map(all.map((one) => [one.id, one])), 'v').map(({ id }) => id)).toEqual(['first', 'second', 'now', 'prepared'])
  })
})

describe('a prepared session and the agenda of its visit', () => {
  const point = (id: string, pos: string, fields: Fields, links: readonly Link[] = []) =>
    item(id, 'point', fields, { parent: 's', pos, links })

  /** @returns the points afterwards, as they are read */
  function after(points: readonly Item[], entries: readonly Item[]): string[] {
    const board = new BoardState([item('s', 'session'), ...entries, ...points])
    let n = 0
    for (const edit of edits(points, entries, () => `new-${++n}`)) expect(board.attempt(edit, 1, start), edit.e).not.toBe(null)
    return [...board.items.values()]
      .filter(({ type, deleted }) => type === 'point' && deleted !== true)
      .sort(inOrder)
      .map(({ fields, ...rest }) => [fields['title'], fields['minutes'], fields['area'], entryOf({ fields, ...rest })].filter(Boolean).join(' '))
  }
  const edits = (points: readonly Item[], entries: readonly Item[], make = () => 'new', out: readonly Item[] = []): Edit[] =>
    inLine('s', points, out, agendaLeft(entries, [], kind), make)

  test('what agrees is left alone', () => {
    const points = [
      point('p1', 'D', { title: 'Recap', minutes: 30, area: 'needs' }, from('e1')),
      point('own', 'H', { title: 'Coffee' }),
      point('p3', 'M', { title: 'Workshop', area: 'plan' }, from('e3')),
    ]
    expect(edits(points, [e1, e3])).toEqual([])
  })

  test('what was changed, added, taken away or put elsewhere in the agenda need not be done again', () => {
    const points = [
      point('p3', 'D', { title: 'Workshop', area: 'plan' }, from('e3')),
      point('own', 'H', { title: 'Coffee' }),
      point('p1', 'M', { title: 'Old words', minutes: 10 }, from('e1')),
      point('p0', 'R', { title: 'Not there any more' }, from('e0')),
      point('twice', 'V', { title: 'Recap' }, from('e1')),
    ]
    expect(after(points, [e1, e2, e3])).toEqual(['Recap 30 needs e1', 'a siteVisit 90 e2', 'Workshop plan e3', 'Coffee'])
  })

  test('what was taken out of the session alone does not come back', () => {
    const out = [point('p2', 'H', {}, from('e2'))]
    expect(edits([], [e2], undefined, out)).toEqual([])
    expect(edits([point('again', 'M', { title: 'a siteVisit', minutes: 90 }, from('e2'))], [e2], undefined, out)).toEqual([])
  })

  test('minutes and a place that are taken away in the agenda go', () => {
    const points = [point('p1', 'D', { title: 'Recap', minutes: 30, area: 'needs' }, from('e1'))]
    expect(after(points, [entry('e1', 'D', { title: 'Recap' })])).toEqual(['Recap e1'])
  })
})
