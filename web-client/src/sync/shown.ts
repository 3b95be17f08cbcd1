import { BoardState } from '../board/board'
import { inverseOf } from '../board/inverse'
import { compose, transform } from '../board/text'
import type { Edit, Id, Item, Revision } from '../board/types'
import type { Waiting } from './queue'
import { isType, type TypeEdit } from './typing'

/** What an own submission came to. */
export interface Done {
  /** For the queue: as submitted, on the confirmed board with the queue; deletions with their text. */
  readonly edits: readonly Edit[]
  /** What takes it back. */
  readonly inverse: readonly Edit[]
  readonly ids: ReadonlySet<Id>
}

/** What is shown because of what came. While it is held back, nothing of it is. */
export interface Arrived {
  readonly ids: ReadonlySet<Id>
  readonly texts: readonly TypeEdit[]
}

const nothing: Arrived = { ids: new Set(), texts: [] }

/**
 * The board as the person sees it: the confirmed one with what waits applied to it. When something is confirmed, what
 * waits is rolled back, the revisions are replayed, and what waits is done again; the cost is that of what waits, not
 * of the board. Others' changes can be held back: then a copy is shown, to which only own edits are done.
 */
export class Shown {
  private real: BoardState
  private held: { readonly state: BoardState; texts: Map<string, TypeEdit>; ids: Set<Id> } | null = null

  constructor(items: Iterable<Item>, waiting: readonly Waiting[], me: number) {
    this.real = new BoardState(items)
    this.attempt(waiting, me)
  }

  get items(): ReadonlyMap<Id, Item> {
    return (this.held?.state ?? this.real).items
  }

  /** Does own edits, given in the coordinates of what is shown. */
  do(edits: readonly Edit[], me: number, at: number): Done {
    const { real, held } = this
    const mark = real.mark()
    const numbered: Edit[] = []
    const queued = edits.map((edit) => {
      const here = held && isType(edit) ? under(edit, held.texts) : edit
      held?.state.attempt(edit, me, at)
      const done = real.attempt(here, me, at)
      if (done) numbered.push(done)
      return done && isType(here) ? done : here
    })
    const born = new Set(edits.flatMap((edit) => (edit.e === 'create' ? [edit.item] : [])))
    // What goes away as a whole needs no further taking back.
    const inverse = inverseOf(numbered, real).filter((edit) => edit.e === 'delete' || !born.has(edit.item))
    return { edits: queued, inverse, ids: real.changedSince(mark) }
  }

  /**
   * The confirmed board moves on; `rebase` brings what waits to it and says what that does to the texts shown.
   * @throws Error when a revision does not fit the board; nothing is worth anything then
   */
  confirm(revisions: readonly Revision[], rebase: () => { waiting: readonly Waiting[]; texts: readonly TypeEdit[] }, me: number): Arrived {
    const { real } = this
    const before = new Map([...real.changedSince(0)].map((id) => [id, real.item(id)]))
    real.rollback(0)
    for (const revision of revisions) real.replayRevision(revision)
    const ids = real.changedSince(0)
    real.settle()
    const { waiting, texts } = rebase()
    this.attempt(waiting, me)
    for (const id of real.changedSince(0)) ids.add(id)
    for (const id of before.keys()) ids.add(id)
    for (const [id, item] of before) if (isSame(item, real.item(id))) ids.delete(id)
    return this.hold({ ids, texts })
  }

  /** Holds back what arrives from now on. */
  pause(): void {
    this.held ??= { state: new BoardState(this.real.items.values()), texts: new Map(), ids: new Set() }
  }

  /** Shows what was held back, and holds nothing any more. */
  resume(): Arrived {
    const { held } = this
    if (!held) return nothing
    this.held = null
    return { ids: held.ids, texts: [...held.texts.values()] }
  }

  private hold(arrived: Arrived): Arrived {
    const { held } = this
    if (!held) return arrived
    for (const id of arrived.ids) held.ids.add(id)
    for (const edit of arrived.texts) {
      const before = held.texts.get(key(edit))
      held.texts.set(key(edit), before ? { ...edit, op: compose(before.op, edit.op) } : edit)
    }
    return nothing
  }

  private attempt(waiting: readonly Waiting[], me: number): void {
    for (const { edits, at } of waiting) for (const edit of edits) this.real.attempt(edit, me, at)
  }
}

/** An own operation on the texts as they are shown, as it reads under what is held back; that moves over it. */
function under(edit: TypeEdit, texts: Map<string, TypeEdit>): TypeEdit {
  const above = texts.get(key(edit))
  if (!above) return edit
  texts.set(key(edit), { ...above, op: transform(above.op, edit.op, 'left') })
  return { ...edit, op: transform(edit.op, above.op, 'right') }
}

function key(edit: TypeEdit): string {
  return `${edit.item} ${edit.field}`
}

function isSame(a: Item | undefined, b: Item | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.pos !== b.pos || a.parent !== b.parent || a.deleted !== b.deleted || a.by !== b.by || a.at !== b.at) {
    return false
  }
  const names = Object.keys(a.fields)
  return (
    names.length === Object.keys(b.fields).length &&
    names.every((name) => isEqual(a.fields[name], b.fields[name])) &&
    isEqual(a.links, b.links)
  )
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
