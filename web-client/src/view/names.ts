import { textOf } from '../board/board'
import type { Id, Item } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import { reader } from '../i18n/reader.svelte'
import type { Board } from './board.svelte'
import { languageName, originalField } from './languages'
import { inWords } from './method'
import type { Area } from './route'

/** How things are called in sentences and labels, in the reader's language. */

/** "action 3", "need 2", "a note", "the group Housing". */
export function nameOf(board: Board, id: Id): string {
  const item = board.item(id)
  if (item === undefined) return m.something_gone()
  const number = board.number(id)
  switch (item.type) {
    case 'action':
      return number === 0 ? m.an_action() : m.action_n({ n: number })
    case 'need':
      return number === 0 ? m.a_need() : m.need_n({ n: number })
    case 'note':
      return m.a_note()
    case 'group': {
      const name = beginning(textOf(item, 'name'), 40)
      return name === '' ? m.a_group() : m.group_named({ name })
    }
    default:
      return inWords(board.method.type(item.type).label, reader.language)
  }
}

/** The first words of what an item says. */
export function beginningOf(item: Item, most = 90): string {
  const main = { action: 'actions', need: 'statement', note: 'text', group: 'name', programme: 'title' }[item.type]
  return main === undefined ? '' : beginning(textOf(item, main), most)
}

/** "Results, action 3"; for a version in another language with that language. */
export function fieldName(board: Board, item: Item, field: string): string {
  const type = board.method.field(item.type, field)
  const label = type === undefined ? field : sentence(inWords(type.label, reader.language))
  const version = field.includes('@')
    ? `${label} (${languageName(field.slice(originalField(field).length + 1).replace(/:of$/, ''), reader.language)})`
    : label
  return m.field_of({ field: version, item: nameOf(board, item.id) })
}

/** The official headings are in capitals; in a sentence they are words. */
export function sentence(heading: string): string {
  if (heading !== heading.toLocaleUpperCase()) return heading
  return heading.slice(0, 1) + heading.slice(1).toLocaleLowerCase()
}

export function areaOf(item: Item): Area {
  return item.type === 'need' || item.type === 'needs'
    ? 'needs'
    : item.type === 'note' || item.type === 'group' || item.type === 'notes'
      ? 'notes'
      : 'plan'
}

export function authorOf(board: Board, person: number): string {
  return person === board.me && person !== 0 ? m.me() : (board.person(person)?.name ?? m.somebody())
}

function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = Array.from(line)
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
