import { diffArrays } from 'diff'
import type { TextOp } from './types'
import * as text from './text'

/**
 * A change that somebody proposed to a text, as it reads on the text of now. The proposal knows the text it spoke of and
 * the text it wants; what has changed since stays, and where both changed the same words it no longer fits. It goes by
 * words, as readers do (three-way merge; Khanna, Kunal, Pierce, *A Formal Investigation of Diff3*, 2007).
 */

/** One stretch: as it is, to be put in, or to be taken out. */
export interface Stretch {
  readonly kind: 'kept' | 'added' | 'removed'
  readonly text: string
}

export interface Markup {
  /** Kept and removed make the text of now, kept and added what it would be. */
  readonly stretches: readonly Stretch[]
  readonly after: string
  /** What makes it so. */
  readonly op: TextOp
}

/** Words `from` to `to` (not included) of the text that was, and what stands there instead. */
interface Hunk {
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

/**
 * @param base   the text that the proposal spoke of
 * @param wanted the text that it wants
 * @param now    the text as it is
 * @returns null when it no longer fits; without a stretch added or removed when it has come about already
 */
export function markup(base: string, wanted: string, now: string): Markup | null {
  const was = wordsOf(base)
  const since = hunks(was, wordsOf(now))
  const proposed = hunks(was, wordsOf(wanted)).filter((hunk) => !since.some((other) => same(hunk, other)))
  if (proposed.some((hunk) => since.some((other) => hunk.from <= other.to && other.from <= hunk.to))) return null
  const stretches: { kind: Stretch['kind']; text: string }[] = []
  const put = (kind: Stretch['kind'], words: readonly string[]) => {
    const last = stretches.at(-1)
    if (words.length === 0) return
    if (last?.kind === kind) last.text += words.join('')
    else stretches.push({ kind, text: words.join('') })
  }
  let at = 0
  for (const hunk of [...since.map((one) => ({ ...one, mine: false })), ...proposed.map((one) => ({ ...one, mine: true }))].sort(
    (a, b) => a.from - b.from,
  )) {
    put('kept', was.slice(at, hunk.from))
    if (hunk.mine) put('removed', was.slice(hunk.from, hunk.to))
    put(hunk.mine ? 'added' : 'kept', hunk.words)
    at = hunk.to
  }
  put('kept', was.slice(at))
  return {
    stretches,
    after: stretches.filter(({ kind }) => kind !== 'removed').map((one) => one.text).join(''),
    op: text.normalize(stretches.map(part)),
  }
}

function part({ kind, text: words }: Stretch): TextOp[number] {
  return kind === 'added' ? words : kind === 'kept' ? text.length(words) : { d: text.length(words) }
}

/** Words, stretches of space and single signs, which together are the text. */
function wordsOf(whole: string): string[] {
  return whole.match(/[\p{L}\p{M}\p{N}]+|\s+|[^]/gu) ?? []
}

function hunks(was: readonly string[], is: readonly string[]): Hunk[] {
  const found: Hunk[] = []
  let at = 0
  let open: { from: number; to: number; words: string[] } | null = null
  for (const { added, removed, value } of diffArrays([...was], [...is])) {
    if (!added && !removed) {
      open = null
      at += value.length
      continue
    }
    if (open === null) found.push((open = { from: at, to: at, words: [] }))
    if (removed) {
      at += value.length
      open.to = at
    } else open.words.push(...value)
  }
  return found
}

function same(a: Hunk, b: Hunk): boolean {
  return a.from === b.from && a.to === b.to && a.words.join('') === b.words.join('')
}
