import { transformPosition } from '../board/text'
import type { Id, Revision, TextOp } from '../board/types'
import type { Presence } from './client.types'
import type { Whereabouts } from './line'
import type { Place } from './messages'
import type { Cancel, Timers } from './ports'
import { isType, sameText, type TypeEdit } from './typing'

/** At most five a second (L8), in milliseconds. */
const SPACING = 200

/** Who is where. Others' carets are kept in the coordinates of what is shown, and move with every operation on it. */
export class Places {
  private readonly places = new Map<Id, Presence>()
  /** Told of a revision that this client does not have yet. */
  private readonly early = new Map<Id, Place>()

  get all(): ReadonlyMap<Id, Presence> {
    return this.places
  }

  /**
   * @param me the own client, left out
   * @param rev the confirmed revision
   * @param since what was numbered after a revision, as far as it is known
   * @param queued the own operations that are not numbered
   */
  told(
    full: boolean,
    people: readonly Place[],
    gone: readonly Id[],
    me: Id,
    rev: number,
    since: (rev: number) => readonly Revision[],
    queued: readonly TypeEdit[],
  ): void {
    if (full) {
      this.places.clear()
      this.early.clear()
    }
    for (const client of gone) this.forget(client)
    for (const place of people) {
      if (place.client === me) continue
      this.forget(place.client)
      if (place.rev > rev && place.caret) this.early.set(place.client, place)
      const passed = since(place.rev).filter((revision) => revision.client !== place.client)
      const ops = [...passed.flatMap((revision) => revision.edits.filter(isType)), ...queued]
      this.places.set(place.client, moved(place, ops))
    }
  }

  /** The board has come to a revision. @return whether anybody's place was waiting for it */
  reached(rev: number, queued: readonly TypeEdit[]): boolean {
    let any = false
    for (const [client, place] of this.early) {
      if (place.rev > rev) continue
      this.early.delete(client)
      this.places.set(client, moved(place, queued))
      any = true
    }
    return any
  }

  /** An operation on what is shown. Its author's own caret knows already. */
  pass(edit: TypeEdit, author: Id): void {
    for (const [client, place] of this.places) {
      if (client !== author && place.caret && place.item === edit.item && place.field === edit.field) {
        this.places.set(client, { ...place, caret: through(place.caret, edit.op) })
      }
    }
  }

  private forget(client: Id): void {
    this.places.delete(client)
    this.early.delete(client)
  }
}

/** Tells the others where I am, not more often than they can look. */
export class MyPlace {
  private place: Omit<Whereabouts, 'client' | 'rev'> | null = null
  private waiting: Cancel | null = null
  private dirty = false

  constructor(
    private readonly timers: Timers,
    private readonly tell: (place: Omit<Whereabouts, 'client' | 'rev'>) => void,
  ) {}

  at(item: Id | null, field: string | null, caret: readonly [number, number] | null): void {
    this.place = { item, field, caret }
    this.dirty = true
    if (!this.waiting) this.flush()
  }

  /** Somebody new is to be told, as over a new line. */
  again(): void {
    if (this.place) this.at(this.place.item, this.place.field, this.place.caret)
  }

  stop(): void {
    this.waiting?.()
  }

  private flush(): void {
    this.waiting = null
    if (!this.dirty || !this.place) return
    this.dirty = false
    this.tell(this.place)
    this.waiting = this.timers.after(SPACING, () => this.flush())
  }
}

function moved(place: Place, ops: readonly TypeEdit[]): Presence {
  const { client, person, item, field } = place
  let { caret } = place
  if (caret && item !== null && field !== null) {
    for (const op of ops) if (sameText(op, { e: 'type', item, field, op: [] })) caret = through(caret, op.op)
  }
  return { client, person, item, field, caret }
}

function through(caret: readonly [number, number], op: TextOp): readonly [number, number] {
  return [transformPosition(caret[0], op), transformPosition(caret[1], op)]
}
