import { textOf } from '../../board/board'
import type { Edit, Item } from '../../board/types'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import { newItemId } from '../../net/open'
import type { Board } from '../board.svelte'
import type { WhyNot } from '../rights.svelte'
import { bringingBack, givingUp, notesIn } from './teams'

/** As many edits as one submission may have (docs/protocol.md S1). */
const most = 2_000

/** "Housing"; by its place, from 0, where it has lost its name. */
export function teamName(team: Item, at: number): string {
  return textOf(team, 'name').trim() || m.team_name({ n: at + 1 })
}

/** Why the notes of groups cannot go to the wall now: it is locked, or somebody else writes. */
export function whyNotBack(board: Board, teams: readonly Item[]): WhyNot | null {
  const notes = board.single('notes')?.id
  const all = teams.flatMap((team) => notesIn(board, team))
  if (notes === undefined || all.length === 0) return null
  const moves = all.map((note) => board.rights.move(note, notes))
  return board.rights.create('group', notes) ?? moves.find((why) => why !== null) ?? null
}

function backEdits(board: Board, teams: readonly Item[]): Edit[] {
  const notes = board.single('notes')?.id
  if (notes === undefined || whyNotBack(board, teams) !== null) return []
  const wall = {
    notes,
    beginning: board.method.beginning('group', reader.language),
    nameless: (at: number) => m.team_name({ n: at + 1 }),
  }
  return bringingBack(board, teams, wall, newItemId)
}

/**
 * Brings groups back, as far as that may be done now, and does what comes with it at the end.
 *
 * @param then the closing of the session
 */
export function bringBack(board: Board, teams: readonly Item[], then: readonly Edit[] = []): void {
  submit(board, [...backEdits(board, teams), ...then])
}

export function giveUp(board: Board, team: Item): void {
  const notes = board.single('notes')?.id
  if (notes !== undefined) submit(board, givingUp(board, team, notes))
}

/** In one submission, and one step of undo; in several, one after the other, where they are more than one may have. */
function submit(board: Board, edits: readonly Edit[]): void {
  for (let at = 0; at < edits.length; at += most) board.submit(edits.slice(at, at + most))
}
