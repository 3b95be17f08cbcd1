import { textOf } from '../board/board'
import type { Id, Item } from '../board/types'
import type { Outline } from './outline'

/** What the plan does not say yet. It names things to look at; it never counts them against anybody. */
export const gaps = [
  'needsWithoutAction',
  'actionsWithoutNeed',
  'actionsWithoutLeader',
  'actionsWithoutTimetable',
  'actionsWithoutSuccess',
] as const
export type Gap = (typeof gaps)[number]
export type Coverage = Readonly<Record<Gap, readonly Id[]>>

/**
 * @param needs visible needs in order
 * @param actions visible actions in order
 */
export function coverageOf(
  items: ReadonlyMap<Id, Item>,
  outline: Outline,
  needs: readonly Id[],
  actions: readonly Id[],
): Coverage {
  const answered = new Set<Id>()
  const rows = actions.flatMap((id) => items.get(id) ?? [])
  const answers = (row: Item) => row.links.filter(([relation, to]) => relation === 'answers' && !outline.hidden(to))
  for (const row of rows) for (const [, to] of answers(row)) answered.add(to)
  const without = (field: string) => rows.filter((row) => textOf(row, field).trim() === '').map((row) => row.id)
  return {
    needsWithoutAction: needs.filter((id) => !answered.has(id)),
    actionsWithoutNeed: rows.filter((row) => answers(row).length === 0).map((row) => row.id),
    actionsWithoutLeader: without('leader'),
    actionsWithoutTimetable: without('timetable'),
    actionsWithoutSuccess: without('evaluation'),
  }
}
