import type { Id, Person, Revision } from '../board/types'
import type { OffRecordNote, Place, Refusal, Welcome } from './messages'
import type { Frozen } from './ports'

/** Where I am, as it is told to the others. */
export interface Whereabouts {
  readonly client: Id
  readonly item: Id | null
  readonly field: string | null
  readonly caret: readonly [number, number] | null
  readonly rev: number
}

/** What came over a line. Nothing is told after the line was stopped, nor after it was lost. */
export interface Received {
  edits(from: number, to: number, revisions: readonly Revision[]): void
  head(head: number): void
  refused(n: number, refusal: Refusal): void
  present(full: boolean, people: readonly Place[], gone: readonly Id[]): void
  people(people: readonly Person[]): void
  /** What time it is with the server, as far as it says. */
  time(now: unknown): void
  /** All of them, after each change; only the live line brings it. */
  offRecord(notes: readonly OffRecordNote[]): void
}

export interface LineEvents extends Received {
  ready(welcome: Welcome): void
  /**
   * @param why `unwelcome`: it opened, and nothing came through it
   * @param refusal what the server said, when it was the server that did not want it
   */
  lost(why: 'failed' | 'unwelcome' | 'silent', refusal?: Refusal): void
  /** The visit is over: whom the server does not know, or a client that is too old. */
  ended(refusal: Refusal): void
}

/** What a line has to know of the client at the moment it speaks. */
export interface Speaker {
  readonly client: Id
  readonly rev: number | null
  readonly generation: number | null
}

/** One way to the server, from the first word to the last. It is never used again once it is stopped or lost. */
export interface Line {
  readonly carrier: 'live' | 'http'
  submit(frozen: Frozen): void
  /** The submission needs no answer any more. */
  answered(n: number): void
  presence(whereabouts: Whereabouts): void
  /** The page is seen again, or the client has a board now: look whether all is well. */
  nudge(): void
  stop(): void
}
