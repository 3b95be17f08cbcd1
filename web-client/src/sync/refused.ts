import { isType } from './typing'
import type { Edit } from '../board/types'
import type { RefusedSubmission } from './client.types'
import type { Refusal } from './messages'
import type { Frozen } from './ports'
import type { Waiting } from './queue'

/** What goes to the tray of a submission that will not be numbered: every text that the person wrote in it. */
export function trayed(waiting: Waiting, n: number, refusal: Refusal, at: number): RefusedSubmission {
  return { n, code: refusal.code, reason: refusal.reason, texts: waiting.edits.flatMap(textsOf), at }
}

function textsOf(edit: Edit): string[] {
  if (isType(edit)) return edit.op.filter((part) => typeof part === 'string')
  if (edit.e === 'create') return Object.values(edit.fields ?? {}).filter((value) => typeof value === 'string')
  if (edit.e === 'set' && 'value' in edit && typeof edit.value === 'string') return [edit.value]
  return []
}

/** The same of a submission of which only the frozen text is left. */
export function refusedText(frozen: Frozen, refusal: Refusal, at: number): RefusedSubmission {
  const { edits } = JSON.parse(frozen.text) as { edits: readonly Edit[] }
  return trayed({ edits, at, frozen }, frozen.n, refusal, at)
}
