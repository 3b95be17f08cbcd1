import type { Revision } from '../board/types'
import type { Page } from './messages'
import type { Cancel, Timers } from './ports'
import type { Requests } from './requests'

/** What is said to be there may be on its way already (milliseconds). */
const GRACE = 500
const AGAIN = 1_000
/** What came too early is kept until the gap is filled, so many revisions at most. */
const AHEAD = 2_000

export interface CatchUpEvents {
  readonly rev: number | null
  /** Revisions without a gap, the first one the next of the board. */
  apply(revisions: readonly Revision[]): void
  /** So much is missing. @return whether the board is fetched as a whole instead */
  jump(missing: number): boolean
  /** What the server says does not fit this board: other past, or less of it. */
  strange(): void
}

/** Puts what comes in order: gaps are asked for (L4, L5, H2), doubles are dropped. */
export class CatchUp {
  private known = 0
  private readonly ahead = new Map<number, Revision>()
  private asking: Cancel | null = null
  private later: Cancel | null = null

  constructor(
    private readonly requests: Requests,
    private readonly timers: Timers,
    private readonly generation: () => number | null,
    private readonly events: CatchUpEvents,
  ) {}

  /** Whether something is known to be missing. */
  get isBehind(): boolean {
    return this.events.rev !== null && this.events.rev < this.known
  }

  /** The server has so many; the missing ones are perhaps on their way. */
  expect(head: number): void {
    this.known = Math.max(this.known, head)
    if (this.isBehind && !this.asking) this.later ??= this.timers.after(GRACE, () => this.ask())
  }

  /** The server has so many, and the missing ones will not come by themselves. */
  head(head: number): void {
    this.known = Math.max(this.known, head)
    this.ask()
  }

  offer(from: number, to: number, revisions: readonly Revision[]): void {
    this.known = Math.max(this.known, to)
    const { rev } = this.events
    if (rev !== null && from <= rev) this.apply(revisions)
    else for (const revision of revisions) if (this.ahead.size < AHEAD) this.ahead.set(revision.rev, revision)
    this.ask()
  }

  /** Nothing is on its way any more; what is missing is asked for when there is a line again. */
  pause(): void {
    this.asking?.()
    this.later?.()
    this.asking = this.later = null
  }

  /** Another past: what was known is worth nothing. */
  forget(): void {
    this.pause()
    this.known = 0
    this.ahead.clear()
  }

  /** The board is there, or was fetched anew. */
  resume(): void {
    this.apply([])
    this.ask()
  }

  private apply(revisions: readonly Revision[]): void {
    const { rev } = this.events
    if (rev === null) return
    const next = revisions.filter((revision) => revision.rev > rev)
    for (let at = rev + next.length + 1; ; at++) {
      const early = this.ahead.get(at)
      if (!early) break
      next.push(early)
    }
    for (const at of this.ahead.keys()) if (at <= rev + next.length) this.ahead.delete(at)
    if (next.length > 0) this.events.apply(next)
    if (!this.isBehind) {
      this.later?.()
      this.later = null
    }
  }

  private ask(): void {
    this.later?.()
    this.later = null
    const { rev } = this.events
    if (rev === null || this.asking || !this.isBehind || this.events.jump(this.known - rev)) return
    this.asking = this.requests.revisions(
      rev,
      0,
      null,
      (page) => this.answered(page),
      (refusal) => {
        this.asking = null
        if (refusal.reason === 'invalid_seq') this.events.strange()
        else this.later ??= this.timers.after(AGAIN, () => this.ask())
      },
    )
  }

  private answered(page: Page): void {
    this.asking = null
    if (page.generation !== this.generation()) return this.events.strange()
    this.known = Math.max(this.known, page.head)
    this.apply(page.revisions)
    this.ask()
  }
}
