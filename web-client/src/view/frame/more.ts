import Compass from '@lucide/svelte/icons/compass'
import DoorOpen from '@lucide/svelte/icons/door-open'
import Download from '@lucide/svelte/icons/download'
import FileUp from '@lucide/svelte/icons/file-up'
import History from '@lucide/svelte/icons/history'
import Keyboard from '@lucide/svelte/icons/keyboard'
import LinkIcon from '@lucide/svelte/icons/link'
import ListOrdered from '@lucide/svelte/icons/list-ordered'
import Lock from '@lucide/svelte/icons/lock-keyhole'
import MessagesSquare from '@lucide/svelte/icons/messages-square'
import Pause from '@lucide/svelte/icons/pause'
import Presentation from '@lucide/svelte/icons/presentation'
import Settings from '@lucide/svelte/icons/settings-2'
import Trash2 from '@lucide/svelte/icons/trash-2'
import Undo2 from '@lucide/svelte/icons/undo-2'
import Redo2 from '@lucide/svelte/icons/redo-2'
import Users from '@lucide/svelte/icons/users'
import UserRound from '@lucide/svelte/icons/user-round'
import LayoutGrid from '@lucide/svelte/icons/layout-grid'
import LayoutList from '@lucide/svelte/icons/layout-list'
import Waypoints from '@lucide/svelte/icons/waypoints'
import type { Component } from 'svelte'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import { mayAdmit, mayGive, seesNetwork } from '../../people/roles'
import type { Command } from '../../ui/Menu.svelte'
import type { Board } from '../board.svelte'
import { confidentialWords, showsConfidential } from '../discretion'
import { place } from '../place.svelte'
import { whyWords } from '../rights.svelte'
import type { BoardPanel } from '../route'
import { settings } from '../settings.svelte'
import { screen } from '../width.svelte'
import type { Desk } from './desk.svelte'

type Icon = Component<Record<string, unknown>>

/** Opens a panel. */
export function panel(name: BoardPanel, words: string, icon: unknown): Command {
  return { words, does: name, icon: icon as Icon, run: () => place.open({ name }) }
}

/** Everything about the whole board that is not always at hand. */
export function moreCommands(board: Board, desk: Desk): Command[] {
  const commands: Command[] = [
    { words: m.guide_title(), does: 'guide', icon: Compass as unknown as Icon, run: () => place.enterPart('guide') },
  ]
  if (screen.narrow) {
    commands.push(panel('parts', m.parts(), LayoutGrid))
    commands.push(...undoCommands(board))
    commands.push(panel('me', m.me_panel(), UserRound))
  }
  commands.push({
    words: m.members(),
    does: 'members',
    icon: Users as unknown as Icon,
    run: () => place.go({ page: 'members', programme: desk.about.programme, part: 'people' }),
  })
  if (seesNetwork(desk.standing.role)) {
    commands.push({
      words: m.network(),
      does: 'network',
      icon: Waypoints as unknown as Icon,
      run: () => place.go({ page: 'network', of: desk.about.programme }),
    })
  }
  if (showsConfidential(desk.standing.role)) {
    commands.push({
      words: confidentialWords(desk.standing.role),
      does: 'confidential',
      icon: Lock as unknown as Icon,
      run: () => place.go({ page: 'confidential', programme: desk.about.programme, panel: null }),
    })
  }
  if (board.rights.has('lead') || board.rights.session !== null) commands.push(panel('session', m.session(), ListOrdered))
  if (mayGive(desk.standing).length > 0) commands.push(panel('invite', m.invite(), LinkIcon))
  if (mayAdmit(desk.standing)) commands.push(panel('lobby', m.lobby(), DoorOpen))
  if (board.rights.has('bring_in')) {
    const why = board.rights.create('action', board.single('plan')?.id)
    const command = panel('bring-in', m.bring_in(), FileUp)
    commands.push(why === null ? command : { ...command, not: whyWords(why, board.rights.pen) })
  }
  const { planCsv } = desk
  if (planCsv !== null) {
    commands.push({
      words: m.take_out(),
      icon: Download as unknown as Icon,
      run() {
        const link = document.createElement('a')
        link.href = planCsv(reader.language)
        link.download = ''
        link.click()
      },
    })
  }
  commands.push({
    words: settings.simple ? m.simple_off() : m.simple_on(),
    does: 'simple',
    icon: MessagesSquare as unknown as Icon,
    run: () => settings.simplify(!settings.simple),
  })
  return [...commands, ...lastCommands(desk)]
}

/** Undo and redo, where the bar has no room for them. */
export function undoCommands(board: Board): Command[] {
  return [
    {
      words: m.undo(),
      icon: Undo2 as unknown as Icon,
      not: board.canUndo ? undefined : m.nothing_to_undo(),
      run: () => board.undo(),
    },
    {
      words: m.redo(),
      icon: Redo2 as unknown as Icon,
      not: board.canRedo ? undefined : m.nothing_to_redo(),
      run: () => board.redo(),
    },
  ]
}

/** What closes the menu of every table. */
export function lastCommands(desk: Desk): Command[] {
  return [
    panel('history', m.board_history(), History),
    panel('trash', m.trash(), Trash2),
    {
      words: desk.paused ? m.resume() : m.pause(),
      does: 'pause',
      icon: Pause as unknown as Icon,
      run: () => desk.pause(!desk.paused),
    },
    {
      words: settings.projects ? m.curtain_now() : m.projector_on(),
      does: 'projector',
      icon: Presentation as unknown as Icon,
      run: () => settings.project(!settings.projects),
    },
    panel('settings', m.settings(), Settings),
    {
      words: m.shortcuts(),
      does: 'shortcuts',
      icon: Keyboard as unknown as Icon,
      run: () => (desk.over = { kind: 'shortcuts' }),
    },
    {
      words: m.my_programmes(),
      does: 'start',
      icon: LayoutList as unknown as Icon,
      run: () => place.go({ page: 'start' }),
    },
  ]
}
