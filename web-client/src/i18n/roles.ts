import type { Pen, Role } from '../net/api.types'
import { m } from './paraglide/messages.js'

/** What each role is called, and what whoever has it may do, in plain words (docs/permissions.md); `deeds` says it of others. */

const names: Record<Role, () => string> = {
  coordinator: m.role_coordinator,
  mentee: m.role_mentee,
  mentor: m.role_mentor,
  association: m.role_association,
  support: m.role_support,
  mentor_support: m.role_mentor_support,
  migrants: m.role_migrants,
  facilitator: m.role_facilitator_name,
  approver: m.role_approver,
  service: m.role_service,
  network: m.role_network,
  referent: m.role_referent,
  observer: m.role_observer,
  invited: m.role_invited,
}

const may: Record<Role, () => string> = {
  coordinator: m.you_coordinator,
  mentee: m.you_mentee,
  mentor: m.you_mentor,
  association: m.you_association,
  support: m.you_support,
  mentor_support: m.you_mentor_support,
  migrants: m.you_migrants,
  facilitator: m.you_facilitator,
  approver: m.you_approver,
  service: m.you_service,
  network: m.you_network,
  referent: m.you_referent,
  observer: m.you_observer,
  invited: m.you_invited,
}

/** A role that this page does not know yet is called by its word. */
export function roleName(role: string): string {
  return names[role as Role]?.() ?? role
}

/** One sentence to whoever has the role: what they may do. */
export function whatYouMay(role: Role): string {
  return may[role]()
}

export function penName(pen: Pen): string {
  return { mentee: m.pen_mentee, everyone: m.pen_everyone, nobody: m.pen_nobody }[pen]()
}
