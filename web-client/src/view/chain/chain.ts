import { textOf } from '../../board/board'
import type { Id, Item } from '../../board/types'
import type { Outline } from '../outline'

/** One line of the chain: what answers a need, through which factors, and from which practices. */
export interface Line {
  /** Null for an action that answers no need. */
  readonly need: Id | null
  /** Null for a need that has no action. */
  readonly action: Id | null
  readonly factors: readonly Id[]
  readonly practices: readonly Id[]
  /** Political commitments that back the action. */
  readonly backing: readonly Id[]
}

/** What has no place in the chain yet; each list in the order of the table. */
export interface Loose {
  readonly needs: readonly Id[]
  /** Actions that answer no need. */
  readonly actions: readonly Id[]
  /** Key factors in focus on which no action works. */
  readonly factors: readonly Id[]
}

/**
 * The chain from needs by key factors to actions, read off the links: need by need in the order of the table, under
 * each its actions in theirs, then the actions without a need. Nothing is counted or weighed (the method's rule L16).
 */
export function chainOf(items: ReadonlyMap<Id, Item>, outline: Outline): { lines: readonly Line[]; loose: Loose } {
  const visible = [...items.values()].filter((item) => !outline.hidden(item.id))
  const of = (type: string) => inOrderOfTable(visible.filter((item) => item.type === type), outline)
  const needs = of('need')
  const actions = of('action')
  const commitments = of('commitment')
  const ends = (item: Item, type: string): Id[] =>
    item.links.map(([, to]) => to).filter((to) => items.get(to)?.type === type && !outline.hidden(to))
  const lines: Line[] = []
  const lineOf = (need: Item | null, action: Item | null): Line => ({
    need: need?.id ?? null,
    action: action?.id ?? null,
    factors: unique([...(need === null ? [] : ends(need, 'factor')), ...(action === null ? [] : ends(action, 'factor'))]),
    practices: action === null ? [] : unique(childrenOf(action.id).flatMap((child) => ends(child, 'practice'))),
    backing: action === null ? [] : commitments.filter((one) => ends(one, 'action').includes(action.id)).map(({ id }) => id),
  })
  const childrenOf = (parent: Id): Item[] =>
    outline.children(parent).flatMap((id) => (items.get(id)?.type === 'adaptation' ? [items.get(id) as Item] : []))
  for (const need of needs) {
    const answering = actions.filter((action) => ends(action, 'need').includes(need.id))
    if (answering.length === 0) lines.push(lineOf(need, null))
    for (const action of answering) lines.push(lineOf(need, action))
  }
  const without = actions.filter((action) => ends(action, 'need').length === 0)
  for (const action of without) lines.push(lineOf(null, action))
  const workedOn = new Set(actions.flatMap((action) => ends(action, 'factor')))
  return {
    lines,
    loose: {
      needs: needs.filter((need) => !actions.some((action) => ends(action, 'need').includes(need.id))).map(({ id }) => id),
      actions: without.map(({ id }) => id),
      factors: of('factor')
        .filter((factor) => factor.fields['focus'] === true && textOf(factor, 'kind') !== 'context' && !workedOn.has(factor.id))
        .map(({ id }) => id),
    },
  }
}

/** Items of one type as they stand on the table: by their parents, then by their places. */
function inOrderOfTable(items: readonly Item[], outline: Outline): readonly Item[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const parents = [...new Set(items.map(({ parent }) => parent))]
  return parents.flatMap((parent) => outline.children(parent).flatMap((id) => byId.get(id) ?? []))
}

function unique(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)]
}

/** Where one thing of the picture stands: its column, and its place in it from 0. */
export interface Knot {
  readonly id: Id
  readonly column: 0 | 1 | 2
  readonly row: number
}

export interface Picture {
  readonly knots: readonly Knot[]
  readonly strands: readonly { readonly from: Knot; readonly to: Knot }[]
  /** Of the longest column. */
  readonly rows: number
}

/** The same as a picture: needs, factors and actions in three columns, and a strand for each link between neighbours. */
export function pictureOf(lines: readonly Line[]): Picture {
  const columns: readonly [Id[], Id[], Id[]] = [[], [], []]
  for (const { need, factors, action } of lines) {
    if (need !== null) columns[0].push(need)
    columns[1].push(...factors)
    if (action !== null) columns[2].push(action)
  }
  const knots: Knot[] = columns.flatMap((ids, column) =>
    unique(ids).map((id, row) => ({ id, column: column as Knot['column'], row })),
  )
  const at = new Map(knots.map((knot) => [knot.id, knot]))
  const strands = new Map<string, { from: Knot; to: Knot }>()
  const tie = (from: Id | null, to: Id | null) => {
    const [a, b] = [from === null ? undefined : at.get(from), to === null ? undefined : at.get(to)]
    if (a !== undefined && b !== undefined) strands.set(`${a.id} ${b.id}`, { from: a, to: b })
  }
  for (const { need, factors, action } of lines) {
    for (const factor of factors) {
      tie(need, factor)
      tie(factor, action)
    }
    if (factors.length === 0) tie(need, action)
  }
  return { knots, strands: [...strands.values()], rows: Math.max(0, ...columns.map((ids) => unique(ids).length)) }
}
