import { fingerprint } from '../../board/fingerprint'
import { markup, type Markup } from '../../board/markup'
import { textOf } from '../../board/board'
import type { Edit, Fields, Item, Value } from '../../board/types'
import { newItemId } from '../../net/open'
import type { Board } from '../board.svelte'
import { fieldOf } from './kept'
import { aboutOf, madeBy } from './proposing'

/** What the mentee city makes of a proposal: each is one submission, and one step of undo. */

/** The text that a proposal speaks of, as it is now. */
function textNow(board: Board, proposal: Item): string {
  const about = aboutOf(board, proposal)
  return about === undefined ? '' : textOf(about, String(proposal.fields['field'] ?? ''))
}

/** How a proposed text reads on the text of now; null when it no longer fits. */
export function markupOf(board: Board, proposal: Item): Markup | null {
  if (aboutOf(board, proposal) === undefined) return null
  return markup(textOf(proposal, 'base'), textOf(proposal, 'wanted'), textNow(board, proposal))
}

/** What something new that is proposed begins with. @param words what it says instead, in its main text */
export function beginningOf(board: Board, proposal: Item, type: string, words?: string): Fields {
  const { fields, main } = board.method.type(type)
  const lang = proposal.fields['lang']
  const said: Record<string, Value> = { ...board.method.beginning(type, typeof lang === 'string' ? lang : '') }
  for (const { name } of fields) {
    const value = name === main && words !== undefined ? words : proposal.fields[fieldOf(name)]
    if (value !== undefined && value !== '') said[name] = value
  }
  return said
}

/**
 * Takes a proposal up.
 *
 * @param shown the mark-up as it was read; the text is changed only if it still is the one that was marked
 * @param fields of something new, when they are others than those that are proposed
 */
export function takeUp(board: Board, proposal: Item, shown: Markup | null, fields?: Fields): void {
  const decided: Edit = { e: 'set', item: proposal.id, field: 'outcome', value: 'taken' }
  const about = aboutOf(board, proposal)
  const type = madeBy(proposal)
  if (type !== undefined) {
    const home = board.single(board.method.homes(type)[0] ?? '')
    if (home === undefined) return
    const item = newItemId()
    const links = proposal.links.filter(([relation, to]) => board.method.link(type, relation) !== undefined && !board.outline.hidden(to))
    board.submit([
      { e: 'create', item, type, parent: home.id, at: 'last', fields: fields ?? beginningOf(board, proposal, type) },
      ...links.map(([rel, to]): Edit => ({ e: 'link', item, rel, to })),
      decided,
      { e: 'link', item, rel: 'takes', to: proposal.id },
    ])
  } else if (about !== undefined && proposal.fields['kind'] === 'delete') {
    board.submit([{ e: 'delete', item: about.id }, decided])
  } else if (about !== undefined && shown !== null) {
    const field = String(proposal.fields['field'] ?? '')
    const of = fingerprint(textOf(about, field))
    const type: Edit[] = shown.op.length === 0 ? [] : [{ e: 'type', item: about.id, field, op: shown.op, of }]
    board.submit([...type, decided])
  }
}

/** Takes a change up in other words. */
export function takeUpAs(board: Board, proposal: Item, words: string): void {
  const about = aboutOf(board, proposal)
  if (about === undefined) return
  const field = String(proposal.fields['field'] ?? '')
  const now = textOf(about, field)
  const change = markup(now, words, now)
  if (change !== null) takeUp(board, proposal, change)
}

export function decline(board: Board, proposal: Item, because: string): void {
  board.submit([
    { e: 'set', item: proposal.id, field: 'outcome', value: 'declined' },
    { e: 'type', item: proposal.id, field: 'because', op: [because] },
  ])
}

/** Opens what was decided once more. */
export function reopen(board: Board, proposal: Item): void {
  const because = textOf(proposal, 'because')
  const emptied: Edit[] = because === '' ? [] : [{ e: 'type', item: proposal.id, field: 'because', op: [{ d: because }] }]
  board.submit([{ e: 'set', item: proposal.id, field: 'outcome', value: null }, ...emptied])
}
