import type { Id, Item } from '../../board/types'
import type { Board } from '../board.svelte'

/** What of a proposal is of use before anything of it is shown. */

/** The kind of a proposal that would make something new, by the type of what it would make. */
export const making: Readonly<Record<string, string>> = { action: 'create', need: 'createNeed' }

/** The proposals about an item, newest first. */
export function proposalsAbout(board: Board, id: Id): readonly Item[] {
  return board
    .linksTo(id)
    .filter(({ relation, from }) => relation === 'on' && board.item(from)?.type === 'proposal')
    .flatMap(({ from }) => board.item(from) ?? [])
    .sort((a, b) => b.at - a.at)
}

/** What of a type is proposed anew and not decided. */
export function proposedNew(board: Board, type: string): readonly Item[] {
  return board.outline
    .children(null)
    .flatMap((id) => board.item(id) ?? [])
    .filter((item) => item.type === 'proposal' && item.fields['kind'] === making[type] && isOpen(item))
}

let come = false

/** Whether there is anything to show of it. What has come stays: somebody may be writing in it when the pen moves. */
export function isShown(board: Board, type: string, home: Id | undefined): boolean {
  return (come ||= proposedNew(board, type).length > 0 || mayPropose(board, type, home))
}

/** Whether somebody may not make such a thing now, and may propose it. */
export function mayPropose(board: Board, type: string, home: Id | undefined): boolean {
  return board.rights.create(type, home) !== null && board.rights.create('proposal', undefined) === null
}

export function isOpen(proposal: Item): boolean {
  return proposal.fields['outcome'] === undefined && proposal.deleted !== true
}
