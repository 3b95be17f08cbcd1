import { reader } from '../i18n/reader.svelte'
import type { Board } from './board.svelte'
import { inWords } from './method'

/** "The mentee city writes", as the method says it. */
export function penWords(board: Board): string {
  const options = board.method.field('programme', 'pen')?.options ?? []
  return inWords(options.find(({ value }) => value === board.rights.pen)?.label, reader.language)
}
