import type { Party } from '../board/types'
import type { Role } from '../net/api.types'

/** For which parties each role may sit, the usual one first: the twin of org.tavolo.people.Role. */
export const partiesOf: Readonly<Record<Role, readonly Party[]>> = {
  coordinator: ['other'],
  mentee: ['mentee'],
  mentor: ['mentor'],
  association: ['association'],
  support: ['support'],
  mentor_support: ['support'],
  migrants: ['support'],
  facilitator: ['facilitator', 'mentee', 'mentor', 'association', 'other'],
  approver: ['other', 'mentee'],
  service: ['other', 'mentee'],
  network: ['facilitator', 'other'],
  referent: ['other'],
  observer: ['other'],
  invited: ['support', 'other', 'mentee', 'mentor', 'association'],
}

/** What somebody can be in a programme, those who meet most often first. */
export const roles: readonly Role[] = [
  'mentee', 'mentor', 'association', 'support', 'migrants', 'mentor_support', 'invited', 'facilitator', 'network',
  'coordinator', 'approver', 'service', 'referent', 'observer',
]

const ofTheMentee: readonly Role[] = ['support', 'migrants', 'invited', 'approver', 'service', 'referent', 'observer']
const managing: readonly string[] = ['coordinator', 'facilitator', 'network'] satisfies Role[]
const admitting: readonly string[] = ['mentee', 'facilitator', 'network'] satisfies Role[]
const approaching: readonly string[] = ['mentee', 'mentor', 'facilitator', 'network'] satisfies Role[]
const away: readonly string[] = ['coordinator', 'approver', 'service', 'referent', 'observer'] satisfies Role[]

/** The roles of a spoken code: what anybody can overhear makes nobody more than a guest. */
export const spokenRoles = ['invited', 'support', 'observer'] as const satisfies readonly Role[]

export function isRole(word: string): word is Role {
  return roles.some((role) => role === word)
}

/** Those in which somebody sets a table for others. */
export const foundingRoles: readonly Role[] = [
  'facilitator',
  'mentee',
  'mentor',
  'association',
  'coordinator',
  'network',
]

/** Who one is, as far as it decides what one may do. */
export interface Standing {
  readonly role: string
  readonly owner: boolean
}

/** The roles that somebody may give, change and take. */
export function mayGive({ role, owner }: Standing): readonly Role[] {
  if (owner || managing.includes(role)) return roles
  return role === 'mentee' ? ofTheMentee : []
}

/** Whether they let people in, and open the door by a spoken code. */
export function mayAdmit({ role, owner }: Standing): boolean {
  return owner || admitting.includes(role)
}

/** Whether they sit at the shared table and see all of it. */
export function sits(role: string): boolean {
  return isRole(role) && !away.includes(role)
}

/** Whether they may read the list of members. */
export function seesMembers({ role, owner }: Standing): boolean {
  return owner || role === 'coordinator' || sits(role)
}

/** Whether there can be a way to the confidential table for them: by their role alone, whether there is one or not. */
export function mayApproach(role: string): boolean {
  return approaching.includes(role)
}

/** Whether whoever has the role in some programme sees what cities released over several. */
export function seesNetwork(role: string): boolean {
  return role === 'coordinator' || role === 'association' || role === 'network'
}
