import { length } from '../board/text'
import type { TextOp } from '../board/types'
import { toPoints, toUnits } from './codepoints'

/** One replaced stretch of a text, in UTF-16 units of the text before. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/**
 * The one stretch that makes `after` of `before`. Where several would do (a letter typed among equal ones), the one
 * that ends at the caret is taken, since that is what the person did.
 *
 * @param caret the caret in `after`, in units; -1 when unknown
 */
export function stretchBetween(before: string, after: string, caret = -1): Stretch | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let tail = 0
  const tailMost = caret < 0 ? most : Math.min(most, after.length - caret)
  while (tail < tailMost && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  let head = 0
  while (head < most - tail && before[head] === after[head]) head++
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  if (splitsPair(before, head) || splitsPair(after, head)) head--
  if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail--
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }
}

/** The operation that makes these replacements, which are in order and do not overlap. */
export function opOf(before: string, stretches: readonly Stretch[]): TextOp {
  const op: (number | string | { d: number })[] = []
  let at = 0
  for (const { from, to, insert } of stretches) {
    const skip = toPoints(before.slice(at, from), from - at)
    if (skip > 0) {
      const last = op.at(-1)
      if (typeof last === 'number') op[op.length - 1] = last + skip
      else op.push(skip)
    }
    if (insert !== '') op.push(insert)
    if (to > from) op.push({ d: length(before.slice(from, to)) })
    at = to
  }
  return op
}

/** The replacements an operation makes in this text. */
export function stretchesOf(before: string, op: TextOp): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const part of op) {
    if (typeof part === 'number') {
      at += toUnits(before.slice(at), part)
      continue
    }
    const length =
      typeof part === 'string' ? 0 : typeof part.d === 'string' ? part.d.length : toUnits(before.slice(at), part.d)
    const insert = typeof part === 'string' ? part : ''
    const last = stretches.at(-1)
    if (last?.to === at)
      stretches[stretches.length - 1] = { from: last.from, to: at + length, insert: last.insert + insert }
    else stretches.push({ from: at, to: at + length, insert })
    at += length
  }
  return stretches
}

export function applied(before: string, stretches: readonly Stretch[]): string {
  let after = ''
  let at = 0
  for (const { from, to, insert } of stretches) {
    after += before.slice(at, from) + insert
    at = to
  }
  return after + before.slice(at)
}

/** Where a position of the text before is afterwards. What is inserted at the very position comes after it. */
export function moved(position: number, stretches: readonly Stretch[]): number {
  let shift = 0
  for (const { from, to, insert } of stretches) {
    if (from >= position) break
    shift += to <= position ? insert.length - (to - from) : from + insert.length - position
    if (to > position) break
  }
  return position + shift
}

function splitsPair(text: string, unit: number): boolean {
  const before = text.charCodeAt(unit - 1)
  const after = text.charCodeAt(unit)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
