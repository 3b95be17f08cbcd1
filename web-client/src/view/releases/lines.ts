import type { Fields } from '../../board/types'
import { reader } from '../../i18n/reader.svelte'
import { inWords, type Method } from '../method'
import { inItself, sentence } from '../names'

/** A field of something released, as it is read. */
export interface Line {
  readonly field: string
  readonly label: string
  readonly text: string
  /** Whether somebody wrote it, rather than chose it. */
  readonly written: boolean
}

/** The fields that say something, in the order of the type. @param only these, when given, in their own order */
export function linesOf(method: Method, type: string, fields: Fields, only?: readonly string[]): readonly Line[] {
  const names = only ?? method.type(type).fields.map(({ name }) => name).filter((name) => name !== 'lang')
  return names.flatMap((name) => {
    const field = method.field(type, name)
    const text = inItself(field, fields[name])
    if (field === undefined || text.trim() === '') return []
    return [{ field: name, label: sentence(inWords(field.label, reader.language)), text, written: field.kind === 'text' }]
  })
}

/** The language in which it is written; empty when nobody said. */
export function languageIn(fields: Fields): string {
  const lang = fields['lang']
  return typeof lang === 'string' ? lang : ''
}
