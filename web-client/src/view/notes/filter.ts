import { textOf } from '../../board/board'
import type { Id, Item, Party } from '../../board/types'

/** Which notes are looked at; empty means all. */
export interface NoteFilter {
  readonly kind: string
  readonly party: Party | ''
  /** A group's id, or `none` for notes in no group. */
  readonly group: Id | 'none' | ''
  /** The item that the note is about, or `none`. */
  readonly about: Id | 'none' | ''
  /** `none` for those that are owed an answer and have none, which the wall asks itself. */
  readonly answer: 'none' | ''
}

export const everything: NoteFilter = { kind: '', party: '', group: '', about: '', answer: '' }

/** The party a note speaks for: whose words they are, not who typed them. */
export function partyOfNote(note: Item, author: Party): Party {
  return onBehalf(note) === '' ? author : ((textOf(note, 'onBehalfParty') || 'other') as Party)
}

export function onBehalf(note: Item): string {
  return textOf(note, 'onBehalf')
}

/**
 * @param author the party of who typed it
 * @param isGroup whether an id is a group, so that everything else counts as no group
 */
export function matches(note: Item, filter: NoteFilter, author: Party, isGroup: (id: Id) => boolean): boolean {
  if (filter.kind !== '' && textOf(note, 'kind') !== filter.kind) return false
  if (filter.party !== '' && partyOfNote(note, author) !== filter.party) return false
  if (filter.group !== '') {
    const group = note.parent !== null && isGroup(note.parent) ? note.parent : 'none'
    if (group !== filter.group) return false
  }
  if (filter.about !== '') {
    const about = note.links.filter(([relation]) => relation === 'about').map(([, to]) => to)
    if (filter.about === 'none' ? about.length > 0 : !about.includes(filter.about)) return false
  }
  return true
}
