import type { Id } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import { reader } from '../i18n/reader.svelte'
import type { Command } from '../ui/Menu.svelte'
import type { Board } from './board.svelte'
import type { Desk } from './frame/desk.svelte'
import { goTo } from './going'
import { linksOf } from './links'
import { beginningOf, nameOf } from './names'

/** What something is joined to, and in which words. */
export interface End {
  readonly id: Id
  readonly words: string
}

/**
 * What somebody who is at a thing can go to, in the order of its links: those that are joined to it, and through what an
 * action keeps of a good practice the practice and the action themselves.
 */
export function endsOf(board: Board, id: Id, language: string): readonly End[] {
  const ends = new Map<Id, string>()
  const add = (other: Id, words: string) => {
    if (other !== id && !ends.has(other)) ends.set(other, words)
  }
  for (const { other, words } of linksOf(board, id, language)) {
    const item = board.item(other)
    if (item?.type === 'adaptation' && item.parent !== null) add(item.parent, words)
    else add(other, words)
  }
  for (const child of board.children(id, 'adaptation'))
    for (const { other, words } of linksOf(board, child, language)) add(other, words)
  return [...ends].map(([other, words]) => ({ id: other, words }))
}

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
