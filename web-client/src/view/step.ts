import type { Id } from '../board/types'
import type { Board } from './board.svelte'

/** Types of which the page shows two lists, and the field that says in which one stands. */
const listed = [
  ['factor', 'kind'],
  ['member', 'active'],
] as const

/** What stands with it in one list, in order: siblings of its type that the page lists with it. */
export function kin(board: Board, id: Id): readonly Id[] {
  const { items } = board.client
  const item = items.get(id)
  if (item === undefined) return []
  return board.outline.children(item.parent).filter((one) => {
    const other = items.get(one)
    return other?.type === item.type && !listed.some(([type, field]) => item.type === type && other.fields[field] !== item.fields[field])
  })
}

/** One place up or down among its own kind. */
export function step(board: Board, id: Id, by: 1 | -1): void {
  const item = board.client.items.get(id)
  if (item === undefined || item.parent === null) return
  const siblings = kin(board, id)
  const other = siblings[siblings.indexOf(id) + by]
  if (other === undefined) return
  board.move(id, item.parent, by === 1 ? { after: other } : { before: other })
}
