import type { Id } from '../../board/types'
import { outcomesOf } from '../asked/results'
import { takenUpBy } from './answers'
import { openComments } from './comments'
import type { Talked } from './talked'

/** What comes once the document is there: the small words about comments and answers, and what the notes' wall asks. */
export { isUnanswered, keptOf, sayersOf } from './answers'
export { leftOver } from '../teams/left'
export { default as Chips } from './TalkChips.svelte'
export { default as NoteTalk } from './NoteTalk.svelte'
export { default as Unanswered } from './Unanswered.svelte'

/** Whether there is anything to say of a thing in small: open comments on it, notes that it takes up, results of votes. */
export function isTalkedOf(table: Talked, id: Id): boolean {
  return openComments(table, id).length > 0 || takenUpBy(table, id).length > 0 || outcomesOf(table, id).length > 0
}
