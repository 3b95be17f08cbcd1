import type { Item } from '../../board/types'
import { m } from '../../i18n/paraglide/messages.js'
import type { Board } from '../board.svelte'
import type { WhyNot } from '../rights.svelte'

/** What one can do in a part of the table now, in one sentence. */
export function mayHere(board: Board, item: Item): string {
  const why = writingIn(board, item)
  switch (why) {
    case null:
      return m.part_may_write()
    case 'pen':
      return board.rights.pen === 'mentee' ? m.can_read_pen_mentee() : m.can_read_pen_nobody()
    case 'locked':
      return m.can_read_locked()
    default:
      return m.part_may_read()
  }
}

/** Why I cannot write in it now: in the first text that it, or what it never is without, has; null when I can. */
function writingIn(board: Board, item: Item): WhyNot | null {
  const here = board.method.texts(item.type)[0] ?? board.method.type(item.type).fields.find(({ part }) => part !== 'steering')
  return here === undefined ? board.rights.move(item.id) : board.rights.write(item.id, here.name)
}
