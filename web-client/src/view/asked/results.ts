import { textOf } from '../../board/board'
import type { Id, Item, Value } from '../../board/types'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import { linkedTo, type Talked } from '../talk/talked'
import { countsOf, worthOf } from './asking'

/** What came of the votes on one thing, where it stands. */

export interface Outcome {
  readonly poll: Item
  readonly counts: readonly number[]
  /** When it was shown. */
  readonly at: number
}

/** Of votes whose result is shown, the newest first; also of sessions that are over. */
export function outcomesOf(table: Talked, id: Id): readonly Outcome[] {
  return linkedTo(table, id, 'on', 'poll')
    .flatMap((poll) =>
      table.outline
        .children(poll.id)
        .flatMap((child) => table.item(child) ?? [])
        .filter((result) => result.type === 'result' && result.fields['of'] === id)
        .map((result) => ({ poll, counts: countsOf(poll.fields['method'], result), at: result.at })),
    )
    .sort((a, b) => b.at - a.at)
}

/** "5 dots", "average 3.4 of 5", "7 agree · 1 against". */
export function inShort(method: Value | undefined, counts: readonly number[]): string {
  if (method === 'scale') {
    if (counts.every((n) => n === 0)) return m.outcome_none()
    return m.outcome_middle({ n: reader.number(Math.round(worthOf(method, counts) * 10) / 10) })
  }
  if (method !== 'consent') return m.outcome_dots({ n: counts[0] ?? 0 })
  const words = [m.outcome_agree, m.outcome_concern, m.outcome_block]
  const said = words.flatMap((word, at) => ((counts[at] ?? 0) > 0 ? [word({ n: counts[at] ?? 0 })] : []))
  return said.length === 0 ? m.outcome_none() : said.join(' · ')
}

/** What was asked, as it stands in a line. */
export function questionOf(poll: Item): string {
  return textOf(poll, 'question').replace(/\s+/g, ' ').trim()
}
