/** Days as the server says them, `2028-11-21`, by UTC (docs/protocol.md H47). */

export type DayFault = 'none' | 'past' | 'far'

/** The first and the last day until which a programme may be kept, from now on. */
export function keepable(now: Date): { readonly first: string; readonly last: string } {
  const first = new Date(now)
  first.setUTCDate(first.getUTCDate() + 1)
  const last = new Date(now)
  last.setUTCFullYear(last.getUTCFullYear() + 10)
  // Ten years from 29 February is the day before, as the server counts.
  if (last.getUTCMonth() !== now.getUTCMonth()) last.setUTCDate(0)
  return { first: day(first), last: day(last) }
}

/** Why a day cannot be chosen; null when it can. */
export function faultOf(chosen: string, now: Date): DayFault | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(chosen)) return chosen === '' ? 'none' : 'far'
  const { first, last } = keepable(now)
  return chosen < first ? 'past' : chosen > last ? 'far' : null
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
