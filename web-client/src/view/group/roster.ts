import type { Item, Person } from '../../board/types'
import { personOf } from '../bounds'

/** What the roster of a support group says, and which voices it does not have yet. Pure. */

/** The voices that the method asks for, in its order, and by which kinds of member they are heard. */
const heardBy = {
  migrants: ['migrants'],
  residents: ['residents'],
  civil: ['ngo', 'civil'],
  private: ['enterprise', 'union'],
  public: ['public', 'official'],
  official: ['official'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Voice = keyof typeof heardBy
export const voices = Object.keys(heardBy) as readonly Voice[]

/** The kind with which somebody is added to give a voice. */
export function kindOf(voice: Voice): string {
  return heardBy[voice][0]
}

/** Only who is active is heard: a past member stays in the record and speaks for nobody any more. */
export function isActive(member: Item): boolean {
  return member.fields['active'] === true
}

/** The voices that no active member gives. Without any public body, it is not asked for a council official besides. */
export function missing(members: readonly Item[]): readonly Voice[] {
  const kinds = new Set(members.filter(isActive).map((member) => String(member.fields['kind'] ?? '')))
  const away = voices.filter((voice) => !heardBy[voice].some((kind) => kinds.has(kind)))
  return away.includes('public') ? away.filter((voice) => voice !== 'official') : away
}

/** Active members of whom nobody has said what kind they are. */
export function unsaid(members: readonly Item[]): readonly Item[] {
  return members.filter((member) => isActive(member) && member.fields['kind'] === undefined)
}

/** Those who have a role of the support group in the programme and no entry in its roster, past ones included. */
export function unlisted(people: Iterable<Person>, members: readonly Item[]): readonly Person[] {
  const listed = new Set(members.map(personOf))
  return [...people].filter(({ role, person }) => (role === 'support' || role === 'migrants') && !listed.has(person))
}
