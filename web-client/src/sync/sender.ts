import type { Id } from '../board/types'
import { fraction } from './ids'
import type { Line } from './line'
import type { Refusal } from './messages'
import type { Outbox } from './outbox'
import type { Cancel, Random, Timers } from './ports'
import type { Queue } from './queue'

/** Between two submissions that leave (milliseconds): others get a word, not every letter. */
const SPACING = 60
const BASE = 250
const CAP = 15_000

/** What the sender has to know of the client at the moment it sends. */
export interface Sending {
  readonly client: Id
  readonly queue: Queue
  /** The revision that the queue speaks of; null while nothing may be sent. */
  readonly base: number | null
  readonly line: Line | null
}

/**
 * One submission at a time: frozen, written to the device, and only then sent; sent again as it stands over every new
 * line until it is numbered or refused (S1).
 */
export class Sender {
  /** The last number used. */
  n = 0
  private left = -SPACING
  private mark = 0
  private sentOver: Line | null = null
  private notBefore = 0
  private retries = 0
  private later: Cancel | null = null

  constructor(
    private readonly sending: Sending,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly random: Random,
  ) {}

  /** Sends what can be sent now. */
  go(): void {
    const { queue, line, base, client } = this.sending
    if (!line || base === null || queue.waiting.length === 0) return
    const now = this.timers.now()
    const wait = Math.max(this.notBefore, queue.inFlight ? 0 : this.left + SPACING) - now
    if (wait > 0) return this.goLater(wait)
    if (!queue.inFlight) {
      queue.freeze(client, ++this.n, base)
      this.sentOver = null
      // Its number is taken before it is known whether it arrives, so it must never leave without being kept.
      this.mark = this.outbox.save()
    }
    const { inFlight } = queue
    if (!inFlight || this.sentOver === line || !this.outbox.has(this.mark)) return
    this.sentOver = line
    this.left = now
    line.submit(inFlight.frozen)
  }

  /** The one in flight was numbered, or refused for good. */
  done(n: number): void {
    this.retries = 0
    this.notBefore = 0
    this.sending.line?.answered(n)
  }

  /** Not numbered now: the same again, later. */
  retry(refusal: Refusal): void {
    const pause = fraction(this.random) * Math.min(CAP, BASE * 2 ** this.retries++)
    this.notBefore = this.timers.now() + Math.ceil(refusal.retryAfterMs ?? BASE / 2 + pause)
    this.sentOver = null
    this.go()
  }

  stop(): void {
    this.later?.()
    this.later = null
  }

  private goLater(ms: number): void {
    this.later?.()
    this.later = this.timers.after(ms, () => {
      this.later = null
      this.go()
    })
  }
}
