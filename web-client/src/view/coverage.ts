import { textOf } from '../board/board'
import type { Id, Item } from '../board/types'
import type { Ask } from './method'
import type { Outline } from './outline'

/** What a plan does not say yet, as the method asks. It names things to look at; it never counts them against anybody. */
export interface Gap {
  readonly ask: Ask
  /** Never empty, in the order of the table. */
  readonly items: readonly Id[]
}

export function gapsOf(items: ReadonlyMap<Id, Item>, outline: Outline, asks: readonly Ask[]): Gap[] {
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
  const shown = new Set(visible.map((item) => item.id))
  const links = visible.flatMap((item) => item.links.filter(([, to]) => shown.has(to)).map((link) => ({ item, link })))
  return asks.flatMap((ask) => {
    const away = new Set<Id>()
    for (const { item, link } of links) {
      if (link[0] === ask.link) away.add(item.id)
      if (link[0] === ask.back) away.add(link[1])
    }
    const missing = visible.filter(
      (item) =>
        item.type === ask.of &&
        (ask.field === undefined ? !away.has(item.id) : textOf(item, ask.field).trim() === ''),
    )
    return missing.length === 0 ? [] : [{ ask, items: missing.map((item) => item.id) }]
  })
}
