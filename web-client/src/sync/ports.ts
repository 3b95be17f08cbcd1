import type { Id } from '../board/types'
import type { RefusedSubmission } from './client.types'
import type { Waiting } from './queue'

/**
 * What the client core needs from outside. Everything is told by callbacks on one thread and nothing here is a promise,
 * so that the same lines in give the same lines out, in a browser as in the simulator. Only a device may call back before
 * it returns.
 */

export type Cancel = () => void

export interface Timers {
  /** Milliseconds since 1970. */
  now(): number
  after(ms: number, run: () => void): Cancel
}

/** 32 random bits as a whole number. */
export type Random = () => number

export interface Socket {
  send(text: string): void
  /** No event comes from a socket that was closed from here. */
  close(): void
}

export interface SocketEvents {
  opened(): void
  received(frame: unknown): void
  closed(code: number, reason?: string): void
}

/** What came back; `status` 0 when nothing did. `body` is the JSON, undefined when it was none. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface Network {
  open(events: SocketEvents): Socket
  /** One HTTP request; `done` is not called after the cancel. */
  request(method: 'GET' | 'POST', path: string, body: string | undefined, done: (answer: Answer) => void): Cancel
}

/** What the browser says about itself. */
export interface Surroundings {
  readonly online: boolean
  readonly visible: boolean
}

export interface Frozen {
  readonly n: number
  readonly base: number
  /** The JSON of H3's body; sent again as it stands, to the byte. */
  readonly text: string
}

export interface Acked extends Frozen {
  readonly rev: number
  readonly at: number
}

/** What one tab has on the device for one person and board: all that the server has not numbered, in one record. */
export interface OutboxRecord {
  /** The id under which the submissions go. */
  readonly client: Id
  /** The tab that may write the record and send what is in it. */
  readonly holder: Id
  readonly person: number
  readonly board: Id
  /** The revision of which `waiting` speaks. */
  readonly rev: number
  readonly generation: number
  /** The last number used. */
  readonly n: number
  readonly waiting: readonly Waiting[]
  /** Numbered in the last 15 minutes, in case the server's database has to be restored from a backup. */
  readonly acked: readonly Acked[]
  readonly refused: readonly RefusedSubmission[]
}

export type Written = 'kept' | 'taken' | 'failed'

/** Where text is kept until the server has it. */
export interface Device {
  /** False when what is written is gone with the page. */
  readonly keeps: boolean
  /** Replaces the record. `taken`: another tab has adopted it, and nothing was written. */
  write(record: OutboxRecord, done: (written: Written) => void): void
  /** Takes the record off the device, unless another tab has adopted it. */
  remove(record: OutboxRecord): void
  /** Makes `holder` the holder of every record of this person and board whose own tab is gone, and gives those. */
  adopt(person: number, board: Id, holder: Id, done: (records: readonly OutboxRecord[]) => void): void
}

/** What the client of one tab is made of. */
export interface Parts {
  readonly board: Id
  /** Who I am on this board; when the server says otherwise, the visit ends. */
  readonly person: number
  /** The id of this tab, under which its submissions go; never used by another tab. */
  readonly client: Id
  readonly network: Network
  readonly timers: Timers
  readonly random: Random
  readonly device: Device
  readonly surroundings: Surroundings
  /** Told when the server and this client do not mean the same board, which cannot be; the client takes the server's. */
  readonly broke?: (failure: unknown) => void
}
