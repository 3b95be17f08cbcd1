import { textOf } from '../../board/board'
import type { Id } from '../../board/types'
import type { Board } from '../board.svelte'
import { complete } from '../complete'
import type { Desk } from '../frame/desk.svelte'
import type { LinkType } from '../method'
import type { WhyNot } from '../rights.svelte'

/** Why one of another type cannot be made here now; null when it can. */
export function whyBecome(board: Board, type: string): WhyNot | null {
  const home = board.method.homes(type)[0]
  return board.rights.create(type, home === undefined || home === null ? undefined : board.single(home)?.id)
}

/**
 * Makes of a note, or of whatever the method says, an item of another type that says the same; the new one stays linked
 * to it. What others attached to the note stays there.
 *
 * @param at where it is asked what the new one needs
 */
export function become(board: Board, desk: Desk, at: Element, id: Id, type: string, link: LinkType): void {
  const item = board.client.items.get(id)
  const home = board.method.homes(type)[0]
  const parent = home === undefined || home === null ? undefined : board.single(home)
  if (item === undefined || parent === undefined) return
  const fields = { ...board.method.beginning(type, textOf(item, 'lang')) }
  const { main } = board.method.type(type)
  const said = textOf(item, board.method.type(item.type).main ?? '')
  if (main !== undefined && said !== '') fields[main] = said
  complete(board, desk, at, type, fields, (all) => {
    board.notice = { kind: 'became', item: board.create(type, parent.id, 'last', all, [[link.relation, id]]) }
  })
}
