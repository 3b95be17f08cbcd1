import { momentOf } from '../../board/permits'
import type { Id, Item } from '../../board/types'
import type { Board } from '../board.svelte'

/** What a vote that was prepared is on once it starts: as the board is then. */
export interface Voted {
  /** What it links to. */
  readonly on: readonly Id[]
  /** Answers in words, which stand in it already. */
  readonly options: readonly Id[]
  /** Answers in words that it is not on. */
  readonly gone: readonly Id[]
}

export function votedAbout(board: Board, poll: Item): Voted {
  const words = board.outline.children(poll.id).filter((id) => board.item(id)?.type === 'option')
  const about = poll.fields['about'] ?? 'options'
  if (about === 'options') return { on: [], options: words, gone: [] }
  return { on: itemsOf(board, poll, String(about)), options: [], gone: words }
}

function itemsOf(board: Board, poll: Item, about: string): readonly Id[] {
  const notes = [
    ...board.children('notes', 'note'),
    ...board.children('notes', 'group').flatMap((group) => board.outline.children(group).filter((id) => board.item(id)?.type === 'note')),
  ]
  switch (about) {
    case 'actions':
      return board.children('plan', 'action')
    case 'needs':
      return board.children('needs', 'need')
    case 'notes':
      return notes
    case 'lastRound': {
      const round = lastRound(board, poll)
      return notes.filter((id) => board.item(id)?.links.some(([relation, to]) => relation === 'from' && to === round))
    }
    default:
      return []
  }
}

/** Of the same session, the one that was revealed last. */
function lastRound(board: Board, poll: Item): Id | undefined {
  const rounds = (poll.parent === null ? [] : board.outline.children(poll.parent))
    .flatMap((id) => board.item(id) ?? [])
    .filter(({ type, fields }) => type === 'round' && 'revealed' in fields)
  return rounds.sort((a, b) => momentOf(b, 'revealed') - momentOf(a, 'revealed'))[0]?.id
}
