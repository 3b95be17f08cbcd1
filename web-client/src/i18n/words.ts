import { Problem } from '../net/api'
import { m } from './paraglide/messages.js'

/** What a refusal means for the person, by its reason, else by its code (docs/protocol.md §4). */
export function refusalWords(code: string, reason: string): string {
  const byReason: Record<string, () => string> = {
    too_long: m.refused_too_long,
    too_many_marks: m.refused_too_many_marks,
    too_many_items: m.refused_too_many_items,
    too_many_hands: m.refused_too_many_hands,
    hand_up: m.refused_hand_up,
    opinion_why: m.refused_opinion_why,
    already_there: m.refused_already_there,
    group_full: m.refused_group_full,
    no_criteria: m.refused_no_criteria,
    no_draft: m.refused_no_draft,
    nothing_to_release: m.refused_nothing_to_release,
    no_migrants: m.refused_no_migrants,
    too_many_languages: m.refused_too_many_languages,
    too_many_people: m.refused_too_many_people,
    too_many_connections: m.refused_too_many_connections,
    role: m.why_role,
    muted: m.why_muted,
    pen: m.refused_pen,
    session: m.why_session,
    changed: m.refused_changed,
    budget: m.refused_budget,
    closed: m.refused_closed_vote,
    voted: m.refused_voted,
    revealed: m.refused_revealed,
    not_yours: m.why_not_yours,
    membership_ended: m.refused_membership_ended,
    forbidden: m.refused_membership_ended,
    not_found: m.refused_not_found,
    not_offered: m.refused_not_offered,
    no_account: m.refused_no_account,
    invalid_email: m.refused_invalid_email,
    cycle: m.refused_cycle,
    wrong_parent: m.refused_wrong_parent,
    wrong_kind: m.refused_wrong_kind,
    required: m.refused_required,
    too_many_links: m.refused_too_many_links,
    precondition: m.refused_precondition,
    invitation: m.refused_invitation,
    invalid_name: m.refused_invalid_name,
    invalid_text: m.refused_invalid_text,
    invalid_language: m.refused_invalid_language,
  }
  const byCode: Record<string, () => string> = {
    upgrade: m.refused_upgrade,
    auth: m.refused_auth,
    denied: m.refused_denied,
    gone: m.refused_gone,
    locked: m.refused_locked,
    too_large: m.refused_too_large,
    rate: m.refused_rate,
    retry: m.refused_retry,
    superseded: m.refused_superseded,
    unreachable: m.refused_unreachable,
  }
  return (byReason[reason] ?? byCode[code] ?? m.refused_other)()
}

export function problemWords(problem: unknown): string {
  return problem instanceof Problem ? refusalWords(problem.code, problem.reason) : m.refused_other()
}
