import type { Item } from '../../board/types'
import { askedAt, isOpened } from './led'

/** What whoever leads may do next, by the agenda. */
export interface Step {
  /** On to a point; start, reveal or show what is asked at the one that is on; close the session. */
  readonly does: 'go' | 'start' | 'reveal' | 'show' | 'close'
  /** A point, a round or a vote; the session has none. */
  readonly item?: Item
}

/**
 * The one step that is suggested: what is asked at the point in order, then the next point, then the end. None where
 * nothing was prepared.
 *
 * @param points of the agenda, in order
 * @param at     the place of the one that is on, -1 before the first
 * @param below  what stands in the session, in order
 */
export function nextStep(points: readonly Item[], at: number, below: readonly Item[]): Step | null {
  if (!points.some(({ id }) => askedAt(below, id).length > 0)) return null
  const point = points[at]
  for (const asked of point === undefined ? [] : askedAt(below, point.id)) {
    if (!isOpened(asked)) return { does: 'start', item: asked }
    if (asked.type === 'round' && !('revealed' in asked.fields)) return { does: 'reveal', item: asked }
    if (asked.type === 'poll' && !('voters' in asked.fields)) return { does: 'show', item: asked }
  }
  const next = points[at + 1]
  return next === undefined ? { does: 'close' } : { does: 'go', item: next }
}
