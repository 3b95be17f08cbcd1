import { textOf } from '../board/board'
import { fingerprint } from '../board/fingerprint'
import type { Edit, Item } from '../board/types'

/** Versions of a text in other languages (docs/protocol.md M5, M6). */

export interface Version {
  /** The board's field: `actions`, or `actions@nl`. */
  readonly field: string
  readonly text: string
  /** The language it is written in; empty when nobody has said. */
  readonly lang: string
  readonly original: boolean
  /** The original has changed since this version was written. */
  readonly old: boolean
}

export function languageOf(item: Item): string {
  return textOf(item, 'lang')
}

export function originalField(field: string): string {
  return field.split('@', 1)[0] ?? field
}

export function original(item: Item, field: string): Version {
  return { field, text: textOf(item, field), lang: languageOf(item), original: true, old: false }
}

/** The versions in other languages, in the order of their tags. */
export function versions(item: Item, field: string): Version[] {
  const start = `${field}@`
  const now = fingerprint(textOf(item, field))
  return Object.keys(item.fields)
    .filter((name) => name.startsWith(start) && !name.includes(':'))
    .sort()
    .map((name) => ({
      field: name,
      text: textOf(item, name),
      lang: name.slice(start.length),
      original: false,
      old: textOf(item, `${name}:of`) !== now,
    }))
}

/**
 * What must be set together with writing a version, so that it says from the first letter on which original it speaks
 * of: the one that its writer read when they opened it. An original that changes while it is open makes it old, until
 * somebody says that it is still right, or opens it anew. Null when that is said already, or the field is an original.
 *
 * @param text the version as it will read
 * @param read the original as it stood when the version was opened
 */
export function marking(item: Item, field: string, text: string, read: string): Edit | null {
  if (!field.includes('@')) return null
  const mark = `${field}:of`
  const said = item.fields[mark] ?? null
  const now = fingerprint(textOf(item, originalField(field)))
  const of = text === '' ? null : said === now ? now : fingerprint(read)
  return said === of ? null : { e: 'set', item: item.id, field: mark, value: of }
}

/** What a reader who wishes to see `first` first is shown; empty `first` means the original. */
export function shown(item: Item, field: string, first: string): Version {
  const source = original(item, field)
  if (first === '' || first === source.lang) return source
  return versions(item, field).find((version) => version.lang === first && version.text !== '') ?? source
}

/** What the languages people are likely to write in are called; any other tag may be written by hand. */
export const commonLanguages = [
  'it',
  'en',
  'fr',
  'nl',
  'de',
  'es',
  'pt',
  'el',
  'pl',
  'ro',
  'bg',
  'sv',
  'fi',
  'da',
  'lv',
  'lt',
  'et',
  'hr',
  'sl',
  'sq',
  'uk',
  'ru',
  'tr',
  'ar',
  'fa',
  'ur',
  'bn',
  'hi',
  'pa',
  'zh',
  'so',
  'am',
  'ti',
  'wo',
] as const

export function validLanguage(tag: string): boolean {
  return /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(tag)
}

/** Right-to-left scripts are set by the browser (`dir=auto`); this only says how the language is called. */
export function languageName(tag: string, reader: string): string {
  if (!validLanguage(tag)) return tag
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
