/** The board's words in TypeScript, the twin of org.tavolo.board (docs/protocol.md §1-3). */

export type Id = string
export type Party = 'mentee' | 'mentor' | 'association' | 'support' | 'facilitator' | 'other'
export type Value = string | number | boolean | string[]
export type Fields = Readonly<Record<string, Value>>
export type Link = readonly [relation: string, to: Id]

/** Immutable: a change makes a new object, so that a view may compare by identity. */
export interface Item {
  readonly id: Id
  readonly type: string
  readonly parent: Id | null
  readonly pos: string
  readonly fields: Fields
  readonly links: readonly Link[]
  readonly by: number
  readonly at: number
  readonly deleted?: true
}

/** `ot-text-unicode`: skip, insert, delete. */
export type TextOp = readonly (number | string | { readonly d: number | string })[]
export type Place = 'first' | 'last' | { readonly after: Id } | { readonly before: Id }
export type Respaced = readonly (readonly [Id, string])[]

export type Edit =
  | { e: 'create'; item: Id; type: string; parent: Id | null; at?: Place; fields?: Fields; pos?: string; respaced?: Respaced }
  | { e: 'set'; item: Id; field: string; value: Value | null; was?: Value | null }
  | { e: 'set'; item: Id; field: string; add?: readonly string[]; remove?: readonly string[] }
  /** With `of`, the fingerprint of the text it was made for, it is done only while the text reads so. */
  | { e: 'type'; item: Id; field: string; op: TextOp; of?: string }
  | { e: 'link'; item: Id; rel: string; to: Id; noop?: true }
  | { e: 'unlink'; item: Id; rel: string; to: Id; noop?: true }
  | { e: 'move'; item: Id; parent: Id | null; at?: Place; pos?: string; was?: { parent: Id | null; pos: string }; respaced?: Respaced }
  | { e: 'delete'; item: Id; noop?: true }
  | { e: 'restore'; item: Id; noop?: true }

export interface Revision {
  readonly rev: number
  readonly client: Id
  readonly n: number
  readonly by: number
  readonly at: number
  readonly edits: readonly Edit[]
}

export interface Person {
  readonly person: number
  readonly name: string
  readonly party: Party
  readonly role: string
}
