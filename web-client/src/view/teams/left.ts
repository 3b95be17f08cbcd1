import type { Id, Item } from '../../board/types'
import type { Board } from '../board.svelte'

/** Whether a group is on: in the session that is, neither back nor taken away. */
export function isOn(team: Item, session: Item | null): boolean {
  return team.parent === session?.id && team.deleted !== true && !('back' in team.fields)
}

/**
 * Notes in groups that are over: sent when the groups were just brought back, or left there by a session that was closed
 * by other means than the page. They stand on the wall.
 */
export function leftOver(board: Board): readonly Id[] {
  const { outline, client, rights } = board
  return [...client.items.values()]
    .filter(({ id, type }) => type === 'team' && !isOn(board.item(id) as Item, rights.session))
    .flatMap(({ id }) => outline.children(id))
    .filter((id) => board.item(id)?.type === 'note')
}
