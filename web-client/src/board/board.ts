import type { Edit, Fields, Id, Item, Link, Place, Respaced, Revision, Value } from './types'
import { LONGEST_KEY, between, spread } from './keys'
import { fingerprint } from './fingerprint'
import { Siblings } from './siblings'
import * as text from './text'

interface Before {
  readonly id: Id
  readonly item: Item | undefined
}

/**
 * One board as it stands, the twin of the server's. Changes are logged until `settle`, so that what was shown
 * optimistically can be rolled back before numbered edits are applied. Items are immutable: a changed item is another
 * object, and rolling back brings the very object back.
 */
export class BoardState {
  readonly #items = new Map<Id, Item>()
  readonly #siblings = new Siblings()
  #log: Before[] = []

  constructor(items: Iterable<Item> = []) {
    for (const item of items) {
      this.#items.set(item.id, item)
      this.#siblings.replace(undefined, item)
    }
  }

  /** All items, deleted ones included; a live view. */
  get items(): ReadonlyMap<Id, Item> {
    return this.#items
  }

  item(id: Id): Item | undefined {
    return this.#items.get(id)
  }

  /** The children of an item (null: the top) in order (M7), deleted ones included; a live view. */
  children(parent: Id | null): readonly Item[] {
    return this.#siblings.of(parent)
  }

  /** Whether the item or an ancestor is deleted (M8); an item that does not exist is hidden. */
  hidden(id: Id): boolean {
    for (let at: Id | null = id; at !== null; ) {
      const item = this.#items.get(at)
      if (!item || item.deleted) return true
      at = item.parent
    }
    return false
  }

  /**
   * Does an own edit before the server has judged it, with a provisional position.
   *
   * @returns the edit as it would be numbered, or null when it cannot be done here (the server will say why)
   */
  attempt(submitted: Edit, by: number, at: number): Edit | null {
    try {
      const numbered = this.#number(submitted)
      if (numbered) this.replay(numbered, by, at)
      return numbered
    } catch (error) {
      if (error instanceof Error) return null
      throw error
    }
  }

  /** Does a numbered edit. @throws Error when it does not fit; the board then needs a fresh snapshot */
  replay(edit: Edit, by: number, at: number): void {
    switch (edit.e) {
      case 'create':
        this.#put(created(edit, by, at))
        this.#respace(edit.respaced)
        break
      case 'set': {
        const item = this.#present(edit.item)
        const value = 'value' in edit ? edit.value : changed(setOf(item, edit.field), edit)
        this.#put({ ...item, fields: withField(item.fields, edit.field, value) })
        break
      }
      case 'type': {
        const item = this.#present(edit.item)
        const after = text.apply(textOf(item, edit.field), edit.op)
        this.#put({ ...item, fields: withField(item.fields, edit.field, after) })
        break
      }
      case 'link':
      case 'unlink': {
        if (edit.noop) break
        const item = this.#present(edit.item)
        const links = item.links.filter(([rel, to]) => rel !== edit.rel || to !== edit.to)
        if (edit.e === 'link') links.push([edit.rel, edit.to])
        this.#put({ ...item, links: links.sort(byRelation) })
        break
      }
      case 'move':
        this.#put({ ...this.#present(edit.item), parent: edit.parent, pos: edit.pos ?? fail() })
        this.#respace(edit.respaced)
        break
      case 'delete':
        if (!edit.noop) this.#put({ ...this.#present(edit.item), deleted: true })
        break
      case 'restore':
        if (!edit.noop) {
          const { deleted: _mark, ...item } = this.#present(edit.item)
          this.#put(item)
        }
    }
  }

  replayRevision(revision: Revision): void {
    for (const edit of revision.edits) this.replay(edit, revision.by, revision.at)
  }

  /** Where the log stands now, for `rollback` and `changedSince`. */
  mark(): number {
    return this.#log.length
  }

  /** Takes back everything since the mark. */
  rollback(mark: number): void {
    while (this.#log.length > mark) {
      const before = this.#log.pop()
      if (!before) return
      this.#siblings.replace(this.#items.get(before.id), before.item)
      if (before.item) this.#items.set(before.id, before.item)
      else this.#items.delete(before.id)
    }
  }

  /** The items touched since the mark. */
  changedSince(mark: number): Set<Id> {
    return new Set(this.#log.slice(mark).map((before) => before.id))
  }

  /** Forgets the log: what was done so far cannot be rolled back any more; marks made before are void. */
  settle(): void {
    this.#log = []
  }

  #number(edit: Edit): Edit | null {
    if (edit.e === 'create') {
      if (this.#items.has(edit.item) || (edit.parent !== null && !this.#items.has(edit.parent))) return null
      const { fields: given, ...rest } = edit
      const fields = initial(given)
      const position = this.#position(edit.item, edit.parent, edit.at)
      return Object.keys(fields).length ? { ...rest, fields, ...position } : { ...rest, ...position }
    }
    const item = this.#items.get(edit.item)
    if (!item) return null
    switch (edit.e) {
      case 'set': {
        const now = item.fields[edit.field]
        if ('value' in edit) return Array.isArray(now) ? null : { ...edit, was: now ?? null }
        const members = setOf(item, edit.field)
        return {
          ...edit,
          add: sorted(edit.add ?? []).filter((member) => !members.includes(member)),
          remove: sorted(edit.remove ?? []).filter((member) => members.includes(member)),
        }
      }
      case 'type': {
        const { of, ...rest } = edit
        const before = textOf(item, edit.field)
        if (of !== undefined && of !== fingerprint(before)) return null
        return { ...rest, op: text.invertible(edit.op, before) }
      }
      case 'link':
      case 'unlink': {
        const there = item.links.some(([rel, to]) => rel === edit.rel && to === edit.to)
        if (edit.e === 'link' && !this.#items.has(edit.to)) return null
        return noop(edit, there === (edit.e === 'link'))
      }
      case 'move': {
        if (this.#isBelow(edit.parent, edit.item) || names(edit.at, edit.item)) return null
        const was = { parent: item.parent, pos: item.pos }
        return { ...edit, ...this.#position(edit.item, edit.parent, edit.at), was }
      }
      case 'delete':
      case 'restore':
        return noop(edit, (item.deleted === true) === (edit.e === 'delete'))
    }
  }

  /** The key for a place among the children of a parent, the item itself left out (E1, E9). */
  #position(id: Id, parent: Id | null, place: Place | undefined): { pos: string; respaced?: Respaced } {
    const others = this.children(parent).filter((other) => other.id !== id)
    const at = indexOf(others, place)
    const after = others[at - 1]?.pos ?? null
    const before = others[at]?.pos ?? null
    if (after === null || before === null || after < before) {
      const pos = between(after, before)
      if (pos.length <= LONGEST_KEY) return { pos }
    }
    const keys = spread(others.length + 1)
    const [pos = fail()] = keys.splice(at, 1)
    return { pos, respaced: others.map((other, i) => [other.id, keys[i] ?? fail()] as const) }
  }

  #isBelow(id: Id | null, ancestor: Id): boolean {
    for (let at = id; at !== null; at = this.#present(at).parent) if (at === ancestor) return true
    return false
  }

  #present(id: Id): Item {
    return this.#items.get(id) ?? fail()
  }

  #put(item: Item): void {
    const before = this.#items.get(item.id)
    this.#items.set(item.id, item)
    this.#siblings.replace(before, item)
    this.#log.push({ id: item.id, item: before })
  }

  #respace(respaced: Respaced | undefined): void {
    for (const [id, pos] of respaced ?? []) this.#put({ ...this.#present(id), pos })
  }
}

/** A text field as it reads: absent is empty (M3). @throws Error when it is no text */
export function textOf(item: Item, field: string): string {
  const value = item.fields[field] ?? ''
  return typeof value === 'string' ? value : fail()
}

/** A set field as it reads: absent is empty (M3). @throws Error when it is no set */
export function setOf(item: Item, field: string): readonly string[] {
  const value = item.fields[field] ?? []
  return Array.isArray(value) ? value : fail()
}

function created(edit: Edit & { e: 'create' }, by: number, at: number): Item {
  const { item: id, type, parent } = edit
  return { id, type, parent, pos: edit.pos ?? fail(), fields: initial(edit.fields), links: [], by, at }
}

function initial(given: Fields | undefined): Fields {
  let fields: Fields = {}
  for (const [field, value] of Object.entries(given ?? {})) {
    fields = withField(fields, field, Array.isArray(value) ? sorted(value) : value)
  }
  return fields
}

/** Fields in the order of their names, so that equal boards are equal JSON (M3). */
function withField(fields: Fields, field: string, value: Value | null | undefined): Fields {
  const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)
  if (!empty && Object.hasOwn(fields, field)) return { ...fields, [field]: value }
  const rest = Object.entries(fields).filter(([name]) => name !== field)
  if (!empty) rest.push([field, value])
  return Object.fromEntries(rest.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function changed(members: readonly string[], edit: { add?: readonly string[]; remove?: readonly string[] }): string[] {
  const kept = members.filter((member) => !edit.remove?.includes(member))
  return sorted([...kept, ...(edit.add ?? [])])
}

function sorted(members: readonly string[]): string[] {
  return [...new Set(members)].sort(text.compareByCodePoint)
}

function byRelation(a: Link, b: Link): number {
  return text.compareByCodePoint(a[0], b[0]) || text.compareByCodePoint(a[1], b[1])
}

function noop<E extends { noop?: true }>(edit: E, nothing: boolean): E {
  const { noop: _before, ...rest } = edit
  return (nothing ? { ...rest, noop: true } : rest) as E
}

function names(place: Place | undefined, id: Id): boolean {
  return typeof place === 'object' && ('after' in place ? place.after : place.before) === id
}

function indexOf(others: readonly Item[], place: Place | undefined): number {
  if (place === 'first') return 0
  if (typeof place !== 'object') return others.length
  const sibling = 'after' in place ? place.after : place.before
  const at = others.findIndex((other) => other.id === sibling)
  return at < 0 ? others.length : 'after' in place ? at + 1 : at
}

function fail(): never {
  throw new Error('the edit does not fit the board')
}
