import { length } from '../board/text'
import type { Edit, TextOp } from '../board/types'

export type TypeEdit = Extract<Edit, { e: 'type' }>

export function isType(edit: Edit): edit is TypeEdit {
  return edit.e === 'type'
}

export function sameText(a: TypeEdit, b: TypeEdit): boolean {
  return a.item === b.item && a.field === b.field
}

/** Whether the second operation changes what the first one left, or stands right beside it. */
export function touches(first: TextOp, second: TextOp): boolean {
  const left = span(first).after
  const right = span(second).before
  return right[0] <= left[1] && right[1] >= left[0]
}

/** Where an operation changes the text, [from, to): in the text before it, and in the text after it. */
function span(op: TextOp): { before: readonly [number, number]; after: readonly [number, number] } {
  const first = op[0]
  const from = typeof first === 'number' ? first : 0
  let before = 0
  let after = 0
  for (const part of op) {
    if (typeof part === 'number') {
      before += part
      after += part
    } else if (typeof part === 'string') {
      after += length(part)
    } else {
      before += typeof part.d === 'number' ? part.d : length(part.d)
    }
  }
  return { before: [from, before], after: [from, after] }
}
