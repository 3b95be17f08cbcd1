import type { Line, LineEvents, Speaker, Whereabouts } from './line'
import { ends, type Page, type Refusal } from './messages'
import type { Cancel, Frozen, Timers } from './ports'
import type { Requests } from './requests'

/** Seconds that the server may wait with its answer. */
const WAIT = 25
/** Between polls that are answered at once, where a proxy cuts or holds back long requests (milliseconds). */
const PAUSE = 2_000
/** How long short polls go on before a long one is tried again. */
const SHORT = 120_000
const PRESENCE = 1_000

/**
 * Plain HTTP, when the WebSocket cannot be had (H1-H4): what came since is asked for, and the question stays open until
 * something comes. When such a question fails and one that is answered at once does not, polls are short for a while.
 */
export class PollingLine implements Line {
  readonly carrier = 'http'
  private state: 'opening' | 'ready' | 'over' = 'opening'
  private who: { person: number; role: string } | null = null
  private asking: Cancel | null = null
  private pause: Cancel | null = null
  private posting: Cancel | null = null
  private shortUntil = 0
  private failedLong = false
  private where: Whereabouts | null = null
  private tellingWhere: Cancel | null = null

  constructor(
    private readonly timers: Timers,
    private readonly requests: Requests,
    private readonly speaker: Speaker,
    private readonly events: LineEvents,
  ) {
    this.asking = requests.me(
      (me) => {
        this.asking = null
        this.who = me
        if (speaker.rev === null) this.askHead(me, false)
        else this.poll()
      },
      (refusal) => this.failed(refusal),
    )
  }

  submit(frozen: Frozen): void {
    this.posting?.()
    this.posting = this.requests.submit(
      frozen.text,
      ({ rev }) => {
        this.posting = null
        if (this.state === 'ready') this.events.head(rev)
      },
      (refusal) => {
        this.posting = null
        if (this.state !== 'ready') return
        if (ends(refusal)) this.end(refusal)
        else this.events.refused(frozen.n, refusal)
      },
    )
  }

  answered(): void {
    // The answer is that of the request itself.
  }

  presence(whereabouts: Whereabouts): void {
    this.where = whereabouts
    this.tellingWhere ??= this.timers.after(PRESENCE, () => {
      this.tellingWhere = null
      if (this.where) this.requests.presence(this.where, () => undefined, () => undefined)
      this.where = null
    })
  }

  nudge(): void {
    if (this.pause) {
      this.pause()
      this.pause = null
      this.poll()
    } else if (!this.asking && this.who) {
      this.poll()
    }
  }

  stop(): void {
    this.state = 'over'
    this.asking?.()
    this.pause?.()
    this.posting?.()
    this.tellingWhere?.()
  }

  private poll(): void {
    const { rev } = this.speaker
    if (this.state === 'over' || this.asking || rev === null) return
    const short = this.state === 'opening' || this.timers.now() < this.shortUntil
    const wait = short || this.failedLong ? 0 : WAIT
    this.asking = this.requests.revisions(
      rev,
      wait,
      this.speaker.client,
      (page) => this.answeredPoll(page),
      (refusal) => this.failedPoll(refusal, wait),
    )
  }

  private answeredPoll(page: Page): void {
    this.asking = null
    if (this.failedLong) {
      this.failedLong = false
      this.shortUntil = this.timers.now() + SHORT
    }
    if (this.state === 'opening') {
      this.state = 'ready'
      const { person, role } = this.who ?? { person: 0, role: '' }
      const { head, generation, now } = page
      this.events.ready({ head, generation, me: person, role, now, behind: false })
    } else if (page.generation !== this.speaker.generation && this.speaker.generation !== null) {
      // The line begins anew, and its welcome tells the generation.
      return this.lose()
    }
    if (this.isOver()) return
    this.events.time(page.now)
    if (page.present) this.events.present(true, page.present, [])
    if (this.isOver()) return
    this.events.edits(page.from, page.to, page.revisions)
    if (this.isOver() || this.asking || this.pause) return
    if (page.to < page.head || this.timers.now() >= this.shortUntil) this.poll()
    else this.pausePolling()
  }

  private failedPoll(refusal: Refusal, wait: number): void {
    this.asking = null
    if (refusal.code === 'unreachable' && wait > 0) {
      this.failedLong = true
      this.poll()
    } else if (refusal.reason === 'invalid_seq' && this.state === 'opening' && this.who) {
      // The server has less than we do.
      this.askHead(this.who, true)
    } else {
      this.failed(refusal)
    }
  }

  private askHead(who: { person: number; role: string }, behind: boolean): void {
    this.asking = this.requests.head(
      this.speaker.client,
      ({ head, generation, now }) => {
        this.asking = null
        this.state = 'ready'
        this.events.ready({ head, generation, me: who.person, role: who.role, now, behind })
        // The board may have come before the head: then nobody nudges any more.
        this.poll()
      },
      (refusal) => this.failed(refusal),
    )
  }

  private pausePolling(): void {
    this.pause = this.timers.after(PAUSE, () => {
      this.pause = null
      this.poll()
    })
  }

  private failed(refusal: Refusal): void {
    this.asking = null
    if (this.state === 'over') return
    const over = ends(refusal) || refusal.code === 'denied' || refusal.code === 'gone'
    if (over || refusal.reason === 'not_found') this.end(refusal)
    else this.lose(refusal)
  }

  private isOver(): boolean {
    return this.state === 'over'
  }

  private lose(refusal?: Refusal): void {
    this.stop()
    this.events.lost('failed', refusal)
  }

  private end(refusal: Refusal): void {
    this.stop()
    this.events.ended(refusal)
  }
}
