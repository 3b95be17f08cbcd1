import type { Id } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import { reader } from '../i18n/reader.svelte'
import type { Command } from '../ui/Menu.svelte'
import type { Board } from './board.svelte'
import { endsOf } from './ends'
import type { Desk } from './frame/desk.svelte'
import { goTo } from './going'
import { beginningOf, nameOf } from './names'

/** Goes to the one thing that this one is joined to, or asks to which by a digit, so that each is two keys away. */
export function goToEnd(board: Board, desk: Desk, id: Id, at: Element): void {
  const ends = endsOf(board, id, reader.language)
  const [only] = ends
  if (only === undefined) return
  if (ends.length === 1) return goTo(board, only.id)
  desk.menu(nameOf(board, id), at, ends.map(({ id: other, words }, index): Command => ({
    words: said(board, other, words),
    key: index < 9 ? String(index + 1) : undefined,
    run: () => goTo(board, other),
  })))
}

function said(board: Board, id: Id, how: string): string {
  const chip = m.link_chip({ how, item: nameOf(board, id) })
  const item = board.item(id)
  const beginning = item === undefined ? '' : beginningOf(board, item, 40)
  return beginning === '' ? chip : `${chip}: ${beginning}`
}
