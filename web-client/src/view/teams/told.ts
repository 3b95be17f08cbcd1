import { momentOf } from '../../board/permits'
import type { Id, Item } from '../../board/types'
import { lastMinute, secondsLeft } from '../session/led'
import { teamOf } from './teams'

/** What the members of a group are told at once. */
export type TeamSignal = 'in' | 'out' | 'back' | 'time' | 'stopped' | 'last' | 'over'

/** What of the groups such signals come from. */
export interface TeamSeen {
  /** Mine. */
  readonly team: Id | null
  readonly name: string
  /** Seconds that its timer was given, null when none runs; and how many it still has. */
  readonly seconds: number | null
  readonly left: number | null
  /** When that timer was started. */
  readonly started: number
  /** Groups are on, mine or not. */
  readonly on: boolean
}

export const noTeam: TeamSeen = { team: null, name: '', seconds: null, left: null, started: -1, on: false }

/** @param teams that are on; @param name in the reader's words; @param now by the server's clock, in milliseconds */
export function teamSeen(teams: readonly Item[], me: number, name: (team: Item) => string, now: number): TeamSeen {
  const mine = teamOf(teams, me)
  if (mine === undefined) return { ...noTeam, on: teams.length > 0 }
  const left = secondsLeft(mine, now)
  const seconds = left === null ? null : Number(mine.fields['seconds'])
  return { team: mine.id, name: name(mine), seconds, left, started: momentOf(mine, 'started'), on: true }
}

export function teamSignals(before: TeamSeen, now: TeamSeen): readonly TeamSignal[] {
  if (before.team !== now.team) return [now.team !== null ? 'in' : now.on ? 'out' : 'back']
  if (now.left === null || now.seconds === null) return before.left === null ? [] : ['stopped']
  if (before.left === null) return ['time']
  // What whoever starts it sees first has no moment yet.
  const again = before.started !== now.started && before.started !== 0
  const given = again || now.seconds !== before.seconds
  if (given && (now.left > lastMinute || now.left > before.left)) return ['time']
  if (before.left > 0 && now.left <= 0) return ['over']
  return before.left > lastMinute && now.left <= lastMinute ? ['last'] : []
}
