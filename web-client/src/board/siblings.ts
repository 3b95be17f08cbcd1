import type { Id, Item } from './types'

/** Keeps the children of every parent sorted (M7), so that placing among thousands costs a binary search. */
export class Siblings {
  readonly #children = new Map<Id | null, Item[]>()

  /** The children of a parent (null: the top) in order; a live view. */
  of(parent: Id | null): readonly Item[] {
    return this.#children.get(parent) ?? []
  }

  /** Takes one item out, if any, and puts another one in, if any. */
  replace(before: Item | undefined, after: Item | undefined): void {
    if (before) {
      const list = this.#children.get(before.parent) ?? []
      const at = search(list, before)
      if (after && after.parent === before.parent && after.pos === before.pos) {
        list[at] = after
        return
      }
      list.splice(at, 1)
    }
    if (after) {
      let list = this.#children.get(after.parent)
      if (!list) this.#children.set(after.parent, (list = []))
      list.splice(search(list, after), 0, after)
    }
  }
}

/** By position key, then by id. */
export function order(a: { pos: string; id: Id }, b: { pos: string; id: Id }): number {
  if (a.pos !== b.pos) return a.pos < b.pos ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

function search(list: readonly Item[], item: Item): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const found = list[middle]
    if (found && order(found, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}
