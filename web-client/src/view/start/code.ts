/** The zeros of the scripts in which people here may type a number. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

/** The digits of a spoken code in the digits 0-9, whatever stands between them and in whichever script they are. */
export function digitsOf(text: string): string {
  return Array.from(text, (letter) => {
    const point = letter.codePointAt(0) ?? 0
    const zero = zeros.find((one) => point >= one && point <= one + 9)
    return zero === undefined ? '' : String(point - zero)
  }).join('')
}

/** Whether this can be a spoken code: eight digits. Every other token of an invitation is longer. */
export function isCode(text: string): boolean {
  return /^\d{8}$/.test(text)
}
