import type { Id } from '../../board/types'
import type { Board } from '../board.svelte'
import { place } from '../place.svelte'
import { areas } from '../route'

export interface Whither {
  readonly item: Id
  readonly field: string | null
}

/** What whoever leads is at: what they write in, what is open beside the document, or what stands in the middle of it. */
export function whereIAm(board: Board): Whither | null {
  const { open } = board
  if (open !== null) return { item: open.item, field: open.field }
  if (place.panel?.name === 'item') return { item: place.panel.item, field: place.panel.field }
  const main = document.getElementById('main')
  const row = main === null ? null : nearest([...main.querySelectorAll<HTMLElement>('[data-row]')])
  const item = row?.dataset['row'] ?? areas.map((area) => board.single(area)?.id).find((id) => id !== undefined)
  return item === undefined ? null : { item, field: null }
}

/** Whichever is nearest to a third of the way down, where one reads. */
function nearest(rows: readonly HTMLElement[]): HTMLElement | null {
  const goal = innerHeight / 3
  let best: HTMLElement | null = null
  let least = Infinity
  for (const row of rows) {
    // The areas are put away while a part of the table stands in their place.
    if (row.getClientRects().length === 0) continue
    const { top, bottom } = row.getBoundingClientRect()
    const away = top > goal ? top - goal : Math.max(0, goal - bottom)
    if (away < least) [best, least] = [row, away]
  }
  return best
}
