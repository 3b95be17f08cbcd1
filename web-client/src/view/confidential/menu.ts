import History from '@lucide/svelte/icons/history'
import Keyboard from '@lucide/svelte/icons/keyboard'
import LayoutList from '@lucide/svelte/icons/layout-list'
import Pause from '@lucide/svelte/icons/pause'
import Redo2 from '@lucide/svelte/icons/redo-2'
import Settings from '@lucide/svelte/icons/settings-2'
import Trash2 from '@lucide/svelte/icons/trash-2'
import Undo2 from '@lucide/svelte/icons/undo-2'
import UserRound from '@lucide/svelte/icons/user-round'
import type { Component } from 'svelte'
import { m } from '../../i18n/paraglide/messages.js'
import type { Command } from '../../ui/Menu.svelte'
import type { Board } from '../board.svelte'
import type { Desk } from '../frame/desk.svelte'
import { projecting } from '../frame/more'
import { place } from '../place.svelte'
import type { confidentialPanels } from '../route'
import { screen } from '../width.svelte'

/** Everything about the whole confidential table that is not always at hand. */
export function menuCommands(board: Board, desk: Desk): Command[] {
  const icon = (one: unknown) => one as Component<Record<string, unknown>>
  const panel = (name: (typeof confidentialPanels)[number], words: string, sign: unknown): Command => ({
    words,
    does: name,
    icon: icon(sign),
    run: () => place.open({ name }),
  })
  const commands: Command[] = []
  if (screen.width === 'phone') {
    commands.push({
      words: m.undo(),
      icon: icon(Undo2),
      not: board.canUndo ? undefined : m.nothing_to_undo(),
      run: () => board.undo(),
    })
    commands.push({
      words: m.redo(),
      icon: icon(Redo2),
      not: board.canRedo ? undefined : m.nothing_to_redo(),
      run: () => board.redo(),
    })
  }
  commands.push(panel('me', m.me_panel(), UserRound))
  commands.push(panel('history', m.board_history(), History))
  commands.push(panel('trash', m.trash(), Trash2))
  commands.push({
    words: desk.paused ? m.resume() : m.pause(),
    does: 'pause',
    icon: icon(Pause),
    run: () => desk.pause(!desk.paused),
  })
  commands.push(projecting())
  commands.push(panel('settings', m.settings(), Settings))
  commands.push({
    words: m.shortcuts(),
    does: 'shortcuts',
    icon: icon(Keyboard),
    run: () => (desk.over = { kind: 'shortcuts' }),
  })
  commands.push({
    words: m.my_programmes(),
    does: 'start',
    icon: icon(LayoutList),
    run: () => place.go({ page: 'start' }),
  })
  return commands
}
