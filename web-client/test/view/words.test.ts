import { expect, test } from 'vitest'
import type { Item } from '../../src/board/types'
import type { HistoryEntry } from '../../src/net/api.types'
import { initials } from '../../src/ui/marks'
import { Attendance, Gathering } from '../../src/view/announce'
import { readable } from '../../src/view/history'
import { marking, shown, versions } from '../../src/view/languages'
import { addressOf, areas, boardPanels, confidentialPanels, itemTabs, routeOf } from '../../src/view/route'
import { fingerprint } from '../../src/board/fingerprint'

const programme = '019a0000-0000-7000-8000-000000000001'
const action = '019a0000-0000-7000-8000-000000000010'

test('what others did is told once each, and who did several things is named once', () => {
  const gathering = new Gathering()
  gathering.add({ who: 'Anna', what: 'wrote in Results, action 3' })
  gathering.add({ who: 'Anna', what: 'wrote in Results, action 3' })
  gathering.add({ who: 'Anna', what: 'moved need 2' })
  expect(gathering.take((n) => `and ${n} more`)).toBe('Anna wrote in Results, action 3, moved need 2')
  expect(gathering.empty).toBe(true)
})

test('more than three things are counted, not told', () => {
  const gathering = new Gathering()
  for (const n of [1, 2, 3, 4, 5]) gathering.add({ who: 'Jan', what: `moved action ${n}` })
  expect(gathering.take((n) => `and ${n} more`)).toBe('Jan moved action 1, moved action 2, moved action 3, and 2 more')
})

test('who sat there before one came is not told as coming, who comes and goes afterwards is', () => {
  const attendance = new Attendance()
  expect(attendance.since(new Set([1, 2]))).toEqual({ came: [], went: [] })
  expect(attendance.since(new Set([2, 3]))).toEqual({ came: [3], went: [1] })
  expect(attendance.since(new Set([2, 3]))).toEqual({ came: [], went: [] })
})

test('every address leads to its route and back', () => {
  const addresses = [
    '/',
    '/join#abc',
    '/return#abc',
    `/p/${programme}`,
    ...areas.map((area) => `/p/${programme}#${area}`),
    ...boardPanels.map((panel) => `/p/${programme}#notes/${panel}`),
    ...itemTabs.map((tab) => `/p/${programme}#plan/item/${action}/${tab}`),
    `/p/${programme}#plan/item/${action}/history/actions%40nl`,
    `/p/${programme}/confidential`,
    ...confidentialPanels.map((panel) => `/p/${programme}/confidential#${panel}`),
    `/p/${programme}/confidential#item/${action}/history/answer`,
  ]
  for (const address of addresses) {
    const [path = '', hash = ''] = address.split('#')
    expect(addressOf(routeOf(path, `#${hash}`))).toBe(address)
  }
})

test('an address that means nothing leads nowhere, and a broken fragment to the document', () => {
  expect(routeOf('/p/no-uuid', '')).toEqual({ page: 'missing' })
  expect(routeOf('/admin', '')).toEqual({ page: 'missing' })
  expect(routeOf(`/p/${programme}`, '#%E0%A4')).toEqual({ page: 'board', programme, area: null, panel: null })
  expect(routeOf(`/p/${programme}/confidential`, '#people')).toEqual({ page: 'confidential', programme, panel: null })
  expect(routeOf(`/p/${programme}/confidences`, '')).toEqual({ page: 'missing' })
  expect(routeOf(`/p/${programme}`, '#plan/zzz')).toEqual({ page: 'board', programme, area: 'plan', panel: null })
})

test('typing is read as one change, with the text before its first and after its last moment', () => {
  const typed = (rev: number, at: number, before: string, after: string, by = 1): HistoryEntry => ({
    rev,
    at,
    by,
    item: action,
    field: 'results',
    kind: 'type',
    before,
    after,
  })
  const read = readable([
    typed(9, 500_000, 'abc', 'abcd'),
    typed(8, 100_000, 'ab', 'abc'),
    typed(7, 90_000, 'a', 'ab'),
    typed(6, 80_000, '', 'a', 2),
  ])
  expect(read.map(({ before, after, by }) => [before, after, by])).toEqual([
    ['abc', 'abcd', 1],
    ['a', 'abc', 1],
    ['', 'a', 2],
  ])
})

test('the fields of a creation and the marks of old versions are no changes of their own', () => {
  const entry = (kind: string, field: string | null): HistoryEntry => ({
    rev: 1,
    at: 1,
    by: 1,
    item: action,
    field,
    kind,
    before: null,
    after: 'x',
  })
  expect(
    readable([entry('set', 'actions@nl:of'), entry('create', 'actions'), entry('create', null)]).map(
      ({ field }) => field,
    ),
  ).toEqual([null])
})

const said: Item = {
  id: action,
  type: 'action',
  parent: null,
  pos: 'V',
  links: [],
  by: 1,
  at: 0,
  fields: {
    actions: 'Avviare',
    lang: 'it',
    'actions@nl': 'Starten',
    'actions@nl:of': fingerprint('Avviare'),
    'actions@en': 'Begin',
    'actions@en:of': fingerprint('Avviate'),
  },
}

test('a version is old when the original is another one now', () => {
  expect(versions(said, 'actions').map(({ lang, old }) => [lang, old])).toEqual([
    ['en', true],
    ['nl', false],
  ])
})

test('what is written on in a version speaks of the original as its writer read it, until somebody says it is right', () => {
  const changed = { ...said, fields: { ...said.fields, actions: 'Avviare subito' } }
  // The original changed while the version was open: it stays old, whatever is typed.
  expect(marking(changed, 'actions@nl', 'Starten!', 'Avviare')).toBeNull()
  expect(marking(changed, 'actions@fr', 'Lancer', 'Avviare')).toMatchObject({ value: fingerprint('Avviare') })
  // Opened anew, or declared right by anybody, it speaks of the new one.
  expect(marking(changed, 'actions@nl', 'Starten!', 'Avviare subito')).toEqual({
    e: 'set',
    item: action,
    field: 'actions@nl:of',
    value: fingerprint('Avviare subito'),
  })
  const right = { ...changed, fields: { ...changed.fields, 'actions@nl:of': fingerprint('Avviare subito') } }
  expect(marking(right, 'actions@nl', 'Starten!', 'Avviare')).toBeNull()
  expect(marking(right, 'actions@nl', '', 'Avviare')).toMatchObject({ value: null })
  expect(marking(said, 'actions', 'Avviare!', 'Avviare')).toBeNull()
})

test('a reader sees the language of their choice where there is a version in it, else the original', () => {
  expect(shown(said, 'actions', 'nl').text).toBe('Starten')
  expect(shown(said, 'actions', 'fr').text).toBe('Avviare')
  expect(shown(said, 'actions', 'it').original).toBe(true)
  expect(shown(said, 'actions', '').original).toBe(true)
})

test('initials are those of the first and the last name, in any script', () => {
  expect(['Giulia Riina', 'Jan De Smet', 'Aïcha', 'أمينة حسن', '  ', '2'].map(initials)).toEqual([
    'GR',
    'JS',
    'A',
    'أح',
    '?',
    '2',
  ])
})
