import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Item, Value } from '../../src/board/types'
import { gapsOf } from '../../src/view/coverage'
import { Method, type Ask, type ItemType } from '../../src/view/method'
import { routeOf, addressOf } from '../../src/view/route'
import { ageOf, progressOf, progressOfSection, sumOf, together, type Around } from '../../src/view/sheet/progress'

const words = { it: 'x', en: 'x' }
const analysis: ItemType = {
  name: 'analysis',
  in: [null],
  view: 'sheet',
  part: 'area',
  written: 'plan',
  label: words,
  fields: [
    { name: 'why', kind: 'text', label: words },
    { name: 'hours', kind: 'number', label: words, part: 'steering' },
  ],
  sections: [{ name: 'a', label: words, by: 'mentee', fields: ['why', 'hours'] }, { name: 'b', label: words, within: 'context' }],
  fresh: { field: 'updated', days: 180 },
}
const context: ItemType = {
  name: 'context',
  in: ['analysis'],
  label: words,
  fields: [],
  sections: [{ name: 'c', label: words, fields: ['trend'] }],
}

function item(id: string, type: string, fields: Record<string, Value> = {}): Item {
  return { id, type, parent: null, pos: 'a', fields, links: [], by: 1, at: 0 } as unknown as Item
}

function around(items: readonly Item[]): Around {
  return {
    item: (id) => items.find((one) => one.id === id),
    children: (_parent, type) => items.filter((one) => one.type === type).map(({ id }) => id),
    type: (name) => (name === 'context' ? context : analysis),
  }
}

const sheets = new URL('../../../server/src/main/resources/method/sheets/', import.meta.url)
const asksOf = (name: string): readonly Ask[] =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, sheets), 'utf8')) as { asks: readonly Ask[] }).asks

test('L18 the commitments say what is missing until the plan and its carrying out are backed from both sides', () => {
  const missing = (...items: readonly Item[]) => gapsOf(items, asksOf('commitments')).map(({ ask }) => Object.values(ask.where ?? {})[0])
  expect(missing()).toEqual(['development', 'implementation', 'side', 'side'])
  const mayor = item('1', 'commitment', { development: true, side: 'majority' })
  expect(missing(mayor)).toEqual(['implementation', 'side'])
  expect(missing(mayor, item('2', 'commitment', { implementation: true, side: 'majority' }))).toEqual(['side'])
  expect(missing(mayor, item('2', 'commitment', { implementation: true, side: 'opposition' }))).toEqual([])
})

test('L24 projects for the same people in the same area are named together, whatever their capitals and spaces', () => {
  const project = (id: string, target: string, area?: string) =>
    item(id, 'intervention', area === undefined ? { target } : { target, area })
  const found = (...items: readonly Item[]) => gapsOf(items, asksOf('contextAnalysis')).map(({ items, n }) => [...items, n])
  const first = project('1', 'Donne sole', 'education')
  expect(found(first, project('2', ' donne  SOLE ', 'education'))).toEqual([['1', '2', 2]])
  expect(found(first, project('2', 'donne sole', 'health'), project('3', 'minori', 'education'))).toEqual([])
  expect(found(project('1', 'donne'), project('2', 'donne'), project('3', ' ', 'health'), project('4', '', 'health'))).toEqual([])
})

test('a field is empty, begun, or what somebody declared finished', () => {
  expect(progressOf(item('1', 'analysis'), 'why')).toBe('empty')
  expect(progressOf(item('1', 'analysis', { why: '  ' }), 'why')).toBe('empty')
  expect(progressOf(item('1', 'analysis', { why: 'x' }), 'why')).toBe('begun')
  expect(progressOf(item('1', 'analysis', { why: 'x', finished: ['why'] }), 'why')).toBe('finished')
})

test('a chapter is finished when all in it is, and empty when all is', () => {
  expect(together([])).toBe('empty')
  expect(together(['empty', 'empty'])).toBe('empty')
  expect(together(['finished', 'empty'])).toBe('begun')
  expect(together(['finished', 'finished'])).toBe('finished')
})

test('a chapter with another thing in it is as far as that is', () => {
  const [, section] = analysis.sections ?? []
  if (section === undefined) throw new Error('no section')
  const sheet = item('1', 'analysis')
  expect(progressOfSection(around([sheet]), sheet, section)).toBe('empty')
  expect(progressOfSection(around([sheet, item('2', 'context', { trend: 'x' })]), sheet, section)).toBe('begun')
})

test('what has to be kept up to date is old after its days, and says when it never had a date', () => {
  const now = Date.parse('2026-12-01')
  expect(ageOf(item('1', 'analysis'), analysis, now)).toBe('never')
  expect(ageOf(item('1', 'analysis', { updated: '2026-11-01' }), analysis, now)).toBeNull()
  expect(ageOf(item('1', 'analysis', { updated: '2026-01-01' }), analysis, now)).toBe('old')
  expect(ageOf(item('2', 'context'), context, now)).toBeNull()
})

test('numbers of rows are added up, whatever is missing', () => {
  expect(sumOf([item('1', 'row', { hours: 2 }), undefined, item('2', 'row'), item('3', 'row', { hours: 1.5 })], 'hours')).toBe(3.5)
})

test('fields of a sheet are written as what the sheet says, unless they say it themselves', () => {
  const method = new Method([analysis])
  expect(method.part('analysis')).toBe('area')
  expect(method.part('analysis', 'why')).toBe('plan')
  expect(method.part('analysis', 'hours')).toBe('steering')
})

test('what the method learns later is a part of the table, and known', () => {
  const method = new Method([])
  expect(method.knows('analysis')).toBe(false)
  method.learn([analysis, context])
  expect(method.parts().map(({ name }) => name)).toEqual(['analysis'])
})

test('a part of the table has an address of its own, with a panel beside it or without', () => {
  const programme = '019aa5c8-0000-7000-8000-000000000001'
  for (const hash of ['#visits', '#019aa5c8-0000-7000-8000-000000000002', '#visits/item/019aa5c8-0000-7000-8000-000000000003/details']) {
    expect(addressOf(routeOf(`/p/${programme}`, hash))).toBe(`/p/${programme}${hash}`)
  }
  expect(routeOf(`/p/${programme}`, '#visits')).toEqual({ page: 'board', programme, area: null, part: 'visits', panel: null })
})
