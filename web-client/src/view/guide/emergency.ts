import { textOf } from '../../board/board'
import { length } from '../../board/text'
import type { Edit, Fields, Id, Item } from '../../board/types'

/** The edits that give a programme another theme and keep what it was, and why, in a note about it. */
export function changingTheme(programme: Item, theme: string, notes: Id, note: Id, fields: Fields): readonly Edit[] {
  const before = length(textOf(programme, 'theme'))
  return [
    { e: 'type', item: programme.id, field: 'theme', op: before === 0 ? [theme] : [theme, { d: before }] },
    { e: 'create', item: note, type: 'note', parent: notes, at: 'last', fields },
    { e: 'link', item: note, rel: 'about', to: programme.id },
  ]
}
