import { ends, left, messageIn, passes, type Message, type Refusal } from './messages'
import type { Line, LineEvents, Speaker, Whereabouts } from './line'
import type { Cancel, Frozen, Network, Socket, Surroundings, Timers } from './ports'
import { PATIENCE, type Requests } from './requests'

/** A WebSocket that has not brought a welcome by then will not (milliseconds). */
const WELCOME = 5_000
const PING = 25_000
/** The server's heartbeat comes every 2 s. */
const SILENCE = 7_000
/** Hidden pages get their timers once a minute. */
const SILENCE_HIDDEN = 90_000
const LOOK = 1_000
/** Larger submissions go over HTTP (L3), in bytes of UTF-8. */
export const LARGEST_FRAME = 48_000

/** The live carrier: one WebSocket to the raw endpoint of the event-bus bridge (L1-L9). */
export class LiveLine implements Line {
  readonly carrier = 'live'
  private readonly socket: Socket
  private state: 'opening' | 'open' | 'ready' | 'over' = 'opening'
  private heard: number
  private looked: number
  private readonly timed = new Map<string, Cancel>()
  private posting: Cancel | null = null
  private said = 0

  constructor(
    network: Network,
    private readonly timers: Timers,
    private readonly requests: Requests,
    private readonly speaker: Speaker,
    private readonly surroundings: Surroundings,
    private readonly events: LineEvents,
  ) {
    this.heard = this.looked = timers.now()
    this.set('welcome', WELCOME, () => this.lose(this.state === 'opening' ? 'failed' : 'unwelcome'))
    this.socket = network.open({
      opened: () => this.opened(),
      received: (frame) => this.received(frame),
      closed: (code, reason) => this.closed(code, reason),
    })
  }

  submit(frozen: Frozen): void {
    const text = `{"type":"submit","board":"${this.requests.board}",${frozen.text.slice(1)}`
    if (bytes(text) > LARGEST_FRAME) {
      this.post(frozen)
    } else {
      this.set('answer', PATIENCE, () => this.lose('silent'))
      this.send(text)
    }
  }

  answered(): void {
    this.unset('answer')
  }

  presence(whereabouts: Whereabouts): void {
    this.send(JSON.stringify({ type: 'presence', board: this.requests.board, ...whereabouts }))
  }

  nudge(): void {
    if (this.state === 'ready') this.look()
  }

  stop(): void {
    if (this.state === 'over') return
    this.state = 'over'
    for (const cancel of this.timed.values()) cancel()
    this.timed.clear()
    this.posting?.()
    this.socket.close()
  }

  private opened(): void {
    if (this.state !== 'opening') return
    this.state = 'open'
    const { board } = this.requests
    // Registered before the hello, so that no frame falls between (L2).
    this.socket.send(JSON.stringify({ type: 'register', address: `board.${board}` }))
    this.socket.send(JSON.stringify({ type: 'register', address: `presence.${board}` }))
    const { client, rev, generation } = this.speaker
    this.said = rev ?? 0
    this.send(JSON.stringify({ type: 'hello', v: 1, board, client, rev, generation }))
  }

  private received(frame: unknown): void {
    if (this.state === 'over') return
    this.heard = this.timers.now()
    const message = messageIn(frame, this.requests.board)
    if (message) this.tell(message)
  }

  private tell(message: Message): void {
    if (message.type === 'welcome') return this.welcome(message)
    if (message.type === 'err') return this.erred(message)
    if (message.type === 'ended') return this.end(left)
    // What was on its way before the welcome comes again after it.
    if (this.state !== 'ready') return
    switch (message.type) {
      case 'edits':
        this.events.time(message.now)
        return this.events.edits(message.from, message.to, message.revisions)
      case 'head':
        return this.events.head(message.head)
      case 'refused':
        if (ends(message)) return this.end(message)
        this.unset('answer')
        if (message.client === this.speaker.client) this.events.refused(message.n, message)
        return
      case 'present':
        return this.events.present(message.full, message.people, message.gone)
      case 'people':
        return this.events.people(message.people)
      case 'offRecord':
        return this.events.offRecord(message.notes)
    }
  }

  private welcome(message: Extract<Message, { type: 'welcome' }>): void {
    if (this.state !== 'open') return
    this.state = 'ready'
    this.unset('welcome')
    this.looked = this.timers.now()
    this.set('look', LOOK, () => this.look())
    this.set('ping', PING, () => this.ping())
    this.events.ready({ ...message, behind: message.head < this.said })
  }

  private erred(refusal: Refusal): void {
    const over = ends(refusal) || refusal.code === 'denied' || refusal.code === 'gone'
    if (over || refusal.reason === 'not_found') this.end(refusal)
    // The board has another past: the next welcome tells its generation (L11).
    else if (this.state !== 'ready' || passes(refusal) || refusal.code === 'superseded') this.lose('failed', refusal)
  }

  private closed(code: number, reason?: string): void {
    if (code === 4401) this.end(reason === left.reason ? left : { code: 'auth', reason: 'session_ended' })
    else this.lose(this.state === 'open' ? 'unwelcome' : 'failed')
  }

  private ping(): void {
    this.socket.send('{"type":"ping"}')
    this.set('ping', PING, () => this.ping())
  }

  private look(): void {
    const now = this.timers.now()
    // Timers that come late mean that the page slept, and what the socket brought meanwhile is still to be read.
    if (now - this.looked > LOOK * 4) this.heard = Math.max(this.heard, now - SILENCE + LOOK * 3)
    this.looked = now
    if (now - this.heard >= (this.surroundings.visible ? SILENCE : SILENCE_HIDDEN)) this.lose('silent')
    else this.set('look', LOOK, () => this.look())
  }

  private post(frozen: Frozen): void {
    this.posting?.()
    this.posting = this.requests.submit(
      frozen.text,
      ({ rev }) => this.state === 'ready' && this.events.head(rev),
      (refusal) => {
        if (this.state !== 'ready') return
        if (ends(refusal)) this.end(refusal)
        else this.events.refused(frozen.n, refusal)
      },
    )
  }

  private send(body: string): void {
    this.socket.send(`{"type":"send","address":"tavolo","body":${body}}`)
  }

  private lose(why: 'failed' | 'unwelcome' | 'silent', refusal?: Refusal): void {
    if (this.state === 'over') return
    this.stop()
    this.events.lost(why, refusal)
  }

  private end(refusal: Refusal): void {
    if (this.state === 'over') return
    this.stop()
    this.events.ended(refusal)
  }

  private set(what: string, ms: number, run: () => void): void {
    this.unset(what)
    this.timed.set(what, this.timers.after(ms, run))
  }

  private unset(what: string): void {
    this.timed.get(what)?.()
    this.timed.delete(what)
  }
}

/** Length in UTF-8. */
export function bytes(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) count += 1
    else if (unit < 0x800) count += 2
    else if (unit >= 0xd800 && unit < 0xe000) count += 2
    else count += 3
  }
  return count
}
