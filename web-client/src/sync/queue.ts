import { cross } from '../board/rebase'
import { compose, invert, length } from '../board/text'
import type { Edit, Id, Revision } from '../board/types'
import type { Frozen } from './ports'
import { isType, sameText, touches, type TypeEdit } from './typing'

/** What one call of the person made, not numbered yet. */
export interface Waiting {
  /** As they are submitted, on the confirmed board with all before them applied; but deletions carry their text. */
  readonly edits: readonly Edit[]
  readonly at: number
  /** Set once it is in flight, and never changed after. */
  readonly frozen: Frozen | null
}

export interface Dropped {
  readonly dropped: readonly Waiting[]
  readonly built: readonly Waiting[]
  readonly undone: readonly TypeEdit[]
}

export type InFlight = Waiting & { readonly frozen: Frozen }

/**
 * What the server has not numbered, in order: perhaps one in flight, then the pending ones. All of it speaks of the
 * confirmed revision, over which it is rebased as that one moves on (E11).
 */
export class Queue {
  private list: Waiting[]

  constructor(waiting: readonly Waiting[] = []) {
    this.list = [...waiting]
  }

  get waiting(): readonly Waiting[] {
    return this.list
  }

  get inFlight(): InFlight | null {
    const first = this.list[0]
    return first?.frozen ? (first as InFlight) : null
  }

  get pending(): readonly Waiting[] {
    return this.inFlight ? this.list.slice(1) : this.list
  }

  add(edits: readonly Edit[], at: number): void {
    this.list.push({ edits, at, frozen: null })
  }

  /**
   * Joins typing to what was done last, when that was typing in the same field and the new operation touches it. What
   * is in flight is never changed. @return whether it was joined; otherwise nothing has changed
   */
  join(edit: TypeEdit): boolean {
    const last = this.list.at(-1)
    const before = last && !last.frozen && last.edits.length === 1 ? last.edits[0] : undefined
    if (!last || !before || !isType(before) || !sameText(before, edit) || !touches(before.op, edit.op)) return false
    const op = compose(before.op, edit.op)
    this.list.pop()
    // What was typed and taken back before it left needs no submission.
    if (op.length > 0) this.list.push({ ...last, edits: [{ ...before, op }] })
    return true
  }

  /** Puts the first one in flight as it reads now. @throws Error when one is in flight already, or none is there */
  freeze(client: Id, n: number, base: number): Frozen {
    const first = this.list[0]
    if (!first || first.frozen) throw new Error('nothing to freeze')
    const frozen = { n, base, text: JSON.stringify({ client, n, base, edits: first.edits.map(counted) }) }
    this.list[0] = { ...first, frozen }
    return frozen
  }

  /** The one in flight was numbered: what is left speaks of the board with it. */
  numbered(): InFlight {
    const first = this.inFlight
    if (!first) throw new Error('nothing in flight')
    this.list.shift()
    return first
  }

  /** Rebases over what somebody else did. @return their text operations as they read after this queue */
  pass(revision: Revision): readonly TypeEdit[] {
    return this.passFrom(0, revision.edits.filter(isType))
  }

  /**
   * Drops submissions and all that build on what they created, last one first, and rewrites what stays as if they had
   * never been. @return the chosen ones and those built on them, in their order, and what dropping them does to the
   * texts that are shown
   */
  drop(which: (waiting: Waiting, index: number) => boolean): Dropped {
    const created = new Set<Id>()
    const chosen = this.list.map(which)
    const falls = this.list.map((waiting, index) => {
      const fall = chosen[index] || waiting.edits.some((edit) => needs(edit).some((id) => created.has(id)))
      if (fall) for (const edit of waiting.edits) if (edit.e === 'create') created.add(edit.item)
      return fall
    })
    const dropped: Waiting[] = []
    const built: Waiting[] = []
    const undone: TypeEdit[] = []
    for (let i = this.list.length - 1; i >= 0; i--) {
      const waiting = this.list[i]
      if (!falls[i] || !waiting) continue
      this.list.splice(i, 1)
      ;(chosen[i] ? dropped : built).unshift(waiting)
      undone.push(...this.passFrom(i, takenBack(waiting)))
    }
    return { dropped, built, undone }
  }

  /** The texts in which the first submission does nothing but type; none when it does anything else. */
  typedFirst(): readonly TypeEdit[] {
    const edits = this.list[0]?.edits ?? []
    return edits.every(isType) ? edits.filter(isType).filter((edit, i, all) => all.findIndex((one) => sameText(one, edit)) === i) : []
  }

  /** What the first submission makes; undefined when it does anything else. */
  madeFirst(): Id | undefined {
    const [first, ...rest] = this.list[0]?.edits ?? []
    return first?.e === 'create' && rest.every((edit) => isWithin(edit, first.item)) ? first.item : undefined
  }

  private passFrom(start: number, theirs: readonly TypeEdit[]): readonly TypeEdit[] {
    let passing = theirs
    for (let i = start; i < this.list.length && passing.length > 0; i++) {
      const here = this.list[i]
      if (!here?.edits.some((edit) => isType(edit) && passing.some((one) => sameText(one, edit)))) continue
      const crossed = cross(here.edits, passing)
      this.list[i] = { ...here, edits: crossed.mine }
      passing = crossed.theirs.filter(isType)
    }
    return passing
  }
}

/** An edit as it was submitted: without what only the server adds. */
export function asSubmitted(numbered: Edit): Edit {
  switch (numbered.e) {
    case 'create': {
      const { pos: _pos, respaced: _respaced, ...rest } = numbered
      return rest
    }
    case 'move': {
      const { pos: _pos, respaced: _respaced, was: _was, ...rest } = numbered
      return rest
    }
    case 'type':
      return numbered
    case 'set': {
      if (!('value' in numbered)) return numbered
      const { was: _was, ...rest } = numbered
      return rest
    }
    default: {
      const { noop: _noop, ...rest } = numbered
      return rest
    }
  }
}

/** Whether an edit does nothing but say more of an item that is there. */
export function isWithin(edit: Edit, item: Id): boolean {
  return edit.item === item && edit.e !== 'create'
}

/** On the wire only the length of a deletion counts (E2). */
function counted(edit: Edit): Edit {
  if (!isType(edit)) return edit
  return { ...edit, op: edit.op.map((part) => (typeof part === 'object' ? { d: deleted(part.d) } : part)) }
}

/** The inverse of the text operations of a submission, last first; items that it created go as a whole. */
function takenBack(waiting: Waiting): TypeEdit[] {
  const born = new Set(waiting.edits.flatMap((edit) => (edit.e === 'create' ? [edit.item] : [])))
  return waiting.edits
    .filter(isType)
    .filter((edit) => !born.has(edit.item) && edit.op.every((part) => typeof part !== 'object' || typeof part.d === 'string'))
    .map((edit) => ({ ...edit, op: invert(edit.op) }))
    .reverse()
}

/** The items that an edit cannot do without (a place may name one that is gone, E1). */
function needs(edit: Edit): readonly Id[] {
  switch (edit.e) {
    case 'create':
      return edit.parent === null ? [] : [edit.parent]
    case 'move':
      return edit.parent === null ? [edit.item] : [edit.item, edit.parent]
    case 'link':
    case 'unlink':
      return [edit.item, edit.to]
    default:
      return [edit.item]
  }
}

function deleted(part: number | string): number {
  return typeof part === 'number' ? part : length(part)
}
