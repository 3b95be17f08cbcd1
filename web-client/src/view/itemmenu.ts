import type { Id } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import type { Command } from '../ui/Menu.svelte'
import type { Board } from './board.svelte'
import type { Desk } from './frame/desk.svelte'
import { nameOf } from './names'

/**
 * Opens the menu of one item at a button. Its commands come when they are first asked for, to keep the first load small;
 * where they cannot be had, that is said.
 *
 * @param before what can be done with this one beside that
 */
export async function openItemMenu(
  board: Board,
  desk: Desk,
  id: Id,
  at: Element,
  before: readonly Command[] = [],
): Promise<void> {
  try {
    const { itemCommands } = await import('./itemcommands')
    desk.menu(nameOf(board, id), at, [...before, ...itemCommands(board, desk, id)])
  } catch {
    board.notice = { kind: 'cannot', words: m.refused_unreachable() }
  }
}
