import { textOf } from '../../board/board'
import type { Edit, Id, Item } from '../../board/types'
import { opOf, stretchBetween } from '../textchange'
import { bySaid, linkedTo, type Talked } from './talked'

/** What is answered to notes: every idea, question and concern is owed an answer (the method's rule L19). */

/** Kinds of notes that are owed one. */
const owed: readonly string[] = ['idea', 'question', 'concern']

export type AnswerKind = 'taken' | 'later' | 'not'
/** `gone`: what it was taken up in is in the trash, so that it is owed an answer once more. */
export type AnswerState = 'none' | AnswerKind | 'gone'

/**
 * The notes that say the same as this one, itself included: first the one that is kept, which the others name, then in
 * the order in which they were written. Of a note in the trash, it alone.
 */
export function sayersOf(table: Talked, id: Id): readonly Id[] {
  if (table.outline.hidden(id)) return [id]
  const all = new Map<Id, Item>()
  const next = [id]
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    const note = table.item(at)
    if (note === undefined || all.has(at)) continue
    all.set(at, note)
    next.push(...sameOf(table, note), ...linkedTo(table, at, 'same', 'note').map((other) => other.id))
  }
  if (all.size < 2) return [id]
  const notes = [...all.values()].sort(bySaid)
  const kept = notes.find((note) => sameOf(table, note).length === 0) ?? notes[0]
  return [kept, ...notes.filter((note) => note !== kept)].flatMap((note) => (note === undefined ? [] : [note.id]))
}

/** The note on whose card it is read; itself where nobody said the same before. */
export function keptOf(table: Talked, id: Id): Id {
  return sayersOf(table, id)[0] ?? id
}

/** The answer to a note or group; what is said to one of those that say the same counts for all, and so does what is
 * said to the group; what is said to the note itself goes before, and the newest before the older. */
export function answerTo(table: Talked, id: Id): Item | null {
  const sayers = sayersOf(table, id)
  const groups = sayers.map((note) => table.item(note)?.parent ?? '').filter((up) => table.item(up)?.type === 'group')
  for (const to of [...sayers, ...groups]) {
    const newest = linkedTo(table, to, 'to', 'answer').at(-1)
    if (newest !== undefined) return newest
  }
  return null
}

/** What an answer says was made of it, as far as that is there. */
export function takenUpIn(table: Talked, answer: Item): readonly Id[] {
  return answer.links.filter(([rel, to]) => rel === 'in' && !table.outline.hidden(to)).map(([, to]) => to)
}

/** What an answer answers, as far as that is there. */
export function answered(table: Talked, answer: Item): readonly Id[] {
  return answer.links.filter(([rel, to]) => rel === 'to' && !table.outline.hidden(to)).map(([, to]) => to)
}

export function stateOf(table: Talked, answer: Item | null): AnswerState {
  const kind = answer === null ? '' : textOf(answer, 'kind')
  if (answer === null || (kind !== 'taken' && kind !== 'later' && kind !== 'not')) return 'none'
  return kind === 'taken' && takenUpIn(table, answer).length === 0 ? 'gone' : kind
}

/** Whether a note, or one that says the same, is of a kind that is owed an answer. */
export function isOwed(table: Talked, id: Id): boolean {
  return sayersOf(table, id).some((one) => {
    const note = table.item(one)
    return note?.type === 'note' && owed.includes(textOf(note, 'kind'))
  })
}

/** Whether a note is owed an answer and has none. */
export function isUnanswered(table: Talked, id: Id): boolean {
  const state = stateOf(table, answerTo(table, id))
  return (state === 'none' || state === 'gone') && isOwed(table, id)
}

/** The notes that an action or need takes up, with all that say the same; of a group, those in it. */
export function takenUpBy(table: Talked, id: Id): readonly Id[] {
  const notes = linkedTo(table, id, 'in', 'answer')
    .filter((answer) => textOf(answer, 'kind') === 'taken')
    .flatMap((answer) => answered(table, answer))
    .flatMap((to) => (table.item(to)?.type === 'group' ? table.outline.children(to) : [to]))
    .flatMap((to) => sayersOf(table, to))
  return [...new Set(notes)]
}

/** What somebody says to one or several notes. */
export interface Said {
  readonly kind: AnswerKind
  /** Why not, when, or what was made of it. */
  readonly text: string
  /** The action or need; null unless it was taken up. */
  readonly into: Id | null
  readonly to: readonly Id[]
  readonly lang: string
}

/** What is submitted, in one step, to answer, or to say something else than before. */
export function answering(id: Id, before: Item | null, said: Said): Edit[] {
  const into = said.kind === 'taken' && said.into !== null ? [said.into] : []
  const links = (rel: string, wanted: readonly Id[]): Edit[] => {
    const now = (before?.links ?? []).filter(([one]) => one === rel).map(([, to]) => to)
    return [
      ...now.filter((to) => !wanted.includes(to)).map((to): Edit => ({ e: 'unlink', item: id, rel, to })),
      ...wanted.filter((to) => !now.includes(to)).map((to): Edit => ({ e: 'link', item: id, rel, to })),
    ]
  }
  return [...saying(id, before, said), ...links('to', said.to), ...links('in', into)]
}

function saying(id: Id, before: Item | null, { kind, text, lang }: Said): Edit[] {
  if (before === null) {
    const fields = { kind, lang, ...(text === '' ? {} : { text }) }
    return [{ e: 'create', item: id, type: 'answer', parent: null, at: 'last', fields }]
  }
  const edits: Edit[] = []
  if (textOf(before, 'kind') !== kind) edits.push({ e: 'set', item: id, field: 'kind', value: kind })
  const was = textOf(before, 'text')
  const stretch = stretchBetween(was, text)
  if (stretch !== null) edits.push({ e: 'type', item: id, field: 'text', op: opOf(was, [stretch]) })
  return edits
}

function sameOf(table: Talked, note: Item): readonly Id[] {
  return note.links.filter(([rel, to]) => rel === 'same' && !table.outline.hidden(to)).map(([, to]) => to)
}
