import { momentOf } from '../../board/permits'
import type { Edit, Id, Item, Value } from '../../board/types'
import { countOf, secondsLeft } from './led'

/** What whoever leads does, as edits: one submission each, so that everybody sees it happen at once. */

/** A field `moment` that is given this becomes the moment at which the server numbers it. */
const thisMoment = 0
const longest = 86_400

export interface Planned {
  readonly title: string
  readonly minutes: number | null
  readonly area: string
  readonly asks?: readonly Ask[]
  /** The entry in a visit's agenda that it comes from. */
  readonly entry?: Id
}

/** A writing round or a vote that is prepared. */
export interface Ask {
  readonly kind: 'round' | 'poll'
  readonly question: string
  readonly anonymous?: boolean
  readonly method?: string
  readonly budget?: number
  readonly secret?: boolean
  readonly about?: string
  /** Answers in words, of a vote about these. */
  readonly options?: readonly string[]
}

const set = (item: Id, field: string, value: Value | null): Edit => ({ e: 'set', item, field, value })

/**
 * Makes a session with its agenda.
 *
 * @param leads who opens it; null: it is only prepared
 * @param make  makes an id
 * @param visit for which it is held, if for one
 */
export function opening(
  programme: Id,
  title: string,
  leads: number | null,
  agenda: readonly Planned[],
  make: () => Id,
  visit: Id | null = null,
): Edit[] {
  const session = make()
  const fields = { ...(title === '' ? {} : { title }), ...(leads === null ? {} : { opened: thisMoment, leads }) }
  return [
    { e: 'create', item: session, type: 'session', parent: programme, at: 'last', fields },
    ...(visit === null ? [] : [{ e: 'link', item: session, rel: 'for', to: visit } as const]),
    ...agenda.flatMap((point) => {
      const id = make()
      return [...joining(session, point, id), ...(point.asks ?? []).flatMap((ask) => preparing(session, id, ask, make))]
    }),
  ]
}

/** Opens a session that is prepared. */
export function openingPrepared(session: Item, leads: number): Edit[] {
  return [set(session.id, 'opened', thisMoment), set(session.id, 'leads', leads)]
}

/** Puts aside a session that was opened beside the one that is on: closed if it was under way, else only prepared again. */
export function puttingAside(session: Item): Edit[] {
  return 'point' in session.fields ? closing(session) : [set(session.id, 'opened', null), set(session.id, 'leads', null)]
}

/** Prepares a writing round or a vote at a point. */
export function preparing(session: Id, point: Id, { kind, options = [], ...ask }: Ask, make: () => Id): Edit[] {
  const id = make()
  const fields: Record<string, Value> = { point }
  for (const [field, value] of Object.entries(ask)) if (value !== undefined && value !== false && value !== null) fields[field] = value
  return [
    { e: 'create', item: id, type: kind, parent: session, at: 'last', fields },
    ...options.map((text): Edit => ({ e: 'create', item: make(), type: 'option', parent: id, at: 'last', fields: { text } })),
  ]
}

/**
 * Starts what is prepared, and brings everybody to where it stands.
 *
 * @param on    what a vote is on, beside answers in words
 * @param gone  answers in words that it is not on
 * @param notes where rounds and votes stand
 */
export function beginning(session: Item, asked: Item, on: readonly Id[], gone: readonly Id[], notes: Id | undefined): Edit[] {
  return [
    ...gone.map((item): Edit => ({ e: 'delete', item })),
    ...on.map((to): Edit => ({ e: 'link', item: asked.id, rel: 'on', to })),
    set(asked.id, 'opened', thisMoment),
    ...(notes === undefined ? [] : bringing(session, notes, null)),
  ]
}

export function adding(session: Id, { title, minutes, area }: Planned, id: Id): Edit {
  const fields = { title, ...(minutes === null ? {} : { minutes }), ...(area === '' ? {} : { area }) }
  return { e: 'create', item: id, type: 'point', parent: session, at: 'last', fields }
}

/** The same, joined to the entry in a visit's agenda that it comes from. */
export function joining(session: Id, planned: Planned, id: Id): Edit[] {
  const { entry } = planned
  return [adding(session, planned, id), ...(entry === undefined ? [] : [{ e: 'link', item: id, rel: 'from', to: entry } as const])]
}

/** On to a point: it begins, its minutes run, and everybody is brought to where the work on it is. */
export function goingTo(session: Item, point: Item, area: Id | undefined): Edit[] {
  const { minutes } = point.fields
  const edits = [set(session.id, 'point', point.id), set(point.id, 'began', thisMoment)]
  if (typeof minutes === 'number') edits.push(...starting(session, minutes * 60))
  else if ('started' in session.fields) edits.push(set(session.id, 'started', null))
  if (area !== undefined) edits.push(...bringing(session, area, null))
  return edits
}

export function starting(session: Item, seconds: number): Edit[] {
  return [set(session.id, 'started', thisMoment), set(session.id, 'seconds', seconds)]
}

/** Two minutes more than it has; where it is over, two minutes from now. */
export function extending(session: Item, now: number): Edit[] {
  const seconds = Number(session.fields['seconds'] ?? 0)
  const over = Math.max(0, -(secondsLeft(session, now) ?? 0))
  return [set(session.id, 'seconds', Math.min(longest, seconds + over + 120))]
}

export function stopping(session: Item): Edit[] {
  return [set(session.id, 'started', null)]
}

export function bringing(session: Item, here: Id, field: string | null): Edit[] {
  const edits = [set(session.id, 'here', here), set(session.id, 'hereSince', thisMoment)]
  if (field !== null || 'hereField' in session.fields) edits.push(set(session.id, 'hereField', field))
  return edits
}

/** Gives the floor, and takes it from whoever has it. */
export function giving(hand: Item, speaking: readonly Item[]): Edit[] {
  return [...speaking.flatMap(ending), set(hand.id, 'speaks', thisMoment)]
}

/** Somebody has spoken; of those in the room without a phone, one. */
export function ending(hand: Item): Edit[] {
  const count = countOf(hand)
  if (count > 1) return [set(hand.id, 'count', count - 1), set(hand.id, 'speaks', null)]
  return [set(hand.id, 'spoke', thisMoment)]
}

/** How many hands are up in the room. @param room the hand that counts them, where there is one */
export function counting(session: Id, room: Item | undefined, count: number, id: Id): Edit[] {
  if (room === undefined)
    return count > 0 ? [{ e: 'create', item: id, type: 'hand', parent: session, at: 'last', fields: { count } }] : []
  return count > 0 ? [set(room.id, 'count', count)] : [{ e: 'delete', item: room.id }]
}

export function closing(session: Item): Edit[] {
  const edits = [set(session.id, 'closed', thisMoment)]
  if (momentOf(session, 'started') >= 0) edits.push(...stopping(session))
  return edits
}
