import type { Edit, Id, Item, Party, Value } from './types'

/**
 * Who may do what at a table: the twin of org.tavolo.people.Permissions and org.tavolo.web.Permits, on the tables that
 * the server sends (docs/protocol.md H10, docs/permissions.md). It decides what is offered; what counts is what the
 * server says when the edit comes to its turn.
 */

export type Deed = 'read' | 'create' | 'write' | 'translate' | 'move' | 'link' | 'unlink' | 'delete' | 'restore'
export type Pen = 'mentee' | 'everyone' | 'nobody'
export type When =
  | 'never'
  | 'always'
  | 'own'
  | 'with_pen'
  | 'with_pen_between_sessions'
  | 'own_with_pen'
  | 'own_or_with_pen'
  | 'not_mentees'
  | 'not_mentees_with_pen'
/** Never for this role · not now · not in a session · only what one wrote oneself · locked · muted: the reasons of a refusal. */
export type Why = 'role' | 'pen' | 'session' | 'not_yours' | 'locked' | 'muted'

/** As the server sends it; what is not in it is never. */
export interface Permissions {
  readonly parts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
  /** With which roles each pen is. */
  readonly pens: Readonly<Record<string, readonly string[]>>
  readonly rights: Readonly<Record<string, { readonly roles: readonly string[]; readonly owner: boolean }>>
}

export interface Asker {
  readonly role: string
  /** The programme is theirs. */
  readonly owner: boolean
  /** Whoever leads has muted them; never said of who leads. */
  readonly muted?: boolean
}

export interface About {
  readonly part: string
  /** Null when nobody knows. */
  readonly author: Party | null
  readonly own: boolean
  readonly locked: boolean
}

/** Which part of a table types, fields and answers are; null for a type that the method does not have. */
export interface Parts {
  part(type: string, field?: string, value?: Value | null): string | null
  /** Whether a field says something that somebody chose to say; absent where nothing has words of several. */
  isSaid?(type: string, field: string, value: Value): boolean
}

/** What has to be known of a board and of who looks at it. */
export interface Sitting {
  readonly permissions: Permissions
  readonly parts: Parts
  readonly items: ReadonlyMap<Id, Item>
  readonly asker: Asker
  readonly me: number
  /** Who writes now, see {@link penOf}. */
  readonly pen: Pen
  /** A session is on, see {@link sessionOn}. */
  readonly session: boolean
  party(person: number): Party | null
}

/** Whether somebody has a right beside editing, by its word with `_`: `bring_in`. */
export function hasRight(permissions: Permissions, asker: Asker, right: string): boolean {
  const who = permissions.rights[right]
  return who !== undefined && (who.roles.includes(asker.role) || (who.owner && asker.owner))
}

export function when(permissions: Permissions, asker: Asker, part: string, deed: Deed): When {
  const leads = part === 'steering' || (part === 'area' && asker.role !== 'mentee')
  const owns = asker.owner && leads && hasRight(permissions, { ...asker, owner: false }, 'read')
  return (permissions.parts[part]?.[deed]?.[owns ? 'facilitator' : asker.role] ?? 'never') as When
}

/** Why somebody may not do this now; null when they may. */
export function refused(
  permissions: Permissions,
  asker: Asker,
  deed: Deed,
  about: About,
  { pen, session }: { readonly pen: Pen; readonly session: boolean },
): Why | null {
  const on = when(permissions, asker, about.part, deed)
  if (on === 'never') return 'role'
  if (asker.muted === true && deed !== 'read' && about.part !== 'hand') return 'muted'
  if (about.locked && deed !== 'read' && about.part !== 'steering') return 'locked'
  const writes = permissions.pens[pen]?.includes(asker.role) ?? false
  switch (on) {
    case 'always':
      return null
    case 'own':
      return about.own ? null : 'not_yours'
    case 'with_pen':
      return writes ? null : 'pen'
    case 'with_pen_between_sessions':
      return !writes ? 'pen' : session ? 'session' : null
    case 'own_with_pen':
      return !about.own ? 'not_yours' : writes ? null : 'pen'
    case 'own_or_with_pen':
      return about.own || writes ? null : 'pen'
    case 'not_mentees':
      return isMentees(about) ? 'not_yours' : null
    case 'not_mentees_with_pen':
      return isMentees(about) ? 'not_yours' : writes ? null : 'pen'
  }
}

/** Nobody takes for anybody's what nobody knows whose it is. */
function isMentees(about: { readonly author: Party | null; readonly own: boolean }): boolean {
  return !about.own && (about.author === null || about.author === 'mentee')
}

/** Who writes now: as the programme says, else the mentee city. */
export function penOf(items: ReadonlyMap<Id, Item>): Pen {
  for (const item of items.values()) {
    if (item.type !== 'programme' || item.parent !== null) continue
    const pen = item.fields['pen']
    return pen === 'everyone' || pen === 'nobody' ? pen : 'mentee'
  }
  return 'mentee'
}

/** The session that is on, opened and not closed; the newest where there are several. */
export function sessionOn(items: ReadonlyMap<Id, Item>): Item | null {
  let on: Item | null = null
  for (const item of items.values()) {
    if (item.type !== 'session' || item.deleted === true || 'closed' in item.fields) continue
    if (momentOf(item, 'opened') > (on === null ? -1 : momentOf(on, 'opened'))) on = item
  }
  return on
}

/** A moment as it reads: -1 when it has not come; 0 when it is this very moment and the server has not said which. */
export function momentOf(item: Item, field: string): number {
  const moment = item.fields[field]
  return typeof moment === 'number' ? moment : -1
}

/** Whether an item, or what holds it, is locked. */
export function isLocked(items: ReadonlyMap<Id, Item>, id: Id | null): boolean {
  for (let at = id; at !== null; ) {
    const item = items.get(at)
    if (item === undefined) return false
    if (item.fields['lock'] === true) return true
    at = item.parent
  }
  return false
}

/** Whether an item, or what holds it, is deleted (M8); the top of the table is not. */
function isHidden(items: ReadonlyMap<Id, Item>, id: Id | null): boolean {
  for (let at = id; at !== null; ) {
    const item = items.get(at)
    if (item === undefined || item.deleted === true) return true
    at = item.parent
  }
  return false
}

/** Why an edit would be refused now; null when it would not. */
export function refusedEdit(sitting: Sitting, edit: Edit): Why | null {
  const { parts, items } = sitting
  if (edit.e === 'create') return refusedCreation(sitting, edit.type, edit.parent, edit.fields ?? {})
  const item = items.get(edit.item)
  const part = item === undefined ? null : parts.part(item.type)
  if (item === undefined || part === null) return null
  switch (edit.e) {
    case 'set':
      return 'value' in edit
        ? refusedWriting(sitting, item, edit.field, edit.value)
        : refusedWriting(sitting, item, edit.field)
    case 'type':
      return refusedWriting(sitting, item, edit.field)
    case 'move': {
      const why = ask(sitting, 'move', item, part, isLocked(items, item.id) || isLocked(items, edit.parent))
      // Nobody sees it there: that is deleting it.
      const goes = isHidden(items, edit.parent) && !isHidden(items, item.id)
      return why ?? (goes ? ask(sitting, 'delete', item, part, isLocked(items, item.id)) : null)
    }
    default:
      return ask(sitting, edit.e, item, part, isLocked(items, item.id))
  }
}

/** The same of setting a field, or typing in it; where no value is named, of the field as it is. */
export function refusedWriting(sitting: Sitting, item: Item, field: string, value?: Value | null): Why | null {
  const { parts, items } = sitting
  const locked = isLocked(items, item.id)
  const own = parts.part(item.type, field) ?? ''
  if (value !== undefined) {
    // An answer that only some may give is theirs to take back too.
    for (const answer of [value, item.fields[field] ?? null]) {
      const part = parts.part(item.type, field, answer) ?? own
      const why = part === own ? null : ask(sitting, 'write', item, part, locked)
      if (why !== null) return why
    }
  }
  return ask(sitting, field.includes('@') ? 'translate' : 'write', item, own, locked)
}

/** The same of making something. */
export function refusedCreation(
  sitting: Sitting,
  type: string,
  parent: Id | null,
  fields: Readonly<Record<string, Value>> = {},
): Why | null {
  const { parts, items, permissions, asker, me } = sitting
  const part = parts.part(type)
  if (part === null) return null
  const locked = isLocked(items, parent)
  const about = (part: string): About => ({ part, author: sitting.party(me), own: true, locked })
  const why = refused(permissions, asker, 'create', about(part), sitting)
  if (why !== null) return why
  for (const [field, value] of Object.entries(fields)) {
    const of = parts.part(type, field, value) ?? part
    const not = of === part ? null : refused(permissions, asker, 'write', about(of), sitting)
    if (not !== null) return not
  }
  return null
}

function ask(sitting: Sitting, deed: Deed, item: Item, part: string, locked: boolean): Why | null {
  const written = { author: sitting.party(item.by), own: item.by === sitting.me }
  const mentees =
    deed === 'delete' &&
    (holdsMentees(sitting, item.id) || (sitting.asker.role !== 'mentee' && saysMentees(sitting, item)))
  const whose = mentees ? { author: 'mentee' as const, own: false } : written
  const about = { part, ...whose, locked }
  return refused(sitting.permissions, sitting.asker, deed, about, sitting)
}

/** What is below an item goes with it: where the mentee city wrote some of that, the whole is theirs to delete. */
function holdsMentees(sitting: Sitting, id: Id): boolean {
  for (const item of sitting.items.values()) {
    if (item.parent !== id || item.deleted === true) continue
    if (isMentees({ author: sitting.party(item.by), own: item.by === sitting.me })) return true
    if (saysMentees(sitting, item) || holdsMentees(sitting, item.id)) return true
  }
  return false
}

/** One sheet has words of several: whoever put it there has not written what the mentee city says in it. */
function saysMentees({ parts }: Sitting, item: Item): boolean {
  const mentees = (part: string | null) => part === 'plan' || part === 'decision'
  return (
    !mentees(parts.part(item.type)) &&
    Object.entries(item.fields).some(
      ([field, value]) => mentees(parts.part(item.type, field)) && parts.isSaid?.(item.type, field, value) === true,
    )
  )
}
