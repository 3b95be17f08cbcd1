import type { Fields } from '../board/types'
import { reader } from '../i18n/reader.svelte'
import type { Board } from './board.svelte'
import type { Desk } from './frame/desk.svelte'
import { inWords } from './method'

/**
 * Goes on with what a new item of a type begins with. An answer that the method requires and that nobody has given is
 * asked for first, in a small menu at a button; whoever closes it has made nothing.
 */
export function complete(
  board: Board,
  desk: Desk,
  at: Element,
  type: string,
  begun: Fields,
  goOn: (fields: Fields) => void,
): void {
  const asked = board.method.missing(type, begun)
  if (asked === undefined) return goOn(begun)
  desk.ask(
    inWords(asked.label, reader.language),
    at,
    (asked.options ?? []).map(({ value, label }) => ({
      words: inWords(label, reader.language),
      does: value,
      run: () => complete(board, desk, at, type, { ...begun, [asked.name]: value }, goOn),
    })),
  )
}
