import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fields, Item, Link } from '../../src/board/types'
import { gapsOf } from '../../src/view/coverage'
import { changingTheme } from '../../src/view/guide/emergency'
import { inOrder, wayOf, type Phase, type Preset, type Way } from '../../src/view/guide/phases'
import { Method, type ItemType } from '../../src/view/method'
import { outlineOf, visibleOf } from '../../src/view/outline'

const folder = new URL('../../../server/src/main/resources/method/', import.meta.url)
function files<Kind>(kit: string): Kind[] {
  const at = new URL(kit, folder)
  const names = readdirSync(at).filter((file) => file.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(new URL(name, at), 'utf8')) as Kind)
}
/** As the server says what a file that is like another one leaves to that. */
function full<Kind extends { name: string; like?: string }>(all: readonly Kind[]): Kind[] {
  return all.map((one) => ({ ...all.find(({ name }) => name === one.like), ...one }))
}

interface Begun extends Preset {
  readonly like?: string
  readonly areas: readonly string[]
  readonly without?: readonly string[]
  readonly visits?: readonly { readonly from?: number; readonly agenda: readonly { readonly kind: string }[] }[]
}
const types = [...files<ItemType>('./'), ...full(files<ItemType & { like?: string }>('sheets/'))]
const method = new Method(types)
const phases = files<Phase>('phases/')
const presets = full(files<Begun>('presets/'))

/** A table on which somebody works by the types, fields and links that the method has, and by no others. */
class Scripted {
  readonly items = new Map<string, Item>()

  constructor(preset: Begun) {
    this.put('programme', null, { preset: preset.name, leftOut: [...(preset.without ?? [])] })
    for (const area of ['plan', 'needs', 'notes', ...preset.areas]) this.put(area, null)
    const meet = preset.meetings?.first ?? Infinity
    for (const { agenda } of (preset.visits ?? []).filter(({ from = 0 }) => from <= meet)) {
      const visit = this.put('visit', 'visits', { goal: 'x', product: 'x' })
      for (const { kind } of agenda) this.put('agendaEntry', visit, { kind, title: 'x' })
    }
  }

  /** @param into an item's id, or the type of the part of the table, which is put there if it is missing */
  put(type: string, into: string | null, fields: Fields = {}, links: Link[] = []): string {
    const parent = into === null ? null : (this.items.get(into)?.id ?? this.part(into))
    const home = parent === null ? null : (this.items.get(parent)?.type ?? '')
    expect(method.type(type).in, `${type} in ${home}`).toContain(home)
    const id = `${type}-${this.items.size}`
    const pos = String(this.items.size).padStart(4, '0') + 'V'
    this.items.set(id, { id, type, parent, pos, fields: {}, links, by: 1, at: 0 })
    for (const { within } of method.type(type).sections ?? []) if (within !== undefined) this.put(within, id)
    this.say(id, fields)
    return id
  }

  part(type: string): string {
    return [...this.items.values()].find((item) => item.type === type)?.id ?? this.put(type, null)
  }

  /** @param of an item's id or the type of the one there is, or is put there */
  say(of: string, fields: Fields): void {
    const item = this.items.get(this.items.has(of) ? of : this.part(of))
    if (item === undefined) return
    for (const field of Object.keys(fields)) expect(method.field(item.type, field), `${item.type}.${field}`).toBeDefined()
    this.items.set(item.id, { ...item, fields: { ...item.fields, ...fields } })
  }

  each(type: string, fields: Fields): void {
    for (const item of [...this.items.values()]) if (item.type === type) this.say(item.id, fields)
  }

  delete(id: string): void {
    const item = this.items.get(id)
    if (item !== undefined) this.items.set(id, { ...item, deleted: true })
  }

  get way(): Way {
    return wayOf(visibleOf(this.items, outlineOf(this.items)), phases, presets)
  }

  state(phase: string): string | undefined {
    return this.way.standings.find((one) => one.phase.name === phase)?.state
  }
}

/** What people do in each phase, in few words. */
const work: Record<string, (table: Scripted) => void> = {
  p01: (table) =>
    table.put('factor', 'benchmark', { kind: 'key', focus: true, change: 'x', strengths: 'x', aims: 'x', actions: 'x' }),
  p02: (table) => {
    table.put('need', 'needs', { statement: 'x', kind: 'policyGap', evidence: 'x' })
    table.say('needsAnalysis', { challenge: 'x', obstacles: 'x', position: 'x' })
  },
  p03: (table) => {
    table.put('strengths', null, { areas: 'x' })
    table.put('practice', null, { name: 'x', description: 'x' })
  },
  p04: (table) => {
    table.say('matching', { criteria: 'x', reasons: 'x' })
    table.say('programme', { mentor: 'Mechelen' })
  },
  p05: (table) => table.say('training', { responsibilities: 'x', documents: 'x', expectations: 'x' }),
  p06: (table) => {
    table.say('training', { goals: 'x', aspects: 'x', involve: 'x', obstacles: 'x' })
    table.part('needsAnalysis')
    table.each('nationalContext', { typical: 'x' })
  },
  p07: (table) => {
    table.put('stakeholder', 'stakeholderMap', { name: 'x' })
    table.put('member', 'supportGroup', { name: 'x', kind: 'migrants', active: true })
    table.say('supportGroup', { constituted: 'constituted' })
  },
  p08: (table) => {
    table.put('commitment', 'commitments', { who: 'x', development: true })
    table.put('commitment', 'commitments', { who: 'y', implementation: true })
  },
  p09: (table) => {
    const need = [...table.items.values()].find(({ type }) => type === 'need')?.id ?? table.put('need', 'needs', { statement: 'x' })
    const visit = [...table.items.values()].find(({ type }) => type === 'visit')?.id ?? ''
    table.put('visitQuestion', visit, { text: 'x' })
    table.put('action', 'plan', { actions: 'x' }, [['answers', need]])
  },
  p10: (table) => {
    table.each('action', { results: 'x', timetable: 'x' })
    const action = [...table.items.values()].find(({ type }) => type === 'action')?.id ?? ''
    table.put('opinion', action, { text: 'x' })
  },
  p11: (table) => {
    table.each('visitQuestion', { answer: 'x' })
    const note = table.put('note', 'notes', { text: 'x' })
    const need = [...table.items.values()].find(({ type }) => type === 'need')?.id ?? ''
    table.put('action', 'plan', { actions: 'y', results: 'x', timetable: 'x' }, [['answers', need], ['from', note]])
    table.each('action', { resources: 'x' })
  },
  p12: (table) => {
    table.each('action', { leader: 'x', evaluation: 'x' })
    table.say('plan', { date: '2026-11-21', version: '1' })
  },
  p13: (table) =>
    table.say('plan', { approvedVersion: '1', approvedBy: 'x', approvalNumber: '12/2027', approvedOn: '2027-01-12' }),
  p14: (table) => {
    table.put('product', 'products')
    table.put('openNeed', 'openNeeds')
  },
  p15: (table) => {
    table.say('contextAnalysis', { number: '3,100', updated: '2026-11-02' })
    table.put('intervention', 'contextAnalysis')
    table.put('networkActor', 'networking')
    table.say('alliance', { objective: 'x', signed: '2026-11-20', path: 'x' })
    table.put('allianceMember', 'alliance')
    table.say('levers', { monitoring: 'x' })
    table.put('matrixCell', 'matrix')
  },
  p16: (table) => {
    table.say('firstMeeting', { potential: 'x' })
    table.put('supportEntry', 'supportLog')
    table.say('evaluation', { before: 'x', criteria: 'x', networks: 33 })
    table.put('indicator', 'evaluation', { objective: 'x', baseline: 'x', now: 'x' })
    table.put('openNeed', 'openNeeds')
    table.put('continuation', null, { network: 'x', elements: 'x' })
  },
}

/** What a preset's own product wants besides its phases. */
const own: Record<string, (table: Scripted) => void> = {
  needs: (table) => table.say([...table.items.values()].find(({ type }) => type === 'visit')?.id ?? '', { state: 'done' }),
  review(table) {
    table.put('indicator', 'evaluation')
    table.say('diagnosis', { strengths: 'x', critical: 'x' })
  },
  problem: (table) => table.each('action', { state: 'agreed', leader: 'x' }),
  circle: (table) => table.put('practice', null, { name: 'y', description: 'x' }),
  oneStopShop: (table) => table.put('shopService', 'oneStopShop'),
  academy: (table) => table.put('material', 'community'),
}

test.each(presets.map((preset) => [preset.name, preset] as const))('a table that begins as %s ends in its own product, and not before', (name, preset) => {
  const table = new Scripted(preset)
  const last = preset.product.phase
  expect(table.way.preset?.product.label).toEqual(preset.product.label)
  for (const phase of phases) {
    if (preset.without?.includes(phase.name)) {
      expect(table.state(phase.name)).toBe('out')
      continue
    }
    expect(table.way.ended, `before ${phase.name}`).toBe(phase.name > last)
    if (phase.name > last) break
    expect(table.way.at?.phase.name).toBe(phase.name)
    work[phase.name]?.(table)
    if (phase.name === last && own[name] !== undefined) {
      expect(table.way.ended, 'without what is its own').toBe(false)
      own[name](table)
    }
    expect(table.way.standings.find((one) => one.phase === phase)?.gaps.map(({ ask }) => ask.one['en'])).toEqual([])
  }
  expect(table.way.ended).toBe(true)
})

test('every product has a name of its own, and the first offered is as in IncluCities', () => {
  const names = presets.map(({ product }) => product.label['it'])
  expect(new Set(names).size).toBe(presets.length)
  expect(inOrder(presets).map(({ code }) => code)).toEqual(['X0', 'X1a', 'X1b', 'X2', 'X3', 'X4a', 'X4b', 'X4c', 'X5', 'X6', 'X7', 'X8', 'X9', 'X10'])
})

const incluCities = presets.find(({ name }) => name === 'incluCities') as Begun

test('a phase that is left out asks for nothing and is not at hand, and asks again when it is taken back', () => {
  const table = new Scripted(incluCities)
  expect(table.way.at?.phase.name).toBe('p01')
  table.say('programme', { leftOut: ['p01', 'p02', 'p15', 'p16'] })
  expect([table.state('p01'), table.state('p02'), table.way.at?.phase.name]).toEqual(['out', 'out', 'p03'])
  expect(table.way.standings[0]?.gaps).toEqual([])
  table.say('programme', { leftOut: ['p15', 'p16'] })
  expect([table.state('p01'), table.way.at?.phase.name]).toEqual(['open', 'p01'])
})

test('the phase at hand is the one that was chosen, unless it is left out', () => {
  const table = new Scripted(incluCities)
  table.say('programme', { phase: 'p07' })
  expect(table.way.at?.phase.name).toBe('p07')
  table.say('programme', { leftOut: ['p07', 'p15', 'p16'] })
  expect(table.way.at?.phase.name).toBe('p01')
})

test('a phase has begun when something that it wants is there, and is open again when that is deleted', () => {
  const table = new Scripted(incluCities)
  expect(table.state('p02')).toBe('open')
  const need = table.put('need', 'needs', { statement: 'x' })
  expect(table.state('p02')).toBe('begun')
  table.delete(need)
  expect(table.state('p02')).toBe('open')
})

test('what a programme begins with does not make a phase begin', () => {
  const states = new Scripted(incluCities).way.standings.map(({ state }) => state)
  expect(states).toEqual([...Array<string>(14).fill('open'), 'out', 'out'])
})

test('what is missing names the things to look at, and says how many', () => {
  const table = new Scripted(incluCities)
  const ask = { of: 'need', field: 'evidence', one: {}, many: {} }
  const gaps = () => gapsOf(visibleOf(table.items, outlineOf(table.items)), [ask, { ...ask, least: 2 }]).map(({ items, n }) => [items.length, n])
  expect(gaps()).toEqual([[0, 2]])
  table.put('need', 'needs', { evidence: ' ' })
  table.put('need', 'needs', { evidence: 'x' })
  expect(gaps()).toEqual([[1, 1], [1, 1]])
  table.each('need', { evidence: 'x' })
  expect(gaps()).toEqual([])
})

test('in an emergency the theme is another one, and a note about the programme keeps the one before', () => {
  const networks = presets.find(({ emergency }) => emergency !== undefined)
  expect(networks?.code).toBe('X8')
  const theme = (before: string) =>
    changingTheme({ id: 'p', type: 'programme', parent: null, pos: 'V', fields: { theme: before }, links: [], by: 1, at: 0 }, 'Ukraine', 'notes', 'n', { text: 'x' })
  expect(theme('Casa 🏠')).toEqual([
    { e: 'type', item: 'p', field: 'theme', op: ['Ukraine', { d: 6 }] },
    { e: 'create', item: 'n', type: 'note', parent: 'notes', at: 'last', fields: { text: 'x' } },
    { e: 'link', item: 'n', rel: 'about', to: 'p' },
  ])
  expect(theme('')[0]).toMatchObject({ op: ['Ukraine'] })
})

test('a table that does not say in which way it uses the method has every phase and no product', () => {
  const way = wayOf([], phases, presets)
  expect([way.preset, way.ended, way.at?.phase.name]).toEqual([undefined, false, 'p01'])
})
