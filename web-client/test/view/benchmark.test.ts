import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BoardState, textOf } from '../../src/board/board'
import type { Edit, Item } from '../../src/board/types'
import { changeKind, kindOf, shapes } from '../../src/view/benchmark/entries'
import { begin, KitFault, kitOf, read, taken, written, type Fault, type ReadyMade } from '../../src/view/benchmark/kit'
import { original, shown, versions } from '../../src/view/languages'
import { Method, type ItemType } from '../../src/view/method'
import { outlineOf } from '../../src/view/outline'
import en from '../../messages/en.json' with { type: 'json' }

const resources = new URL('../../../server/src/main/resources/method/', import.meta.url)
const json = <T>(path: string) => JSON.parse(readFileSync(new URL(path, resources), 'utf8')) as T
const types = ['benchmark', 'factor', 'factorQuestion'].map((name) => json<ItemType>(`sheets/${name}.json`))
const method = new Method(types)
const all = readdirSync(new URL('benchmarks/', resources)).map((file) => json<ReadyMade>(`benchmarks/${file}`))
const ready = (name: string): ReadyMade => all.find((one) => one.name === name) ?? (undefined as never)

/** A table with one benchmark, after some edits. */
class Table {
  readonly board = new BoardState()
  #ids = 0

  constructor() {
    this.do([{ e: 'create', item: 'b', type: 'benchmark', parent: null, at: 'last' }])
  }

  do(edits: readonly Edit[]): this {
    for (const edit of edits) expect(this.board.attempt(edit, 1, 1)).not.toBeNull()
    return this
  }

  readonly id = () => `i${String(++this.#ids).padStart(4, '0')}`

  get benchmark(): Item {
    return this.board.item('b') as Item
  }

  below(id: string, type: string): Item[] {
    const outline = outlineOf(this.board.items)
    return outline.children(id).map((one) => this.board.item(one) as Item).filter((one) => one.type === type)
  }

  get kit() {
    return taken(method, this.benchmark, (id, type) => this.below(id, type))
  }
}

const begun = (name = 'cityForAll', language = 'it') => {
  const table = new Table()
  return table.do(begin(kitOf(ready(name), language), table.benchmark, table.id))
}

test('a table begins with a ready-made benchmark in the language of its reader, the other one beside it and up to date', () => {
  const table = begun()
  const factors = table.below('b', 'factor')
  expect(factors.filter((one) => kindOf(one) === 'key')).toHaveLength(5)
  expect(factors.filter((one) => kindOf(one) === 'context')).toHaveLength(10)
  expect(textOf(table.benchmark, 'theme')).toBe('Una città per tutti')
  expect(table.benchmark.fields['lang']).toBe('it')
  for (const item of [table.benchmark, ...factors, ...factors.flatMap(({ id }) => table.below(id, 'factorQuestion'))])
    for (const { name } of method.texts(item.type).filter((field) => textOf(item, field.name) !== '')) {
      expect(original(item, name).lang).toBe('it')
      expect(versions(item, name).map(({ lang, old }) => [lang, old])).toEqual([['en', false]])
    }
  expect(shown(begun('cityForAll', 'en').benchmark, 'theme', 'en').original).toBe(true)
  expect(begun('cityForAll', 'lv').benchmark.fields['lang']).toBe('en')
})

test('it is one submission within the limits of one, and what is written in the benchmark already stays', () => {
  const table = new Table()
  table.do([{ e: 'type', item: 'b', field: 'theme', op: ['Casa e scuola'] }])
  const edits = begin(kitOf(ready('cityForAll'), 'it'), table.benchmark, table.id)
  expect(edits.length).toBeLessThan(2000)
  expect(JSON.stringify(edits).length).toBeLessThan(2_000_000)
  table.do(edits)
  expect(textOf(table.benchmark, 'theme')).toBe('Casa e scuola')
  expect(textOf(table.benchmark, 'theme@en')).toBe('')
  expect(textOf(table.benchmark, 'rationale')).not.toBe('')
})

test('an entry becomes one of the other kind and comes back to where it was, with all that was said of it', () => {
  const table = begun()
  const order = () => table.below('b', 'factor').map(({ id }) => id)
  const [before, first] = [order(), table.below('b', 'factor')[1] as Item]
  table.do([{ e: 'set', item: first.id, field: 'mentee', value: 'partly' }, changeKind(first)])
  const now = table.board.item(first.id) as Item
  expect([kindOf(now), now.fields['mentee'], textOf(now, 'title')]).toEqual(['context', 'partly', textOf(first, 'title')])
  expect(table.below(first.id, 'factorQuestion').length).toBeGreaterThan(0)
  table.do([changeKind(now)])
  expect(kindOf(table.board.item(first.id) as Item)).toBe('key')
  expect(order()).toEqual(before)
})

test('what is taken out has the words and nothing of what the cities say of themselves, and another table begins with it', () => {
  const table = begun()
  const [factor] = table.below('b', 'factor')
  const [question] = table.below(factor?.id ?? '', 'factorQuestion')
  table.do([
    { e: 'set', item: factor?.id ?? '', field: 'mentee', value: 'absent' },
    { e: 'set', item: factor?.id ?? '', field: 'focus', value: true },
    ...['gaps', 'strengths', 'aims', 'actions', 'remark', 'change'].map(
      (field): Edit => ({ e: 'type', item: factor?.id ?? '', field, op: ['solo nostro'] }),
    ),
    { e: 'type', item: question?.id ?? '', field: 'mentorRemark', op: ['solo nostro'] },
    { e: 'set', item: question?.id ?? '', field: 'mentor', value: 'present' },
  ])
  const file = written(table.kit)
  for (const own of ['solo nostro', 'absent', 'focus', '"mentee', '"mentor', 'i0001', '"by"', '"at"']) expect(file).not.toContain(own)
  const other = new Table()
  other.do(begin(read(file, method), other.benchmark, other.id))
  expect(other.kit).toEqual(table.kit)
  expect(other.kit).toEqual(kitOf(ready('cityForAll'), 'it'))
})

test('a file that is no kit, a newer one, and one that is too large are refused with their reason', () => {
  const kit = { kit: 'benchmark', version: 1, ...kitOf(ready('language'), 'it') }
  const reason = (file: unknown): Fault | null => {
    try {
      read(typeof file === 'string' ? file : JSON.stringify(file), method)
      return null
    } catch (fault) {
      return (fault as KitFault).fault
    }
  }
  const [factor] = kit.factors
  expect(reason(kit)).toBeNull()
  for (const wrong of [
    '', '{', '[]', 'null', '{"kit":"benchmark"}',
    { ...kit, kit: 'plan' },
    { ...kit, more: 1 },
    { ...kit, lang: 'xx-<b>' },
    { ...kit, texts: { theme: 3 } },
    { ...kit, texts: { nothing: 'a' } },
    { ...kit, texts: { 'theme@en:of': '0' } },
    { ...kit, factors: [{ ...factor, kind: 'best' }] },
    { ...kit, factors: [{ ...factor, texts: { mentee: 'present' } }] },
    { ...kit, factors: [{ ...factor, texts: { gaps: 'theirs' } }] },
  ])
    expect(reason(wrong), JSON.stringify(wrong).slice(0, 80)).toBe('not_a_kit')
  expect(reason({ ...kit, version: 2 })).toBe('newer')
  expect(reason({ ...kit, factors: Array.from({ length: 41 }, () => factor) })).toBe('too_large')
  expect(reason(' '.repeat(1_000_001))).toBe('too_large')
  expect(reason({ ...kit, texts: { theme: 'x'.repeat(301) } })).toBe('too_long')
})

test('nothing is counted: no field is a number, and no text of the page has a place for how many are present', () => {
  expect(types.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'number')).toEqual([])
  const texts = Object.entries(en as Record<string, unknown>).filter(([key]) => key.startsWith('benchmark_'))
  expect(texts.length).toBeGreaterThan(0)
  // The one number is which key factor it is.
  const places = texts.filter(([, text]) => /\{(?!name\})|count=/.test(JSON.stringify(text))).map(([key]) => key)
  expect(places).toEqual(['benchmark_key_n'])
  expect(new Set(Object.values(shapes)).size).toBe(4)
})
