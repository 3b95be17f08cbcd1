import type { Edit, Id, Item } from '../../board/types'
import { newItemId } from '../../net/open'
import type { Typed } from '../../sync/client.types'
import type { Board } from '../board.svelte'

/** Proposing: each is one submission, and one step of undo. */

/** The longest reason, as the method says of `why` and `because`. */
export const LONGEST_REASON = 2000

/** The proposals about an item, newest first. */
export function proposalsAbout(board: Board, id: Id): readonly Item[] {
  return board
    .linksTo(id)
    .filter(({ relation, from }) => relation === 'on' && board.item(from)?.type === 'proposal')
    .flatMap(({ from }) => board.item(from) ?? [])
    .sort((a, b) => b.at - a.at)
}

/** Actions that are proposed and not decided. */
export function proposedActions(board: Board): readonly Item[] {
  return board.outline
    .children(null)
    .flatMap((id) => board.item(id) ?? [])
    .filter((item) => item.type === 'proposal' && item.fields['kind'] === 'create' && isOpen(item))
}

export function isOpen(proposal: Item): boolean {
  return proposal.fields['outcome'] === undefined && proposal.deleted !== true
}

/** What a proposal is about; undefined when that is gone. */
export function aboutOf(board: Board, proposal: Item): Item | undefined {
  const to = proposal.links.find(([relation]) => relation === 'on')?.[1]
  const item = to === undefined || board.outline.hidden(to) ? undefined : board.item(to)
  return item?.deleted === true ? undefined : item
}

export function proposeText(about: Id, field: string, base: string, wanted: string, why: string, lang: string): Edit[] {
  const item = newItemId()
  const fields = { kind: 'change', field, base, wanted, ...(why === '' ? {} : { why }), ...(lang === '' ? {} : { lang }) }
  return [
    { e: 'create', item, type: 'proposal', parent: null, fields },
    { e: 'link', item, rel: 'on', to: about },
  ]
}

export function proposeDeletion(about: Id, why: string, lang: string): Edit[] {
  const item = newItemId()
  return [
    { e: 'create', item, type: 'proposal', parent: null, fields: { kind: 'delete', why, lang } },
    { e: 'link', item, rel: 'on', to: about },
  ]
}

/** @param texts the columns of the action that is proposed, empty ones left out */
export function proposeAction(texts: Readonly<Record<string, string>>, why: string, lang: string): Edit[] {
  const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))
  const fields = { kind: 'create', ...written, ...(why === '' ? {} : { why }), ...(lang === '' ? {} : { lang }) }
  return [{ e: 'create', item: newItemId(), type: 'proposal', parent: null, fields }]
}

/** What was typed while somebody else was given the pen, as a proposal; null where one may not propose. */
export function keptAsProposal(board: Board, { item, field, base, wanted }: Typed): Edit[] | null {
  const about = board.client.items.get(item)
  if (about === undefined || field.includes('@') || board.rights.create('proposal', undefined) !== null) return null
  if (board.method.link('proposal', 'on')?.to.includes(about.type) !== true) return null
  const lang = about.fields['lang']
  return proposeText(item, field, base, wanted, '', typeof lang === 'string' ? lang : '')
}
