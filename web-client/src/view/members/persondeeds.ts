import PencilOff from '@lucide/svelte/icons/pencil-off'
import Pencil from '@lucide/svelte/icons/pencil-line'
import Undo2 from '@lucide/svelte/icons/undo-2'
import UserMinus from '@lucide/svelte/icons/user-minus'
import type { Component } from 'svelte'
import { hasRight } from '../../board/permits'
import { m } from '../../i18n/paraglide/messages.js'
import { personName } from '../../i18n/parties'
import type { Member } from '../../net/api'
import { mayGive } from '../../people/roles'
import type { Command } from '../../ui/Menu.svelte'
import type { Desk } from '../frame/desk.svelte'

const icon = (one: unknown) => one as Component<Record<string, unknown>>

/** What I can do about somebody at this table; nothing about myself. */
export function personCommands(
  desk: Desk,
  member: Member,
  mute: (muted: boolean) => void,
  removed: (words: string) => void,
): Command[] {
  const { board, standing } = desk
  const commands: Command[] = []
  if (member.person === board.me || member.former === true) return commands
  const name = personName(member.name)
  const muted = member.muted === true
  if (board.rights.has('lead')) {
    const leads = hasRight(board.method.permissions, { role: member.role, owner: member.owner === true }, 'lead')
    commands.push(
      {
        words: muted ? m.mute_end({ name }) : m.mute({ name }),
        does: 'mute',
        icon: icon(muted ? Pencil : PencilOff),
        not: leads ? m.mute_leads() : undefined,
        run: () => mute(!muted),
      },
      {
        words: m.take_back(),
        does: 'takeBack',
        icon: icon(Undo2),
        not: member.party === 'mentee' && standing.role !== 'mentee' ? m.take_back_not_mentee() : undefined,
        run: () => (desk.over = { kind: 'takeBack', person: member }),
      },
    )
  }
  if (member.owner !== true && mayGive(standing).some((role) => role === member.role)) {
    commands.push({
      words: m.member_remove(),
      does: 'remove',
      danger: true,
      icon: icon(UserMinus),
      run: () => (desk.over = { kind: 'remove', person: member, done: removed }),
    })
  }
  return commands
}
