import UserRound from '@lucide/svelte/icons/user-round'
import { m } from '../../i18n/paraglide/messages.js'
import type { Command } from '../../ui/Menu.svelte'
import type { Board } from '../board.svelte'
import type { Desk } from '../frame/desk.svelte'
import { lastCommands, panel, undoCommands } from '../frame/more'
import { screen } from '../width.svelte'

/** Everything about the whole confidential table that is not always at hand. */
export function menuCommands(board: Board, desk: Desk): Command[] {
  return [
    ...(screen.width === 'phone' ? undoCommands(board) : []),
    panel('me', m.me_panel(), UserRound),
    ...lastCommands(desk),
  ]
}
