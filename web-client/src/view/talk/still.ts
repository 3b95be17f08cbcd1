import type { Id, Item, Person } from '../../board/types'
import type { Method } from '../method'
import type { Named } from '../names'
import { backLinksOf, outlineOf } from '../outline'
import type { Talked } from './talked'

/** A table as it stood when it was fetched, read only: for pages that do not sit at it. */
export interface Still extends Talked, Named {
  readonly items: readonly Item[]
  person(number: number): Person | undefined
}

export function stillOf(fetched: { readonly items: readonly Item[]; readonly people: readonly Person[] }, method: Method): Still {
  const all = new Map(fetched.items.map((item) => [item.id, item]))
  const people = new Map(fetched.people.map((one) => [one.person, one]))
  const outline = outlineOf(all)
  const back = backLinksOf(all, outline)
  return {
    items: fetched.items,
    method,
    outline,
    item: (id: Id) => all.get(id),
    number: (id: Id) => outline.number(id),
    linksTo: (id: Id) => back.get(id) ?? [],
    person: (number) => people.get(number),
  }
}
