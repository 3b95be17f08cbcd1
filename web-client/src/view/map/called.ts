import type { Item } from '../../board/types'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import type { Board } from '../board.svelte'
import { beginningOf, borrowedName } from '../names'

/** What a stakeholder is called: by what its entry says, else as in the support group, else by its number. */
export function calledAs(board: Board, item: Item, n: number): string {
  return beginningOf(board, item) || borrowedName(board, item) || m.map_unnamed({ n: reader.number(n) })
}
