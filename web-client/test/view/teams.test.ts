import { describe, expect, test, vi } from 'vitest'
import { BoardState } from '../../src/board/board'
import { inverseOf } from '../../src/board/inverse'
import type { Edit, Fields, Item } from '../../src/board/types'
import type { Board } from '../../src/view/board.svelte'
import { outlineOf } from '../../src/view/outline'
import { producedBy } from '../../src/view/session/led'
import { closing } from '../../src/view/session/steering'
import { divided, fullest, most, possible, usual, type Guest } from '../../src/view/teams/dividing'
import { isOn, leftOver } from '../../src/view/teams/left'
import { bringBack } from '../../src/view/teams/returning'
import {
  assigning,
  becameOf,
  bringingBack,
  extendingAll,
  givingUp,
  making,
  notesIn,
  peopleIn,
  startingAll,
  stoppingAll,
  teamOf,
  teamsOn,
  type Wall,
} from '../../src/view/teams/teams'
import { noTeam, teamSeen, teamSignals } from '../../src/view/teams/told'

vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
})

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

const start = 1_790_000_000_000
const item = (id: string, type: string, fields: Fields = {}, rest: Partial<Item> = {}): Item => ({
  id,
  type,
  parent: 'session',
  pos: 'V',
  fields,
  links: [],
  by: 1,
  at: start,
  ...rest,
})
const team = (id: string, members: readonly number[], fields: Fields = {}, rest: Partial<Item> = {}) =>
  item(id, 'team', { name: id, ...(members.length === 0 ? {} : { members: members.map(String) }), ...fields }, rest)
const note = (id: string, parent: string, rest: Partial<Item> = {}) => item(id, 'note', { text: id }, { parent, by: 7, ...rest })
const frame = [
  item('programme', 'programme', {}, { parent: null }),
  item('notes', 'notes', {}, { parent: null, pos: 'W' }),
  item('session', 'session', { opened: start, leads: 1 }, { parent: 'programme' }),
]

/** A table that does numbered edits as every client does. */
class Tried {
  readonly state: BoardState
  constructor(items: readonly Item[]) {
    this.state = new BoardState([...frame, ...items])
  }
  get outline() {
    return outlineOf(this.state.items)
  }
  item = (id: string) => this.state.item(id)
  get teams() {
    return teamsOn(this.outline.children('session').flatMap((id) => this.item(id) ?? []))
  }
  get board() {
    const session = this.state.item('session')
    const on = session === undefined || session.deleted === true || 'closed' in session.fields ? null : session
    return { outline: this.outline, client: { items: this.state.items }, item: this.item, rights: { session: on } } as unknown as Board
  }
  /** @returns the edits as they are numbered */
  does(edits: readonly Edit[], at = start + 1_000): Edit[] {
    return edits.map((edit) => {
      const numbered = this.state.attempt(edit, 1, at)
      expect(numbered, JSON.stringify(edit)).not.toBeNull()
      return numbered as Edit
    })
  }
  under(parent: string) {
    return this.outline.children(parent)
  }
}

let made = 0
const make = () => `new-${++made}`
const wall: Wall = { notes: 'notes', beginning: { lang: 'en' }, nameless: (at) => `Group ${at + 1}` }

describe('dividing', () => {
  test('3,000 times everybody is in one group, sizes are within one, and no party is twice where another group lacks it, seed 21', () => {
    const pick = chance(21)
    const parties = ['mentee', 'mentor', 'association', 'support', 'facilitator', 'other']
    for (let round = 0; round < 3_000; round++) {
      const people: Guest[] = Array.from({ length: pick(61) }, (_, at) => ({ person: at + 1, party: parties[pick(6)] ?? '' }))
      const n = 2 + pick(7)
      const groups = divided(people, n, pick)
      expect(groups).toHaveLength(n)
      expect(groups.flat().sort((a, b) => a - b)).toEqual(people.map(({ person }) => person))
      const spread = (sizes: readonly number[]) => Math.max(...sizes) - Math.min(...sizes)
      expect(spread(groups.map((group) => group.length))).toBeLessThanOrEqual(1)
      for (const party of parties) {
        const of = new Set(people.filter((one) => one.party === party).map(({ person }) => person))
        expect(spread(groups.map((group) => group.filter((one) => of.has(one)).length))).toBeLessThanOrEqual(1)
      }
    }
  })

  test('who is with whom is left to chance', () => {
    const people = Array.from({ length: 12 }, (_, at) => ({ person: at, party: 'support' }))
    const seen = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(divided(people, 3, chance(seed)))))
    expect(seen.size).toBeGreaterThan(15)
  })

  test('five hundred people make no group that is too full, and a handful has a choice too', () => {
    expect(possible(500)).toEqual([3, 4, 5, 6, 7, 8])
    expect(Math.max(...divided(Array.from({ length: 500 }, (_, person) => ({ person, party: '' })), 3, chance(1)).map((one) => one.length))).toBeLessThanOrEqual(fullest)
    expect(possible(0)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect([0, 4, 11, 24, 500].map(usual)).toEqual([2, 2, 2, 5, most])
  })
})

describe('who is where', () => {
  test('all groups are made by one submission, and an empty one waits for the room', () => {
    made = 0
    expect(making('session', [{ name: 'Housing', members: [3, 12] }, { name: 'School', members: [] }], make)).toEqual([
      { e: 'create', item: 'new-1', type: 'team', parent: 'session', at: 'last', fields: { name: 'Housing', members: ['3', '12'] } },
      { e: 'create', item: 'new-2', type: 'team', parent: 'session', at: 'last', fields: { name: 'School' } },
    ])
  })

  test('whoever is moved leaves the other group in the same submission', () => {
    const tried = new Tried([team('a', [3, 4]), team('b', [5], {}, { pos: 'W' })])
    const [a, b] = tried.teams as [Item, Item]
    const edits = assigning(tried.teams, 3, b)
    expect(edits).toHaveLength(2)
    const numbered = tried.does(edits)
    expect(tried.teams.map((one) => peopleIn(tried.teams, one))).toEqual([[4], [3, 5]])
    tried.does(inverseOf(numbered, tried.state))
    expect(tried.teams).toEqual([a, b])
    expect(assigning(tried.teams, 4, a)).toEqual([])
    tried.does(assigning(tried.teams, 4, null))
    expect(teamOf(tried.teams, 4)).toBeUndefined()
  })

  test('somebody whom two people put in two groups at once is in the first, and the next move puts it right', () => {
    const tried = new Tried([team('a', [3]), team('b', [3, 5], {}, { pos: 'W' }), team('c', [], {}, { pos: 'X' })])
    expect(tried.teams.map((one) => peopleIn(tried.teams, one))).toEqual([[3], [5], []])
    tried.does(assigning(tried.teams, 3, tried.teams[2] ?? null))
    expect(tried.teams.map((one) => peopleIn(tried.teams, one))).toEqual([[], [5], [3]])
    expect(tried.item('b')?.fields['members']).toEqual(['5'])
  })
})

describe('time', () => {
  test('the time of all groups is started, prolonged and stopped at once', () => {
    const tried = new Tried([team('a', [3]), team('b', [], { started: start, seconds: 60 }, { pos: 'W' })])
    expect(extendingAll(tried.teams, start)).toEqual([{ e: 'set', item: 'b', field: 'seconds', value: 180 }])
    tried.does(startingAll(tried.teams, 600))
    expect(tried.teams.map(({ fields }) => [fields['started'], fields['seconds']])).toEqual([[0, 600], [0, 600]])
    tried.does(stoppingAll(tried.teams))
    expect(tried.teams.some(({ fields }) => 'started' in fields)).toBe(false)
    expect(stoppingAll(tried.teams)).toEqual([])
  })

  test('members are told once when they have a group, when its time runs, in the last minute, at the end, and when it is over', () => {
    const name = (one: Item) => one.id
    const timed = (fields: Fields, members = [3]) => [team('a', members, fields)]
    const at = (teams: readonly Item[], now: number) => teamSeen(teams, 3, name, start + now)
    const steps = [
      noTeam,
      at([], 0),
      at(timed({}, [4]), 0),
      at(timed({}), 0),
      at(timed({ started: start, seconds: 300 }), 0),
      at(timed({ started: start, seconds: 300 }), 10_000),
      at(timed({ started: start, seconds: 420 }), 20_000),
      at(timed({ started: start, seconds: 420 }), 361_000),
      at(timed({ started: start, seconds: 420 }), 362_000),
      at(timed({ started: start, seconds: 420 }), 421_000),
      at(timed({ seconds: 420 }), 422_000),
      at([team('b', [3])], 423_000),
      at([team('b', [])], 424_000),
      at([team('b', [3])], 425_000),
      at([], 426_000),
    ]
    const told = steps.slice(1).map((now, index) => teamSignals(steps[index] ?? noTeam, now))
    expect(told).toEqual([[], [], ['in'], ['time'], [], ['time'], ['last'], [], ['over'], ['stopped'], ['in'], ['out'], ['in'], ['back']])
    expect(teamSignals(noTeam, at(timed({ started: start, seconds: 30 }), 0)), 'who comes late').toEqual(['in'])
    expect(teamSignals(at(timed({}, [4]), 0), at([], 0)), 'who had none').toEqual([])
  })

  test('the members of a group are told that their time starts again, also when it is as long as before, or shorter', () => {
    const seen = (started: number, seconds: number, now: number) =>
      teamSeen([team('a', [3], { started, seconds })], 3, () => 'a', start + now)
    const runs = seen(start, 600, 300_000)
    expect(teamSignals(runs, seen(start + 300_000, 600, 300_000))).toEqual(['time'])
    expect(teamSignals(runs, seen(start + 300_000, 120, 300_000))).toEqual(['time'])
    expect(teamSignals(runs, seen(start + 300_000, 59, 300_000))).toEqual(['last'])
    expect(teamSignals(seen(start, 300, 300_000), seen(start + 300_000, 300, 300_000))).toEqual(['time'])
    // Who starts it sees it before the server says when that was, and is told once.
    expect(teamSignals(runs, seen(0, 600, 300_000))).toEqual(['time'])
    expect(teamSignals(seen(0, 600, 300_000), seen(start + 300_500, 600, 300_500))).toEqual([])
  })
})

describe('back together', () => {
  const groups = () => [
    team('a', [3], { name: 'Housing', started: start, seconds: 60 }),
    team('b', [5], { name: 'School' }, { pos: 'W' }),
    team('c', [6], {}, { pos: 'X' }),
    note('a2', 'a', { pos: 'W' }),
    note('a1', 'a', { pos: 'V', by: 3 }),
    note('ax', 'a', { pos: 'X', deleted: true }),
    note('c1', 'c'),
    note('w1', 'notes'),
  ]

  test('each group with notes becomes a group of notes, in order and with its authors, and one undo takes it all back', () => {
    const tried = new Tried(groups())
    tried.does([{ e: 'set', item: 'c', field: 'name', value: null }])
    const before = [...tried.state.items.values()]
    made = 0
    const numbered = tried.does(bringingBack(tried, tried.teams, wall, make))
    expect(tried.teams).toEqual([])
    expect(tried.under('notes')).toEqual(['w1', 'new-1', 'new-2'])
    expect(tried.item('new-1')?.fields).toEqual({ lang: 'en', name: 'Housing' })
    expect(tried.item('new-2')?.fields['name']).toBe('Group 3')
    expect(tried.under('new-1')).toEqual(['a1', 'a2'])
    expect(tried.under('new-1').map((id) => tried.item(id)?.by)).toEqual([3, 7])
    expect(tried.item('a')?.fields).toMatchObject({ back: 0, seconds: 60 })
    expect('started' in (tried.item('a')?.fields ?? {})).toBe(false)
    expect(tried.item('b')?.fields['back']).toBe(0)
    tried.does(inverseOf(numbered, tried.state))
    const now = [...tried.state.items.values()].filter(({ id }) => !id.startsWith('new'))
    expect(now.map(({ id, parent, fields }) => [id, parent, fields])).toEqual(before.map(({ id, parent, fields }) => [id, parent, fields]))
    expect(notesIn(tried, tried.item('a') as Item)).toEqual(['a1', 'a2'])
    expect(tried.under('notes')).toEqual(['w1'])
  })

  test('giving one group up puts its notes on the wall and leaves the others', () => {
    const tried = new Tried(groups())
    tried.does(givingUp(tried, tried.item('a') as Item, 'notes'))
    expect(tried.under('notes')).toEqual(['w1', 'a1', 'a2'])
    expect(tried.teams.map(({ id }) => id)).toEqual(['b', 'c'])
  })

  test('what is sent into a group that has just come back stands on the wall, and so does what was restored in it', () => {
    const tried = new Tried(groups())
    expect(leftOver(tried.board)).toEqual([])
    tried.does(bringingBack(tried, tried.teams, wall, make))
    expect(leftOver(tried.board)).toEqual([])
    tried.does([
      { e: 'create', item: 'late', type: 'note', parent: 'b', fields: { text: 'late' } },
      { e: 'restore', item: 'ax' },
    ])
    expect(leftOver(tried.board)).toEqual(['ax', 'late'])
  })

  test('a session closes with its groups in one submission, in more where one may not have as many edits, and alone while the wall is locked', () => {
    const closes = (tried: Tried, why: string | null = null) => {
      const sent: (readonly Edit[])[] = []
      const board = {
        ...tried.board,
        single: () => tried.item('notes'),
        method: { beginning: () => ({}) },
        rights: { create: () => why, move: () => why },
        submit: (edits: readonly Edit[]) => sent.push(edits),
      } as unknown as Board
      bringBack(board, tried.teams, closing(tried.item('session') as Item))
      return sent
    }
    const last = { e: 'set', item: 'session', field: 'closed', value: 0 }
    expect(closes(new Tried(groups()))).toEqual([expect.arrayContaining([expect.objectContaining({ item: 'a1', e: 'move' }), last])])
    const many = Array.from({ length: 4_100 }, (_, at) => note(`n${at}`, 'b'))
    const sent = closes(new Tried([...groups(), ...many]))
    expect(sent.map((edits) => edits.length)).toEqual([2_000, 2_000, expect.any(Number)])
    expect(sent.flat().filter(({ e }) => e === 'move')).toHaveLength(4_103)
    expect(sent.flat().at(-1)).toEqual(last)
    expect(closes(new Tried(groups()), 'locked')).toEqual([[last]])
  })

  test('neither a session closed elsewhere nor undoing the groups hides what was written in them', () => {
    const tried = new Tried(groups())
    tried.does(closing(tried.item('session') as Item))
    expect(leftOver(tried.board)).toEqual(['a1', 'a2', 'c1'])
    const undone = new Tried(groups())
    undone.does([{ e: 'delete', item: 'a' }])
    expect(leftOver(undone.board)).toEqual(['a1', 'a2'])
    expect(undone.outline.hidden('a1'), 'what I wrote is still listed').toBe(false)
    expect(undone.outline.hidden('ax')).toBe(true)
    expect(undone.outline.hidden('a')).toBe(true)
    const produced = producedBy(undone.state.items, undone.item('session') as Item, undone.outline.hidden)
    expect(produced.get('note')).toEqual(['a2', 'a1', 'c1', 'w1'])
  })

  test('a group is on in the session that is, until it comes back', () => {
    const [session] = frame.slice(2) as [Item]
    expect(isOn(team('a', []), session)).toBe(true)
    expect(isOn(team('a', [], { back: start }), session)).toBe(false)
    expect(isOn(team('a', [], {}, { deleted: true }), session)).toBe(false)
    expect(isOn(team('a', []), null)).toBe(false)
    expect(isOn(team('a', [], {}, { parent: 'earlier' }), session)).toBe(false)
  })

  test('what is still being written goes to the group of notes that was made at the same moment', () => {
    const back = team('a', [3], { name: 'Housing ', back: start + 5 })
    const of = (id: string, name: string, at: number) => item(id, 'group', { name }, { parent: 'notes', at })
    const all = [of('g1', 'Housing', start), of('g2', 'School', start + 5), of('g3', 'Housing', start + 5)]
    expect(becameOf(all, back)?.id).toBe('g3')
    expect(becameOf(all.slice(0, 2), back)).toBeUndefined()
  })
})
