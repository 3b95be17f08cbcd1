import type { Edit, Fields, Id, Item, Party, Person, Revision, Value } from '../board/types'

/** What goes over HTTP (docs/protocol.md §6), as the client reads and writes it. */

export type Role = 'facilitator' | 'participant'

/** H1, H5. */
export interface Snapshot {
  readonly rev: number
  readonly generation: number
  readonly items: readonly Item[]
  readonly people: readonly Person[]
}

/** One person's place on a board, as the server sends it (L8). */
export interface Present {
  readonly client: Id
  readonly person: number
  readonly item: Id | null
  readonly field: string | null
  readonly caret: readonly [number, number] | null
  readonly rev: number
}

/** H2. */
export interface Revisions {
  readonly from: number
  readonly to: number
  readonly head: number
  readonly generation: number
  readonly revisions: readonly Revision[]
  readonly present?: readonly Present[]
}

/** H3: a submission, without the board, which is in the address. */
export interface Submitted {
  readonly client: Id
  readonly n: number
  readonly base: number
  readonly edits: readonly Edit[]
}

/** H4. */
export interface Whereabouts {
  readonly client: Id
  readonly item: Id | null
  readonly field: string | null
  readonly caret: readonly [number, number] | null
  readonly rev: number
}

/** H6. */
export interface History {
  readonly entries: readonly HistoryEntry[]
  readonly more: boolean
  /** Where to go on; only when there is more. */
  readonly before?: number
}

export interface HistoryEntry {
  readonly rev: number
  readonly at: number
  readonly by: number
  readonly item: Id
  readonly field: string | null
  readonly kind: string
  readonly before: Value | null
  readonly after: Value | null
}

/** H8: what a file would bring; nothing has changed yet. */
export interface Preview {
  readonly columns: readonly { readonly heading: string; readonly field: string | null }[]
  readonly leftOut: readonly string[]
  readonly rows: readonly { readonly line: number; readonly fields: Fields }[]
  readonly language: string
  readonly encoding: string
  readonly delimiter: string
}

/** H11: a programme that this browser's server session is a member of. */
export interface Mine {
  readonly programme: Id
  readonly title: string
  readonly theme: string
  readonly mentee: string
  readonly mentor: string
  readonly board: Id
  readonly role: Role
  readonly party: Party
  readonly name: string
  readonly person: number
}

export interface Me {
  readonly programmes: readonly Mine[]
  readonly languages: readonly string[]
  /** The server was told to do without https; every page then says so. */
  readonly insecure?: boolean
}

/** H12. */
export interface NewProgramme {
  readonly title: string
  readonly theme: string
  readonly mentee: string
  readonly mentor: string
  readonly associations: string
  readonly name: string
  readonly party: Party
  readonly language: string
}

/** H12, H13: the tokens are told this once. */
export interface CreatedProgramme {
  readonly programme: Id
  readonly board: Id
  readonly person: number
  readonly facilitatorToken: string
  readonly joinToken: string
  readonly returnToken: string
}

/** H14. */
export interface Programme {
  readonly programme: Id
  readonly title: string
  readonly theme: string
  readonly mentee: string
  readonly mentor: string
  readonly associations?: string
  readonly language?: string
  readonly board: Id
  readonly me: Person
  readonly people: readonly Person[]
}

/** H15. */
export interface InvitationLink {
  readonly link: Id
  readonly kind: 'join' | 'facilitator'
  readonly expires?: number
  readonly at?: number
}

/** H15, POST: the token is told this once. */
export interface NewInvitationLink extends InvitationLink {
  readonly token: string
}

/** H16. */
export interface Invitation {
  readonly kind: 'join' | 'facilitator' | 'return'
  readonly title: string
  readonly mentee: string
  readonly mentor: string
  readonly member: boolean
}

/** H17. */
export interface Joined {
  readonly programme: Id
  readonly board: Id
  readonly person: number
  readonly returnToken: string
}

/** H18. */
export interface Returned {
  readonly programme: Id
  readonly board: Id
  readonly person: number
}
