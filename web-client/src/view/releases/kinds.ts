import type { Id, Item } from '../../board/types'
import type { Routes } from '../house'
import type { Words } from '../method'

/** Something that a city may let those outside its table read (docs/protocol.md H65). */
export interface Kind {
  readonly name: string
  readonly label: Words
  readonly help: Words
  /** The roles that may release it. */
  readonly by: readonly string[]
  readonly from: readonly { readonly type: string; readonly fields: readonly string[] }[]
}

/** One thing on the table that may be released, and which of its fields say something. */
export interface Piece {
  readonly item: Item
  readonly fields: readonly string[]
}

/** What has to be known of a table to pick from it. */
export interface Picked {
  readonly item: (id: Id) => Item | undefined
  /** Those that are not hidden, in their order; of null those at the top. */
  readonly children: (parent: Id | null) => readonly Id[]
}

let known: Promise<readonly Kind[]> | null = null

/** Fetches the kinds once for the page. Fails when they cannot be had; asked again, it tries again. */
export function knownKinds(api: Routes): Promise<readonly Kind[]> {
  known ??= api.releaseKinds<Kind>().catch((problem) => {
    known = null
    throw problem
  })
  return known
}

/** Those of a role. */
export function kindsOf(kinds: readonly Kind[], role: string): readonly Kind[] {
  return kinds.filter(({ by }) => by.includes(role))
}

/**
 * What of a table may be released as this kind, in the order in which the method names the types. What stands in
 * something that others release is theirs: the national context of a mentor's sheet is not the mentee city's.
 */
export function piecesOf(table: Picked, kinds: readonly Kind[], kind: Kind): readonly Piece[] {
  const others = new Set(
    kinds.filter(({ by }) => !by.some((role) => kind.by.includes(role))).flatMap(({ from }) => from.map(({ type }) => type)),
  )
  const all: Item[] = []
  const walk = (parent: Id | null) => {
    for (const id of table.children(parent)) {
      const item = table.item(id)
      if (item === undefined || others.has(item.type)) continue
      all.push(item)
      walk(id)
    }
  }
  walk(null)
  return kind.from.flatMap(({ type, fields }) =>
    all
      .filter((item) => item.type === type)
      .map((item) => ({ item, fields: fields.filter((field) => says(item, field)) }))
      .filter((piece) => piece.fields.length > 0),
  )
}

function says(item: Item, field: string): boolean {
  const value = item.fields[field]
  if (typeof value === 'string') return value.trim() !== ''
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}
