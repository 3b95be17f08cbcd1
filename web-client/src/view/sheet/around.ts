import type { Board } from '../board.svelte'
import type { Around } from './progress'

/** The board as {@link Around} asks it; each answer is a signal. */
export function around(board: Board): Around {
  return {
    item: (id) => board.item(id),
    children: (parent, type) => board.outline.children(parent).filter((id) => board.item(id)?.type === type),
    type: (name) => board.method.type(name),
  }
}
