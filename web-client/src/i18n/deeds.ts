import type { Role } from '../net/api.types'
import { m } from './paraglide/messages.js'

/** What each role may do, said of others; apart, since a page that opens needs none of it. */

const deeds: Record<Role, () => string> = {
  coordinator: m.role_may_coordinator,
  mentee: m.role_may_mentee,
  mentor: m.role_may_mentor,
  association: m.role_may_association,
  support: m.role_may_support,
  mentor_support: m.role_may_mentor_support,
  migrants: m.role_may_migrants,
  facilitator: m.role_may_facilitator,
  approver: m.role_may_approver,
  service: m.role_may_service,
  network: m.role_may_network,
  referent: m.role_may_referent,
  observer: m.role_may_observer,
  invited: m.role_may_invited,
}

/** What somebody of this role may do and may not, in a sentence or two, to others. */
export function roleMay(role: string): string {
  return deeds[role as Role]?.() ?? ''
}
