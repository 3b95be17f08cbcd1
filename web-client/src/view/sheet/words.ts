import { m } from '../../i18n/paraglide/messages.js'
import type { Filler } from '../method'
import type { Progress } from './progress'

/** How far something is, in words. */
export function progressWords(progress: Progress): string {
  return { empty: m.sheet_empty, begun: m.sheet_begun, finished: m.sheet_finished }[progress]()
}

/** Who is expected to fill it, in words. */
export function fillerWords(by: Filler): string {
  return {
    mentee: m.filler_mentee,
    mentor: m.filler_mentor,
    association: m.filler_association,
    group: m.filler_group,
    facilitator: m.filler_facilitator,
    everyone: m.filler_everyone,
  }[by]()
}
