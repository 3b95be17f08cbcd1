import { fraction } from './ids'
import type { Line, LineEvents, Received, Speaker } from './line'
import { LiveLine } from './live'
import type { Refusal, Welcome } from './messages'
import { PollingLine } from './polling'
import type { Cancel, Network, Random, Surroundings, Timers } from './ports'
import type { Requests } from './requests'

/** Back-off with full jitter (Brooker, Exponential Backoff And Jitter): a random part of this, doubled each time. */
const BASE = 250
const CAP = 15_000
/** About how long until a server is asked again that did not fit. */
const RESTART = 1_000
/** How often the WebSocket is tried again while HTTP carries; twice as seldom after each that was cut soon. */
const PROBE = 60_000
const PROBE_CAP = 16 * PROBE
/** What a person can do something about, or has to know. */
const FULL = ['too_many_connections', 'too_many_people'] as const
export type Full = (typeof FULL)[number]
/** A WebSocket that lives no longer was cut by something between. */
const SHORT_LIFE = 10_000

export interface ConnectionEvents extends Received {
  ready(welcome: Welcome): void
  lost(): void
  ended(refusal: Refusal): void
  changed(): void
}

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'opening'; readonly line: Line }
  | { readonly is: 'ready'; readonly line: Line; readonly since: number }
  | { readonly is: 'waiting'; readonly cancel: Cancel }
  | { readonly is: 'ended' }

/**
 * Keeps one line to the server: the WebSocket where it can be had, plain HTTP otherwise, and tries again for ever, with
 * growing pauses, until it is told to stop or the server ends the visit. At most one line speaks at any time; beside
 * polls the WebSocket is tried silently, and it takes over with its welcome.
 */
export class Connection {
  private state: State = { is: 'idle' }
  private probe: Line | null = null
  private probing: Cancel | null = null
  /** Attempts since something worked. */
  private attempts = 0
  /** WebSockets in a row that brought nothing, and such as were cut soon. */
  private failed = 0
  private cut = 0
  private prefersHttp = false
  private httpFailed = false
  private probeAfter = PROBE
  /** Why the server does not let this page in, as long as that was its latest answer. */
  private turned: Full | null = null

  constructor(
    private readonly network: Network,
    private readonly timers: Timers,
    private readonly random: Random,
    private readonly requests: Requests,
    private readonly speaker: Speaker,
    private readonly surroundings: Surroundings,
    private readonly events: ConnectionEvents,
  ) {}

  /** The line that may be spoken on; each is another object. */
  get line(): Line | null {
    return this.state.is === 'ready' ? this.state.line : null
  }

  get turnedAway(): Full | null {
    return this.line === null ? this.turned : null
  }

  get words(): 'connecting' | 'live' | 'http' | 'offline' | 'ended' {
    if (this.state.is === 'ended') return 'ended'
    if (this.state.is === 'ready') return this.state.line.carrier
    return this.attempts >= 2 || !this.surroundings.online || this.turned !== null ? 'offline' : 'connecting'
  }

  start(): void {
    if (this.state.is === 'idle') this.open()
  }

  stop(): void {
    this.become({ is: 'ended' })
    this.dropProbe()
  }

  /** Begins anew, soon: what this line said does not fit. */
  restart(): void {
    if (this.state.is !== 'ready') return
    this.leave()
    this.attempts++
    this.wait(RESTART / 2 + Math.floor(fraction(this.random) * RESTART))
    this.events.changed()
  }

  /** The browser says that the network is back or gone, or that the page is seen again or not. */
  surroundingsChanged(): void {
    const state = this.state
    if (state.is === 'ended' || state.is === 'idle') return
    if (!this.surroundings.online) {
      this.dropProbe()
      if (state.is === 'ready') this.leave()
      // The event is not always true: trying goes on, seldom.
      this.wait(CAP)
    } else if (state.is === 'waiting') {
      this.attempts = 0
      this.become({ is: 'idle' })
      this.open()
    } else if (state.is === 'ready') {
      if (state.line.carrier === 'http') this.tryLive()
      state.line.nudge()
    }
    this.events.changed()
  }

  private open(): void {
    if (this.prefersHttp) {
      if (this.httpFailed) this.tryLive()
      if (this.state.is !== 'ready') this.speakOn((events) => new PollingLine(this.timers, this.requests, this.speaker, events))
    } else {
      this.speakOn((events) => this.live(events))
    }
    this.events.changed()
  }

  private live(events: LineEvents): LiveLine {
    return new LiveLine(this.network, this.timers, this.requests, this.speaker, this.surroundings, events)
  }

  private speakOn(make: (events: LineEvents) => Line): void {
    const line: Line = make({
      ...this.received(),
      ready: (welcome) => this.ready(line, welcome),
      lost: (why, refusal) => this.lost(line, why, refusal),
      ended: (refusal) => this.end(refusal),
    })
    this.become({ is: 'opening', line })
  }

  private ready(line: Line, welcome: Welcome): void {
    this.attempts = 0
    this.turned = null
    this.become({ is: 'ready', line, since: this.timers.now() })
    if (line.carrier === 'live') this.dropProbe()
    else this.probeLater()
    this.events.changed()
    this.events.ready(welcome)
  }

  private lost(line: Line, why: 'failed' | 'unwelcome' | 'silent', refusal?: Refusal): void {
    const state = this.state
    this.turned = FULL.find((reason) => reason === refusal?.reason) ?? null
    const wasReady = state.is === 'ready'
    if (line.carrier === 'live') {
      if (state.is === 'ready') {
        this.failed = 0
        const wasCut = this.timers.now() - state.since < SHORT_LIFE
        this.cut = wasCut ? this.cut + 1 : 0
        if (!wasCut) this.probeAfter = PROBE
        else if (this.cut >= 3) this.probeAfter = Math.min(PROBE_CAP, this.probeAfter * 2)
      } else {
        this.failed++
      }
      this.prefersHttp = why === 'unwelcome' || this.failed >= 2 || this.cut >= 3
    }
    this.httpFailed = line.carrier === 'http'
    this.become({ is: 'idle' })
    if (wasReady) this.events.lost()
    // From the WebSocket to HTTP at once; otherwise after a pause.
    const pause = this.prefersHttp && line.carrier === 'live' && this.surroundings.online ? 0 : this.backOff()
    this.attempts++
    this.wait(pause)
    this.events.changed()
  }

  private wait(ms: number): void {
    this.become({
      is: 'waiting',
      cancel: this.timers.after(ms, () => {
        this.become({ is: 'idle' })
        this.open()
      }),
    })
  }

  private backOff(): number {
    return Math.floor(fraction(this.random) * Math.min(CAP, BASE * 2 ** this.attempts))
  }

  private leave(): void {
    this.become({ is: 'idle' })
    this.events.lost()
  }

  private end(refusal: Refusal): void {
    if (this.state.is === 'ended') return
    this.stop()
    this.events.ended(refusal)
    this.events.changed()
  }

  private become(next: State): void {
    const before = this.state
    this.state = next
    if (before.is === 'waiting') before.cancel()
    if ((before.is === 'opening' || before.is === 'ready') && !('line' in next && next.line === before.line)) {
      before.line.stop()
    }
  }

  /** The WebSocket beside the polls: it says nothing to anybody before its welcome. */
  private tryLive(): void {
    if (this.probe) return
    this.probing?.()
    this.probing = null
    const line: Line = this.live({
      ...this.received(),
      ready: (welcome) => {
        this.probe = null
        const wasReady = this.state.is === 'ready'
        this.become({ is: 'opening', line })
        if (wasReady) this.events.lost()
        this.failed = 0
        // Once more cut soon, and it is HTTP again.
        this.cut = Math.min(this.cut, 2)
        this.prefersHttp = false
        this.ready(line, welcome)
      },
      lost: (why, refusal) => {
        if (this.probe === line) {
          this.probe = null
          this.probeLater()
        } else {
          this.lost(line, why, refusal)
        }
      },
      ended: (refusal) => this.end(refusal),
    })
    this.probe = line
  }

  private probeLater(): void {
    this.probing?.()
    this.probing = this.timers.after(this.probeAfter, () => {
      this.probing = null
      if (this.state.is === 'ready' && this.state.line.carrier === 'http') this.tryLive()
    })
  }

  private dropProbe(): void {
    this.probing?.()
    this.probing = null
    this.probe?.stop()
    this.probe = null
  }

  private received(): Received {
    const { events } = this
    return {
      edits: (from, to, revisions) => events.edits(from, to, revisions),
      head: (head) => events.head(head),
      refused: (n, refusal) => events.refused(n, refusal),
      present: (full, people, gone) => events.present(full, people, gone),
      people: (people) => events.people(people),
      time: (now) => events.time(now),
      offRecord: (notes) => events.offRecord(notes),
    }
  }
}
