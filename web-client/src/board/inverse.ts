import type { Edit } from './types'
import { invert } from './text'

/** What takes a numbered edit back (E12); null when the edit changed nothing. */
export function inverse(numbered: Edit): Edit | null {
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
      return back(numbered)
    case 'delete':
    case 'restore':
      return numbered.noop ? null : { e: numbered.e === 'delete' ? 'restore' : 'delete', item }
  }
}

/** The inverse of a whole submission, last edit first; it is to be done in this order, on any later board. */
export function inverseOf(numbered: readonly Edit[]): Edit[] {
  return [...numbered].reverse().flatMap((edit) => inverse(edit) ?? [])
}

/** Beside the neighbour and not at the old key: the siblings may have been respaced since. */
function back({ item, was }: Edit & { e: 'move' }): Edit | null {
  return was ? { e: 'move', item, parent: was.parent, at: was.after === null ? 'first' : { after: was.after } } : null
}
