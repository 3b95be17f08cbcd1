import { apply } from '../../src/board/text'
import type { Edit, Id, TextOp } from '../../src/board/types'
import { Client } from '../../src/sync/client'
import type { Queue } from '../../src/sync/queue'
import { newId } from '../../src/sync/ids'
import type { Answer, Cancel, Network, Socket, SocketEvents, Timers } from '../../src/sync/ports'
import { MemoryDevice, Store } from '../sync/memory'
import { seeded } from '../sync/seeded'
import { Acts } from './acts'
import type { Rules } from './rules'

/** What a tab wants from the network; the simulator decides what becomes of it. */
export type Wish = Readonly<Record<string, unknown>>

/** The tabs of one history, which share a clock and, by name, device stores. */
export class SimulatedWorld {
  time = 0
  readonly tabs = new Map<number, SimulatedTab>()
  readonly stores = new Map<string, Store>()
  wishes: Wish[] = []
  /** Invariants of the core that did not hold. */
  readonly broken: string[] = []
  private count = 0
  private timers: { readonly at: number; readonly tab: number; readonly order: number; readonly run: () => void }[] = []
  private soon: (() => void)[] = []

  constructor(readonly rules: Rules) {}

  store(name: string): Store {
    const store = this.stores.get(name) ?? new Store()
    this.stores.set(name, store)
    return store
  }

  clock(tab: number): Timers {
    return {
      now: () => this.time,
      after: (ms, run) => {
        const timer = { at: this.time + Math.max(0, Math.ceil(ms)), tab, order: this.count++, run }
        this.timers.push(timer)
        return () => {
          this.timers = this.timers.filter((other) => other !== timer)
        }
      },
    }
  }

  later(work: () => void): void {
    this.soon.push(work)
  }

  /** Runs what devices still have to do, and what follows from it. */
  settle(): void {
    for (let work = this.soon.shift(); work; work = this.soon.shift()) work()
  }

  tick(time: number): void {
    this.time = time
    for (const tab of this.tabs.values()) tab.device.finish()
    this.settle()
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= time)
      const [first] = due.sort((a, b) => a.at - b.at || a.tab - b.tab || a.order - b.order)
      if (!first) return
      this.timers.splice(this.timers.indexOf(first), 1)
      first.run()
      this.settle()
    }
  }

  broke(failure: unknown): void {
    this.broken.push(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure))
  }

  get wake(): number | null {
    return this.timers.reduce<number | null>((least, { at }) => (least === null ? at : Math.min(least, at)), null)
  }

  forget(tab: number): void {
    this.tabs.delete(tab)
    this.timers = this.timers.filter((timer) => timer.tab !== tab)
  }
}

export interface NewTab {
  readonly k: number
  readonly board: string
  readonly person: number
  readonly store: string
  readonly seed: number
  /** A bug to plant around the core. */
  readonly bug?: string
}

export class SimulatedTab implements Network {
  readonly client: Client
  readonly device: MemoryDevice
  readonly surroundings = { online: true, visible: true }
  private readonly random: () => number
  private readonly sockets = new Map<number, SocketEvents>()
  private readonly requests = new Map<number, (answer: Answer) => void>()
  private readonly editors = new Map<string, string>()
  private opened = 0
  private asked = 0

  constructor(
    private readonly world: SimulatedWorld,
    private readonly opening: NewTab,
  ) {
    this.random = seeded(opening.seed)
    const timers = world.clock(opening.k)
    const client = newId(timers.now(), this.random)
    this.device = new MemoryDevice(world.store(opening.store), client, (work) => world.later(work))
    const { board, person } = opening
    const { random, device, surroundings } = this
    this.client = new Client({ board, person, client, network: this, timers, random, device, surroundings, broke: (failure) => world.broke(failure) })
    this.client.subscribe((change) => {
      if (change.kind === 'reset') this.editors.clear()
      if (change.kind === 'text') this.edited(change.item, change.field, change.op)
    })
    if (opening.bug === 'refusal') loseWhatWaitsBehind(this.client.queue)
    world.tabs.set(opening.k, this)
    this.client.start()
  }

  open(events: SocketEvents): Socket {
    const s = ++this.opened
    this.sockets.set(s, events)
    this.wish({ connect: s })
    return {
      send: (text) => {
        if (this.sockets.has(s)) this.wish({ send: s, frame: JSON.parse(text) })
      },
      close: () => {
        if (this.sockets.delete(s)) this.wish({ close: s })
      },
    }
  }

  request(method: 'GET' | 'POST', path: string, body: string | undefined, done: (answer: Answer) => void): Cancel {
    const id = ++this.asked
    this.requests.set(id, done)
    this.wish({ http: id, method, path, ...(body === undefined ? {} : { body }) })
    return () => {
      if (this.requests.delete(id)) this.wish({ abort: id })
    }
  }

  socketOpened(s: number): void {
    this.sockets.get(s)?.opened()
  }

  socketReceived(s: number, frame: unknown): void {
    this.sockets.get(s)?.received(frame)
  }

  socketClosed(s: number, code: number): void {
    const events = this.sockets.get(s)
    this.sockets.delete(s)
    events?.closed(code)
  }

  answered(id: number, answer: Answer): void {
    const done = this.requests.get(id)
    this.requests.delete(id)
    done?.(answer)
  }

  act(kind: string, mark: string, r: number): readonly Edit[] {
    // A person who sees no board yet cannot do anything.
    if (this.client.rev === null || this.client.state.connection === 'ended') return []
    return new Acts(this.client, this.world.rules, seeded(r), () => newId(this.world.time, this.random)).do(kind, mark)
  }

  /** An open editor hears of operations only, and must show what the board shows. Here every text has one. */
  checkEditors(): void {
    for (const [name, text] of this.editors) {
      const [id = '', field = ''] = name.split(' ')
      const item = this.client.items.get(id)
      if (!item) this.editors.delete(name)
      else if (String(item.fields[field] ?? '') !== text) this.world.broke(`an open editor shows another text than the board`)
    }
    for (const item of this.client.items.values()) {
      for (const [field, kind] of Object.entries(this.world.rules.types[item.type]?.fields ?? {})) {
        if (kind === 'text') this.editors.set(`${item.id} ${field}`, String(item.fields[field] ?? ''))
      }
    }
  }

  private edited(item: Id, field: string, op: TextOp): void {
    const name = `${item} ${field}`
    const text = this.editors.get(name)
    if (text !== undefined) this.editors.set(name, apply(text, op))
  }

  crash(): void {
    this.device.crash()
    this.world.forget(this.opening.k)
    this.sockets.clear()
    this.requests.clear()
  }

  get state(): object {
    const { client } = this
    const { words, connection, unsent } = client.state
    const refused = client.refused.map((one) => ({ client: client.client, ...one }))
    return { rev: client.rev, words, connection, unsent, client: client.client, refused, items: [...client.items.values()] }
  }

  private wish(wish: Wish): void {
    this.world.wishes.push({ k: this.opening.k, ...wish })
  }
}

/** A bug to plant: what waited behind a refused submission goes with it, and nobody is told. */
function loseWhatWaitsBehind(queue: Queue): void {
  const drop = queue.drop.bind(queue)
  queue.drop = () => {
    const { dropped, undone } = drop(() => true)
    return { dropped: dropped.slice(0, 1), built: [], undone }
  }
}
