import { textOf } from '../../board/board'
import type { Id, Item } from '../../board/types'
import { setOf } from '../board.svelte'
import type { FieldType, Filler, ItemType, Section } from '../method'

/** How far a field or a chapter is: said in words, and never counted. */
export type Progress = 'empty' | 'begun' | 'finished'

/** The set in which a sheet keeps which of its fields were declared finished. */
export const finished = 'finished'

export function progressOf(item: Item, field: string): Progress {
  if (setOf(item.fields[finished]).includes(field)) return 'finished'
  const value = item.fields[field]
  return value === undefined || (typeof value === 'string' && value.trim() === '') ? 'empty' : 'begun'
}

/** Of several: finished when all are, empty when all are. */
export function together(all: readonly Progress[]): Progress {
  if (all.length === 0 || all.every((one) => one === 'empty')) return 'empty'
  return all.every((one) => one === 'finished') ? 'finished' : 'begun'
}

/** What has to be known of a table to tell how far a chapter is. */
export interface Around {
  item(id: Id): Item | undefined
  children(parent: Id, type: string): readonly Id[]
  type(name: string): ItemType
}

export function progressOfSection(around: Around, item: Item, section: Section): Progress {
  const parts = (section.fields ?? []).map((field) => progressOf(item, field))
  if (section.rows !== undefined && around.children(item.id, section.rows).length > 0) parts.push('begun')
  if (section.within !== undefined) {
    const inside = around.item(around.children(item.id, section.within)[0] ?? '')
    const sections = around.type(section.within).sections ?? []
    parts.push(inside === undefined ? 'empty' : together(sections.map((one) => progressOfSection(around, inside, one))))
  }
  return together(parts)
}

/** Who is expected to fill a field. */
export function fillerOf(field: FieldType, section: Section): Filler | undefined {
  return field.by ?? section.by
}

/** Whether what has to be looked at again from time to time is old, or was never dated; null when it need not be. */
export function ageOf(item: Item, type: ItemType, now: number): 'never' | 'old' | null {
  if (type.fresh === undefined) return null
  const date = Date.parse(textOf(item, type.fresh.field))
  if (Number.isNaN(date)) return 'never'
  return now - date > type.fresh.days * 24 * 60 * 60 * 1000 ? 'old' : null
}

/** What number fields of rows come to. */
export function sumOf(rows: readonly (Item | undefined)[], field: string): number {
  return rows.reduce((sum, row) => sum + (typeof row?.fields[field] === 'number' ? (row.fields[field] as number) : 0), 0)
}
