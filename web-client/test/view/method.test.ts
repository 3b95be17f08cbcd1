import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inNumber, Method, type ItemType } from '../../src/view/method'

const folder = new URL('../../../server/src/main/resources/method/', import.meta.url)
const types = readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ItemType)
const visit: ItemType = {
  name: 'visit',
  in: ['plan'],
  label: { en: 'Visit' },
  main: 'about',
  fields: [
    { name: 'about', kind: 'text', label: { en: 'About' } },
    { name: 'people', kind: 'number', label: { en: 'People' }, first: 4 },
    { name: 'lang', kind: 'language', label: { en: 'Language' } },
  ],
  links: [
    { relation: 'from', to: ['note'], label: { en: 'from' }, back: { en: 'led to' }, becoming: { en: 'Plan a visit' } },
  ],
}
const method = new Method([...types, visit])

test('a note may become what the files of the method say, one more after another file', () => {
  expect(new Method(types).becomings('note').map(({ type }) => type)).toEqual(['action', 'need'])
  expect(method.becomings('note').map(({ type, link }) => [type, link.relation, link.becoming?.['en']])).toContainEqual([
    'visit',
    'from',
    'Plan a visit',
  ])
})

test('a new item begins with the values and the language that its file asks for', () => {
  expect(method.beginning('action', 'it')).toEqual({ state: 'idea', lang: 'it' })
  expect(method.beginning('visit', '')).toEqual({ people: 4 })
  expect(method.beginning('plan', 'it')).toEqual({})
})

test('a need lacks its kind until one of the three is said, and nothing lacks what is not required', () => {
  const kind = method.missing('need', method.beginning('need', 'it'))
  expect(kind?.options?.map(({ value }) => value)).toEqual(['policyGap', 'supportGap', 'coordination'])
  expect(method.missing('need', { kind: 'supportGap' })).toBe(undefined)
  expect([method.missing('action', {}), method.missing('note', {})]).toEqual([undefined, undefined])
})

test('what the plan asks is said for one and for many', () => {
  const [first] = method.type('plan').asks ?? []
  expect(first && inNumber(first, 1, 'en')).toBe('1 need has no action yet')
  expect(first && inNumber(first, 2, 'it')).toBe("2 bisogni non hanno ancora un'azione")
})

test('a type of a newer server is called by its name, and nothing that asks about it breaks', () => {
  const known = new Method(types)
  expect(known.knows('visit')).toBe(false)
  expect(known.type('visit')).toMatchObject({ name: 'visit', label: { en: 'visit' }, fields: [] })
  expect([known.columns('visit'), known.texts('visit'), known.links('visit'), known.homes('visit')]).toEqual([[], [], [], []])
  expect(known.becomings('visit')).toEqual([])
  expect(known.beginning('visit', 'it')).toEqual({})
})

test('nothing becomes what has no place on the board', () => {
  const homeless = new Method([...types, { ...visit, in: [] }, { ...visit, name: 'top', in: [null] }])
  expect(homeless.becomings('note').map(({ type }) => type)).toEqual(['action', 'need'])
})
