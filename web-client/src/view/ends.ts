import type { Id } from '../board/types'
import type { Board } from './board.svelte'
import { linksOf } from './links'

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
