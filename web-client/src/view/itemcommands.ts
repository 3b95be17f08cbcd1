import ArrowDown from '@lucide/svelte/icons/arrow-down'
import ArrowUp from '@lucide/svelte/icons/arrow-up'
import CornerDownRight from '@lucide/svelte/icons/corner-down-right'
import Equal from '@lucide/svelte/icons/equal'
import History from '@lucide/svelte/icons/history'
import Languages from '@lucide/svelte/icons/languages'
import LinkIcon from '@lucide/svelte/icons/link'
import MapPin from '@lucide/svelte/icons/map-pin'
import MessageSquareDiff from '@lucide/svelte/icons/message-square-diff'
import MessageCircleReply from '@lucide/svelte/icons/message-circle-reply'
import MessageSquare from '@lucide/svelte/icons/message-square'
import PanelRight from '@lucide/svelte/icons/panel-right'
import Trash2 from '@lucide/svelte/icons/trash-2'
import type { Component } from 'svelte'
import type { Id } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import type { Command } from '../ui/Menu.svelte'
import type { Board } from './board.svelte'
import type { Desk } from './frame/desk.svelte'
import { whyLink } from './links'
import { place } from './place.svelte'
import { isNever, whyWords, type WhyNot } from './rights.svelte'
import type { ItemTab } from './route'
import { kin, step } from './step'

type Icon = Component<Record<string, unknown>>
const icon = (one: unknown) => one as Icon

/** What can be done with one item, the same wherever it stands. */
export function itemCommands(board: Board, desk: Desk, id: Id): Command[] {
  const item = board.client.items.get(id)
  if (item === undefined) return []
  const tab = (words: string, tab: ItemTab, sign: unknown): Command => ({
    words,
    does: tab,
    icon: icon(sign),
    run: () => place.open({ name: 'item', item: id, tab, field: null }),
  })
  const siblings = kin(board, id)
  const at = siblings.indexOf(id)
  const { rights } = board
  const commands = [tab(m.details(), 'details', PanelRight)]
  /** What is never mine is left out; what is not mine now says why. */
  const offer = (why: WhyNot | null, command: Command) => {
    if (isNever(why)) return
    commands.push(why === null ? command : { ...command, not: whyWords(why, rights.pen) })
  }
  offer(whyLink(board, id), {
    words: m.link_to(),
    does: 'link',
    icon: icon(LinkIcon),
    run: () => (desk.over = { kind: 'link', item: id }),
  })
  if (board.method.link('proposal', 'on')?.to.includes(item.type) === true) commands.push(tab(m.proposals(), 'proposals', MessageSquareDiff))
  const joined = (type: string) => board.method.linksTo(item.type).some(({ from }) => from === type)
  if (joined('comment')) commands.push(tab(m.comment_do(), 'comments', MessageSquare))
  if (joined('answer')) commands.push(tab(m.answers(), 'answers', MessageCircleReply))
  if (board.method.link(item.type, 'same'))
    offer(rights.change('link', id), {
      words: m.says_the_same_as(),
      does: 'same',
      icon: icon(Equal),
      run: () => (desk.over = { kind: 'link', item: id, relation: 'same' }),
    })
  commands.push(tab(m.in_another_language(), 'languages', Languages), tab(m.history(), 'history', History))
  const whyMove = rights.move(id)
  offer(whyMove, {
    words: m.move_up(),
    icon: icon(ArrowUp),
    not: at > 0 ? undefined : m.is_first(),
    run: () => step(board, id, -1),
  })
  offer(whyMove, {
    words: m.move_down(),
    does: 'down',
    icon: icon(ArrowDown),
    not: at < siblings.length - 1 ? undefined : m.is_last(),
    run: () => step(board, id, 1),
  })
  offer(whyMove, {
    words: m.move_to(),
    does: 'moveTo',
    icon: icon(CornerDownRight),
    run: () => (desk.over = { kind: 'moveTo', item: id }),
  })
  const { session } = rights
  if (session !== null && session.fields['leads'] === board.me && rights.has('lead')) {
    commands.push({
      words: m.session_bring(),
      does: 'bring',
      icon: icon(MapPin),
      async run() {
        try {
          const { bringing } = await import('./session/steering')
          board.submit(bringing(session, id, null))
        } catch {
          board.notice = { kind: 'cannot', words: m.refused_unreachable() }
        }
      },
    })
  }
  offer(rights.change('delete', id), {
    words: m.delete_it(),
    does: 'delete',
    icon: icon(Trash2),
    danger: true,
    run: () => board.delete(id),
  })
  return commands
}
