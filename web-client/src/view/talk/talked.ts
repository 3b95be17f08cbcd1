import type { Id, Item } from '../../board/types'
import type { BackLink, Outline } from '../outline'

/** What has to be known of a table to read what is said beside its things: the open one, or one as it stood. */
export interface Talked {
  item(id: Id): Item | undefined
  linksTo(id: Id): readonly BackLink[]
  readonly outline: Outline
}

/** Items of a type with such a link to this one, the first said first; what is in the trash is left out. */
export function linkedTo(table: Talked, id: Id, relation: string, type: string): readonly Item[] {
  return table
    .linksTo(id)
    .filter((link) => link.relation === relation)
    .map(({ from }) => table.item(from))
    .filter((item): item is Item => item?.type === type)
    .sort(bySaid)
}

/** The first said first; equal ones by id, so that everybody has the same order. */
export function bySaid(a: Item, b: Item): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
