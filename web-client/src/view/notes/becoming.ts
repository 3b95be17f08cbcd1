import { textOf } from '../../board/board'
import type { Id } from '../../board/types'
import type { Board } from '../board.svelte'

/** Makes a need or an action of a note; the new one stays linked to it. What others attached to the note stays there. */
export function become(board: Board, note: Id, type: 'need' | 'action'): void {
  const item = board.client.items.get(note)
  const parent = board.single(type === 'need' ? 'needs' : 'plan')
  if (item === undefined || parent === undefined) return
  const main = type === 'need' ? 'statement' : 'actions'
  const fields: Record<string, string> = { [main]: textOf(item, 'text') }
  const lang = textOf(item, 'lang')
  if (lang !== '') fields['lang'] = lang
  if (type === 'action') fields['state'] = 'idea'
  const made = board.create(type, parent.id, 'last', fields, [['from', note]])
  board.notice = { kind: 'became', item: made }
}
