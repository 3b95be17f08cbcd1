import { momentOf } from '../../board/permits'
import type { Id, Item } from '../../board/types'
import { handsOf, lastMinute, whose } from './led'

/** What is told to everybody at once, unlike edits, which are gathered. */
export type Signal =
  | { readonly kind: 'opened' | 'closed' | 'leads' | 'started' | 'longer' | 'stopped' | 'turn' | 'last' | 'over' }
  | { readonly kind: 'point' | 'round' | 'poll'; readonly item: Id }

/** What of a session such signals come from. */
export interface Seen {
  readonly session: Id | null
  readonly leads: number
  readonly point: Id | null
  /** Seconds that the timer was given, null when none runs; and how many it still has. */
  readonly seconds: number | null
  readonly left: number | null
  readonly myTurn: boolean
  /** Rounds and votes that are open. */
  readonly open: readonly Item[]
}

const nothing: Seen = { session: null, leads: 0, point: null, seconds: null, left: null, myTurn: false, open: [] }

/** @param below what stands in the session, in order */
export function seen(session: Item | null, below: readonly Item[], me: number, left: number | null): Seen {
  if (session === null) return nothing
  const { leads, point, seconds } = session.fields
  return {
    session: session.id,
    leads: typeof leads === 'number' ? leads : 0,
    point: typeof point === 'string' ? point : null,
    seconds: left === null || typeof seconds !== 'number' ? null : seconds,
    left,
    myTurn: handsOf(below.filter(({ type }) => type === 'hand')).speaking.some((hand) => whose(hand) === me),
    open: below.filter(({ type, fields }) =>
      type === 'round' ? 'opened' in fields && !('revealed' in fields) : type === 'poll' && 'opened' in fields && !('closed' in fields),
    ),
  }
}

/** What has to be told, the most pressing last, since that is what is heard longest. */
export function signalsBetween(before: Seen, now: Seen, me: number): Signal[] {
  if (now.session === null) return before.session === null ? [] : [{ kind: 'closed' }]
  const signals: Signal[] = []
  const isNew = before.session !== now.session
  const was = isNew ? nothing : before
  if (isNew) signals.push({ kind: 'opened' })
  else if (was.leads !== now.leads) signals.push({ kind: 'leads' })
  if (now.point !== null && was.point !== now.point) signals.push({ kind: 'point', item: now.point })
  for (const item of now.open)
    if (!was.open.some(({ id }) => id === item.id)) signals.push({ kind: item.type === 'poll' ? 'poll' : 'round', item: item.id })
  // Whoever leads has just done it.
  const mine = now.leads === me
  if (was.seconds === null && now.seconds !== null) {
    if (!mine && !isNew) signals.push({ kind: 'started' })
  } else if (was.seconds !== null && now.seconds === null) {
    if (!mine) signals.push({ kind: 'stopped' })
  } else if (was.left !== null && now.left !== null) {
    if ((now.seconds ?? 0) > (was.seconds ?? 0) && now.left > was.left) {
      if (!mine) signals.push({ kind: 'longer' })
    } else if (was.left > 0 && now.left <= 0) signals.push({ kind: 'over' })
    else if (was.left > lastMinute && now.left <= lastMinute) signals.push({ kind: 'last' })
  }
  if (!was.myTurn && now.myTurn) signals.push({ kind: 'turn' })
  return signals
}

/** Whether a moment of the session is another, later one; the one I found when I came is not. */
export function isLater(before: Item | null, now: Item, field: string): boolean {
  if (before === null || before.id !== now.id) return false
  const moment = momentOf(now, field)
  return moment >= 0 && moment !== momentOf(before, field)
}
