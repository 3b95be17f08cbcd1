/** Spreading people over breakout groups. */

/** As many as one group holds; the server takes no more. */
export const fullest = 200
export const fewest = 2
export const most = 8

export interface Guest {
  readonly person: number
  readonly party: string
}

/** How many groups there may be for so many people. */
export function possible(people: number): readonly number[] {
  const least = Math.max(fewest, Math.ceil(people / fullest))
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, at) => least + at)
}

/** So that about five talk to each other. */
export function usual(people: number): number {
  return Math.min(most, Math.max(possible(people)[0] ?? most, Math.round(people / 5)))
}

/**
 * Everybody once, sizes differing by one at most, and the people of each party spread as evenly as the whole: whoever is
 * dealt out in turn, party after party, makes it so.
 *
 * @param pick a random whole number from 0 to below the one it is given
 * @returns numbers of people, group by group
 */
export function divided(people: readonly Guest[], groups: number, pick: (below: number) => number): readonly (readonly number[])[] {
  const parties = new Map<string, number[]>()
  for (const { person, party } of people) parties.set(party, [...(parties.get(party) ?? []), person])
  const line = shuffled([...parties.values()], pick).flatMap((party) => shuffled(party, pick))
  const dealt: number[][] = Array.from({ length: groups }, () => [])
  line.forEach((person, at) => dealt[at % groups]?.push(person))
  return shuffled(dealt, pick)
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], pick: (below: number) => number): T[] {
  const left = [...all]
  return all.flatMap(() => left.splice(pick(left.length), 1))
}
