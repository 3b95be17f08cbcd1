import { fraction } from './ids'
import { ends, passes, superseded, unreachable, type Page, type Refusal } from './messages'
import { Outbox } from './outbox'
import type { Acked, Cancel, Device, OutboxRecord, Random, Timers } from './ports'
import { Queue } from './queue'
import type { RefusedSubmission } from './client.types'
import { refusedText, trayed } from './refused'
import type { Requests } from './requests'

const BASE = 500
const CAP = 15_000

/**
 * Delivers what a tab that is gone has left, under that tab's own client id and numbers, so that what had arrived is
 * recognised (S3). It is a client of its own that nobody looks at: it needs no board, only the revisions since the one
 * its record speaks of, and goes over HTTP alone.
 */
export class Courier {
  private readonly queue: Queue
  private readonly outbox: Outbox
  private rev: number
  private n: number
  private acked: readonly Acked[]
  private tray: readonly RefusedSubmission[]
  private asking: Cancel | null = null
  private later: Cancel | null = null
  private attempts = 0
  private over = false
  private waitsFor: { readonly mark: number; readonly then: () => void } | null = null

  constructor(
    private readonly record: OutboxRecord,
    private readonly requests: Requests,
    private readonly timers: Timers,
    private readonly random: Random,
    device: Device,
    private readonly changed: () => void,
  ) {
    this.queue = new Queue(record.waiting)
    this.rev = record.rev
    this.n = record.n
    this.acked = record.acked
    this.tray = record.refused
    this.outbox = new Outbox(device, () => this.kept(), () => this.written(), () => this.stop())
  }

  get unsent(): number {
    return this.queue.waiting.length
  }

  get refused(): readonly RefusedSubmission[] {
    return this.tray
  }

  start(): void {
    this.step()
  }

  stop(): void {
    this.over = true
    this.asking?.()
    this.later?.()
  }

  /** Tries again now, when it was pausing. */
  nudge(): void {
    if (this.later) this.again(0)
  }

  dismiss(refused: RefusedSubmission): void {
    this.tray = this.tray.filter((one) => one !== refused)
    if (this.unsent === 0 && this.tray.length === 0) this.outbox.remove()
    else this.outbox.save()
  }

  private step(): void {
    if (this.over) return
    const failed = (refusal: Refusal) => this.failed(refusal)
    this.asking = this.requests.revisions(this.rev, 0, null, (page) => this.answered(page), (refusal) => {
      // The server knows less than the tab had seen; whether that passes, its generation tells.
      if (refusal.reason === 'invalid_seq') this.asking = this.requests.head(null, (page) => this.behind(page), failed)
      else failed(refusal)
    })
  }

  private answered(page: Page): void {
    if (this.over) return
    this.attempts = 0
    if (page.generation !== this.record.generation) return this.giveUp(() => true, superseded)
    for (const revision of page.revisions) {
      if (revision.rev !== this.rev + 1) continue
      const { inFlight } = this.queue
      const mine = revision.by === this.record.person && revision.client === this.record.client
      if (inFlight && mine && revision.n === inFlight.frozen.n) this.queue.numbered()
      else this.queue.pass(revision)
      this.rev = revision.rev
    }
    this.changed()
    if (this.rev < page.head) this.step()
    else this.send()
  }

  private send(): void {
    if (this.queue.waiting.length === 0) return this.finish()
    if (!this.queue.inFlight) this.queue.freeze(this.record.client, ++this.n, this.rev)
    const frozen = this.queue.inFlight?.frozen
    if (!frozen) return
    this.save(() => {
      this.asking = this.requests.submit(
        frozen.text,
        () => this.step(),
        (refusal) => {
          if (passes(refusal) || ends(refusal)) this.failed(refusal)
          else this.giveUp((_, index) => index === 0, refusal)
        },
      )
    })
  }

  private giveUp(which: (waiting: unknown, index: number) => boolean, refusal: Refusal): void {
    const n = this.queue.inFlight?.frozen.n ?? this.n
    const now = this.timers.now()
    const { dropped, built } = this.queue.drop(which)
    this.tray = [...this.tray, ...[...dropped, ...built].map((one) => trayed(one, n, refusal, now))]
    this.changed()
    this.save(() => (this.unsent > 0 ? this.step() : this.finish()))
  }

  private behind(page: Page): void {
    if (page.generation === this.record.generation) this.failed(unreachable)
    else this.heal(page.head)
  }

  /** Sends again what had been acknowledged and is not there; what speaks of lost revisions goes to the tray. */
  private heal(head: number): void {
    const lost = this.acked.find((one) => one.rev > head)
    if (!lost) return this.giveUp(() => true, superseded)
    const next = (refusal?: Refusal) => {
      if (this.over) return
      if (refusal && (passes(refusal) || ends(refusal))) return this.failed(refusal)
      if (refusal && refusal.reason !== 'op_id_conflict') {
        this.tray = [...this.tray, refusedText(lost, refusal, this.timers.now())]
      }
      this.acked = this.acked.filter((one) => one !== lost)
      this.save(() => this.heal(head))
    }
    this.asking = this.requests.submit(lost.text, () => next(), next)
  }

  private failed(refusal: Refusal): void {
    if (this.over) return
    if (!passes(refusal)) return this.stop()
    const pause = fraction(this.random) * Math.min(CAP, BASE * 2 ** this.attempts++)
    this.again(refusal.retryAfterMs ?? Math.ceil(BASE / 2 + pause))
  }

  private again(ms: number): void {
    this.later?.()
    this.later = this.timers.after(ms, () => {
      this.later = null
      this.step()
    })
  }

  private finish(): void {
    this.changed()
    if (this.tray.length === 0) this.outbox.remove()
    else this.outbox.save()
  }

  private save(then: () => void): void {
    this.waitsFor = null
    const mark = this.outbox.save()
    this.waitsFor = { mark, then }
    this.written()
  }

  private written(): void {
    const waits = this.waitsFor
    if (this.over || !waits || !this.outbox.has(waits.mark)) return
    this.waitsFor = null
    waits.then()
  }

  private kept(): OutboxRecord {
    const { rev, n, acked } = this
    return { ...this.record, rev, n, acked, waiting: this.queue.waiting, refused: this.tray }
  }
}
