import type { Item } from '../../board/types'
import type { Board } from '../board.svelte'
import { itemTabs, type ItemTab } from '../route'

/** Whether the method lets people comment on things of this type. */
export function canBeCommented(board: Board, type: string): boolean {
  return board.method.linksTo(type).some(({ from }) => from === 'comment')
}

/** Whether answers begin or end at things of this type: notes and groups have them, actions and needs come of them. */
export function canBeAnswered(board: Board, type: string): boolean {
  return board.method.linksTo(type).some(({ from }) => from === 'answer')
}

/** Whether people may propose something for things of this type. */
export function canBeProposed(board: Board, type: string): boolean {
  return board.method.link('proposal', 'on')?.to.includes(type) ?? false
}

/** What there is to be seen of an item beside the table. */
export function tabsOf(board: Board, { type }: Item): readonly ItemTab[] {
  return itemTabs.filter((tab) => {
    if (tab === 'proposals') return canBeProposed(board, type)
    if (tab === 'comments') return canBeCommented(board, type)
    return tab !== 'answers' || canBeAnswered(board, type)
  })
}
