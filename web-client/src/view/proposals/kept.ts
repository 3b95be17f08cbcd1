import type { Edit, Fields, Id, Item } from '../../board/types'
import { newItemId } from '../../net/open'
import type { Made, Typed } from '../../sync/client.types'
import type { Board } from '../board.svelte'
import { making } from './proposed'

/** A new proposal that says this, and nothing of what is empty. */
export function propose(said: Fields, links: readonly (readonly [string, Id])[] = []): Edit[] {
  const item = newItemId()
  const fields = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
  return [
    { e: 'create', item, type: 'proposal', parent: null, fields },
    ...links.map(([rel, to]): Edit => ({ e: 'link', item, rel, to })),
  ]
}

/** Where a proposal has what would be this field of something new: its own `kind` is another thing. */
export function fieldOf(name: string): string {
  return name === 'kind' ? 'needKind' : name
}

/**
 * What was typed, or made, while somebody else was given the pen, as a proposal; null where one may not propose, or where
 * something written would be lost.
 */
export function keptAsProposal(board: Board, left: Typed | Made): Edit[] | null {
  if (board.rights.create('proposal', undefined) !== null) return null
  if ('made' in left) return keptAsNew(board, left.made)
  const about = board.client.items.get(left.item)
  const fits = about !== undefined && board.method.link('proposal', 'on')?.to.includes(about.type) === true
  if (!fits || left.field.includes('@')) return null
  const { item, field, base, wanted } = left
  return propose({ kind: 'change', field, base, wanted, lang: about.fields['lang'] ?? '' }, [['on', item]])
}

function keptAsNew({ method }: Board, { type, fields, links, deleted }: Item): Edit[] | null {
  const kind = making[type]
  if (kind === undefined || deleted) return null
  const said: Record<string, string> = {}
  let texts = 0
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value.trim() === '') continue
    const isText = method.field(type, name)?.kind === 'text'
    const place = fieldOf(name)
    if (method.field('proposal', place) !== undefined && !name.includes('@')) said[place] = value
    else if (isText) return null
    if (isText) texts++
  }
  if (texts === 0) return null
  return propose({ ...said, kind }, links.filter(([relation]) => method.link('proposal', relation) !== undefined))
}
