/**
 * FNV-1a, 32 bits, over the UTF-8 bytes of a text, as 8 lower-case hexadecimal digits (M6). The bytes are made by hand:
 * TextEncoder is no part of the language.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  const eat = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) {
      eat(point)
    } else if (point < 0x800) {
      eat(0xc0 | (point >> 6))
      eat(0x80 | (point & 0x3f))
    } else {
      if (point < 0x10000) {
        eat(0xe0 | (point >> 12))
      } else {
        eat(0xf0 | (point >> 18))
        eat(0x80 | ((point >> 12) & 0x3f))
      }
      eat(0x80 | ((point >> 6) & 0x3f))
      eat(0x80 | (point & 0x3f))
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
