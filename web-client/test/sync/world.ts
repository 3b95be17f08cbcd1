import { BoardState } from '../../src/board/board'
import { rebase } from '../../src/board/rebase'
import type { Edit, Item, Revision } from '../../src/board/types'
import { Client } from '../../src/sync/client'
import { newId } from '../../src/sync/ids'
import type { Answer, Cancel, Network, Socket, SocketEvents, Timers } from '../../src/sync/ports'
import { MemoryDevice, Store } from './memory'
import { seeded } from './seeded'

/** Virtual time: what is due runs in order, and nothing else does. */
export class Clock implements Timers {
  private time = 1_790_000_000_000
  private count = 0
  private due: { at: number; order: number; run: () => void }[] = []

  now(): number {
    return this.time
  }

  after(ms: number, run: () => void): Cancel {
    const one = { at: this.time + Math.max(0, ms), order: this.count++, run }
    this.due.push(one)
    return () => {
      this.due = this.due.filter((other) => other !== one)
    }
  }

  run(ms: number): void {
    const end = this.time + ms
    for (;;) {
      let next: (typeof this.due)[number] | undefined
      for (const one of this.due) {
        if (one.at <= end && (!next || one.at < next.at || (one.at === next.at && one.order < next.order))) next = one
      }
      if (!next) break
      this.due.splice(this.due.indexOf(next), 1)
      this.time = Math.max(this.time, next.at)
      next.run()
    }
    this.time = end
  }
}

export const BOARD = '019a0000-0000-7000-8000-00000000b001'

const tooMany = { code: 'rate', reason: 'too_many_connections' }

interface Submission {
  readonly client: string
  readonly n: number
  readonly base: number
  readonly edits: readonly Edit[]
}

/** A small server: numbers, judges a little, tells. */
export class Server {
  board = new BoardState()
  revisions: Revision[] = []
  generation = 1
  /** Answers `retry` instead of numbering. */
  busy = false
  /** By how much its clock is ahead of the tabs', in milliseconds. */
  ahead = 0
  /** Has no room for one more page of anybody. */
  full = false
  /** Refuses what it says true to. */
  refuses: (submission: Submission) => boolean = () => false
  refusal = { code: 'invalid', reason: 'invalid_value' }
  readonly bodies = new Map<string, string>()
  readonly listeners = new Set<(revision: Revision | null) => void>()

  constructor(private readonly clock: Clock) {}

  get head(): number {
    return this.revisions.length
  }

  get now(): number {
    return this.clock.now() + this.ahead
  }

  submit(body: string, by: number): { rev: number } | { code: string; reason: string } {
    const submission = JSON.parse(body) as Submission
    const { client, n, base, edits } = submission
    const key = `${client} ${n}`
    const known = this.revisions.find((revision) => revision.client === client && revision.n === n)
    const before = this.bodies.get(key)
    if (before !== undefined && before !== JSON.stringify({ client, n, base, edits })) {
      return { code: 'invalid', reason: 'op_id_conflict' }
    }
    if (known) return { rev: known.rev }
    if (this.busy) return { code: 'retry', reason: 'unavailable' }
    if (base > this.head) return { code: 'invalid', reason: 'invalid_seq' }
    if (this.refuses(submission)) return this.refusal
    const later = this.revisions.slice(base).flatMap((revision) => revision.edits)
    const mark = this.board.mark()
    const numbered: Edit[] = []
    for (const edit of rebase(edits, later)) {
      const done = this.board.attempt(edit, by, this.clock.now())
      if (!done) {
        this.board.rollback(mark)
        return { code: 'invalid', reason: 'not_found' }
      }
      numbered.push(done)
    }
    this.bodies.set(key, JSON.stringify({ client, n, base, edits }))
    const revision = { rev: this.head + 1, client, n, by, at: this.clock.now(), edits: numbered }
    this.revisions.push(revision)
    for (const listener of [...this.listeners]) listener(revision)
    return { rev: revision.rev }
  }

  snapshot() {
    const items = structuredClone([...this.board.items.values()])
    return { rev: this.head, generation: this.generation, items, people: [] }
  }

  at(rev: number) {
    const board = new BoardState()
    for (const revision of this.revisions.slice(0, rev)) board.replayRevision(revision)
    return { rev, generation: this.generation, items: structuredClone([...board.items.values()]), people: [] }
  }

  /** The database as it was, from a backup; whoever restores one raises the generation. */
  restoreTo(rev: number): void {
    this.generation++
    const kept = this.revisions.slice(0, rev)
    this.revisions = kept
    this.board = new BoardState()
    for (const revision of kept) this.board.replayRevision(revision)
    for (const key of this.bodies.keys()) {
      if (!kept.some((revision) => `${revision.client} ${revision.n}` === key)) this.bodies.delete(key)
    }
    for (const listener of [...this.listeners]) listener(null)
  }

  text(item: string, field: string): string {
    return String(this.board.item(item)?.fields[field] ?? '')
  }
}

/** What lies between a tab and the server. */
export class Wire implements Network {
  up = true
  /** Whether WebSockets can be had. */
  upgrades = true
  /** Bytes vanish, and nothing closes. */
  silent = false
  /** Part of all HTTP answers that are lost after the server did its work, in 256ths. */
  loses = 0
  /** Every socket is closed after so long; every request that takes longer fails. */
  cutsAfter = Infinity
  /** How much longer everything is under way, each way, in milliseconds. */
  slow = 0
  /** A proxy between lets WebSockets open, and nothing through. */
  swallows = false
  asked = 0
  sockets = 0
  readonly sent: string[] = []
  readonly posted: string[] = []
  private readonly open_ = new Set<{ cut: () => void; say?: (body: unknown) => void }>()

  constructor(
    private readonly server: Server,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly person: number,
  ) {}

  /** Says something to this tab, as the server does on `you`. */
  tell(body: unknown): void {
    for (const one of this.open_) one.say?.(body)
  }

  /** Breaks every connection that is there. */
  cut(): void {
    for (const one of [...this.open_]) one.cut()
  }

  open(events: SocketEvents): Socket {
    this.sockets++
    let state: 'new' | 'open' | 'over' = 'new'
    const channel = (): ((run: () => void) => void) => {
      let last = 0
      // In order, each with its own delay.
      return (run) => {
        last = Math.max(last, this.clock.now() + this.delay())
        this.clock.after(last - this.clock.now(), () => {
          if (state === 'open' && !this.silent && !this.swallows) run()
        })
      }
    }
    const up = channel()
    const down = channel()
    const close = (code: number) => {
      if (state === 'over') return
      state = 'over'
      this.server.listeners.delete(tell)
      this.open_.delete(connection)
      events.closed(code)
    }
    const say = (body: unknown, address = 'you') =>
      down(() => events.received(JSON.parse(JSON.stringify({ type: 'rec', address, body }))))
    const connection = { cut: () => close(1006), say }
    const tell = (revision: Revision | null) => {
      if (!revision) return close(1001)
      say({ type: 'edits', from: revision.rev - 1, to: revision.rev, revisions: [revision] }, `board.${BOARD}`)
    }
    const beat = () => {
      if (state !== 'open') return
      say({ type: 'edits', from: this.server.head, to: this.server.head, revisions: [], now: this.server.now }, `board.${BOARD}`)
      this.clock.after(2_000, beat)
    }
    this.clock.after(this.delay(), () => {
      if (state !== 'new') return
      if (!this.up || !this.upgrades) return close(1006)
      state = 'open'
      this.open_.add(connection)
      if (this.cutsAfter < Infinity) this.clock.after(this.cutsAfter, () => close(1006))
      if (!this.silent) events.opened()
    })
    const heard = (frame: { type: string; address?: string; body?: Record<string, unknown> }) => {
      if (frame.type === 'register' && frame.address === `board.${BOARD}`) this.server.listeners.add(tell)
      if (frame.type !== 'send' || !frame.body) return
      const { type, ...body } = frame.body
      if (type === 'hello' && this.server.full) {
        down(() => events.received({ type: 'err', ...tooMany }))
      } else if (type === 'hello') {
        say({ type: 'welcome', board: BOARD, head: this.server.head, generation: this.server.generation, me: this.person, role: 'participant', now: this.server.now })
        beat()
      } else if (type === 'submit') {
        const { client, n, base, edits } = body
        const was = this.server.head
        const answer = this.server.submit(JSON.stringify({ client, n, base, edits }), this.person)
        if ('code' in answer) say({ type: 'refused', board: BOARD, client, n, ...answer })
        else if (answer.rev <= was) say({ type: 'head', head: this.server.head })
      }
    }
    return {
      send: (text) => {
        this.sent.push(text)
        up(() => heard(JSON.parse(text)))
      },
      close: () => {
        state = 'over'
        this.server.listeners.delete(tell)
        this.open_.delete(connection)
      },
    }
  }

  request(method: 'GET' | 'POST', path: string, body: string | undefined, done: (answer: Answer) => void): Cancel {
    this.asked++
    let over = false
    const give = (status: number, answer: unknown) => {
      if (over) return
      over = true
      this.open_.delete(connection)
      done({ status, body: answer === undefined ? undefined : JSON.parse(JSON.stringify(answer)) })
    }
    const connection = { cut: () => give(0, undefined) }
    this.open_.add(connection)
    if (body !== undefined) this.posted.push(body)
    if (this.cutsAfter < Infinity) this.clock.after(this.cutsAfter, () => give(502, undefined))
    this.clock.after(this.delay(), () => {
      if (!this.up) return give(0, undefined)
      if (this.silent) return
      this.serve(method, path, body, (status, answer) => {
        this.clock.after(this.delay(), () => {
          if (this.silent) return
          const lost = !this.up || (this.random() & 255) < this.loses
          if (lost) give(0, undefined)
          else give(status, answer)
        })
      })
    })
    return () => {
      over = true
      this.open_.delete(connection)
    }
  }

  private serve(method: string, path: string, body: string | undefined, give: (status: number, answer: unknown) => void): void {
    const [route = '', query = ''] = path.split('?')
    const asked = Object.fromEntries(query.split('&').map((pair) => pair.split('=')))
    if (route === '/api/me') return give(200, { programmes: [{ board: BOARD, person: this.person, role: 'participant' }] })
    if (route.endsWith('/snapshot')) return give(200, this.server.snapshot())
    const past = /\/at\/(\d+)$/.exec(route)
    if (past) return give(200, this.server.at(Number(past[1])))
    if (route.endsWith('/presence')) return give(204, undefined)
    if (route.endsWith('/submissions') && method === 'POST') {
      const answer = this.server.submit(body ?? '', this.person)
      if (!('code' in answer)) return give(200, answer)
      return give(answer.code === 'retry' ? 503 : 400, { status: 400, ...answer })
    }
    if (this.server.full && asked.client !== undefined) return give(429, { status: 429, ...tooMany })
    const after = Number(asked.after)
    const page = () => {
      const { head, generation } = this.server
      const to = Math.min(head, after + Number(asked.limit ?? 500))
      return { from: after, to, head, generation, revisions: this.server.revisions.slice(after, to), now: this.server.now }
    }
    if (after > this.server.head) return give(400, { status: 400, code: 'invalid', reason: 'invalid_seq' })
    if (this.server.head > after || asked.wait === '0') return give(200, page())
    const timeout = this.clock.after(Number(asked.wait) * 1_000, () => answerNow())
    const answerNow = () => {
      timeout()
      this.server.listeners.delete(answerNow)
      if (after > this.server.head) give(400, { status: 400, code: 'invalid', reason: 'invalid_seq' })
      else give(200, page())
    }
    this.server.listeners.add(answerNow)
  }

  private delay(): number {
    return 1 + (this.random() % 40) + this.slow
  }
}

/** One tab, with its editor if one is open. */
export class Tab {
  readonly client: Client
  readonly device: MemoryDevice
  readonly surroundings = { online: true, visible: true }
  /** By how much its device's clock is ahead, in milliseconds. */
  ahead = 0
  /** Texts as open editors have them: what they typed, and what they were told. */
  readonly editors = new Map<string, string>()

  constructor(
    readonly clock: Clock,
    readonly wire: Wire,
    readonly store: Store,
    readonly random: () => number,
    person: number,
  ) {
    const id = newId(clock.now(), random)
    this.device = new MemoryDevice(store, id, (work) => clock.after(1 + (random() % 6), work))
    this.client = new Client({
      board: BOARD,
      person,
      client: id,
      network: wire,
      timers: this.timers(),
      random,
      device: this.device,
      surroundings: this.surroundings,
    })
    this.client.subscribe((change) => {
      if (change.kind === 'reset') for (const name of this.editors.keys()) this.editors.set(name, this.shownText(name))
      if (change.kind !== 'text' || change.origin === 'local') return
      const name = `${change.item} ${change.field}`
      const text = this.editors.get(name)
      if (text !== undefined) this.editors.set(name, applied(text, change.op))
    })
    this.client.start()
  }

  private alive = true

  /** Timers that stop with the tab. */
  private timers(): Timers {
    return {
      now: () => this.clock.now() + this.ahead,
      after: (ms, run) => this.clock.after(ms, () => this.alive && run()),
    }
  }

  /** The tab is gone without a word; its socket breaks. */
  crash(): void {
    this.alive = false
    this.device.crash()
    this.client.close()
  }

  text(item: string, field = 'text'): string {
    return String(this.client.items.get(item)?.fields[field] ?? '')
  }

  edit(item: string, field = 'text'): void {
    this.editors.set(`${item} ${field}`, this.text(item, field))
  }

  type(item: string, at: number, insert: string, remove = 0, field = 'text'): void {
    const op = [...(at > 0 ? [at] : []), ...(insert ? [insert] : []), ...(remove > 0 ? [{ d: remove }] : [])]
    const name = `${item} ${field}`
    const text = this.editors.get(name)
    if (text !== undefined) this.editors.set(name, applied(text, op))
    this.client.type(item, field, op)
  }

  create(parent: string | null = null, text = ''): string {
    const item = newId(this.clock.now(), this.random)
    this.client.submit([{ e: 'create', item, type: 'note', parent, at: 'last', fields: text ? { text } : {} }])
    return item
  }

  items(): readonly Item[] {
    return sorted(this.client.items.values())
  }

  private shownText(name: string): string {
    const [item = '', field = ''] = name.split(' ')
    return this.text(item, field)
  }
}

/** Everything of one test, from one seed. */
export class World {
  readonly clock = new Clock()
  readonly server = new Server(this.clock)
  readonly random: () => number
  readonly tabs: Tab[] = []

  constructor(readonly seed: number) {
    this.random = seeded(seed)
  }

  tab(person = this.tabs.length + 1, store = new Store(), wire = this.wire(person)): Tab {
    const tab = new Tab(this.clock, wire, store, seeded(this.random()), person)
    this.tabs.push(tab)
    return tab
  }

  wire(person: number): Wire {
    return new Wire(this.server, this.clock, seeded(this.random()), person)
  }

  /** The same browser and person, after a reload or in a second tab. */
  again(tab: Tab): Tab {
    return this.tab(tab.client.me, tab.store, tab.wire)
  }

  run(ms: number): void {
    this.clock.run(ms)
  }
}

export function sorted(items: Iterable<Item>): readonly Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function applied(text: string, op: readonly (number | string | { d: number | string })[]): string {
  const points = [...text]
  let at = 0
  let out = ''
  for (const part of op) {
    if (typeof part === 'number') out += points.slice(at, (at += part)).join('')
    else if (typeof part === 'string') out += part
    else at += typeof part.d === 'number' ? part.d : [...part.d].length
  }
  return out + points.slice(at).join('')
}
