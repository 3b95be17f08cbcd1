import type { Edit } from './types'
import { transform } from './text'

/** Both sides of a rebase: each as it reads after the other. */
export interface Crossed {
  readonly mine: readonly Edit[]
  readonly theirs: readonly Edit[]
}

/** The text that no text is: changed and changed back, it reads the same, but its words are others. */
const gone = 'gone'

/** Edits as they read after the numbered edits sequenced since their base, in that order (E11). */
export function rebase(mine: readonly Edit[], theirs: readonly Edit[]): readonly Edit[] {
  return cross(mine, theirs).mine
}

/**
 * Both sides, one edit at a time, never over a composition: composing first can break ties otherwise than the server
 * does. Each of theirs passes all of mine on its field, so that the second of mine meets it as it reads after the
 * first. Edits that do not change stay the same objects.
 */
export function cross(mine: readonly Edit[], theirs: readonly Edit[]): Crossed {
  const left = [...mine]
  const typed = new Map<string, number[]>()
  left.forEach((edit, i) => {
    if (edit.e === 'type') {
      const at = typed.get(key(edit))
      if (at) at.push(i)
      else typed.set(key(edit), [i])
    }
  })
  if (typed.size === 0) return { mine, theirs }
  const passed = theirs.map((their): Edit => {
    const at = their.e === 'type' ? typed.get(key(their)) : undefined
    if (their.e !== 'type' || !at) return their
    let op = their.op
    for (const i of at) {
      const own = left[i]
      if (own?.e !== 'type') continue
      left[i] = { ...own, op: transform(own.op, op, 'right'), ...(own.of === undefined ? {} : { of: gone }) }
      op = transform(op, own.op, 'left')
    }
    return { ...their, op }
  })
  return { mine: left, theirs: passed }
}

function key(edit: { item: string; field: string }): string {
  return `${edit.item} ${edit.field}`
}
