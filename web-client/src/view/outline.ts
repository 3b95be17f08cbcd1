import type { Id, Item, Link } from '../board/types'

/** What lies under what, in order, and who links to whom: read off the items whenever their order or links change. */
export interface Outline {
  /** Children that are not deleted themselves, in the order of docs/protocol.md M7. */
  children(parent: Id | null): readonly Id[]
  /** Counted from 1 among visible siblings of the same type; 0 when the item is not there. */
  number(id: Id): number
  /** It or something above it is deleted (M8); what people wrote in a breakout group is not hidden with the group. */
  hidden(id: Id): boolean
}

export interface BackLink {
  readonly relation: string
  readonly from: Id
}

/** @param kept an item that stays among its siblings although it is deleted */
export function outlineOf(items: ReadonlyMap<Id, Item>, kept: Id | null = null): Outline {
  const byParent = new Map<Id | null, Item[]>()
  for (const item of items.values()) {
    if (item.deleted && item.id !== kept) continue
    const siblings = byParent.get(item.parent)
    if (siblings) siblings.push(item)
    else byParent.set(item.parent, [item])
  }
  const children = new Map<Id | null, readonly Id[]>()
  const numbers = new Map<Id, number>()
  for (const [parent, siblings] of byParent) {
    siblings.sort(inOrder)
    children.set(
      parent,
      siblings.map((item) => item.id),
    )
    const counts = new Map<string, number>()
    for (const item of siblings) {
      const number = (counts.get(item.type) ?? 0) + 1
      counts.set(item.type, number)
      numbers.set(item.id, number)
    }
  }
  const hidden = (id: Id): boolean => {
    const seen = new Set<Id>()
    for (let at: Id | null = id; at !== null && !seen.has(at);) {
      const item: Item | undefined = items.get(at)
      if (item?.type === 'team' && at !== id) break
      seen.add(at)
      if (item === undefined || item.deleted) return true
      at = item.parent
    }
    return false
  }
  return {
    children: (parent) => children.get(parent) ?? [],
    number: (id) => numbers.get(id) ?? 0,
    hidden,
  }
}

/** By position, then id, both by code point. */
export function inOrder(a: Item, b: Item): number {
  if (a.pos !== b.pos) return a.pos < b.pos ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Links to each item from items that are not hidden. */
export function backLinksOf(items: ReadonlyMap<Id, Item>, outline: Outline): ReadonlyMap<Id, readonly BackLink[]> {
  const back = new Map<Id, BackLink[]>()
  for (const item of items.values()) {
    if (item.links.length === 0 || outline.hidden(item.id)) continue
    for (const [relation, to] of item.links) {
      const known = back.get(to)
      if (known) known.push({ relation, from: item.id })
      else back.set(to, [{ relation, from: item.id }])
    }
  }
  return back
}

export function sameLinks(a: readonly Link[], b: readonly Link[]): boolean {
  return a === b || (a.length === b.length && a.every((link, at) => link[0] === b[at]?.[0] && link[1] === b[at]?.[1]))
}

/** Everything on a table that is not hidden, in its order. */
export function visibleOf(items: ReadonlyMap<Id, Item>, outline: Outline): readonly Item[] {
  const visible: Item[] = []
  const walk = (parent: Id | null) => {
    for (const id of outline.children(parent)) {
      const item = items.get(id)
      if (item === undefined) continue
      visible.push(item)
      walk(id)
    }
  }
  walk(null)
  return visible
}
