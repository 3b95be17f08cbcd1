import type { Id, Item, Value } from '../board/types'
import type { Ask } from './method'

/** What a table does not say yet, as the method asks. It names things to look at; it never counts them against anybody. */
export interface Gap<Asked extends Ask = Ask> {
  readonly ask: Asked
  /** Those to look at, in the order of the table; none when what is missing is not there at all. */
  readonly items: readonly Id[]
  /** How many are missing; never 0. */
  readonly n: number
}

/** What is visible, looked through once for whatever is asked of it. */
interface Look {
  readonly byType: ReadonlyMap<string, readonly Item[]>
  /** By relation, the ends of its links: `link` where they start, `back` where they lead. */
  readonly ends: ReadonlyMap<string, { readonly link: ReadonlySet<Id>; readonly back: ReadonlySet<Id> }>
}

const looks = new WeakMap<readonly Item[], Look>()

function lookAt(visible: readonly Item[]): Look {
  const before = looks.get(visible)
  if (before !== undefined) return before
  const shown = new Set(visible.map(({ id }) => id))
  const byType = new Map<string, Item[]>()
  const ends = new Map<string, { link: Set<Id>; back: Set<Id> }>()
  for (const item of visible) {
    const alike = byType.get(item.type)
    if (alike === undefined) byType.set(item.type, [item])
    else alike.push(item)
    for (const [relation, to] of item.links) {
      if (!shown.has(to)) continue
      const both = ends.get(relation) ?? { link: new Set(), back: new Set() }
      ends.set(relation, both)
      both.link.add(item.id)
      both.back.add(to)
    }
  }
  const look = { byType, ends }
  looks.set(visible, look)
  return look
}

/** Which of these asks are not met, in their order. */
export function gapsOf<Asked extends Ask>(visible: readonly Item[], asks: readonly Asked[]): Gap<Asked>[] {
  const { byType, ends } = lookAt(visible)
  return asks.flatMap((ask) => {
    const { where, field, link, back, least, alike } = ask
    const meant = (byType.get(ask.of) ?? []).filter(({ fields }) => where === undefined || fields[where.field] === where.is)
    const lacking = meant.filter(
      ({ id, fields }) =>
        (field !== undefined && isBlank(fields[field])) ||
        (link !== undefined && ends.get(link)?.link.has(id) !== true) ||
        (back !== undefined && ends.get(back)?.back.has(id) !== true),
    )
    if (alike !== undefined) return sayingTheSame(meant, alike).map((items) => ({ ask, items, n: items.length }))
    const n = least === undefined ? lacking.length : least - (meant.length - lacking.length)
    return n <= 0 ? [] : [{ ask, items: lacking.map(({ id }) => id), n }]
  })
}

/** Those that say the same in all of these fields, each such group by itself; what is not said is not the same. */
function sayingTheSame(items: readonly Item[], fields: readonly string[]): (readonly Id[])[] {
  const groups = new Map<string, Id[]>()
  for (const item of items) {
    const says = fields.map((field) => item.fields[field])
    if (says.some(isBlank)) continue
    const key = JSON.stringify(says.map((value) => String(value).trim().replace(/\s+/g, ' ').toLowerCase()))
    groups.set(key, [...(groups.get(key) ?? []), item.id])
  }
  return [...groups.values()].filter((ids) => ids.length > 1)
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}
