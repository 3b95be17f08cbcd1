import type { Edit, Id, Item } from '../../board/types'
import { newItemId } from '../../net/open'
import type { Board } from '../board.svelte'
import { isOpened } from '../session/led'
import { itemsBelow } from '../session/led.svelte'
import { opening, openingPrepared } from '../session/steering'
import { agendaLeft, inLine, sessionsOf } from './agenda'
import { headingOf, titleOf } from './words'

/** Sessions that begin with the agenda of a visit. */

const pointsOf = (board: Board, session: Item) => itemsBelow(board, session.id).filter(({ type }) => type === 'point')

/** The session that is prepared for a visit. */
export function preparedFor(board: Board, visit: Id): Item | undefined {
  return sessionsOf(board.client.items, visit).find((session) => !isOpened(session))
}

/** Brings a prepared session into line with the agenda of the visit that it is for; nothing where it is for none. */
export function inLineNow(board: Board, session: Item): Edit[] {
  const visit = session.links.find(([relation]) => relation === 'for')?.[1]
  if (visit === undefined || board.outline.hidden(visit)) return []
  const out = [...board.client.items.values()].filter(({ type, parent, deleted }) => type === 'point' && parent === session.id && deleted === true)
  return inLine(session.id, pointsOf(board, session), out, left(board, visit), newItemId)
}

/** Opens a session that is prepared, with the agenda of its visit as it stands now. */
export function openingNow(board: Board, session: Item): Edit[] {
  return [...inLineNow(board, session), ...openingPrepared(session, board.me)]
}

/** Begins the session of a visit: the one that is prepared for it, or a new one. */
export function beginning(board: Board, visit: Id): Edit[] {
  const prepared = preparedFor(board, visit)
  return prepared === undefined ? made(board, visit, board.me) : openingNow(board, prepared)
}

/** Prepares a session for a visit, to be opened later. */
export function preparing(board: Board, visit: Id): Edit[] {
  return made(board, visit, null)
}

function made(board: Board, visit: Id, leads: number | null): Edit[] {
  const programme = board.single('programme')
  if (programme === undefined) return []
  return opening(programme.id, headingOf(board, visit), leads, left(board, visit), newItemId, visit)
}

function left(board: Board, visit: Id) {
  const entries = itemsBelow(board, visit).filter(({ type }) => type === 'agendaEntry')
  const held = sessionsOf(board.client.items, visit).flatMap((session) => pointsOf(board, session))
  return agendaLeft(entries, held, (entry) => titleOf(board, entry))
}
