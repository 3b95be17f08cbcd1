import { isType } from './typing'
import type { Edit } from '../board/types'
import type { RefusedSubmission, Wrote } from './client.types'
import type { Refusal } from './messages'
import type { Frozen } from './ports'
import type { Waiting } from './queue'

/** What goes to the tray of a submission that will not be numbered: every text that the person wrote in it. */
export function trayed(waiting: Waiting, n: number, refusal: Refusal, at: number): RefusedSubmission {
  return { n, code: refusal.code, reason: refusal.reason, wrote: waiting.edits.flatMap(wroteIn), at }
}

function wroteIn(edit: Edit): Wrote[] {
  if (isType(edit)) {
    const { item, field } = edit
    return edit.op.flatMap((text) => (typeof text === 'string' ? [{ item, type: null, field, text }] : []))
  }
  if (edit.e === 'create') {
    const { item, type } = edit
    return Object.entries(edit.fields ?? {}).flatMap(([field, text]) =>
      typeof text === 'string' ? [{ item, type, field, text }] : [],
    )
  }
  if (edit.e === 'set' && 'value' in edit && typeof edit.value === 'string') {
    return [{ item: edit.item, type: null, field: edit.field, text: edit.value }]
  }
  return []
}

/** The same of a submission of which only the frozen text is left. */
export function refusedText(frozen: Frozen, refusal: Refusal, at: number): RefusedSubmission {
  const { edits } = JSON.parse(frozen.text) as { edits: readonly Edit[] }
  return trayed({ edits, at, frozen }, frozen.n, refusal, at)
}
