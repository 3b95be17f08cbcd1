import type { BoardState } from './board'
import type { Edit, Id } from './types'
import { order } from './siblings'
import { invert } from './text'

/** What takes a numbered edit back, against the board as it stands (E12); null when the edit changed nothing. */
export function inverse(numbered: Edit, now: BoardState): Edit | null {
  const { item } = numbered
  switch (numbered.e) {
    case 'create':
      return { e: 'delete', item }
    case 'set':
      if ('value' in numbered) return { e: 'set', item, field: numbered.field, value: numbered.was ?? null }
      return numbered.add?.length || numbered.remove?.length
        ? { e: 'set', item, field: numbered.field, add: numbered.remove ?? [], remove: numbered.add ?? [] }
        : null
    case 'type':
      return numbered.op.length ? { e: 'type', item, field: numbered.field, op: invert(numbered.op) } : null
    case 'link':
    case 'unlink':
      if (numbered.noop) return null
      return { e: numbered.e === 'link' ? 'unlink' : 'link', item, rel: numbered.rel, to: numbered.to }
    case 'move':
      return back(numbered, now)
    case 'delete':
    case 'restore':
      return numbered.noop ? null : { e: numbered.e === 'delete' ? 'restore' : 'delete', item }
  }
}

/**
 * The inverse of a whole submission, last edit first. Moves are taken back on the board while this runs, so that
 * neighbours moved together find each other again; the board is as before when it returns.
 */
export function inverseOf(numbered: readonly Edit[], now: BoardState): Edit[] {
  const mark = now.mark()
  const edits: Edit[] = []
  for (const edit of [...numbered].reverse()) {
    const taken = inverse(edit, now)
    if (taken) edits.push(taken)
    if (edit.e === 'move' && edit.was && now.item(edit.item)) {
      now.replay({ e: 'move', item: edit.item, parent: edit.was.parent, pos: edit.was.pos }, 0, 0)
    }
  }
  now.rollback(mark)
  return edits
}

function back(move: Edit & { e: 'move' }, now: BoardState): Edit | null {
  const { was } = move
  if (!was) return null
  let before: Id | null = null
  for (const sibling of now.children(was.parent)) {
    if (sibling.id === move.item) continue
    if (order(sibling, { pos: was.pos, id: move.item }) > 0) break
    before = sibling.id
  }
  return { e: 'move', item: move.item, parent: was.parent, at: before === null ? 'first' : { after: before } }
}
