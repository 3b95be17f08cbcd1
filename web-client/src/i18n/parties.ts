import type { Party } from '../board/types'
import { m } from './paraglide/messages.js'

export const parties: readonly Party[] = ['mentee', 'mentor', 'association', 'support', 'facilitator', 'other']

export function partyName(party: Party): string {
  return {
    mentee: m.party_mentee,
    mentor: m.party_mentor,
    association: m.party_association,
    support: m.party_support,
    facilitator: m.party_facilitator,
    other: m.party_other,
  }[party]()
}

/**
 * What somebody is called: who had their name removed is a former participant, and whom nobody knows is somebody
 * (docs/protocol.md H46).
 */
export function personName(name: string | undefined): string {
  if (name === undefined) return m.somebody()
  return name === '' ? m.former_participant() : name
}
