import type { Id } from '../../board/types'
import { isUnanswered, keptOf, sayersOf } from './answers'
import type { Talked } from './talked'

/** At most so many are offered at once. */
const most = 60

/**
 * Notes beside this one, in the same group or in none, that one answer may serve as well: those without an answer, and
 * those that it serves already, each once with all that say the same.
 */
export function alikeOf(table: Talked, id: Id, served: readonly Id[]): readonly Id[] {
  const parent = table.item(id)?.parent
  if (parent === undefined || parent === null) return []
  const own = sayersOf(table, id)
  const kept = table.outline
    .children(parent)
    .filter((one) => table.item(one)?.type === 'note' && !own.includes(one))
    .filter((one) => keptOf(table, one) === one && (served.includes(one) || isUnanswered(table, one)))
  return kept.slice(0, most)
}
