import { momentOf } from '../../board/permits'
import type { Id, Item } from '../../board/types'

/** What a session says, read off its items: time, agenda, hands, and what came of it. */

/** From so many seconds on it is the last minute. */
export const lastMinute = 60

/**
 * Seconds that a timer still has, rounded up; 0 and less when it is over. Null when none runs.
 *
 * @param now by the server's clock, in milliseconds
 */
export function secondsLeft(item: Item, now: number): number | null {
  const started = momentOf(item, 'started')
  const seconds = item.fields['seconds']
  if (started < 0 || typeof seconds !== 'number') return null
  // Begun this very moment: the server has not said when that is.
  return started === 0 ? seconds : Math.ceil((started + seconds * 1000 - now) / 1000)
}

/** "4:05", "1:02:00". */
export function inDigits(seconds: number): string {
  const all = Math.max(0, seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** Minutes that an agenda point still has, rounded up; negative when it is over. Null when it has none or has not begun. */
export function minutesLeft(point: Item, now: number): number | null {
  const began = momentOf(point, 'began')
  const minutes = point.fields['minutes']
  if (began < 0 || typeof minutes !== 'number') return null
  return began === 0 ? minutes : Math.ceil((began + minutes * 60_000 - now) / 60_000)
}

/** Whether the timer is that of the point, so that saying both would be saying it twice. */
export function timesPoint(session: Item, point: Item): boolean {
  return momentOf(session, 'started') >= 0 && momentOf(session, 'started') === momentOf(point, 'began')
}

export interface Hands {
  /** Who has the floor. */
  readonly speaking: readonly Item[]
  /** Who waits for it, in the order in which they will speak. */
  readonly waiting: readonly Item[]
  readonly spoken: readonly Item[]
}

/** @param hands of a session, in their order */
export function handsOf(hands: readonly Item[]): Hands {
  const spoken = hands.filter((hand) => momentOf(hand, 'spoke') >= 0)
  const rest = hands.filter((hand) => !spoken.includes(hand))
  return {
    speaking: rest.filter((hand) => momentOf(hand, 'speaks') >= 0),
    waiting: rest.filter((hand) => momentOf(hand, 'speaks') < 0),
    spoken,
  }
}

/** Whose hand it is; null for those in the room who are only counted. */
export function whose(hand: Item): number | null {
  if ('count' in hand.fields) return null
  const { who } = hand.fields
  return typeof who === 'number' ? who : hand.by
}

/** How many it stands for. */
export function countOf(hand: Item): number {
  const { count } = hand.fields
  return typeof count === 'number' ? count : 1
}

/** Who of those who are here has neither the floor nor had it; whoever leads is not counted. */
export function notSpoken(here: Iterable<number>, hands: readonly Item[], leads: number): readonly number[] {
  const { speaking, spoken } = handsOf(hands)
  const had = new Set([...speaking, ...spoken].map(whose))
  return [...new Set(here)].filter((person) => person !== leads && !had.has(person))
}

/** What a session leaves: made between its opening and its closing, or until now. */
export const leaves = ['action', 'need', 'note', 'answer', 'poll'] as const

/** @returns ids by type, in the order in which they came; what was taken away again is not there */
export function producedBy(
  items: ReadonlyMap<Id, Item>,
  session: Item,
  hidden: (id: Id) => boolean,
): ReadonlyMap<(typeof leaves)[number], readonly Id[]> {
  const opened = momentOf(session, 'opened')
  const closed = momentOf(session, 'closed')
  // A vote comes when it starts; one that was only prepared never came.
  const came = (item: Item) => (item.type === 'poll' ? momentOf(item, 'opened') : item.at)
  const made = [...items.values()]
    .filter((item) => opened >= 0 && came(item) >= opened && (closed <= 0 || came(item) <= closed))
    .sort((a, b) => a.at - b.at)
  return new Map(
    leaves.map((type) => [type, made.filter((item) => item.type === type && !hidden(item.id)).map(({ id }) => id)]),
  )
}

/** Of those that stand in a session: what is asked at a point, in order, begun or only prepared. */
export function askedAt(below: readonly Item[], point: Id): readonly Item[] {
  return below.filter(({ type, fields }) => (type === 'round' || type === 'poll') && fields['point'] === point)
}

/** Whether a session, a round or a vote was opened; until then it is only prepared. */
export function isOpened(item: Item): boolean {
  return momentOf(item, 'opened') >= 0
}

/** Sessions that were opened beside the one that is on, as when two people open one at the same moment. */
export function besides(items: ReadonlyMap<Id, Item>, session: Item): readonly Item[] {
  const isOn = (item: Item) => item.type === 'session' && item.deleted !== true && !('closed' in item.fields)
  // Before the server has said when, nobody knows which is the newest.
  if (momentOf(session, 'opened') <= 0) return []
  return [...items.values()].filter((item) => isOn(item) && item.id !== session.id && momentOf(item, 'opened') > 0)
}

/** Sessions that were, the latest first. */
export function earlier(items: ReadonlyMap<Id, Item>): readonly Item[] {
  return [...items.values()]
    .filter((item) => item.type === 'session' && item.deleted !== true && 'closed' in item.fields)
    .sort((a, b) => momentOf(b, 'opened') - momentOf(a, 'opened'))
}
