import { setOf, textOf } from '../../board/board'
import type { Edit, Fields, Id, Item } from '../../board/types'
import { bySaid, linkedTo, type Talked } from './talked'

/** What is said about an item, replies left out, the first said first. */
export function commentsOn(table: Talked, id: Id): readonly Item[] {
  return linkedTo(table, id, 'about', 'comment')
}

/** Of them those that nobody has said to be done with. */
export function openComments(table: Talked, id: Id): readonly Item[] {
  return commentsOn(table, id).filter((comment) => !isDone(comment))
}

export function isDone(comment: Item): boolean {
  return comment.fields['resolved'] === true
}

/** The replies to a comment, the first said first; those in the trash left out. */
export function repliesTo(table: Talked, id: Id): readonly Item[] {
  return table.outline
    .children(id)
    .map((reply) => table.item(reply))
    .filter((item): item is Item => item?.type === 'comment')
    .sort(bySaid)
}

/** The comment that a reply belongs to in the end; of a comment that is no reply, itself. */
export function threadOf(table: Talked, comment: Item): Item {
  const above = comment.parent === null ? undefined : table.item(comment.parent)
  return above === undefined ? comment : threadOf(table, above)
}

/** What a comment, or the one it replies to, is about; null when that link was taken away. */
export function subjectOf(table: Talked, comment: Item): Id | null {
  return threadOf(table, comment).links.find(([relation]) => relation === 'about')?.[1] ?? null
}

/** The field it is about; empty where it is about the whole. */
export function fieldOf(table: Talked, comment: Item): string {
  return textOf(threadOf(table, comment), 'field')
}

/** Whether its author took back what it said, while replies to it stay. */
export function isWithdrawn(table: Talked, comment: Item): boolean {
  return textOf(comment, 'text') === '' && repliesTo(table, comment.id).length > 0
}

/** What is submitted when somebody takes back what they said, in every language, and whom they called. */
export function withdrawing(comment: Item): Edit[] {
  const item = comment.id
  const texts = Object.keys(comment.fields).filter((field) => /^text(@[^:]+)?$/.test(field) && textOf(comment, field) !== '')
  const called = setOf(comment, 'mentions')
  return [
    ...texts.map((field): Edit => ({ e: 'type', item, field, op: [{ d: textOf(comment, field) }] })),
    ...(called.length > 0 ? [{ e: 'set', item, field: 'mentions', add: [], remove: called } satisfies Edit] : []),
  ]
}

export function isCalled(comment: Item, person: number): boolean {
  return person !== 0 && comment.type === 'comment' && setOf(comment, 'mentions').includes(String(person))
}

/** Where somebody is called, the newest first. */
export function callsOf(table: Talked, items: Iterable<Item>, person: number): readonly Item[] {
  return [...items]
    .filter((item) => isCalled(item, person) && !table.outline.hidden(item.id))
    .sort(bySaid)
    .reverse()
}

/** What is submitted when somebody comments; a reply has no subject but the comment it stands below. */
export function commenting(
  id: Id,
  on: { readonly about: Id; readonly field: string | null } | { readonly reply: Id },
  said: { readonly text: string; readonly lang: string; readonly mentions: readonly number[] },
): Edit[] {
  const fields: Record<string, string | string[]> = { text: said.text, lang: said.lang }
  if (said.mentions.length > 0) fields['mentions'] = said.mentions.map(String)
  if ('about' in on && on.field !== null && on.field !== '') fields['field'] = on.field
  const parent = 'reply' in on ? on.reply : null
  const create: Edit = { e: 'create', item: id, type: 'comment', parent, at: 'last', fields: fields as Fields }
  return 'reply' in on ? [create] : [create, { e: 'link', item: id, rel: 'about', to: on.about }]
}
