/**
 * Text operations and carets count code points, the browser counts UTF-16 units. A position inside a surrogate pair
 * counts as before it.
 */

/** Units before the code point number `points`; the text's length when there are fewer. */
export function toUnits(text: string, points: number): number {
  let unit = 0
  for (let left = points; left > 0 && unit < text.length; left--) unit += isPair(text, unit) ? 2 : 1
  return unit
}

/** Code points before the unit `units`. */
export function toPoints(text: string, units: number): number {
  const end = Math.min(units, text.length)
  let points = 0
  for (let unit = 0; unit < end; points++) {
    unit += isPair(text, unit) ? 2 : 1
    if (unit > end) break
  }
  return points
}

function isPair(text: string, unit: number): boolean {
  const code = text.charCodeAt(unit)
  if (code < 0xd800 || code > 0xdbff) return false
  const next = text.charCodeAt(unit + 1)
  return next >= 0xdc00 && next <= 0xdfff
}
