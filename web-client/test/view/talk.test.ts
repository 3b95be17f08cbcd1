import { expect, test } from 'vitest'
import { BoardState } from '../../src/board/board'
import type { Edit, Id, Item, Link, Person } from '../../src/board/types'
import { backLinksOf, outlineOf } from '../../src/view/outline'
import { alikeOf } from '../../src/view/talk/alike'
import { answering, answerTo, isOwed, isUnanswered, keptOf, sayersOf, stateOf, takenUpBy, takenUpIn } from '../../src/view/talk/answers'
import { callsOf, commenting, commentsOn, fieldOf, isWithdrawn, openComments, repliesTo, subjectOf, threadOf, withdrawing } from '../../src/view/talk/comments'
import { called, calledIn, nameBegun, whoBegins } from '../../src/view/talk/mentions'
import type { Talked } from '../../src/view/talk/talked'

let clock = 0

function item(id: Id, type: string, parent: Id | null, fields: Item['fields'] = {}, links: Link[] = [], more: Partial<Item> = {}): Item {
  return { id, type, parent, pos: id, fields, links, by: 1, at: ++clock, ...more }
}

const idea = { kind: 'idea' }
const trashed = { deleted: true as const }

function table(...items: Item[]): Talked & { items: ReadonlyMap<Id, Item> } {
  const all = new Map(items.map((one) => [one.id, one]))
  const outline = outlineOf(all)
  const back = backLinksOf(all, outline)
  return { items: all, outline, item: (id) => all.get(id), linksTo: (id) => back.get(id) ?? [] }
}

const answer = (id: Id, kind: string, to: Id[], into: Id[] = [], more: Partial<Item> = {}) =>
  item(id, 'answer', null, { kind, text: 'x' }, [...into.map((one): Link => ['in', one]), ...to.map((one): Link => ['to', one])], more)

const state = (on: Talked, id: Id) => stateOf(on, answerTo(on, id))

test('ideas, questions and concerns are owed an answer, strengths, information and notes without a kind are not', () => {
  const kinds = ['idea', 'question', 'concern', 'strength', 'information', '']
  const on = table(...kinds.map((kind) => item(`n-${kind}`, 'note', null, { kind })))
  expect(kinds.filter((kind) => isOwed(on, `n-${kind}`))).toEqual(['idea', 'question', 'concern'])
  expect(kinds.filter((kind) => isUnanswered(on, `n-${kind}`))).toEqual(['idea', 'question', 'concern'])
})

test('a note is unanswered until it is taken up, put off or declined', () => {
  const on = table(
    item('plan', 'plan', null),
    item('act', 'action', 'plan'),
    ...['a', 'b', 'c', 'd'].map((id) => item(id, 'note', null, idea)),
    answer('r1', 'taken', ['a'], ['act']),
    answer('r2', 'later', ['b']),
    answer('r3', 'not', ['c']),
  )
  expect(['a', 'b', 'c', 'd'].map((id) => state(on, id))).toEqual(['taken', 'later', 'not', 'none'])
  expect(['a', 'b', 'c', 'd'].filter((id) => isUnanswered(on, id))).toEqual(['d'])
  expect(takenUpIn(on, answerTo(on, 'a') as Item)).toEqual(['act'])
})

test('when what took a note up goes to the trash, an answer is owed once more', () => {
  const on = table(item('act', 'action', null, {}, [], trashed), item('a', 'note', null, idea), answer('r', 'taken', ['a'], ['act']))
  expect(state(on, 'a')).toBe('gone')
  expect(isUnanswered(on, 'a')).toBe(true)
})

test('an answer in the trash is none, and of several the newest holds', () => {
  const on = table(
    item('a', 'note', null, idea),
    item('b', 'note', null, idea),
    answer('r1', 'not', ['a', 'b']),
    answer('r2', 'later', ['a']),
    answer('r3', 'taken', ['b'], [], trashed),
  )
  expect(['a', 'b'].map((id) => state(on, id))).toEqual(['later', 'not'])
})

test('an answer to a group answers each note in it, but for what is said to a note itself', () => {
  const on = table(
    item('g', 'group', null),
    item('a', 'note', 'g', idea),
    item('b', 'note', 'g', idea),
    item('act', 'action', null),
    answer('r1', 'not', ['b']),
    answer('r2', 'taken', ['g'], ['act']),
  )
  expect(['a', 'b', 'g'].map((id) => state(on, id))).toEqual(['taken', 'not', 'taken'])
  expect(takenUpBy(on, 'act')).toEqual(['a', 'b'])
})

test('notes that say the same are kept as the one the others name, and its answer counts for all', () => {
  const on = table(
    item('c', 'note', null, {}, [['same', 'a']]),
    item('a', 'note', null, idea),
    item('b', 'note', null, {}, [['same', 'c']]),
    item('d', 'note', null, idea),
    answer('r', 'later', ['a']),
  )
  for (const id of ['a', 'b', 'c']) {
    expect(sayersOf(on, id)).toEqual(['a', 'c', 'b'])
    expect(state(on, id)).toBe('later')
    expect(isOwed(on, id)).toBe(true)
  }
  expect(sayersOf(on, 'd')).toEqual(['d'])
})

test('an answer that was given before the notes were joined is not lost', () => {
  const on = table(item('a', 'note', null, idea), item('b', 'note', null, idea, [['same', 'a']]), answer('r', 'not', ['b']))
  expect(state(on, 'a')).toBe('not')
})

test('two that name each other at once are kept as the older one, whoever asks', () => {
  const on = table(item('y', 'note', null, idea, [['same', 'x']]), item('x', 'note', null, idea, [['same', 'y']]))
  expect([keptOf(on, 'x'), keptOf(on, 'y')]).toEqual(['y', 'y'])
})

test('when the kept one goes to the trash the others stand for themselves again', () => {
  const on = table(
    item('a', 'note', null, idea, [], trashed),
    item('b', 'note', null, idea, [['same', 'a']]),
    answer('r', 'later', ['a']),
  )
  expect(sayersOf(on, 'b')).toEqual(['b'])
  expect(isUnanswered(on, 'b')).toBe(true)
})

test('beside a note are offered the unanswered ones of its group, each with its duplicates once, and those served', () => {
  const on = table(
    item('g', 'group', null),
    item('a', 'note', 'g', idea),
    item('b', 'note', 'g', idea),
    item('b2', 'note', 'g', idea, [['same', 'b']]),
    item('c', 'note', 'g', idea),
    item('d', 'note', 'g', { kind: 'strength' }),
    item('e', 'note', null, idea),
    answer('r', 'later', ['c']),
  )
  expect(alikeOf(on, 'a', [])).toEqual(['b'])
  expect(alikeOf(on, 'a', ['c'])).toEqual(['b', 'c'])
  expect(alikeOf(on, 'b2', [])).toEqual(['a'])
})

function done(items: readonly Item[], edits: readonly Edit[]): BoardState {
  const board = new BoardState(items)
  for (const edit of edits) expect(board.attempt(edit, 2, 9)).not.toBeNull()
  return board
}

test('answering two notes is one step, and changing the answer changes no more than that', () => {
  const notes = [item('a', 'note', null, idea), item('b', 'note', null, idea), item('act', 'action', null)]
  const said = { kind: 'taken', text: 'Grazie a tutte', into: 'act', to: ['a', 'b'], lang: 'it' } as const
  const first = done(notes, answering('r', null, said))
  const before = first.item('r') as Item
  expect(before).toMatchObject({ fields: { kind: 'taken', text: 'Grazie a tutte', lang: 'it' }, links: [['in', 'act'], ['to', 'a'], ['to', 'b']] })
  expect(answering('r', before, said)).toEqual([])
  const then = done([...first.items.values()], answering('r', before, { ...said, kind: 'not', into: null, to: ['a'], text: 'Grazie' }))
  expect(then.item('r')).toMatchObject({ fields: { kind: 'not', text: 'Grazie' }, links: [['to', 'a']] })
})

test('comments are about an item or one of its fields, replies about what they reply to', () => {
  const edits = [
    ...commenting('c1', { about: 'act', field: 'results' }, { text: 'Ma quando?', lang: 'it', mentions: [3] }),
    ...commenting('c2', { reply: 'c1' }, { text: 'A maggio', lang: 'it', mentions: [] }),
    ...commenting('c3', { about: 'act', field: null }, { text: 'Bene', lang: 'it', mentions: [] }),
  ]
  const board = done([item('act', 'action', null)], edits)
  const on = table(...board.items.values())
  expect(commentsOn(on, 'act').map(({ id }) => id)).toEqual(['c1', 'c3'])
  expect(repliesTo(on, 'c1').map(({ id }) => id)).toEqual(['c2'])
  const reply = on.item('c2') as Item
  expect([threadOf(on, reply).id, subjectOf(on, reply), fieldOf(on, reply)]).toEqual(['c1', 'act', 'results'])
  expect(callsOf(on, on.items.values(), 3).map(({ id }) => id)).toEqual(['c1'])
  expect(callsOf(on, on.items.values(), 0)).toEqual([])
})

test('what is done with or in the trash is not open', () => {
  const about: Link[] = [['about', 'act']]
  const on = table(
    item('act', 'action', null),
    item('c1', 'comment', null, { resolved: true, mentions: ['3'] }, about),
    item('c2', 'comment', null, { mentions: ['3'] }, about, trashed),
    item('c3', 'comment', 'c2', { mentions: ['3'] }),
    item('c4', 'comment', null, {}, about),
  )
  expect(openComments(on, 'act').map(({ id }) => id)).toEqual(['c4'])
  expect(callsOf(on, on.items.values(), 3).map(({ id }) => id)).toEqual(['c1'])
})

const people: Person[] = ['Ana', 'Ana Maria', 'Élodie', '', 'Rui da Silva'].map((name, at) => ({
  person: at + 1,
  name,
  party: 'support',
  role: 'support',
}))

test('a name is begun by an @ at the start of a word, not inside an address', () => {
  const cases: [string, string | null][] = [['@', ''], ['ciao @an', 'an'], ['(@rui da', 'rui da'], ['a@an', null], ['ciao', null], ['@an\nx', null]]
  for (const [text, begun] of cases) expect(nameBegun(text, text.length)).toBe(begun)
  expect(nameBegun('@ana e altri', 3)).toBe('an')
})

test('people are found by the beginning of a word of their name; who has none any more is not', () => {
  const names = (begun: string) => whoBegins(people, begun, 'it').map(({ name }) => name)
  expect(names('an')).toEqual(['Ana', 'Ana Maria'])
  expect(names('mar')).toEqual(['Ana Maria'])
  expect(names('SIL')).toEqual(['Rui da Silva'])
  expect(names('')).toHaveLength(4)
})

test('choosing somebody makes the name whole where the caret is', () => {
  expect(called('Senti @ru che ne dici?', 9, 'Rui da Silva')).toEqual({ text: 'Senti @Rui da Silva che ne dici?', caret: 20 })
})

test('called is whose whole name stands after an @, the longer one where two fit', () => {
  expect(calledIn('@Ana Maria, e @Rui da Silva.', people)).toEqual([2, 5])
  expect(calledIn('@Ana Mariana', people)).toEqual([1])
  expect(calledIn('@Anabel @', people)).toEqual([])
})

test('who takes back what they said empties it in every language and calls nobody any more, while the replies stay', () => {
  const said = item('c', 'comment', null, { text: 'no', 'text@en': 'nope', 'text@en:of': 'x', mentions: ['3'], lang: 'it' }, [['about', 'a']])
  expect(withdrawing(said)).toEqual([
    { e: 'type', item: 'c', field: 'text', op: [{ d: 'no' }] },
    { e: 'type', item: 'c', field: 'text@en', op: [{ d: 'nope' }] },
    { e: 'set', item: 'c', field: 'mentions', add: [], remove: ['3'] },
  ])
  const state = new BoardState([item('a', 'action', null), said, item('r', 'comment', 'c', { text: 'why?' })])
  for (const edit of withdrawing(said)) state.attempt(edit, 1, 9)
  const after = table(...state.items.values())
  const emptied = after.item('c') as Item
  expect([emptied.fields['text'] ?? '', emptied.fields['text@en'] ?? '', emptied.fields['mentions'] ?? []]).toEqual(['', '', []])
  expect(isWithdrawn(after, emptied)).toBe(true)
  expect(repliesTo(after, 'c').map(({ id }) => id)).toEqual(['r'])
  expect(isWithdrawn(table(said, item('r', 'comment', 'c', { text: 'why?' })), said)).toBe(false)
})
