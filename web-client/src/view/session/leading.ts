import Hand from '@lucide/svelte/icons/hand'
import Lock from '@lucide/svelte/icons/lock-keyhole'
import ListOrdered from '@lucide/svelte/icons/list-ordered'
import MapPin from '@lucide/svelte/icons/map-pin'
import PencilLine from '@lucide/svelte/icons/pencil-line'
import Users from '@lucide/svelte/icons/users'
import type { Component } from 'svelte'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import type { Command } from '../../ui/Menu.svelte'
import { inWords } from '../method'
import { lobby } from '../members/lobby.svelte'
import { place } from '../place.svelte'
import { screen } from '../width.svelte'
import type { Led } from './led.svelte'
import { starting } from './steering'

const icon = (one: unknown) => one as Component<Record<string, unknown>>

/** For how long: the minutes of the agenda point first, where it has some. */
export function timerCommands(led: Led): Command[] {
  const { session, point, board } = led
  if (session === null) return []
  const planned = point?.fields['minutes']
  const minutes = [...new Set([...(typeof planned === 'number' ? [planned] : []), 2, 5, 10, 15, 30])]
  return minutes.map((n) => ({
    words: m.session_for_minutes({ n }),
    does: `minutes-${n}`,
    run: () => board.submit(starting(session, n * 60)),
  }))
}

/** Locks the entrance, so that nobody new comes in, or unlocks it, once it is known; the bar says how it is. */
export function entranceCommands(turn: (locked: boolean) => void): Command[] {
  const { locked } = lobby
  if (locked === null) return []
  const words = locked ? m.entrance_unlock() : m.entrance_lock()
  return [{ words, does: 'lock', icon: icon(Lock), run: () => turn(!locked) }]
}

/** What has no place in the row of who leads. */
export function leadingCommands(led: Led, bring: () => void): Command[] {
  const { board } = led
  const programme = board.single('programme')
  const commands: Command[] = []
  if (screen.narrow) {
    commands.push({ words: m.session_bring(), does: 'bring', icon: icon(MapPin), run: bring })
    for (const { value, label } of board.method.field('programme', 'pen')?.options ?? []) {
      if (programme === undefined || value === board.rights.pen) continue
      commands.push({
        words: inWords(label, reader.language),
        does: `pen-${value}`,
        icon: icon(PencilLine),
        run: () => board.set(programme.id, 'pen', value),
      })
    }
  }
  commands.push(
    { words: m.session_agenda_lead(), does: 'session', icon: icon(ListOrdered), run: () => place.open({ name: 'session' }) },
    { words: m.session_order(), does: 'hands', icon: icon(Hand), run: () => place.open({ name: 'hands' }) },
    { words: m.teams(), does: 'teams', icon: icon(Users), run: () => place.open({ name: 'teams' }) },
  )
  return commands
}
