import type { Edit, Fields, Id, Item, Party, Person, Revision, Value } from '../board/types'
import type { OffRecordNote } from '../sync/messages'

export type { OffRecordNote }

/** What goes over HTTP (docs/protocol.md §6), as the client reads and writes it. */

/** What somebody is in a programme; what each may do is decided by the server (docs/permissions.md). */
export type Role =
  | 'coordinator'
  | 'mentee'
  | 'mentor'
  | 'association'
  | 'support'
  | 'mentor_support'
  | 'migrants'
  | 'facilitator'
  | 'approver'
  | 'service'
  | 'network'
  | 'referent'
  | 'observer'
  | 'invited'

/** Who writes in the plan now. */
export type Pen = 'mentee' | 'everyone' | 'nobody'

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
  /** Null for who does not sit at the table. */
  readonly board: Id | null
  readonly role: Role
  readonly party: Party
  readonly name: string
  readonly person: number
  /** For the owner, when it is to be erased: its last day, as `2028-11-21`. */
  readonly ends?: string
}

/** H11, H22, H23, H26. */
export interface Account {
  readonly account: Id
  readonly name: string
  readonly email: string | null
  readonly administrator: boolean
}

/** H23, H24, H26: the token of a personal link is told this once. */
export interface PersonalLink {
  readonly token: string
}

/** H25: a browser in which I am signed in. */
export interface Device {
  readonly session: Id
  /** Its kind and system, as in `Firefox, Android`; empty when it did not say. */
  readonly device: string
  readonly since: number
  readonly seen: number
  /** Whether it is this browser. */
  readonly mine: boolean
}

export interface Me {
  /** Who is signed in; null for a guest, who is known to their tables alone. */
  readonly account: Account | null
  readonly programmes: readonly Mine[]
  readonly languages: readonly string[]
  /** The server was told to do without https; every page then says so. */
  readonly insecure?: boolean
  /** What the identity provider is called by which people may sign in (H27). */
  readonly oidc?: string
  /** Who runs this installation, as they wish to be called. */
  readonly operator?: string
  /** How to reach them. */
  readonly contact?: string
}

/** H12. */
export interface NewProgramme {
  readonly title: string
  readonly theme: string
  readonly mentee: string
  readonly mentor: string
  readonly associations: string
  readonly name: string
  readonly role: Role
  /** The usual one of the role when absent. */
  readonly party?: Party
  /** Who writes in the plan at first; the mentee city when absent. */
  readonly pen?: Pen
  /** The way in which the method is used, as in IncluCities when absent; and how many visits, where it asks. */
  readonly preset?: string
  readonly meetings?: number
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
  /** Null for who does not sit at the table. */
  readonly board: Id | null
  readonly me: Person & { readonly muted?: true }
  readonly owner: boolean
  readonly people: readonly Member[]
}

/** Somebody on the list of members. */
export interface Member extends Person {
  /** The programme is theirs. */
  readonly owner?: true
  /** They left, or were removed. */
  readonly former?: true
  /** Whoever leads has muted them (H61); told to those who lead. */
  readonly muted?: true
}

/** A programme at whose shared table I sit. */
export type MyTable = Programme & { readonly board: Id }

/** H15: whom a link lets in. */
export interface Terms {
  readonly role: Role
  /** Null when people choose among those of the role. */
  readonly party: Party | null
  /** How many may use it; null when it is not counted. */
  readonly most: number | null
  /** Whether somebody has to let them in. */
  readonly lobby: boolean
}

export interface NewTerms {
  readonly role: Role
  readonly party?: Party
  readonly most?: number
  readonly lobby?: boolean
  readonly days: number
}

export interface InvitationLink extends Terms {
  readonly link: Id
  readonly used: number
  readonly at: number
  readonly expires: number
  /** Whether I may take it back. */
  readonly revocable: boolean
}

/** H15, POST: the token is told this once. */
export interface NewInvitationLink extends InvitationLink {
  readonly token: string
}

/** H16, H35. */
export interface Invitation {
  readonly kind: 'member' | 'return'
  /** Not said of a way back. */
  readonly role?: Role
  /** Those from which who comes chooses; one is no choice. */
  readonly parties?: readonly Party[]
  readonly lobby?: boolean
  readonly title: string
  readonly mentee: string
  readonly mentor: string
  readonly member: boolean
  /** A member who would get another role by it, and waits for that. */
  readonly waits?: boolean
  /** The door lets nobody new in now (H62). */
  readonly locked?: true
}

/** By what somebody comes in: a link, or a code that was spoken. */
export type Key = { readonly token: string } | { readonly code: string }

/** H17. */
export interface Joined {
  readonly programme: Id
  /** Null for who does not sit at the table. */
  readonly board: Id | null
  readonly person: number
  /** Null for a member who stays who they are, and when it was told before (H19 makes another). */
  readonly returnToken: string | null
}

/** H17 where somebody has to let one in: the knock to ask after (H37). */
export interface Waiting {
  readonly waiting: Id
}

/** H37: null while nobody has decided. */
export type Admission =
  | { readonly admitted: null | false }
  | ({ readonly admitted: true } & Joined)

/** H33: what somebody did, never what they wrote. */
export interface Act {
  readonly n: number
  readonly at: number
  /** Null for the server itself. */
  readonly by: number | null
  readonly what: string
  readonly about: number | null
  readonly detail: string
}

/** H34: a spoken code that lets people in. */
export interface Door {
  readonly role: Role
  readonly lobby: boolean
  readonly opened: number
  readonly closes: number
}

/** H34, POST: the eight digits are told this once. */
export interface OpenedDoor extends Door {
  readonly code: string
}

/** H36: somebody who waits to be let in. */
export interface Knock {
  readonly knock: Id
  readonly name: string
  readonly role: Role
  readonly party: Party
  readonly at: number
}

/** H36: who waits, and whether the door is locked, so that nobody new comes in otherwise. */
export interface AtTheDoor {
  readonly waiting: readonly Knock[]
  readonly locked?: boolean
}

/** H40: somebody who leads sessions, and which teams have asked them in. */
export interface AskedIn extends Person {
  readonly byMentee: boolean
  readonly byMentor: boolean
}

/** H40: how the confidential table stands for me; who is in it is told to its members. */
export type Confidence =
  | { readonly state: 'closed' | 'outside' | 'waiting'; readonly board: null }
  | {
      readonly state: 'in'
      readonly board: Id
      /** Not in the answer to coming in. */
      readonly members?: readonly Person[]
      readonly invited?: readonly AskedIn[]
    }

/** H44: whether there can be any now, and those there are, oldest first. */
export interface OffRecord {
  readonly on: boolean
  readonly notes: readonly OffRecordNote[]
}

/** H18. */
export interface Returned {
  readonly programme: Id
  readonly board: Id | null
  readonly person: number
}

/** H46: what of one's own is to be forgotten. */
export type Forgotten = 'name' | 'contributions'

/** H47: days as `2028-11-21`. */
export interface Keeping {
  /** The last day. */
  readonly until: string
  readonly lastVisit: string | null
  /** The owner is told that it ends. */
  readonly warned: boolean
  /** The owner took the whole of it as a file. */
  readonly offered: boolean
}

/** How a writing round stands, and nothing of what is written. */
export interface RoundCounts {
  readonly writers: number
  readonly notes: number
}

/** A note of mine in a writing round. */
export interface RoundDraft {
  readonly draft: Id
  readonly text: string
  readonly kind: string
  readonly lang: string
}

export type Consent = 'agree' | 'concern' | 'block'

/** A whole ballot, by the way in which one votes. */
export type Ballot =
  | { readonly dots: Readonly<Record<Id, number>> }
  | { readonly values: Readonly<Record<Id, number>> }
  | { readonly consent: Readonly<Record<Id, Consent>>; readonly reasons?: Readonly<Record<Id, string>> }

/** How a vote stands for me. */
export interface PollState {
  readonly open: boolean
  readonly voters: number
  /** In a secret one only that I have voted; null when I have not. */
  readonly mine: Ballot | { readonly voted: true } | null
}

/** A file as the server gives it. */
export interface TakenFile {
  readonly name: string
  readonly content: Blob
}

/** Somebody outside who is asked whether an action can be done; times in milliseconds since 1970. */
export interface Asking {
  readonly asking: Id
  readonly item: Id
  readonly service: string
  readonly at: number
  readonly expires: number
  readonly answered: boolean
}

export interface NewAsking extends Asking {
  /** Told this once. */
  readonly token: string
}

export type OpinionAnswer = 'feasible' | 'feasibleIf' | 'notNow'

/** That action, as somebody outside is shown it, and what they have answered. */
export interface AskedOpinion {
  readonly title: string
  readonly mentee: string
  readonly service: string
  readonly lang: string
  readonly action: Readonly<Record<string, string>>
  readonly opinion: { readonly answer: OpinionAnswer; readonly text: string } | null
}

/** H65: something of a table as those outside may read it: the fields that its kind of release names, and its language. */
export interface ReleasedItem {
  readonly item: Id
  readonly type: string
  readonly fields: Fields
}

/** H65: what was released of one kind, as it stood at a revision. */
export interface Release {
  readonly kind: string
  readonly at: number
  /** The number of the person who released it. */
  readonly by: number
  readonly rev: number
  readonly items: readonly ReleasedItem[]
}

/** H66: a programme in which I coordinate, represent an association or lead several networks, and what was released in it. */
export interface NetworkProgramme {
  readonly programme: Id
  readonly title: string
  readonly theme: string
  readonly mentee: string
  readonly mentor: string
  readonly language: string
  readonly role: Role
  /** Null for who does not sit at the table. */
  readonly board: Id | null
  readonly releases: readonly Release[]
}
