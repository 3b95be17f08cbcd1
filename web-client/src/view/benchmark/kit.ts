import { textOf } from '../../board/board'
import { fingerprint } from '../../board/fingerprint'
import { length, tidy } from '../../board/text'
import type { Edit, Fields, Id, Item, Value } from '../../board/types'
import { validLanguage } from '../languages'
import type { Method, Words } from '../method'

/** The words of a benchmark apart from any table: no assessment, no person, no link, no date. */
export interface Kit extends Entry {
  readonly factors: readonly (Entry & { readonly kind: Kind; readonly questions: readonly Entry[] })[]
}

/** What one of its parts says: its texts by field, those in other languages as `title@en`. */
export interface Entry {
  /** The language of the originals; empty when nobody has said. */
  readonly lang: string
  readonly texts: Readonly<Record<string, string>>
}

export type Kind = 'key' | 'context'

/** A ready-made benchmark, or an empty frame (docs/protocol.md H10). */
export interface ReadyMade {
  readonly name: string
  readonly label: Words
  readonly rationale: Words
  readonly key: readonly {
    readonly label: Words
    readonly why: Words
    readonly questions: readonly Words[]
    readonly tips?: Words
    readonly examples?: Words
  }[]
  readonly context: readonly { readonly label: Words; readonly text: Words }[]
}

/** Why a file cannot be brought in. */
export type Fault = 'not_a_kit' | 'newer' | 'too_large' | 'too_long'

export class KitFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault)
  }
}

const version = 1
/** In characters; a submission is at most 2 MB (docs/protocol.md S1). */
export const longestKit = 1_000_000
const mostFactors = 40
const mostQuestions = 30

/** A ready-made one, written in this language if it is there in it, with its other languages beside. */
export function kitOf(ready: ReadyMade, language: string): Kit {
  const lang = language in ready.label ? language : 'en'
  const entry = (said: Readonly<Record<string, Words | undefined>>): Entry => {
    const texts: Record<string, string> = {}
    for (const [field, words] of Object.entries(said))
      for (const [tag, text] of Object.entries(words ?? {})) texts[tag === lang ? field : `${field}@${tag}`] = text
    return { lang, texts }
  }
  return {
    ...entry({ theme: ready.label, rationale: ready.rationale }),
    factors: [
      ...ready.key.map(({ label, why, tips, examples, questions }) => ({
        kind: 'key' as const,
        ...entry({ title: label, why, tips, examples }),
        questions: questions.map((text) => entry({ text })),
      })),
      ...ready.context.map(({ label, text }) => ({
        kind: 'context' as const,
        ...entry({ title: label, why: text }),
        questions: [],
      })),
    ],
  }
}

/** What may go along: the texts of the benchmark itself, and none of what a city says of itself. */
function words(method: Method, type: string): readonly string[] {
  return method
    .texts(type)
    .filter(({ part }) => part === undefined)
    .map(({ name }) => name)
}

/** The words of a benchmark that stands on a table. @param below what lies under an item, in order */
export function taken(method: Method, item: Item, below: (id: Id, type: string) => readonly Item[]): Kit {
  const entry = (of: Item): Entry => {
    const own = words(method, of.type)
    const texts = Object.fromEntries(
      Object.keys(of.fields)
        .filter((name) => own.includes(name.split('@', 1)[0] ?? '') && !name.includes(':') && textOf(of, name) !== '')
        .sort()
        .map((name) => [name, textOf(of, name)]),
    )
    return { lang: textOf(of, 'lang'), texts }
  }
  return {
    ...entry(item),
    factors: below(item.id, 'factor').map((factor) => ({
      kind: factor.fields['kind'] === 'context' ? 'context' : 'key',
      ...entry(factor),
      questions: below(factor.id, 'factorQuestion').map(entry),
    })),
  }
}

/** A kit as a file. */
export function written(kit: Kit): string {
  return JSON.stringify({ kit: 'benchmark', version, ...kit }, null, 2)
}

/**
 * Reads such a file. What it makes is checked once more by the server, edit by edit.
 *
 * @throws KitFault
 */
export function read(file: string, method: Method): Kit {
  if (file.length > longestKit) throw new KitFault('too_large')
  let all: unknown
  try {
    all = JSON.parse(file)
  } catch {
    throw new KitFault('not_a_kit')
  }
  const { kit, version: made, ...rest } = object(all)
  if (kit !== 'benchmark' || typeof made !== 'number') throw new KitFault('not_a_kit')
  if (made > version) throw new KitFault('newer')
  const { factors, ...own } = rest
  return {
    ...entryOf(method, 'benchmark', own),
    factors: list(factors, mostFactors).map((one) => {
      const { kind, questions, ...said } = object(one)
      if (kind !== 'key' && kind !== 'context') throw new KitFault('not_a_kit')
      return {
        kind,
        ...entryOf(method, 'factor', said),
        questions: list(questions, mostQuestions).map((question) => entryOf(method, 'factorQuestion', object(question))),
      }
    }),
  }
}

function entryOf(method: Method, type: string, { lang, texts, ...more }: Readonly<Record<string, unknown>>): Entry {
  if (Object.keys(more).length > 0 || typeof lang !== 'string' || (lang !== '' && !validLanguage(lang)))
    throw new KitFault('not_a_kit')
  const own = words(method, type)
  return {
    lang,
    texts: Object.fromEntries(
      Object.entries(object(texts)).map(([name, text]) => {
        const [field = '', tag, ...rest] = name.split('@')
        if (!own.includes(field) || rest.length > 0 || typeof text !== 'string' || (tag !== undefined && !validLanguage(tag)))
          throw new KitFault('not_a_kit')
        const said = tidy(text)
        if (length(said) > (method.field(type, field)?.limit ?? 20_000)) throw new KitFault('too_long')
        return [name, said]
      }),
    ),
  }
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new KitFault('not_a_kit')
  return value as Readonly<Record<string, unknown>>
}

function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new KitFault('not_a_kit')
  if (value.length > most) throw new KitFault('too_large')
  return value as readonly unknown[]
}

/**
 * What puts a kit into a benchmark that has no factors yet: one submission. What is written in it already stays.
 *
 * @param ids makes ids
 */
export function begin(kit: Kit, benchmark: Item, ids: () => Id): Edit[] {
  const edits: Edit[] = []
  const own = fieldsOf(kit)
  const { lang, ...said } = own
  for (const [field, value] of Object.entries(said)) {
    const original = field.split('@', 1)[0] ?? ''
    if (typeof value !== 'string' || textOf(benchmark, original) !== '' || textOf(benchmark, field) !== '') continue
    edits.push(
      field.endsWith(':of')
        ? { e: 'set', item: benchmark.id, field, value }
        : { e: 'type', item: benchmark.id, field, op: [value] },
    )
  }
  if (lang !== undefined && benchmark.fields['lang'] !== lang && textOf(benchmark, 'theme') + textOf(benchmark, 'rationale') === '')
    edits.push({ e: 'set', item: benchmark.id, field: 'lang', value: lang })
  for (const { kind, questions, ...entry } of kit.factors) {
    const factor = ids()
    edits.push({
      e: 'create', item: factor, type: 'factor', parent: benchmark.id, at: 'last',
      fields: { kind, ...fieldsOf(entry) },
    })
    for (const question of questions)
      edits.push({
        e: 'create', item: ids(), type: 'factorQuestion', parent: factor, at: 'last',
        fields: fieldsOf(question),
      })
  }
  return edits
}

/** With the mark by which a version says of which original it speaks. */
function fieldsOf({ lang, texts }: Entry): Fields {
  const fields: Record<string, Value> = lang === '' ? {} : { lang }
  for (const [name, text] of Object.entries(texts)) {
    if (text === '') continue
    fields[name] = text
    const [original = '', tag] = name.split('@')
    if (tag !== undefined) fields[`${name}:of`] = fingerprint(texts[original] ?? '')
  }
  return fields
}
