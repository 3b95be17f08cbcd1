import type { Id, Item } from '../../board/types'

/**
 * Where the stakeholders stand on the picture: five columns of interest, five rows of influence, those of one field one
 * below the other, so that no name covers another. Pure; in pixels.
 */

export const steps = 5

/** How large things are drawn, in pixels: a mark, and the line that a stakeholder takes up. */
export interface Sizes {
  readonly mark: number
  readonly line: number
}

export interface Spot {
  readonly id: Id
  /** The middle of its mark, from the picture's start edge and its top. */
  readonly x: number
  readonly y: number
  readonly influence: number
  readonly interest: number
}

export interface Plot {
  readonly spots: readonly Spot[]
  /** Upper edge and height of each row, the most influence first. */
  readonly rows: readonly { readonly y: number; readonly height: number }[]
  readonly column: number
  readonly width: number
  readonly height: number
}

/** A whole number of the scale; its middle where nobody has said one. */
export function scaleOf(item: Item, field: 'influence' | 'interest'): number {
  const value = item.fields[field]
  return typeof value === 'number' ? within(value) : (steps + 1) / 2
}

export function within(value: number): number {
  return Math.min(steps, Math.max(1, Math.round(value)))
}

/** @param width that of all columns together; a mark stands at the start of its column */
export function plotOf(items: readonly Item[], width: number, { mark, line }: Sizes): Plot {
  const column = width / steps
  const pad = line / 6
  const fields = new Map<string, Item[]>()
  for (const item of items) {
    const at = `${scaleOf(item, 'influence')} ${scaleOf(item, 'interest')}`
    fields.set(at, [...(fields.get(at) ?? []), item])
  }
  const rows: { y: number; height: number }[] = []
  const spots = new Map<Id, Spot>()
  let y = 0
  for (let influence = steps; influence >= 1; influence--) {
    let most = 1
    for (let interest = 1; interest <= steps; interest++) {
      const here = fields.get(`${influence} ${interest}`) ?? []
      most = Math.max(most, here.length)
      here.forEach(({ id }, at) =>
        spots.set(id, {
          id,
          x: (interest - 1) * column + Math.min(column / 2, pad + mark / 2),
          y: y + pad + (at + 0.5) * line,
          influence,
          interest,
        }),
      )
    }
    const height = most * line + 2 * pad
    rows.push({ y, height })
    y += height
  }
  // In the order in which they were given: what is drawn keeps its place on the page while it is moved.
  return { spots: items.flatMap(({ id }) => spots.get(id) ?? []), rows, column, width, height: y }
}

/** The field of the picture at a point; beyond its edges the nearest one. */
export function fieldAt(plot: Plot, x: number, y: number): { influence: number; interest: number } {
  const row = plot.rows.findIndex((one) => y < one.y + one.height)
  return { influence: row === -1 ? 1 : steps - row, interest: within(Math.floor(x / plot.column) + 1) }
}

/** A name in at most so many lines of so many letters; what does not fit ends in …. */
export function lettered(name: string, letters: number, lines: number): readonly string[] {
  const all: string[] = []
  let rest = name.replace(/\s+/g, ' ').trim()
  while (rest !== '' && all.length < lines) {
    const last = all.length === lines - 1
    if (Array.from(rest).length <= letters) {
      all.push(rest)
      break
    }
    const space = Array.from(rest).slice(0, letters + 1).lastIndexOf(' ')
    const cut = space > 0 && !last ? space : letters - (last ? 1 : 0)
    const some = Array.from(rest).slice(0, cut).join('').trimEnd()
    all.push(last ? `${some}…` : some)
    rest = Array.from(rest).slice(cut).join('').trim()
  }
  return all
}
