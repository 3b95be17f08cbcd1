import type { Edit, Id, Item, Person, Revision, TextOp } from '../board/types'
import { textOf } from '../board/board'
import { CatchUp } from './catchup'
import type { BoardClient, Change, Presence, RefusedSubmission, SyncState, UndoOutcome } from './client.types'
import { Connection } from './connection'
import { Couriers } from './couriers'
import { afterFork, Fork } from './fork'
import type { Line } from './line'
import { ends, passes, sentAway, superseded, type Place, type Refusal, type Welcome } from './messages'
import { notIn, Outbox } from './outbox'
import { MyPlace, Places } from './places'
import type { Acked, Cancel, OutboxRecord, Parts } from './ports'
import { isWithin, Queue, type Waiting } from './queue'
import { trayed } from './refused'
import { Requests, type Snapshot } from './requests'
import { Sender } from './sender'
import { ServerClock } from './serverclock'
import { Shown, type Arrived } from './shown'
import { isType, sameText, type TypeEdit } from './typing'
import { tidyEdit, tidying } from './tidy'
import { Steps } from './undo'

const QUARTER = 15 * 60_000
const RECENT = 2_000
const AGAIN = 1_000
const PEOPLE = 30_000
/** A clean client that misses so many revisions takes the board as a whole. */
const JUMP = 1_000

/**
 * The board of one tab; see {@link BoardClient}. It joins the parts, each of which is a file of its own, and is somewhat
 * long because everything that comes or is done passes here, in one place and in one order.
 */
export class Client implements BoardClient {
  readonly board: Id
  role = ''
  instead: BoardClient['instead'] = null
  readonly people = new Map<number, Person>()
  private shown = new Shown([], [], 0)
  /** For the sender. */
  queue = new Queue()
  private confirmed: { rev: number; readonly generation: number } | null = null
  private readonly undos = new Steps()
  private readonly redos = new Steps()
  private readonly requests: Requests
  private readonly connection: Connection
  private readonly catchUp: CatchUp
  private readonly outbox: Outbox
  private readonly sender: Sender
  private readonly places = new Places()
  private readonly myPlace: MyPlace
  private readonly couriers: Couriers
  private readonly clock: ServerClock
  private tray: readonly RefusedSubmission[] = []
  private acked: readonly Acked[] = []
  /** The newest revisions, without a gap. */
  private recent: Revision[] = []
  private readonly listeners = new Set<(change: Change) => void>()
  private told: SyncState
  private held: number | null = null
  private fetching = false
  private fetchAgain: Cancel | null = null
  private asksPeople: Cancel | null = null
  /** The past is another one: the next snapshot replaces everything. */
  private estranged = false
  private closed = false

  constructor(private readonly parts: Parts) {
    const { board, network, timers, random, device, surroundings } = parts
    this.board = board
    this.requests = new Requests(network, timers, board)
    this.clock = new ServerClock(timers)
    this.outbox = new Outbox(device, () => this.record(), () => this.kept(), (newest) => this.taken(newest))
    this.connection = new Connection(network, timers, random, this.requests, this, surroundings, {
      ready: (welcome) => this.welcomed(welcome),
      lost: () => this.catchUp.pause(),
      ended: (refusal) => this.end(refusal.reason),
      changed: () => this.stateChanged(),
      edits: (from, to, revisions) => this.catchUp.offer(from, to, revisions),
      head: (head) => (this.connection.line?.carrier === 'live' ? this.catchUp.head(head) : this.catchUp.expect(head)),
      refused: (n, refusal) => this.wasRefused(n, refusal),
      present: (full, people, gone) => this.present(full, people, gone),
      people: (people) => this.knowPeople(people),
      time: (now) => this.clock.heard(now),
      offRecord: (notes) => this.tell({ kind: 'offRecord', notes }),
    })
    const self = this
    this.catchUp = new CatchUp(this.requests, timers, () => this.generation, {
      get rev() {
        return self.rev
      },
      apply: (revisions) => this.confirm(revisions),
      jump: (missing) => this.jump(missing),
      strange: () => this.connection.restart(),
    })
    this.couriers = new Couriers(parts.person, parts.client, this.requests, timers, random, device, () => {
      this.tell({ kind: 'refused' })
      this.stateChanged()
    })
    this.sender = new Sender(this, this.outbox, timers, random)
    this.myPlace = new MyPlace(timers, (place) => {
      this.line?.presence({ client: this.client, ...place, rev: this.rev ?? 0 })
    })
    this.told = this.stateNow()
  }

  get client(): Id {
    return this.parts.client
  }

  get me(): number {
    return this.parts.person
  }

  get items(): ReadonlyMap<Id, Item> {
    return this.shown.items
  }

  get presence(): ReadonlyMap<Id, Presence> {
    return this.places.all
  }

  get state(): SyncState {
    return this.told
  }

  get refused(): readonly RefusedSubmission[] {
    return [...this.tray, ...this.couriers.refused]
  }

  get canUndo(): boolean {
    return !this.undos.isEmpty
  }

  get canRedo(): boolean {
    return !this.redos.isEmpty
  }

  get serverNow(): number {
    return this.clock.now
  }

  /** The confirmed revision; null before there is a board. */
  get rev(): number | null {
    return this.confirmed?.rev ?? null
  }

  get base(): number | null {
    return this.estranged ? null : this.rev
  }

  get generation(): number | null {
    return this.confirmed?.generation ?? null
  }

  get line(): Line | null {
    return this.connection.line
  }

  start(): void {
    this.fetchBoard()
    this.connection.start()
    this.couriers.start()
  }

  submit(edits: readonly Edit[], forGood = false): void {
    if (this.closed || edits.length === 0) return
    const tidied = edits.map(tidyEdit)
    const texts = tidied.filter(isType)
    const inverse = this.do(tidied, false, texts, 'remote')
    if (!forGood) this.undos.push(inverse, this.now)
    this.redos.clear()
  }

  type(item: Id, field: string, op: TextOp, beside: readonly Edit[] = []): void {
    if (this.closed || op.length === 0) return
    const edit = tidyEdit({ e: 'type', item, field, op }) as TypeEdit
    const alone = beside.length === 0
    const inverse = edit.op.length > 0 ? this.do([edit, ...beside], alone, [edit], 'local') : []
    const typed = inverse.find(isType)
    if (typed) this.undos.pushTyping(typed, this.now, inverse.filter((one) => one !== typed))
    this.redos.clear()
    // The editor has what the board cannot take; it gets what the board has.
    if (edit.op !== op) this.tell({ kind: 'text', item, field, op: tidying(op), origin: 'remote' })
  }

  undo(): UndoOutcome {
    return this.step(this.undos, this.redos)
  }

  redo(): UndoOutcome {
    return this.step(this.redos, this.undos)
  }

  at(item: Id | null, field: string | null, caret: readonly [number, number] | null): void {
    if (!this.closed) this.myPlace.at(item, field, caret)
  }

  dismiss(refused: RefusedSubmission): void {
    if (this.tray.includes(refused)) {
      this.tray = this.tray.filter((one) => one !== refused)
      this.outbox.save()
    } else {
      this.couriers.dismiss(refused)
    }
    this.tell({ kind: 'refused' })
    this.stateChanged()
  }

  pause(on: boolean): void {
    if (on === (this.held !== null)) return
    if (on) this.shown.pause()
    else this.arrive(this.shown.resume(), 'remote', 0)
    this.held = on ? 0 : null
    this.stateChanged()
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Nothing is sent or told any more; what is unsent stays on the device. */
  close(): void {
    if (this.closed) return
    this.halt()
    if (this.queue.waiting.length === 0 && this.tray.length === 0 && this.acked.length === 0) this.outbox.remove()
    this.listeners.clear()
  }

  /** The browser's online, offline and visibility events. */
  surroundingsChanged(): void {
    if (this.closed) return
    this.connection.surroundingsChanged()
    if (this.parts.surroundings.online) this.couriers.nudge()
  }

  private get now(): number {
    return this.parts.timers.now()
  }

  /** @return what takes it back */
  private do(edits: readonly Edit[], typing: boolean, texts: readonly TypeEdit[], origin: 'local' | 'remote' | 'undo') {
    if (!this.confirmed) throw new Error('there is no board yet')
    const done = this.shown.do(edits, this.me, this.now)
    const [first] = done.edits
    if (!typing || !first || !isType(first) || !this.queue.join(first)) this.queue.add(done.edits, this.now)
    this.outbox.save()
    for (const edit of done.edits) if (isType(edit)) this.places.pass(edit, this.client)
    for (const { item, field, op } of texts) this.tell({ kind: 'text', item, field, op, origin })
    this.tell({ kind: 'items', ids: done.ids, origin: 'local', by: this.me })
    this.sender.go()
    this.stateChanged()
    return done.inverse
  }

  private step(from: Steps, to: Steps): UndoOutcome {
    if (this.closed) return { done: false, why: 'nothing' }
    this.unhold()
    const step = from.pop()
    if (!step) return { done: false, why: 'nothing' }
    const edits = step.edits.filter((edit) => this.items.has(edit.item))
    const [first] = edits
    if (!first) {
      this.stateChanged()
      return { done: false, why: step.edits.length > 0 ? 'gone' : 'changed_by_others' }
    }
    to.push(this.do(edits, false, edits.filter(isType), 'undo'), this.now)
    const outcome = { done: true, item: first.item, ...('field' in first ? { field: first.field } : {}) } as const
    return step.changedByOthers || edits.length < step.edits.length ? { ...outcome, partly: true } : outcome
  }

  private confirm(revisions: readonly Revision[]): void {
    const { confirmed } = this
    if (!confirmed || this.estranged) return
    const theirs = new Map<number, Set<Id>>()
    const texts: TypeEdit[] = []
    let hasOwn = false
    const rebase = () => {
      for (const revision of revisions) {
        hasOwn = this.rebase(revision, texts, theirs) || hasOwn
        // Together with the queue: the record must never say another revision than the one its queue speaks of.
        confirmed.rev = revision.rev
      }
      return { waiting: this.queue.waiting, texts }
    }
    let arrived: Arrived
    try {
      arrived = this.shown.confirm(revisions, rebase, this.me)
    } catch (failure) {
      this.parts.broke?.(failure)
      this.estranged = true
      return this.connection.restart()
    }
    if (hasOwn) this.outbox.save()
    this.recent.push(...revisions)
    if (this.recent.length > 2 * RECENT) this.recent = this.recent.slice(-RECENT)
    const rest = new Set(arrived.ids)
    for (const { item, field, op } of arrived.texts) this.tell({ kind: 'text', item, field, op, origin: 'remote' })
    for (const [by, ids] of theirs) {
      const seen = new Set([...ids].filter((id) => rest.delete(id)))
      if (seen.size > 0) this.tell({ kind: 'items', ids: seen, origin: 'remote', by })
    }
    if (rest.size > 0) this.tell({ kind: 'items', ids: rest, origin: 'local', by: this.me })
    if ([...theirs.keys()].some((by) => !this.people.has(by))) this.askPeople()
    if (this.places.reached(confirmed.rev, this.queuedTexts())) this.tell({ kind: 'presence' })
    this.sender.go()
    this.stateChanged()
  }

  /** @return whether it is the one in flight */
  private rebase(revision: Revision, texts: TypeEdit[], theirs: Map<number, Set<Id>>): boolean {
    const { inFlight } = this.queue
    const mine = revision.by === this.me && revision.client === this.client
    if (inFlight && mine && revision.n === inFlight.frozen.n) {
      this.queue.numbered()
      const acked = { ...inFlight.frozen, rev: revision.rev, at: this.now }
      this.acked = [...this.acked.filter((one) => this.now - one.at < QUARTER), acked]
      this.sender.done(revision.n)
      return true
    }
    const passed = this.queue.pass(revision)
    texts.push(...passed)
    for (const edit of passed) this.places.pass(edit, revision.client)
    const seen = [...passed, ...revision.edits.filter((edit) => !isType(edit))]
    this.undos.pass(seen)
    this.redos.pass(seen)
    if (this.held !== null) this.held++
    const ids = theirs.get(revision.by) ?? new Set()
    for (const edit of revision.edits) {
      ids.add(edit.item)
      if ('respaced' in edit) for (const [id] of edit.respaced ?? []) ids.add(id)
    }
    theirs.set(revision.by, ids)
    return false
  }

  private welcomed(welcome: Welcome): void {
    if (welcome.me !== this.me) return this.end('person')
    this.clock.begin(welcome.now)
    this.become(welcome.role)
    const { confirmed } = this
    if (confirmed && welcome.generation !== confirmed.generation) this.estranged = true
    // A server that was not told yet knows less for a while; only another generation makes the past another one.
    else if (welcome.behind) return this.connection.restart()
    if (!confirmed || this.estranged) this.fetchBoard()
    else this.catchUp.expect(welcome.head)
    this.myPlace.again()
    this.sender.go()
  }

  private wasRefused(n: number, refusal: Refusal): void {
    if (this.queue.inFlight?.frozen.n !== n) return
    if (passes(refusal)) return this.sender.retry(refusal)
    // Perhaps my role is another one, and nobody could tell.
    if (refusal.code === 'denied') this.askPeople()
    // It is not this submission that does not fit, but the board under it.
    if (refusal.code === 'superseded' || refusal.reason === 'invalid_seq') return this.connection.restart()
    this.unhold()
    this.sender.done(n)
    const late = refusal.reason === 'pen' || refusal.reason === 'locked'
    const made = late ? this.items.get(this.queue.madeFirst() ?? '') : undefined
    const typing = late ? this.queue.typedFirst() : []
    const typed = typing.map(({ item, field }) => ({ item, field, wanted: this.text(item, field) }))
    const { dropped, built, undone } = this.queue.drop(
      ({ edits }, index) => index === 0 || (typing.length > 0 && edits.every((edit) => isType(edit) && typing.some((one) => sameText(one, edit)))),
    )
    const rebase = () => ({ waiting: this.queue.waiting, texts: undone })
    const arrived = this.shown.confirm([], rebase, this.me)
    this.undos.pass(undone)
    this.redos.pass(undone)
    const left = made ? [{ made }] : typed.map((one) => ({ ...one, base: this.text(one.item, one.field) }))
    const instead = left.map((one) => this.instead?.(one) ?? null)
    const kept = left.length > 0 && instead.every((edits) => edits !== null)
    // What was typed into something new is in it; what else was built on it is for the person to see.
    const lost = kept ? built.filter(({ edits }) => !edits.every((edit) => made && isWithin(edit, made.id))) : [...dropped, ...built]
    if (lost.length > 0) this.lay(lost, n, refusal)
    this.arrive(arrived, 'local', this.me)
    this.outbox.save()
    if (kept) this.submit(instead.flat())
    this.sender.go()
  }

  private text(item: Id, field: string): string {
    const found = this.items.get(item)
    return found === undefined ? '' : textOf(found, field)
  }

  private lay(dropped: readonly Waiting[], n: number, refusal: Refusal): void {
    this.tray = [...this.tray, ...dropped.map((waiting) => trayed(waiting, n, refusal, this.now))]
    this.tell({ kind: 'refused' })
    this.stateChanged()
  }

  private fetchBoard(): void {
    if (this.fetching || this.closed) return
    this.fetching = true
    const got = (snapshot: Snapshot) => {
      this.fetching = false
      if (!this.closed) this.install(snapshot)
    }
    const failed = (refusal: Refusal) => {
      this.fetching = false
      if (this.closed) return
      if (ends(refusal) || !passes(refusal)) return this.end(refusal.reason)
      this.fetchAgain = this.parts.timers.after(AGAIN, () => this.connection.line && this.fetchBoard())
    }
    if (this.estranged && this.recent.length > 0) {
      new Fork(this.requests, this.recent, (board) => (board ? got(board) : this.requests.snapshot(got, failed)), failed)
    } else {
      this.requests.snapshot(got, failed)
    }
  }

  private install(snapshot: Snapshot): void {
    const { confirmed } = this
    const isClean = this.queue.waiting.length === 0 && !this.canUndo && !this.canRedo
    if (confirmed && !this.estranged && (!isClean || snapshot.rev < confirmed.rev)) return this.catchUp.resume()
    let dropped: readonly Waiting[] = []
    if (confirmed && this.estranged) {
      this.catchUp.forget()
      this.undos.clear()
      this.redos.clear()
      const left = afterFork(snapshot, confirmed, this.recent, this.queue.waiting, this.client)
      this.queue = left.queue
      this.acked = []
      dropped = left.dropped
    }
    this.estranged = false
    this.recent = []
    this.confirmed = { rev: snapshot.rev, generation: snapshot.generation }
    this.shown = new Shown(snapshot.items, this.queue.waiting, this.me)
    if (this.held !== null) {
      this.held = 0
      this.shown.pause()
    }
    this.knowPeople(snapshot.people)
    this.tell({ kind: 'reset' })
    if (dropped.length > 0) this.lay(dropped, this.sender.n, superseded)
    this.outbox.save()
    this.catchUp.resume()
    this.connection.line?.nudge()
    this.sender.go()
    this.stateChanged()
  }

  private jump(missing: number): boolean {
    if (missing < JUMP || this.queue.waiting.length > 0 || this.canUndo || this.canRedo) return false
    this.fetchBoard()
    return true
  }

  private present(full: boolean, people: readonly Place[], gone: readonly Id[]): void {
    const since = (rev: number) => this.recent.filter((revision) => revision.rev > rev)
    this.places.told(full, people, gone, this.client, this.rev ?? 0, since, this.queuedTexts())
    if (people.some(({ person }) => !this.people.has(person))) this.askPeople()
    this.tell({ kind: 'presence' })
  }

  private queuedTexts(): readonly TypeEdit[] {
    return this.queue.waiting.flatMap((waiting) => waiting.edits.filter(isType))
  }

  /** Who came while nobody could tell us; not more often than is polite. */
  private askPeople(): void {
    if (this.asksPeople || !this.confirmed) return
    this.asksPeople = this.parts.timers.after(PEOPLE, () => {
      this.asksPeople = null
    })
    this.requests.snapshot(({ people }) => this.closed || this.knowPeople(people), () => undefined)
  }

  private knowPeople(people: readonly Person[]): void {
    for (const person of people) this.people.set(person.person, person)
    const mine = people.find(({ person }) => person === this.me)
    if (mine) this.become(mine.role)
    this.tell({ kind: 'people' })
  }

  private become(role: string): void {
    if (role === this.role) return
    this.role = role
    this.tell({ kind: 'role' })
  }

  /** What undo and refusals do must be seen, and so must what it is done to. */
  private unhold(): void {
    if (this.held === null) return
    this.pause(false)
    this.pause(true)
  }

  private arrive(arrived: Arrived, origin: 'local' | 'remote', by: number): void {
    for (const { item, field, op } of arrived.texts) this.tell({ kind: 'text', item, field, op, origin: 'remote' })
    if (arrived.ids.size > 0) this.tell({ kind: 'items', ids: arrived.ids, origin, by })
  }

  private end(reason: string): void {
    if (this.closed) return
    this.halt()
    // It stays on the device as well: whoever comes back as the same person finds it sent.
    if (sentAway(reason)) this.lay(this.queue.waiting, this.sender.n, { code: 'denied', reason })
    this.stateChanged()
    this.tell({ kind: 'closed', reason })
  }

  private halt(): void {
    this.closed = true
    this.connection.stop()
    this.catchUp.pause()
    this.sender.stop()
    this.myPlace.stop()
    this.fetchAgain?.()
    this.asksPeople?.()
    this.couriers.stop()
  }

  private kept(): void {
    this.sender.go()
    this.stateChanged()
  }

  /** Another tab delivers what was written; what was not is for the person to see. */
  private taken(newest: OutboxRecord | null): void {
    this.lay(notIn(newest, this.queue.waiting), this.sender.n, { code: 'retry', reason: 'unavailable' })
    this.end('taken')
  }

  private record(): OutboxRecord {
    const { client, person, board } = this.parts
    const { rev, generation } = this.confirmed ?? { rev: 0, generation: 0 }
    const { acked, tray: refused } = this
    const waiting = this.queue.waiting
    return { client, holder: client, person, board, rev, generation, n: this.sender.n, waiting, acked, refused }
  }

  private stateNow(): SyncState {
    const unsent = this.queue.waiting.length + this.couriers.unsent
    const connection = this.connection.words
    const isConnected = connection === 'live' || connection === 'http'
    const waiting = unsent === 0 ? 'saved' : isConnected ? 'saving' : 'unsent'
    const words = this.refused.length > 0 ? 'refused' : waiting
    const { turnedAway } = this.connection
    return { words, connection, unsent, held: this.held ?? 0, keeps: this.outbox.keeps, turnedAway }
  }

  private stateChanged(): void {
    const { told } = this
    const now = this.stateNow()
    const names = Object.keys(now) as (keyof SyncState)[]
    if (names.every((name) => told[name] === now[name])) return
    this.told = now
    this.tell({ kind: 'state' })
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change)
  }
}
