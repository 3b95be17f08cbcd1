import type { Edit, Id, Item } from '../../board/types'
import { newItemId } from '../../net/open'
import type { Board } from '../board.svelte'
import type { ItemType } from '../method'

/** What stands on a table beside its areas, in the order in which it was put there. */
export function partsOn(board: Board): readonly Item[] {
  return board.outline
    .children(null)
    .map((id) => board.item(id))
    .filter((item): item is Item => item !== undefined && board.method.type(item.type).view !== undefined)
}

/** Which item a name in an address says; undefined when it is not on the table. */
export function partAt(board: Board, name: string): Item | undefined {
  const item = board.item(name) ?? board.single(name)
  return item?.parent === null ? item : undefined
}

/** What could still be put on the table. */
export function addable(board: Board): readonly ItemType[] {
  const there = new Set(partsOn(board).map(({ type }) => type))
  return board.method.parts().filter((type) => type.many === true || !there.has(type.name))
}

/** The edits that put a part on the table, with the children that it never is without. @returns them and its id */
export function putting(board: Board, type: string, language: string): { id: Id; edits: readonly Edit[] } {
  const edits: Edit[] = []
  const put = (name: string, parent: Id | null): Id => {
    const id = newItemId()
    edits.push({ e: 'create', item: id, type: name, parent, at: 'last', fields: board.method.beginning(name, language) })
    for (const { within } of board.method.type(name).sections ?? []) if (within !== undefined) put(within, id)
    return id
  }
  return { id: put(type, null), edits }
}
