import type { Edit, Id, Item, Person, TextOp } from '../board/types'
import type { OffRecordNote } from './messages'

/**
 * What the view sees of the synchronised board. Everything is synchronous and on one thread; what is shown is always
 * the confirmed board with the own queue applied to it.
 */
export interface BoardClient {
  readonly board: Id
  /** Number of the person I am; 0 before the first welcome. */
  readonly me: number
  /** What I am at this table, as the server said last; empty before it has said. */
  readonly role: string
  readonly items: ReadonlyMap<Id, Item>
  /** The revision of what is shown, without what is not sent yet; null before anything has come. */
  readonly rev: number | null
  readonly people: ReadonlyMap<number, Person>
  readonly presence: ReadonlyMap<Id, Presence>
  readonly state: SyncState
  readonly refused: readonly RefusedSubmission[]
  /** What time it is with the server, in milliseconds since 1970, whatever the device believes; a second off at most. */
  readonly serverNow: number

  /** Shown at once, kept on the device, sent when it can be. One call is one step of undo. */
  submit(edits: readonly Edit[], forGood?: boolean): void
  /**
   * Typing: adjacent operations in one field become one submission and one step of undo. What belongs to it (on other
   * fields) is submitted and taken back with it.
   */
  type(item: Id, field: string, op: TextOp, beside?: readonly Edit[]): void
  undo(): UndoOutcome
  redo(): UndoOutcome
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Where I am; null when nowhere. Coalesced. */
  at(item: Id | null, field: string | null, caret: readonly [number, number] | null): void
  /** Takes a refused submission off the tray. */
  dismiss(refused: RefusedSubmission): void
  /**
   * Asked when typing, or something new, is refused because somebody else writes now or has locked it: what to submit
   * instead, so that it is kept where others see it. Null leaves it to the tray.
   */
  instead: ((left: Typed | Made) => readonly Edit[] | null) | null
  /** Holds others' changes back (they are counted) until false. */
  pause(on: boolean): void
  subscribe(listener: (change: Change) => void): () => void
  close(): void
}

export type Change =
  | { kind: 'items'; ids: ReadonlySet<Id>; origin: 'local' | 'remote'; by: number }
  /** An operation on a text, in the coordinates of what is shown, for open editors. */
  | { kind: 'text'; item: Id; field: string; op: TextOp; origin: 'local' | 'remote' | 'undo' }
  | { kind: 'reset' }
  | { kind: 'state' }
  | { kind: 'presence' }
  | { kind: 'people' }
  /** Mine is another one now. */
  | { kind: 'role' }
  | { kind: 'refused' }
  /** What is off the record at a confidential table now; nothing of it is kept here. */
  | { kind: 'offRecord'; notes: readonly OffRecordNote[] }
  | { kind: 'closed'; reason: string }

/** A text as it is, and as it would be with what was typed. */
export interface Typed {
  readonly item: Id
  readonly field: string
  readonly base: string
  readonly wanted: string
}

/** Something new as it stood, with all that was typed into it since. */
export interface Made {
  readonly made: Item
}

export interface SyncState {
  /** `saved` nothing waits · `saving` on its way · `unsent` waits for a connection · `refused` the tray is not empty. */
  readonly words: 'saved' | 'saving' | 'unsent' | 'refused'
  readonly connection: 'connecting' | 'live' | 'http' | 'offline' | 'ended'
  /** Submissions that the server has not numbered. */
  readonly unsent: number
  /** Of others' changes, while paused. */
  readonly held: number
  /** False where this browser cannot keep text. */
  readonly keeps: boolean
  /** Why the server does not let this page in for now: one person has too many open, or the table is full. */
  readonly turnedAway: 'too_many_connections' | 'too_many_people' | null
}

export interface Presence {
  readonly client: Id
  readonly person: number
  readonly item: Id | null
  readonly field: string | null
  /** In code points, in the coordinates of what is shown; null when none. */
  readonly caret: readonly [number, number] | null
}

export interface RefusedSubmission {
  readonly n: number
  readonly code: string
  readonly reason: string
  /** What was in it, for the person to copy. */
  readonly wrote: readonly Wrote[]
  readonly at: number
}

/** @property type of the item, where it was to be made; null otherwise */
export interface Wrote {
  readonly item: Id
  readonly type: string | null
  readonly field: string
  readonly text: string
}

export type UndoOutcome =
  /** `partly`: but for what somebody else has changed since. */
  | { done: true; item?: Id; field?: string; partly?: true }
  | { done: false; why: 'nothing' | 'changed_by_others' | 'gone' }
