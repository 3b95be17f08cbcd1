import type { Id, Item, Value } from '../board/types'
import type { Ask } from './method'
import type { Outline } from './outline'

/** What a table does not say yet, as the method asks. It names things to look at; it never counts them against anybody. */
export interface Gap<Asked extends Ask = Ask> {
  readonly ask: Asked
  /** Those to look at, in the order of the table; none when what is missing is not there at all. */
  readonly items: readonly Id[]
  /** How many are missing; never 0. */
  readonly n: number
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

/** Which of these asks are not met, in their order. */
export function gapsOf<Asked extends Ask>(visible: readonly Item[], asks: readonly Asked[]): Gap<Asked>[] {
  const shown = new Set(visible.map((item) => item.id))
  const links = visible.flatMap((item) => item.links.filter(([, to]) => shown.has(to)).map((link) => ({ item, link })))
  return asks.flatMap((ask) => {
    const { where, field, link: from, back, least } = ask
    const linked = new Set<Id>()
    for (const { item, link } of links) {
      if (link[0] === from) linked.add(item.id)
      if (link[0] === back) linked.add(link[1])
    }
    const meant = visible.filter((item) => item.type === ask.of && (where === undefined || item.fields[where.field] === where.is))
    const lacking = meant.filter(
      (item) =>
        (field !== undefined && isBlank(item.fields[field])) || ((from ?? back) !== undefined && !linked.has(item.id)),
    )
    const n = least === undefined ? lacking.length : least - (meant.length - lacking.length)
    return n <= 0 ? [] : [{ ask, items: lacking.map(({ id }) => id), n }]
  })
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}
