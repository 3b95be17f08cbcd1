import { textOf } from '../board/board'
import type { Id, Item, Party, Value } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import { reader } from '../i18n/reader.svelte'
import { partyName, personName } from '../i18n/parties'
import type { Board } from './board.svelte'
import { languageName, originalField } from './languages'
import { inWords, type FieldType, type Words } from './method'

/** How things are called in sentences and labels, in the reader's language. */

/** What has to be known of a table to name its things. */
export type Named = Pick<Board, 'item' | 'number' | 'method'> & Partial<Pick<Board, 'person'>>

/** "action 3", "need 2", "a note", "the group Housing", as the method calls them. */
export function nameOf(board: Named, id: Id): string {
  const item = board.item(id)
  if (item === undefined) return m.something_gone()
  const type = board.method.type(item.type)
  const words = (of: Words | undefined) => inWords(of, reader.language)
  const number = board.number(id)
  if (type.numbered && number > 0) return words(type.numbered).replace('{n}', reader.number(number))
  const name = type.named ? beginningOf(board, item, 40) || borrowedName(board, item) : ''
  // A function, since what somebody wrote may have signs that a replacement text gives a meaning.
  if (name !== '') return words(type.named).replace('{name}', () => name)
  return words(type.one ?? type.label)
}

/**
 * The name of who an entry of a list says it is, where it has none of its own: of a person, or of a member of the support
 * group, so that nobody writes it twice. Empty when it says so of nobody.
 */
export function borrowedName(board: Named, item: Item): string {
  const person = item.fields['person']
  if (typeof person === 'number') return board.person === undefined ? '' : personName(board.person(person)?.name)
  const member = item.links.find(([relation, to]) => relation === 'from' && board.item(to)?.type === 'member')?.[1]
  return member === undefined ? '' : nameOf(board, member)
}

/** The first words of what an item says. */
export function beginningOf(board: Pick<Named, 'method'>, item: Item, most = 90): string {
  const { main } = board.method.type(item.type)
  return main === undefined ? '' : beginning(textOf(item, main), most)
}

/** "Results"; for a version in another language with that language: "Results (Dutch)". */
export function labelOf(board: Pick<Named, 'method'>, item: Item, field: string): string {
  const type = board.method.field(item.type, field)
  const label = type === undefined ? field : sentence(inWords(type.label, reader.language))
  if (!field.includes('@')) return label
  const tag = field.slice(originalField(field).length + 1).replace(/:of$/, '')
  return `${label} (${languageName(tag, reader.language)})`
}

/** "Results, action 3". */
export function fieldName(board: Board, item: Item, field: string): string {
  return m.field_of({ field: labelOf(board, item, field), item: nameOf(board, item.id) })
}

/** The official headings are in capitals; in a sentence they are words. */
export function sentence(heading: string): string {
  if (heading !== heading.toLocaleUpperCase()) return heading
  return heading.slice(0, 1) + heading.slice(1).toLocaleLowerCase()
}

export function authorOf(board: Board, person: number): string {
  return person === board.me && person !== 0 ? m.me() : personName(board.person(person)?.name)
}

/** The first letters of a text, in one line. */
export function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** A value as people read it; empty when there is none. */
export function inPlain(board: Board, type: FieldType | undefined, value: Value | null | undefined): string {
  if (type?.kind === 'person') return typeof value === 'number' ? authorOf(board, value) : ''
  if (type?.kind === 'item' && typeof value === 'string') return nameOf(board, value)
  return inItself(type, value)
}

/** The same of a value that says nothing of a table: neither a person at it nor a thing on it. */
export function inItself(type: FieldType | undefined, value: Value | null | undefined): string {
  if (value === null || value === undefined) return ''
  const option = (one: string) => {
    const found = type?.options?.find(({ value }) => value === one)
    return found === undefined ? one : inWords(found.label, reader.language)
  }
  if (Array.isArray(value)) return reader.list(value.map(option))
  if (typeof value === 'boolean') return value ? m.yes() : m.no()
  if (type?.kind === 'moment') return typeof value === 'number' && value > 0 ? reader.when(value) : ''
  if (typeof value === 'number') return reader.number(value)
  switch (type?.kind) {
    case 'party':
      return partyName(value as Party)
    case 'language':
      return languageName(value, reader.language)
    case 'date':
      return reader.date(value)
    default:
      return option(value)
  }
}
