import type { Edit, Id, Item } from '../../board/types'
import type { Board } from '../board.svelte'
import { propose } from './kept'
import { making } from './proposed'

/** Proposing: each is one submission, and one step of undo. */

/** The longest reason, as the method says of `why` and `because`. */
export const LONGEST_REASON = 2000

/** What a proposal is about; undefined when that is gone. */
export function aboutOf(board: Board, proposal: Item): Item | undefined {
  const to = proposal.links.find(([relation]) => relation === 'on')?.[1]
  const item = to === undefined || board.outline.hidden(to) ? undefined : board.item(to)
  return item?.deleted === true ? undefined : item
}

/** The type of what a proposal would make; undefined when it is about something that is there. */
export function madeBy(proposal: Item): string | undefined {
  return Object.keys(making).find((type) => making[type] === proposal.fields['kind'])
}

export function proposeText(about: Id, field: string, base: string, wanted: string, why: string, lang: string): Edit[] {
  return propose({ kind: 'change', field, base, wanted, why, lang }, [['on', about]])
}

export function proposeDeletion(about: Id, why: string, lang: string): Edit[] {
  return propose({ kind: 'delete', why, lang }, [['on', about]])
}

/** @param said what something new of this type would say, by the fields of the proposal */
export function proposeNew(type: string, said: Readonly<Record<string, string>>, why: string, lang: string): Edit[] {
  return propose({ ...said, kind: making[type] ?? '', why, lang })
}
