import type { Id, Item } from '../../board/types'
import { reader } from '../../i18n/reader.svelte'
import type { Board } from '../board.svelte'
import { inPlain, nameOf } from '../names'

/** How things of a visit are called, in the reader's language. */

/** "Visit 2", as a heading has it. */
export function headingOf(board: Board, visit: Id): string {
  return capital(nameOf(board, visit))
}

/** What an entry without words of its own is called: "Site visit". Empty when nobody has said what it is. */
export function titleOf(board: Board, entry: Item): string {
  return capital(kindOf(board, entry))
}

function capital(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase(reader.language) + words.slice(1)
}

/** What kind of entry it is; empty when nobody has said. */
export function kindOf(board: Board, entry: Item): string {
  return inPlain(board, board.method.field(entry.type, 'kind'), entry.fields['kind'])
}

/** "2 h 30 min" */
export function inTime(minutes: number): string {
  const unit = (n: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(reader.language, { style: 'unit', unit, unitDisplay: 'short' }).format(n)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [...(hours > 0 ? [unit(hours, 'hour')] : []), ...(rest > 0 || hours === 0 ? [unit(rest, 'minute')] : [])].join(' ')
}
