import { describe, expect, test } from 'vitest'
import type { Edit, Fields, Item } from '../../src/board/types'
import {
  askedAt,
  besides,
  countOf,
  earlier,
  handsOf,
  inDigits,
  minutesLeft,
  notSpoken,
  producedBy,
  secondsLeft,
  timesPoint,
  whose,
} from '../../src/view/session/led'
import { isLater, seen, signalsBetween } from '../../src/view/session/signals'
import { beginning, bringing, closing, counting, ending, extending, giving, goingTo, opening, openingPrepared, preparing, puttingAside, stopping } from '../../src/view/session/steering'
import { nextStep } from '../../src/view/session/steps'
import { agendaOf, type Template } from '../../src/view/session/templates'

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
const session = (fields: Fields = {}) => item('session', 'session', { opened: start, leads: 1, ...fields })
/** What edits set, by item and field. */
const sets = (edits: readonly Edit[]) =>
  Object.fromEntries(edits.flatMap((edit) => (edit.e === 'set' && 'value' in edit ? [[`${edit.item}.${edit.field}`, edit.value]] : [])))

describe('time', () => {
  test('a timer counts down by the server’s clock, in whole seconds, and goes below nothing', () => {
    const timed = session({ started: start, seconds: 90 })
    expect(secondsLeft(timed, start)).toBe(90)
    expect(secondsLeft(timed, start + 1)).toBe(90)
    expect(secondsLeft(timed, start + 30_000)).toBe(60)
    expect(secondsLeft(timed, start + 95_000)).toBe(-5)
  })

  test('none runs before it is started and after it was stopped; one just begun has all of its time', () => {
    expect(secondsLeft(session(), start)).toBe(null)
    expect(secondsLeft(session({ seconds: 90 }), start)).toBe(null)
    expect(secondsLeft(session({ started: 0, seconds: 90 }), start + 999_999)).toBe(90)
  })

  test('it reads as clocks do', () => {
    expect([0, -3, 5, 65, 600, 3_725].map(inDigits)).toEqual(['0:00', '0:00', '0:05', '1:05', '10:00', '1:02:05'])
  })

  test('a point has minutes left once it has begun, and is over after them', () => {
    const point = item('p', 'point', { began: start, minutes: 10 })
    expect(minutesLeft(point, start + 61_000)).toBe(9)
    expect(minutesLeft(point, start + 720_000)).toBe(-2)
    expect(minutesLeft(item('p', 'point', { minutes: 10 }), start)).toBe(null)
    expect(minutesLeft(item('p', 'point', { began: start }), start)).toBe(null)
    expect(timesPoint(session({ started: start, seconds: 600 }), point)).toBe(true)
    expect(timesPoint(session({ started: start + 1, seconds: 600 }), point)).toBe(false)
    expect(timesPoint(session(), item('p', 'point'))).toBe(false)
  })

  test('two minutes more are added to what is left; when it is over they begin now, and a day is the most', () => {
    const timed = session({ started: start, seconds: 90 })
    expect(sets(extending(timed, start + 10_000))).toEqual({ 'session.seconds': 210 })
    const later = session({ started: start, seconds: Number(sets(extending(timed, start + 300_000))['session.seconds']) })
    expect(secondsLeft(later, start + 300_000)).toBe(120)
    expect(sets(extending(session({ started: start, seconds: 86_390 }), start))).toEqual({ 'session.seconds': 86_400 })
  })
})

describe('steering', () => {
  test('a session is opened with its agenda by one submission, and the server says when', () => {
    let n = 0
    const edits = opening('programme', 'First visit', 7, [{ title: 'Needs', minutes: 20, area: 'needs' }, { title: 'Rest', minutes: null, area: '' }], () => `new-${++n}`)
    expect(edits).toEqual([
      { e: 'create', item: 'new-1', type: 'session', parent: 'programme', at: 'last', fields: { title: 'First visit', opened: 0, leads: 7 } },
      { e: 'create', item: 'new-2', type: 'point', parent: 'new-1', at: 'last', fields: { title: 'Needs', minutes: 20, area: 'needs' } },
      { e: 'create', item: 'new-3', type: 'point', parent: 'new-1', at: 'last', fields: { title: 'Rest' } },
    ])
  })

  test('going to a point begins it, runs its minutes and brings everybody to its area', () => {
    expect(sets(goingTo(session(), item('p', 'point', { minutes: 20 }), 'needs'))).toEqual({
      'session.point': 'p',
      'p.began': 0,
      'session.started': 0,
      'session.seconds': 1_200,
      'session.here': 'needs',
      'session.hereSince': 0,
    })
  })

  test('a point without minutes stops the timer of the one before, and one without an area brings nobody anywhere', () => {
    expect(sets(goingTo(session({ started: start, seconds: 60 }), item('p', 'point'), undefined))).toEqual({
      'session.point': 'p',
      'p.began': 0,
      'session.started': null,
    })
    expect(sets(goingTo(session(), item('p', 'point'), undefined))).toEqual({ 'session.point': 'p', 'p.began': 0 })
  })

  test('bringing to a whole thing forgets the field of the time before', () => {
    expect(sets(bringing(session(), 'a', 'results'))).toMatchObject({ 'session.hereField': 'results' })
    expect(sets(bringing(session({ hereField: 'results' }), 'a', null))).toMatchObject({ 'session.hereField': null })
  })

  test('closing stops a timer that runs', () => {
    expect(sets(closing(session({ started: start, seconds: 9 })))).toEqual({ 'session.closed': 0, 'session.started': null })
    expect(sets(closing(session()))).toEqual({ 'session.closed': 0 })
    expect(sets(stopping(session()))).toEqual({ 'session.started': null })
  })
})

describe('preparing', () => {
  const counted = () => {
    let n = 0
    return () => `new-${++n}`
  }
  const template: Template = {
    name: 'needs',
    label: { it: 'Bisogni', en: 'Needs' },
    purpose: { it: 'Perché', en: 'Why' },
    points: [
      {
        title: { it: 'Che cosa manca', en: 'What is missing' },
        minutes: 20,
        area: 'notes',
        asks: [
          { kind: 'round', question: { it: 'Che cosa?', en: 'What?' }, anonymous: true },
          { kind: 'poll', question: { it: 'Prima?', en: 'First?' }, method: 'dots', budget: 2, about: 'options', options: [{ en: 'A' }, { en: 'B' }] },
        ],
      },
      { title: { it: 'Fine', en: 'End' } },
    ],
  }

  test('a template becomes an agenda in a language', () => {
    const agenda = agendaOf(template, 'it')
    expect(agenda[0]).toMatchObject({ title: 'Che cosa manca', minutes: 20, area: 'notes' })
    expect(agenda[0]?.asks?.map(({ question }) => question)).toEqual(['Che cosa?', 'Prima?'])
    expect(agenda[1]).toEqual({ title: 'Fine', minutes: null, area: '', asks: [] })
  })

  test('what is prepared is not opened: neither the session nor what is asked at its points', () => {
    expect(opening('programme', 'Needs', null, agendaOf(template, 'en'), counted())).toEqual([
      { e: 'create', item: 'new-1', type: 'session', parent: 'programme', at: 'last', fields: { title: 'Needs' } },
      { e: 'create', item: 'new-2', type: 'point', parent: 'new-1', at: 'last', fields: { title: 'What is missing', minutes: 20, area: 'notes' } },
      { e: 'create', item: 'new-3', type: 'round', parent: 'new-1', at: 'last', fields: { point: 'new-2', question: 'What?', anonymous: true } },
      {
        e: 'create',
        item: 'new-4',
        type: 'poll',
        parent: 'new-1',
        at: 'last',
        fields: { point: 'new-2', question: 'First?', method: 'dots', budget: 2, about: 'options' },
      },
      { e: 'create', item: 'new-5', type: 'option', parent: 'new-4', at: 'last', fields: { text: 'A' } },
      { e: 'create', item: 'new-6', type: 'option', parent: 'new-4', at: 'last', fields: { text: 'B' } },
      { e: 'create', item: 'new-7', type: 'point', parent: 'new-1', at: 'last', fields: { title: 'End' } },
    ])
    expect(sets(openingPrepared(item('s', 'session'), 7))).toEqual({ 's.opened': 0, 's.leads': 7 })
    const opened = opening('programme', '', 7, agendaOf(template, 'en'), counted())
    expect(opened.filter((edit) => edit.e === 'create' && 'opened' in (edit.fields ?? {}))).toHaveLength(1)
    expect(preparing('s', 'p', { kind: 'poll', question: 'Q', secret: false }, counted())[0]).toMatchObject({ fields: { point: 'p', question: 'Q' } })
  })

  test('of two that were opened at the same moment the newest is on, and the other is prepared again, or closed if it was under way', () => {
    const on = session({ opened: start + 2 })
    const known = (...all: readonly Item[]) => new Map(all.map((one) => [one.id, one]))
    const other = item('other', 'session', { opened: start + 1, leads: 2 })
    const begun = item('begun', 'session', { opened: start, leads: 2, point: 'p', started: start, seconds: 9 })
    const rest = [
      item('prepared', 'session'),
      item('over', 'session', { opened: start, closed: start }),
      item('gone', 'session', { opened: start }, { deleted: true }),
      item('mine, not numbered', 'session', { opened: 0 }),
    ]
    expect(besides(known(other, on, begun, ...rest), on)).toEqual([other, begun])
    expect(besides(known(other), session({ opened: 0 })), 'which is the newest is not known yet').toEqual([])
    expect(sets([other, begun].flatMap(puttingAside))).toEqual({ 'other.opened': null, 'other.leads': null, 'begun.closed': 0, 'begun.started': null })
  })

  test('a vote starts on what it is on then, without answers that it is not on, and everybody is brought to it', () => {
    const edits = beginning(session(), item('v', 'poll'), ['a', 'b'], ['old'], 'notes')
    expect(edits.slice(0, 3)).toEqual([
      { e: 'delete', item: 'old' },
      { e: 'link', item: 'v', rel: 'on', to: 'a' },
      { e: 'link', item: 'v', rel: 'on', to: 'b' },
    ])
    expect(sets(edits)).toEqual({ 'v.opened': 0, 'session.here': 'notes', 'session.hereSince': 0 })
  })

  test('the suggested steps lead through all that was prepared to the end', () => {
    const points = [item('p1', 'point'), item('p2', 'point')]
    const round = (fields: Fields = {}) => item('r', 'round', { point: 'p1', ...fields })
    const vote = (fields: Fields = {}) => item('v', 'poll', { point: 'p1', ...fields })
    const step = (at: number, ...asked: readonly Item[]) => {
      const next = nextStep(points, at, [...points, ...asked])
      return next === null ? null : `${next.does} ${next.item?.id ?? ''}`.trim()
    }
    expect(step(-1, round(), vote())).toBe('go p1')
    expect(step(0, round(), vote())).toBe('start r')
    expect(step(0, round({ opened: start }), vote())).toBe('reveal r')
    expect(step(0, round({ opened: start, revealed: start }), vote())).toBe('start v')
    expect(step(0, round({ opened: start, revealed: start }), vote({ opened: start, closed: start }))).toBe('show v')
    expect(step(0, round({ opened: start, revealed: start }), vote({ opened: start, closed: start, voters: 2 }))).toBe('go p2')
    expect(step(1, round(), vote())).toBe('close')
    expect(step(0, item('by hand', 'round', { opened: start }))).toBe(null)
    expect(step(0, item('of a point that is gone', 'round', { point: 'p9' }))).toBe(null)
    expect(askedAt([round(), vote(), item('h', 'hand')], 'p1').map(({ id }) => id)).toEqual(['r', 'v'])
  })

  test('what is only prepared is announced to nobody', () => {
    const below = [item('r', 'round', { point: 'p' }), item('v', 'poll', { point: 'p' })]
    expect(signalsBetween(seen(session(), [], 9, null), seen(session(), below, 9, null), 9)).toEqual([])
  })
})

describe('hands', () => {
  const waits = item('w', 'hand', {}, { by: 3 })
  const behalf = item('b', 'hand', { who: 4 })
  const room = item('r', 'hand', { count: 3 })
  const speaks = item('s', 'hand', { speaks: start }, { by: 5 })
  const spoke = item('o', 'hand', { speaks: start, spoke: start + 1 }, { by: 6 })
  const all = [waits, behalf, room, speaks, spoke]

  test('who waits, who has the floor and who has spoken are told apart, in their order', () => {
    expect(handsOf(all)).toEqual({ waiting: [waits, behalf, room], speaking: [speaks], spoken: [spoke] })
    expect(all.map(whose)).toEqual([3, 4, null, 5, 6])
    expect(all.map(countOf)).toEqual([1, 1, 3, 1, 1])
  })

  test('not spoken yet are those here who neither have the floor nor had it, each once, and not who leads', () => {
    expect(notSpoken([1, 3, 4, 4, 5, 6, 9], all, 1)).toEqual([3, 4, 9])
  })

  test('giving the floor takes it from who has it; one of several in the room leaves the others waiting', () => {
    expect(sets(giving(waits, [speaks]))).toEqual({ 's.spoke': 0, 'w.speaks': 0 })
    expect(sets(ending(room))).toEqual({ 'r.count': 2, 'r.speaks': null })
    expect(sets(ending({ ...room, fields: { count: 1 } }))).toEqual({ 'r.spoke': 0 })
  })

  test('the hands of the room are counted in one place, which goes with the last', () => {
    expect(counting('session', undefined, 2, 'new')).toMatchObject([{ e: 'create', fields: { count: 2 } }])
    expect(counting('session', undefined, 0, 'new')).toEqual([])
    expect(counting('session', room, 5, 'new')).toEqual([{ e: 'set', item: 'r', field: 'count', value: 5 }])
    expect(counting('session', room, 0, 'new')).toEqual([{ e: 'delete', item: 'r' }])
  })
})

describe('what a session leaves', () => {
  const of = (...items: Item[]) => new Map(items.map((one) => [one.id, one]))
  const none = () => false

  test('what was made between its opening and its closing, by type, and nothing hidden', () => {
    const items = of(
      item('before', 'note', {}, { at: start - 1 }),
      item('second', 'note', {}, { at: start + 2 }),
      item('first', 'note', {}, { at: start + 1 }),
      item('gone', 'action', {}, { at: start + 1 }),
      item('hand', 'hand', {}, { at: start + 1 }),
      item('after', 'need', {}, { at: start + 11 }),
    )
    const made = producedBy(items, session({ closed: start + 10 }), (id) => id === 'gone')
    expect([...made].filter(([, ids]) => ids.length > 0)).toEqual([['note', ['first', 'second']]])
    expect(producedBy(items, session(), none).get('need')).toEqual(['after'])
  })

  test('a vote that was prepared belongs to what a session leaves once it has started', () => {
    const early = (fields: Fields) => item('v', 'poll', fields, { at: start - 5 })
    expect(producedBy(of(early({ opened: start + 2 })), session(), none).get('poll')).toEqual(['v'])
    expect(producedBy(of(item('v', 'poll', {}, { at: start + 2 })), session(), none).get('poll')).toEqual([])
  })

  test('earlier sessions are those that were closed, the latest first', () => {
    const old = item('old', 'session', { opened: start, closed: start + 1 })
    const late = item('late', 'session', { opened: start + 5, closed: start + 6 })
    const away = item('away', 'session', { opened: start, closed: start + 1 }, { deleted: true })
    expect(earlier(of(old, session(), late, away)).map(({ id }) => id)).toEqual(['late', 'old'])
  })
})

describe('signals', () => {
  const kinds = (before: Parameters<typeof signalsBetween>[0], now: typeof before, me = 9) => signalsBetween(before, now, me).map(({ kind }) => kind)
  const at = (fields: Fields, below: readonly Item[] = [], left: number | null = null) => seen(session(fields), below, 9, left)
  const off = seen(null, [], 9, null)
  const timed = (left: number, seconds = 300) => at({ started: start, seconds }, [], left)

  test('that a session is opened, handed over and closed, and the point that is on', () => {
    expect(kinds(off, at({}))).toEqual(['opened'])
    expect(kinds(at({}), at({ leads: 2 }))).toEqual(['leads'])
    expect(kinds(at({}), at({ point: 'p' }))).toEqual(['point'])
    expect(kinds(at({ point: 'p' }), at({ point: 'p' }))).toEqual([])
    expect(kinds(at({}), off)).toEqual(['closed'])
    expect(kinds(off, off)).toEqual([])
  })

  test('the last minute once, the end once, and two minutes more', () => {
    expect(kinds(timed(61), timed(60))).toEqual(['last'])
    expect(kinds(timed(60), timed(59))).toEqual([])
    expect(kinds(timed(1), timed(0))).toEqual(['over'])
    expect(kinds(timed(0), timed(-1))).toEqual([])
    expect(kinds(timed(30), timed(150, 420))).toEqual(['longer'])
    expect(kinds(timed(150, 420), timed(60, 420))).toEqual(['last'])
  })

  test('a timer of less than a minute has no last one to tell', () => {
    expect(kinds(at({}), timed(45, 45))).toEqual(['started'])
    expect(kinds(timed(45, 45), timed(44, 45))).toEqual([])
  })

  test('whoever leads is not told what they have just done themselves', () => {
    expect(kinds(at({}), timed(300), 1)).toEqual([])
    expect(kinds(timed(30), timed(150, 420), 1)).toEqual([])
    expect(kinds(timed(61), timed(60), 1)).toEqual(['last'])
  })

  test('rounds and votes that open, and one’s own turn, last', () => {
    const round = item('round', 'round', { opened: start })
    const poll = item('poll', 'poll', { opened: start })
    const turn = item('hand', 'hand', { speaks: start }, { by: 9 })
    expect(kinds(at({}), at({}, [round, poll, turn]))).toEqual(['round', 'poll', 'turn'])
    expect(kinds(at({}, [round]), at({}, [{ ...round, fields: { opened: start, revealed: start } }]))).toEqual([])
    expect(kinds(at({}), at({}, [{ ...turn, by: 8 }]))).toEqual([])
  })

  test('a place to look at that was there before I came is not news', () => {
    expect(isLater(null, session({ hereSince: start }), 'hereSince')).toBe(false)
    expect(isLater(session(), session({ hereSince: start }), 'hereSince')).toBe(true)
    expect(isLater(session({ hereSince: start }), session({ hereSince: start, seconds: 5 }), 'hereSince')).toBe(false)
    expect(isLater(item('other', 'session'), session({ hereSince: start }), 'hereSince')).toBe(false)
  })
})
