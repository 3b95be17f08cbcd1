import type { Id, Item, Value } from '../board/types'
import type { ItemType, Without } from './method'

/**
 * What the method says of how many there may be, and of what there must be before an answer is given: the twin of
 * org.tavolo.method.Bounds. It decides what is offered; what counts is what the server says when the edit comes to its
 * turn.
 */

/** Whether one more of the type below the parent would be one too many, in the state that is bounded. */
export function isFull(children: readonly (Item | undefined)[], type: ItemType): boolean {
  const { most } = type
  if (most === undefined) return false
  const there = children.filter((one) => one?.type === type.name && one.deleted !== true && one.fields[most.field] === most.is)
  return there.length >= most.count
}

/** Whether what an answer asks for is missing below an item. */
export function lacks(children: readonly (Item | undefined)[], without: Without): boolean {
  const is = (one: Item, field: string, value: Value) => one.fields[field] === value
  return !children.some(
    (one) =>
      one?.type === without.rows &&
      one.deleted !== true &&
      is(one, without.field, without.is) &&
      (without.also === undefined || is(one, without.also.field, without.also.is)),
  )
}

/** An entry of a list that names a person, where that is somebody. */
export function personOf(item: Item): number | null {
  const person = item.fields['person']
  return typeof person === 'number' && person > 0 ? person : null
}

/** The items of these ids, those that are there. */
export function itemsOf(look: (id: Id) => Item | undefined, ids: readonly Id[]): readonly Item[] {
  return ids.map(look).filter((item): item is Item => item !== undefined)
}
