import type { Edit, Id, Item } from '../../board/types'
import { textOf } from '../../board/board'
import { newItemId } from '../../net/open'
import type { Snapshot } from '../../net/api'
import { candidateId } from './grouping'

/** The matching sheet of a mentee city's table, as it stood when it was asked for. */
export interface Sheet {
  readonly rev: number
  /** Null when the table has none. */
  readonly id: Id | null
  /** By what the city chooses, and the language in which it said so; empty while nobody did. */
  readonly criteria: string
  readonly lang: string
  /** Candidates by their ids: those that stand on it, and those that somebody took away. */
  readonly candidates: ReadonlyMap<Id, 'made' | 'gone'>
}

export function sheetIn(snapshot: Snapshot): Sheet {
  const all = (type: string): readonly Item[] => snapshot.items.filter((item) => item.type === type)
  const sheet = all('matching').find(({ deleted }) => deleted !== true)
  return {
    rev: snapshot.rev,
    id: sheet?.id ?? null,
    criteria: sheet === undefined ? '' : textOf(sheet, 'criteria').trim(),
    lang: sheet === undefined ? '' : textOf(sheet, 'lang'),
    candidates: new Map(all('candidate').map(({ id, deleted }) => [id, deleted === true ? 'gone' : 'made'])),
  }
}

/** What makes a city that offers its experience a candidate: its card, on which the people of the table say why. */
export function makingCandidate(
  sheet: Id,
  rev: number,
  offer: { readonly programme: Id; readonly city: string; readonly lang: string },
): { readonly id: Id; readonly submitted: { client: Id; n: number; base: number; edits: readonly Edit[] } } {
  const id = candidateId(sheet, offer.programme)
  const fields = { city: [...offer.city].slice(0, 300).join(''), lang: offer.lang }
  const edits: readonly Edit[] = [{ e: 'create', item: id, type: 'candidate', parent: sheet, at: 'last', fields }]
  return { id, submitted: { client: newItemId(), n: 1, base: rev, edits } }
}
