import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fields, Item } from '../../src/board/types'
import type { NetworkProgramme, ReleasedItem } from '../../src/net/api'
import { byAnswer, byQuestion, candidateId, comparisons, menteeOf, mentorOf, recurs, releasing, saidOf } from '../../src/view/network/grouping'
import { makingCandidate, sheetIn } from '../../src/view/network/matching'
import { kindsOf, piecesOf, type Kind } from '../../src/view/releases/kinds'
import { addressOf, routeOf } from '../../src/view/route'

const order = new Intl.Collator('it').compare
const asItIs = (answer: string) => answer

function released(kind: string, ...items: readonly (readonly [type: string, fields: Fields])[]) {
  return {
    kind,
    at: 0,
    by: 1,
    rev: 1,
    items: items.map(([type, fields], n): ReleasedItem => ({ item: `${kind}-${n}`, type, fields })),
  }
}

function programme(mentee: string, ...releases: readonly ReturnType<typeof released>[]): NetworkProgramme {
  const about = { programme: `of-${mentee}`, title: `Programme of ${mentee}`, theme: '', mentor: '', language: 'it' }
  return { ...about, mentee, role: 'association', board: null, releases }
}

const need = (hindrance: string, statement = 'x') => ['need', hindrance === '' ? { statement } : { statement, hindrance }] as const

test('cities come by their names as the reader sorts them, and what one says as it stands on its table', () => {
  const all = [programme('Zurigo', released('needs', need('law', 'z1'), need('law', 'z2'))), programme('àncora', released('needs', need('law', 'a')))]
  expect(saidOf(all, 'needs', 'need', order).map(({ item }) => item.fields['statement'])).toEqual(['a', 'z1', 'z2'])
  expect(releasing(all, 'needs', menteeOf, order).map(menteeOf)).toEqual(['àncora', 'Zurigo'])
  expect(releasing(all, 'strengths', mentorOf, order)).toEqual([])
  expect(menteeOf(programme(' '))).toBe('Programme of  ')
})

test('an obstacle recurs that two cities name, however often one does, and one city in two programmes is one', () => {
  const twice = programme('Borgo', released('needs', need('funding'), need('funding')))
  const elsewhere = { ...programme('borgo', released('needs', need('funding'))), programme: 'another' }
  const groups = (all: readonly NetworkProgramme[]) => byAnswer(saidOf(all, 'needs', 'need', order), 'hindrance', asItIs, order)
  expect(groups([twice, elsewhere]).map(recurs)).toEqual([false])
  expect(groups([twice, programme('Valle', released('needs', need('funding')))]).map(recurs)).toEqual([true])
  expect(groups([programme('Borgo', released('needs', need(''))), programme('Valle', released('needs', need('')))]).map(recurs)).toEqual([false])
})

test('groups come by their names, then what is none of the named ones, then what nobody named', () => {
  const said = saidOf([programme('Borgo', released('needs', need(''), need('other'), need('skills'), need('funding')))], 'needs', 'need', order)
  const label = (answer: string) => ({ funding: 'soldi', skills: 'competenze', other: 'altro' })[answer] ?? ''
  expect(byAnswer(said, 'hindrance', label, order).map(({ answer }) => answer)).toEqual(['skills', 'funding', 'other', ''])
})

test('questions come as the method asks them, only those to which a city says something', () => {
  const levels: Kind = { name: 'levels', label: {}, help: {}, by: ['mentee'], from: [{ type: 'localContext', fields: ['powers', 'funding', 'legislation'] }] }
  const all = [programme('Valle', released('levels', ['localContext', { legislation: 'v' }])), programme('Borgo', released('levels', ['localContext', { legislation: 'b', powers: 'p' }]))]
  const questions = byQuestion(all, levels, order)
  expect(questions.map(({ field, said }) => [field, said.map(({ city }) => city)])).toEqual([
    ['powers', ['Borgo']],
    ['legislation', ['Borgo', 'Valle']],
  ])
})

test('a city that offers is called as its sheet says, else as its programme does', () => {
  expect(mentorOf(programme('Borgo', released('strengths', ['strengths', { city: ' Malines ' }])))).toBe('Malines')
  expect(mentorOf({ ...programme('Borgo', released('strengths', ['strengths', { city: ' ' }])), mentor: 'Jelgava' })).toBe('Jelgava')
})

test('one offer is one candidate of a sheet: its id is made of both, byte by byte', () => {
  const sheet = '019a0000-0000-7000-8000-0000000000ff'
  const offer = '019b1234-5678-7abc-9def-00000000000f'
  expect(candidateId(sheet, offer)).toBe('00011234-5678-0abc-1def-0000000000f0')
  expect(candidateId(candidateId(sheet, offer), offer)).toBe(sheet)
  const { id, submitted } = makingCandidate(sheet, 7, { programme: offer, city: 'x'.repeat(400), lang: 'nl' })
  expect(submitted.base).toBe(7)
  expect(submitted.edits).toEqual([
    { e: 'create', item: id, type: 'candidate', parent: sheet, at: 'last', fields: { city: 'x'.repeat(300), lang: 'nl' } },
  ])
})

function item(id: string, type: string, fields: Fields = {}, parent: string | null = null, deleted = false): Item {
  return { id, type, parent, pos: 'a', fields, links: [], by: 1, at: 0, deleted } as unknown as Item
}

test('the criteria of a table are those of the sheet that is not deleted', () => {
  const items = [
    item('old', 'matching', { criteria: 'x' }, null, true),
    item('sheet', 'matching', { criteria: ' Una città di mare ', lang: 'it' }),
    item('one', 'candidate', {}, 'sheet'),
    item('gone', 'candidate', {}, 'sheet', true),
  ]
  const sheet = sheetIn({ rev: 3, generation: 0, items, people: [] })
  expect([sheet.id, sheet.criteria, sheet.lang, [...sheet.candidates]]).toEqual([
    'sheet',
    'Una città di mare',
    'it',
    [['one', 'made'], ['gone', 'gone']],
  ])
  expect(sheetIn({ rev: 3, generation: 0, items: [], people: [] }).id).toBeNull()
})

test('of a table may be released what says something, and nothing of what stands in the sheet of others', () => {
  const levels: Kind = { name: 'levels', label: {}, help: {}, by: ['mentee'], from: [{ type: 'nationalContext', fields: ['powers', 'relations'] }] }
  const strengths: Kind = { name: 'strengths', label: {}, help: {}, by: ['mentor'], from: [{ type: 'strengths', fields: ['city'] }] }
  const items = [
    item('analysis', 'needsAnalysis'),
    item('ours', 'nationalContext', { powers: 'x', relations: '  ' }, 'analysis'),
    item('sheet', 'strengths', { city: 'Malines' }),
    item('theirs', 'nationalContext', { powers: 'y' }, 'sheet'),
  ]
  const table = {
    item: (id: string) => items.find((one) => one.id === id),
    children: (parent: string | null) => items.filter((one) => one.parent === parent).map(({ id }) => id),
  }
  const kinds = [levels, strengths]
  expect(piecesOf(table, kinds, levels).map((piece) => [piece.item.id, piece.fields])).toEqual([['ours', ['powers']]])
  expect(piecesOf(table, kinds, strengths).map((piece) => piece.item.id)).toEqual(['sheet'])
  expect(kindsOf(kinds, 'mentor')).toEqual([strengths])
})

test('what is put side by side is all in what the method lets cities release', () => {
  const folder = new URL('../../../server/src/main/resources/method/releases/', import.meta.url)
  const kinds = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Kind)
  const asked = comparisons.flatMap(({ mentee, mentor }) => [...mentee, ...mentor])
  const missing = asked.flatMap(({ kind, type, fields }) => {
    const from = kinds.find(({ name }) => name === kind)?.from.find((one) => one.type === type)
    return fields.filter((field) => !from?.fields.includes(field)).map((field) => `${kind} ${type} ${field}`)
  })
  expect(missing).toEqual([])
})

test('the page over several programmes has an address of its own for each city that looks for a mentor', () => {
  const of = '019a0000-0000-7000-8000-000000000001'
  for (const route of [{ page: 'network', of }, { page: 'network', of: null }] as const) {
    const [path = '', fragment = ''] = addressOf(route).split('#')
    expect(routeOf(path, fragment)).toEqual(route)
  }
  expect(routeOf('/network', '#anything')).toEqual({ page: 'network', of: null })
})
