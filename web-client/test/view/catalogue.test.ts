import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticeKinds } from '../../src/view/board.svelte'
import { beyond, catalogue } from '../../src/view/catalogue'
import { sureKinds } from '../../src/view/keeping/sure'
import { areas, boardPanels, itemTabs, pages } from '../../src/view/route'
import { namedBy, unlisted, type View } from './listed'

const source = new URL('../../src/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, source), 'utf8')
const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'))

const method = new URL('../../../server/src/main/resources/method/', import.meta.url)
const types = readdirSync(method)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, method), 'utf8')) as { name: string; part: string; single?: boolean; table?: string })
  .filter((type) => type.single !== true && type.table !== 'confidential')
  // What is led and said beside things stands in places of its own and has no panel.
  .filter((type) => ['plan', 'note', 'group'].includes(type.part))
  .map((type) => type.name)

/** The component behind each kind of dialog, at either table: `{:else if desk.over?.kind === 'link'} <LinkPicker …`. */
const overs = new Map(
  [...`${read('view/frame/DeskDialogs.svelte')}${read('view/frame/LaterDialogs.svelte')}${read('view/confidential/Dialogs.svelte')}`.matchAll(/kind === '(\w+)'\}\s*<(\w+)/g)].map(
    ([, kind = '', component = '']) => [component, kind],
  ),
)
const view: View = {
  pages,
  areas,
  panels: boardPanels,
  tabs: itemTabs,
  types,
  dialogs: [...[...overs.values()].filter((kind) => kind !== 'menu'), ...sureKinds],
  notices: noticeKinds,
  warnings: [...read('view/frame/Warnings.svelte'), ...read('view/Insecure.svelte')]
    .join('')
    .match(/data-warning=("\w+"|\{[^}]*\})/g)
    ?.flatMap((attribute) => [...attribute.matchAll(/["'](\w+)["'](?! \?)/g)].map(([, name = '']) => name)) ?? [],
}

test('every page, area, panel, tab, dialog and menu of the page is in the catalogue', () => {
  expect(types.sort()).toEqual(['action', 'group', 'need', 'note'])
  expect(unlisted(view, catalogue, beyond)).toEqual([])
})

test('what is added to the page and not to the catalogue is found', () => {
  expect(unlisted({ ...view, pages: [...pages, 'gallery'] }, catalogue, beyond)).toEqual(['page gallery'])
  expect(unlisted({ ...view, areas: [...areas, 'map'] }, catalogue, beyond)).toEqual(['area map'])
  expect(unlisted({ ...view, panels: [...boardPanels, 'chat'] }, catalogue, beyond)).toEqual(['panel chat'])
  expect(unlisted({ ...view, tabs: [...itemTabs, 'votes'] }, catalogue, beyond)).toHaveLength(types.length)
  expect(unlisted({ ...view, types: [...types, 'milestone'] }, catalogue, beyond)).toHaveLength(itemTabs.length + 1)
  expect(unlisted({ ...view, dialogs: ['sign'] }, catalogue, beyond)).toEqual(['dialog sign'])
  expect(unlisted({ ...view, notices: [...noticeKinds, 'praised'] }, catalogue, beyond)).toEqual(['notice praised'])
  expect(unlisted({ ...view, warnings: ['storm'] }, catalogue, beyond)).toEqual(['warning storm'])
  const without = (id: string) => catalogue.filter((entry) => entry.id !== id)
  expect(unlisted(view, without('panel-trash'), beyond)).toEqual(['panel trash'])
  expect(unlisted(view, without('item-need-links'), beyond)).toEqual(['tab links of need'])
  expect(unlisted(view, without('menu-note'), beyond)).toEqual(['menu note'])
})

test('every warning of the page has a name, and what is said to be out of reach exists and is not in reach', () => {
  const named = (file: string) => read(file).match(/data-warning=/g)?.length
  expect(named('view/frame/Warnings.svelte')).toBe(read('view/frame/Warnings.svelte').match(/class="notice/g)?.length)
  expect([...view.warnings].sort()).toEqual(['ended', 'ending', 'insecure', 'keepsNot', 'paused', 'turnedAway', 'upgrade'])
  const reached = new Set(catalogue.flatMap(namedBy))
  const all = [...view.notices.map((one) => `notice ${one}`), ...view.warnings.map((one) => `warning ${one}`)].concat(
    types.flatMap((type) => itemTabs.map((tab) => `tab ${tab} of ${type}`)),
  )
  expect(Object.keys(beyond).filter((one) => reached.has(one) || !all.includes(one))).toEqual([])
})

test('each entry has a name of its own', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length)
  expect(new Set(catalogue.map(({ title }) => title)).size).toBe(catalogue.length)
})

test('nothing lies over or beside the document that the catalogue cannot name', () => {
  // A dialog of the page is one of the desk's, or the one that asks before something goes for good, a panel one of the side panel's, a page one of the route's.
  const withDialog = components.filter((file) => file.startsWith('view/') && /<dialog|<Dialog\b/.test(read(file)))
  expect(withDialog.map((file) => /(\w+)\.svelte$/.exec(file)?.[1] ?? '').sort()).toEqual(
    [...[...overs.keys()].filter((component) => component !== 'Menu'), 'Sure'].sort(),
  )
  const panels = components.filter((file) => /^view\/panel\/\w+Panel\.svelte$/.test(file)).length
  expect(panels).toBe(boardPanels.length + ['SidePanel', 'ItemPanel'].length)
  expect([...read('App.svelte').matchAll(/route\.page === '(\w+)'/g)].map(([, page]) => page).sort()).toEqual(
    pages.filter((page) => page !== 'missing').sort(),
  )
})
