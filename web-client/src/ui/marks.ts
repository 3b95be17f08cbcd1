import type { Party } from '../board/types'

/** A party's shape in a square of 40 by 40, so that nobody needs to see colours. */
export const shapes: Readonly<Record<Party, string>> = {
  mentee: 'M20 2a18 18 0 1 1 0 36a18 18 0 1 1 0-36z',
  mentor: 'M7 4h26a3 3 0 0 1 3 3v26a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z',
  association: 'M17.6 4.2 1.6 33.4A2.8 2.8 0 0 0 4 37.5h32a2.8 2.8 0 0 0 2.4-4.1L22.4 4.2a2.8 2.8 0 0 0-4.8 0z',
  support:
    'M18 1.6 1.6 18a2.8 2.8 0 0 0 0 4L18 38.4a2.8 2.8 0 0 0 4 0L38.4 22a2.8 2.8 0 0 0 0-4L22 1.6a2.8 2.8 0 0 0-4 0z',
  facilitator: 'm20 1 5.6 12.1 13.2 1.7-9.7 9.1 2.5 13.1L20 30.6 8.4 37l2.5-13.1-9.7-9.1 13.2-1.7z',
  other: 'M20 2a18 18 0 1 1 0 36a18 18 0 1 1 0-36zm0 5a13 13 0 1 0 0 26a13 13 0 1 0 0-26z',
}

/** At most two letters that stand for a name, in its own script. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-']+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (first === undefined) return '?'
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (Array.from(first)[0] ?? '').toLocaleUpperCase() + (Array.from(last)[0] ?? '').toLocaleUpperCase()
}
