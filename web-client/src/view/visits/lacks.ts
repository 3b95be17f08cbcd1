import { textOf } from '../../board/board'
import type { Id, Item } from '../../board/types'

/** What the visits of a table do not say yet. It warns and forbids nothing; each warning stays until what it asks for is there. */

export interface Lack {
  readonly kind: 'first' | 'last' | 'mentee' | 'mentor' | 'see' | 'meet'
  /** The visits that it is about, in their order; none where one is missing. */
  readonly visits: readonly Id[]
}

/** What a visit must say before somebody sets out, and does not. */
export function unplanned(visit: Item): ('see' | 'meet')[] {
  return (['see', 'meet'] as const).filter((field) => textOf(visit, field).trim() === '')
}

/** @param visits in their order */
export function lacksOf(visits: readonly Item[]): Lack[] {
  const held = visits.filter(({ fields }) => fields['state'] !== 'off')
  const first = held[0]
  const last = held.at(-1)
  if (first === undefined || last === undefined) return []
  const lacks: Lack[] = []
  const away = (visit: Item) => visit.fields['host'] !== 'mentee'
  if (held.length === 3) {
    if (away(first)) lacks.push({ kind: 'first', visits: [first.id] })
    if (away(last)) lacks.push({ kind: 'last', visits: [last.id] })
  }
  const open = held.filter(({ fields }) => fields['host'] === undefined).map(({ id }) => id)
  for (const host of ['mentee', 'mentor'] as const)
    if (!held.some(({ fields }) => fields['host'] === host)) lacks.push({ kind: host, visits: open })
  for (const field of ['see', 'meet'] as const) {
    const silent = held.filter((visit) => visit.fields['state'] !== 'done' && unplanned(visit).includes(field))
    if (silent.length > 0) lacks.push({ kind: field, visits: silent.map(({ id }) => id) })
  }
  return lacks
}
