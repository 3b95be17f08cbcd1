/**
 * Position keys (E10): strings over base 62 that sort by code point and always leave room between two of them. The
 * midpoint algorithm is that of David Greenspan, Implementing Fractional Indexing, without the integer part; at the ends
 * keys are counted on instead, since halving what is left there would lengthen them with every few additions.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length

/** Longest key; beyond it the siblings are respaced (E9). */
export const LONGEST_KEY = 40

/** So many digits are counted on at the ends: 7.3 million additions before they are used up. */
const COUNTED = 4

/** Whether it can be a key. */
export function isKey(key: string): boolean {
  return /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(key)
}

/**
 * A key strictly between two others: halfway and as short as it can be, or at an end the next of four digits. Null is
 * the open end.
 *
 * @throws RangeError unless `after` is less than `before`
 */
export function between(after: string | null, before: string | null): string {
  if (after !== null && before !== null && after >= before) throw new RangeError('keys are not in order')
  if (after !== null && before === null) {
    const next = counted(after) + 1
    if (next < BASE ** COUNTED) return shortest(next)
  } else if (after === null && before !== null) {
    const previous = counted(before) - 1
    if (previous > 0) return shortest(previous)
  }
  const low = after ?? ''
  let key = ''
  let open = before === null
  for (let i = 0; ; i++) {
    const a = i < low.length ? DIGITS.indexOf(low.charAt(i)) : 0
    const b = open ? BASE : DIGITS.indexOf((before ?? '').charAt(i))
    if (!open && a === b) {
      key += DIGITS.charAt(a)
    } else if (b - a > 1) {
      return key + DIGITS.charAt(Math.floor((a + b + 1) / 2))
    } else if (!open && (before ?? '').length > i + 1) {
      return key + DIGITS.charAt(b)
    } else {
      key += DIGITS.charAt(a)
      open = true
    }
  }
}

/** So many keys of equal length, evenly spaced and in order. */
export function spread(count: number): string[] {
  let space = BASE
  let length = 1
  while (space < 2 * (count + 1)) {
    space *= BASE
    length++
  }
  const keys: string[] = []
  for (let i = 1; i <= count; i++) {
    let value = Math.floor((i * space) / (count + 1))
    if (value % BASE === 0) value++
    keys.push(digits(value, length))
  }
  return keys
}

/** The first digits of a key as a number. */
function counted(key: string): number {
  return [...key.slice(0, COUNTED).padEnd(COUNTED, '0')].reduce((sum, digit) => sum * BASE + DIGITS.indexOf(digit), 0)
}

/** The shortest key with these first digits. */
function shortest(number: number): string {
  return digits(number, COUNTED).replace(/0+$/, '')
}

function digits(number: number, length: number): string {
  let key = ''
  for (let rest = number; key.length < length; rest = Math.floor(rest / BASE)) key = DIGITS.charAt(rest % BASE) + key
  return key
}
