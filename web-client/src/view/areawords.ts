import { m } from '../i18n/paraglide/messages.js'
import type { Board } from './board.svelte'
import type { Area } from './route'

/** What one can do in an area now, in one sentence: by one's role, by who writes, and whether it is locked. */
export function areaWords(board: Board, area: Area): string {
  const { rights } = board
  const place = board.single(area)
  if (place === undefined) return ''
  if (area === 'notes') {
    const why = rights.create('note', place.id)
    if (why === 'locked') return m.can_read_locked()
    if (why === 'muted') return m.can_read()
    if (rights.when('note', 'delete') === 'not_mentees') return m.can_notes_lead()
    return rights.when('note', 'move') === 'always' ? m.can_notes_order() : m.can_notes_own()
  }
  switch (rights.create(area === 'plan' ? 'action' : 'need', place.id)) {
    case null:
      return area === 'plan' ? m.can_plan_write() : m.can_needs_write()
    case 'pen':
      return rights.pen === 'mentee' ? m.can_read_pen_mentee() : m.can_read_pen_nobody()
    case 'locked':
      return m.can_read_locked()
    default:
      return m.can_read()
  }
}
