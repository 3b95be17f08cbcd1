import type { Parts, Permissions } from '../board/permits'
import type { Fields, Value } from '../board/types'

/** The method as data (docs/protocol.md H10): which types there are, what they hold and link to, in every language. */

export type Words = Readonly<Record<string, string>>
export type FieldKind = 'text' | 'set' | 'choice' | 'date' | 'number' | 'flag' | 'party' | 'language' | 'line' | 'moment' | 'person' | 'item'

export interface FieldType {
  readonly name: string
  readonly kind: FieldKind
  /** Which part of a table it is, where that is another one than its type's; the same of a single answer. */
  readonly part?: string
  readonly label: Words
  readonly help?: Words
  readonly options?: readonly Option[]
  /** In code points. */
  readonly limit?: number
  /** Of a number, which is a whole one then. */
  readonly least?: number
  readonly most?: number
  readonly translatable?: boolean
  /** Number of the official table's column. */
  readonly column?: number
  /** A new one must come with it, and keeps it. */
  readonly required?: true
  /** What a new one begins with. */
  readonly first?: Value
  /** Who is expected to fill it, where that is another than its chapter says. */
  readonly by?: Filler
  /** That of the question in the official template. */
  readonly number?: number
  /** What stands on the table already and is shown beside it. */
  readonly beside?: { readonly of: string; readonly field: string }
}

/** Who is expected to fill a part of a sheet. */
export type Filler = 'mentee' | 'mentor' | 'association' | 'group' | 'facilitator' | 'everyone'

/** A chapter of a sheet: some of its fields, its children of one type, or one child with chapters of its own. */
export interface Section {
  readonly name: string
  readonly label: Words
  readonly help?: Words
  readonly by?: Filler
  readonly fields?: readonly string[]
  /** The type of the children that are its rows. */
  readonly rows?: string
  /** Number fields of the rows that are added up under them. */
  readonly sums?: readonly string[]
  /** The type of the one child whose chapters stand here. */
  readonly within?: string
}

/** One answer of a choice. */
export interface Option {
  readonly value: string
  /** As for fields: who may give it, or take it back. */
  readonly part?: string
  readonly label: Words
  /** It cannot be given while there is no such child. */
  readonly without?: Without
}

export interface Without {
  readonly rows: string
  readonly field: string
  readonly is: Value
  readonly also?: { readonly field: string; readonly is: Value }
  readonly reason: string
}

export interface LinkType {
  readonly relation: string
  readonly to: readonly string[]
  readonly label: Words
  /** How the other end says it. */
  readonly back: Words
  /** The words of the button that makes one of these of what is at the other end; absent where that is not offered. */
  readonly becoming?: Words
}

/**
 * Something worth looking at: items of a type without a value, without a link from them, or without one to them; with
 * `least`, that there are not so many that have what is named besides.
 */
export interface Ask {
  readonly of: string
  /** The state an item has to be in to count. */
  readonly where?: { readonly field: string; readonly is: Value }
  readonly field?: string
  readonly link?: string
  readonly back?: string
  readonly least?: number
  /** Fields that say the same in several of them. */
  readonly alike?: readonly string[]
  readonly one: Words
  /** With `{n}`. */
  readonly many: Words
}

/** A group of words at hand where one writes; nothing follows from them. */
export interface Prompt {
  readonly name: string
  readonly label: Words
  readonly lines: readonly Words[]
}

export interface ItemType {
  readonly name: string
  /** At which of the two tables it may stand; absent: the shared one. */
  readonly table?: 'shared' | 'confidential'
  /** Which part of a table it is, for who may do what. */
  readonly part?: string
  readonly in: readonly (string | null)[]
  readonly single?: boolean
  readonly label: Words
  /** How one is called in a sentence, the n-th (`{n}`), and one by what it says (`{name}`). */
  readonly one?: Words
  readonly numbered?: Words
  readonly named?: Words
  /** The text field that says what it is. */
  readonly main?: string
  readonly asks?: readonly Ask[]
  readonly prompts?: readonly Prompt[]
  readonly fields: readonly FieldType[]
  readonly links?: readonly LinkType[]
  /** How it is shown as a part of the table of its own; absent where it is none. */
  readonly view?: string
  /** A table may have several of it. */
  readonly many?: boolean
  readonly purpose?: Words
  /** Which part its fields are, where that is another one than the type's. */
  readonly written?: string
  readonly sections?: readonly Section[]
  readonly fresh?: { readonly field: string; readonly days: number }
  readonly most?: { readonly count: number; readonly field: string; readonly is: Value; readonly reason: string }
}

/** Nothing may be done: what holds until the server has said what may. */
const nothing: Permissions = { parts: {}, pens: {}, rights: {} }

export class Method implements Parts {
  readonly #types: Map<string, ItemType>

  constructor(
    types: readonly ItemType[],
    /** Who may do what to which part. */
    readonly permissions: Permissions = nothing,
  ) {
    this.#types = new Map(types.map((type) => [type.name, type]))
  }

  /** Types that came later: those of the sheets. */
  learn(types: readonly ItemType[]): void {
    for (const type of types) this.#types.set(type.name, type)
  }

  /** Types that are a part of the table of their own, in the order in which they were learnt. */
  parts(): readonly ItemType[] {
    return [...this.#types.values()].filter((type) => type.view !== undefined)
  }

  /**
   * A type that the method does not know is called by its name and has no fields of its own: a page that stays open
   * while the server gets a new one goes on with what it knows.
   */
  type(name: string): ItemType {
    return this.#types.get(name) ?? { name, in: [], label: { en: name }, fields: [] }
  }

  knows(name: string): boolean {
    return this.#types.has(name)
  }

  /** The field of a type; a version in another language (`actions@nl`) is described by its original. */
  field(type: string, name: string): FieldType | undefined {
    const original = name.split('@', 1)[0]
    return this.#types.get(type)?.fields.find((field) => field.name === original)
  }

  part(type: string, name?: string, value?: Value | null): string | null {
    const field = name === undefined ? undefined : this.field(type, name)
    const answer = name?.includes('@') ? undefined : field?.options?.find((option) => option.value === value)
    const known = this.#types.get(type)
    return answer?.part ?? field?.part ?? (name === undefined ? undefined : known?.written) ?? known?.part ?? null
  }

  isSaid(type: string, field: string, value: Value): boolean {
    const known = this.field(type, field)
    return known !== undefined && known.kind !== 'language' && known.first !== value
  }

  /** Whether it leads a session rather than being what people say and write in it. */
  leads(type: string): boolean {
    return ['steering', 'hand', 'result'].includes(this.part(type) ?? '')
  }

  columns(type: string): readonly FieldType[] {
    return this.type(type)
      .fields.filter((field) => field.column !== undefined)
      .sort((a, b) => (a.column ?? 0) - (b.column ?? 0))
  }

  texts(type: string): readonly FieldType[] {
    return this.type(type).fields.filter((field) => field.kind === 'text')
  }

  links(type: string): readonly LinkType[] {
    return this.#types.get(type)?.links ?? []
  }

  link(type: string, relation: string): LinkType | undefined {
    return this.links(type).find((link) => link.relation === relation)
  }

  /** What a new one begins with, written in this language. */
  beginning(type: string, language: string): Fields {
    const fields: Record<string, Value> = {}
    for (const { name, kind, first } of this.type(type).fields) {
      if (first !== undefined) fields[name] = first
      else if (kind === 'language' && language !== '') fields[name] = language
    }
    return fields
  }

  /** The first choice that is required of an item of this type and that these fields do not hold. */
  missing(type: string, fields: Fields): FieldType | undefined {
    return this.type(type).fields.find(
      ({ name, kind, required }) => required && kind === 'choice' && fields[name] === undefined,
    )
  }

  /**
   * What an item of this type may be made into by one step, and by which link the new one stays joined to it. What has
   * no place on the board cannot be made.
   */
  becomings(type: string): readonly { type: string; link: LinkType }[] {
    return this.linksTo(type).flatMap(({ from, link }) =>
      link.becoming && typeof this.homes(from)[0] === 'string' ? [{ type: from, link }] : [],
    )
  }

  /** Where items of this type may lie, by type; null is the top of the board. */
  homes(type: string): readonly (string | null)[] {
    return this.#types.get(type)?.in ?? []
  }

  /** Which types may link to this one, and how. */
  linksTo(type: string): readonly { from: string; link: LinkType }[] {
    return [...this.#types.values()].flatMap((from) =>
      (from.links ?? []).filter((link) => link.to.includes(type)).map((link) => ({ from: from.name, link })),
    )
  }
}

/** Words for a number of things. */
export function inNumber(ask: Ask, n: number, language: string): string {
  const one = new Intl.PluralRules(language).select(n) === 'one'
  return inWords(one ? ask.one : ask.many, language).replace('{n}', String(n))
}

/** What the method says in the reader's language; English where that one is missing. */
export function inWords(words: Words | undefined, language: string): string {
  return words?.[language] ?? words?.['en'] ?? ''
}
