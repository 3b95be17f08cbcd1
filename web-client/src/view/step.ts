import type { Id } from '../board/types'
import type { Board } from './board.svelte'

/** One place up or down among its own kind. */
export function step(board: Board, id: Id, by: 1 | -1): void {
  const item = board.client.items.get(id)
  if (item === undefined || item.parent === null) return
  const siblings = board.outline.children(item.parent).filter((one) => board.client.items.get(one)?.type === item.type)
  const other = siblings[siblings.indexOf(id) + by]
  if (other === undefined) return
  board.move(id, item.parent, by === 1 ? { after: other } : { before: other })
}
