import { textOf } from '../../board/board'
import type { Item } from '../../board/types'
import { m } from '../../i18n/paraglide/messages.js'
import { reader } from '../../i18n/reader.svelte'
import { nameOf, type Named } from '../names'
import { stateOf, takenUpIn, type AnswerState } from './answers'
import type { Talked } from './talked'

/** What has become of a note, in few words; what was said of it stands below. */
export function answerWords(table: Talked & Named, answer: Item | null): string {
  const state: AnswerState = stateOf(table, answer)
  switch (state) {
    case 'none':
      return m.answer_none()
    case 'gone':
      return m.answer_gone()
    case 'later':
      return m.answer_later()
    case 'not':
      return m.answer_not()
    case 'taken': {
      const names = answer === null ? [] : takenUpIn(table, answer).map((id) => nameOf(table, id))
      return m.answer_taken({ items: reader.list(names) })
    }
  }
}

/** Why not, when, or what was made of it; empty where nothing was said, or where it was taken away. */
export function reasonOf(answer: Item | null): string {
  return answer === null ? '' : textOf(answer, 'text').trim()
}
