import { m } from '../../i18n/paraglide/messages.js'
import { roleName } from '../../i18n/roles'
import { personName } from '../../i18n/parties'
import type { Act } from '../../net/api'

type Said = { who: string; about: string; role: string }

const sentences: Readonly<Record<string, ((said: Said) => string) | undefined>> = {
  joined: m.act_joined,
  invited: m.act_invited,
  revoked: m.act_revoked,
  changed: m.act_changed,
  removed: m.act_removed,
  left: m.act_left,
  gave: m.act_gave,
  admitted: m.act_admitted,
  declined: m.act_declined,
  opened: m.act_opened,
  closed: m.act_closed,
  restored: m.act_restored,
  exported: m.act_exported,
  forgot_name: m.act_forgot_name,
  forgot_contributions: m.act_forgot_contributions,
  kept: m.act_kept,
  took_back: m.act_took_back,
  muted: m.act_muted,
  unmuted: m.act_unmuted,
  locked: m.act_locked,
  unlocked: m.act_unlocked,
  released: m.act_released,
  withdrew: m.act_withdrew,
  asked: m.act_asked,
  unasked: m.act_unasked,
}

/** The kinds of act that have a sentence of their own. */
export const toldActs: readonly string[] = Object.keys(sentences)

/**
 * An act as a sentence (docs/protocol.md H33).
 *
 * @param name what somebody is called, undefined when nobody knows
 */
export function inWordsOf(act: Act, name: (person: number | null) => string | undefined): string {
  const who = act.by === null ? m.log_server() : personName(name(act.by))
  const sentence = Object.hasOwn(sentences, act.what) ? sentences[act.what] : undefined
  return sentence === undefined
    ? m.act_other({ who, what: act.what })
    : sentence({ who, about: personName(name(act.about)), role: roleName(act.detail) || act.detail })
}
