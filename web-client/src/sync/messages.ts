import type { Id, Person, Revision } from '../board/types'
import type { Answer } from './ports'

/** What the server says on either carrier (docs/protocol.md §4-6), once it has been looked at. */

export interface Greeting {
  readonly head: number
  readonly generation: number
  readonly me: number
  readonly role: string
  /** The server's clock, in milliseconds since 1970; absent from a server before it told. */
  readonly now?: number | undefined
}

export interface Welcome extends Greeting {
  /** The server knew less than the client when it was asked. */
  readonly behind: boolean
}

export interface Place {
  readonly client: Id
  readonly person: number
  readonly item: Id | null
  readonly field: string | null
  readonly caret: readonly [number, number] | null
  readonly rev: number
}

export interface Refusal {
  readonly code: string
  readonly reason: string
  readonly retryAfterMs?: number
}

export interface Page {
  readonly from: number
  readonly to: number
  readonly head: number
  readonly generation: number
  readonly revisions: readonly Revision[]
  readonly now?: number
  readonly present?: readonly Place[]
}

/** What is said off the record at a confidential table (H44). */
export interface OffRecordNote {
  readonly note: Id
  readonly by: number
  readonly at: number
  readonly text: string
}

export type Message =
  | ({ readonly type: 'welcome'; readonly board: Id } & Greeting)
  | {
      readonly type: 'edits'
      readonly from: number
      readonly to: number
      readonly revisions: readonly Revision[]
      /** In a heartbeat. */
      readonly now?: number
    }
  | { readonly type: 'head'; readonly head: number }
  | ({ readonly type: 'refused'; readonly client: Id; readonly n: number } & Refusal)
  | ({ readonly type: 'err' } & Refusal)
  | { readonly type: 'ended'; readonly board: Id }
  | { readonly type: 'present'; readonly full: boolean; readonly people: readonly Place[]; readonly gone: readonly Id[] }
  | { readonly type: 'people'; readonly people: readonly Person[] }
  | { readonly type: 'offRecord'; readonly notes: readonly OffRecordNote[] }

/** The message in a frame of the bridge that concerns this board; null for what is none. */
export function messageIn(frame: unknown, board: Id): Message | null {
  if (!isObject(frame)) return null
  if (frame.type === 'err') return { type: 'err', ...refusalIn(frame) }
  if (frame.type !== 'rec' || !isObject(frame.body)) return null
  const body = frame.body
  if (frame.address === 'you' ? (body.board ?? board) !== board : !addressed(frame.address, board)) return null
  return typeof body.type === 'string' ? (body as unknown as Message) : null
}

/** What an HTTP answer refuses; null when it grants. No answer, or one that is not the server's own: `unreachable`. */
export function refusalOf(answer: Answer): Refusal | null {
  if (answer.status >= 200 && answer.status < 300) {
    // A hotel's login page answers 200 with HTML.
    return answer.body === undefined && answer.status !== 204 ? unreachable : null
  }
  return isObject(answer.body) && typeof answer.body.code === 'string' ? refusalIn(answer.body) : unreachable
}

/** Whether the same may succeed later as it stands. */
export function passes(refusal: Refusal): boolean {
  return refusal.code === 'retry' || refusal.code === 'rate' || refusal.code === 'unreachable'
}

/** Whether it is the whole visit that is refused, not what was sent. */
export function ends(refusal: Refusal): boolean {
  return (
    refusal.code === 'auth' ||
    refusal.code === 'upgrade' ||
    (refusal.code === 'denied' && (refusal.reason === 'csrf' || refusal.reason === 'origin'))
  )
}

/** One sits at this board no more, or not in a role that may see it (L9). */
export const left: Refusal = { code: 'auth', reason: 'membership_ended' }
export const superseded: Refusal = { code: 'superseded', reason: 'generation' }
export const unreachable: Refusal = { code: 'unreachable', reason: 'no_answer' }

/** Whether a visit ended because one does not sit at the board any more, by its reason. */
export function sentAway(reason: string): boolean {
  return reason === left.reason || reason === 'not_found' || reason === 'forbidden'
}

function refusalIn(body: Record<string, unknown>): Refusal {
  const refusal = { code: String(body.code), reason: String(body.reason ?? '') }
  return typeof body.retryAfterMs === 'number' ? { ...refusal, retryAfterMs: body.retryAfterMs } : refusal
}

function addressed(address: unknown, board: Id): boolean {
  return address === `board.${board}` || address === `presence.${board}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
