import type { Edit, Id, Item } from '../../board/types'
import type { Board } from '../board.svelte'
import type { Kind } from './kit'

/** What a benchmark is made of, and how an entry of it goes from one kind to the other and back. */

export function below(board: Board, id: Id, type: string): Item[] {
  return board.outline.children(id).flatMap((one) => {
    const item = board.item(one)
    return item?.type === type ? [item] : []
  })
}

export function kindOf(factor: Item): Kind {
  return factor.fields['kind'] === 'context' ? 'context' : 'key'
}

export function otherKind(kind: Kind): Kind {
  return kind === 'key' ? 'context' : 'key'
}

/**
 * Makes a factor one of the other kind. It keeps its place in the order of all, so that going back brings it where it
 * was, and all that was said of it.
 */
export function changeKind(factor: Item): Edit {
  return { e: 'set', item: factor.id, field: 'kind', value: otherKind(kindOf(factor)) }
}

/** What stands before the word of an assessment. None is better or worse to look at than another. */
export const shapes: Readonly<Record<string, string>> = { present: '●', partly: '◐', absent: '○', notRelevant: '–' }
