import { type as npm } from 'ot-text-unicode'
import type { TextOp } from './types'

/**
 * Text operations (E2) with the npm package ot-text-unicode, which changes what it is given when it merges deletions:
 * everything goes in as a copy, so that an operation that stands in a queue is never touched.
 */

type Part = TextOp[number]
type Parts = (number | string | { d: number | string })[]
/** The package leaves out of its types that deletions may carry their text, and the two functions that need it. */
interface Npm {
  normalize(op: Parts): Parts
  apply(text: string, op: Parts): string
  transform(op: Parts, other: Parts, side: 'left' | 'right'): Parts
  compose(first: Parts, second: Parts): Parts
  transformPosition(position: number, op: Parts): number
  makeInvertible(op: Parts, text: string): Parts
  invert(op: Parts): Parts
}
const type = npm as unknown as Npm

/** Length in code points. */
export function length(text: string): number {
  let pairs = 0
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00) {
      pairs++
      i++
    }
  }
  return text.length - pairs
}

/** Neighbours of one kind merged, empty parts and a trailing skip dropped. */
export function normalize(op: TextOp): TextOp {
  return clean(op)
}

/** @throws RangeError when the operation runs past the end of the text */
export function apply(text: string, op: TextOp): string {
  checkEnd(text, op)
  return type.apply(text, clean(op))
}

/** With the text of every deletion. @throws RangeError when the operation runs past the end of the text */
export function invertible(op: TextOp, before: string): TextOp {
  checkEnd(before, op)
  const known = op.map((part): Part => (typeof part === 'object' ? { d: partLength(part) } : part))
  return type.makeInvertible(clean(known), before)
}

/** What takes the operation back. @throws Error when a deletion has no text */
export function invert(op: TextOp): TextOp {
  return type.invert(clean(op))
}

/** The operation as it reads after another one; `right` when the other one was sequenced earlier (E11). */
export function transform(op: TextOp, other: TextOp, side: 'left' | 'right' = 'right'): TextOp {
  return type.transform(clean(op), clean(other), side)
}

/** One operation that does the first and then the second. */
export function compose(first: TextOp, second: TextOp): TextOp {
  return type.compose(clean(first), clean(second))
}

/** A position (in code points) as it is after the operation; what is inserted exactly there stays behind it. */
export function transformPosition(position: number, op: TextOp): number {
  return type.transformPosition(position, clean(op))
}

/** The shortest single replacement that turns one text into the other. */
export function between(before: string, after: string): TextOp {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--
  let end = 0
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++
  }
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  const inserted = after.slice(start, after.length - end)
  const deleted = before.slice(start, before.length - end)
  return normalize([length(before.slice(0, start)), inserted, { d: deleted }])
}

/** By code point, as both languages sort (the order of JavaScript differs beyond U+FFFF). */
export function compareByCodePoint(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  for (let i = 0; i < most; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) {
      const surrogateX = isHigh(x) || isLow(x)
      return surrogateX === (isHigh(y) || isLow(y)) ? x - y : surrogateX ? 1 : -1
    }
  }
  return a.length - b.length
}

/**
 * What a client does with a text before it submits it (E3): line ends become `\n`, U+0000 and lone surrogates are left
 * out, of more than 8 combining marks in a row the rest is left out.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1')
}

function checkEnd(text: string, op: TextOp): void {
  let needed = 0
  for (const part of op) if (typeof part !== 'string') needed += partLength(part)
  if (needed > length(text)) throw new RangeError('a text operation runs past the end')
}

function partLength(part: Part): number {
  if (typeof part === 'number') return part
  if (typeof part === 'string') return length(part)
  return typeof part.d === 'number' ? part.d : length(part.d)
}

/** A copy of its own, and as strict as the package wants it. */
function clean(op: TextOp): Parts {
  return type.normalize(op.map((part) => (typeof part === 'object' ? { d: part.d } : part)))
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
