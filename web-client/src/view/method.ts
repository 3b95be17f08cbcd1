/** The method as data (docs/protocol.md H10): which types there are, what they hold and link to, in every language. */

export type Words = Readonly<Record<string, string>>
export type FieldKind = 'text' | 'set' | 'choice' | 'date' | 'number' | 'flag' | 'party' | 'language' | 'line'

export interface FieldType {
  readonly name: string
  readonly kind: FieldKind
  readonly label: Words
  readonly help?: Words
  readonly options?: readonly { readonly value: string; readonly label: Words }[]
  /** In code points. */
  readonly limit?: number
  readonly translatable?: boolean
  /** Number of the official table's column. */
  readonly column?: number
}

export interface LinkType {
  readonly relation: string
  readonly to: readonly string[]
  readonly label: Words
  /** How the other end says it. */
  readonly back: Words
}

export interface ItemType {
  readonly name: string
  readonly in: readonly (string | null)[]
  readonly single?: boolean
  readonly label: Words
  readonly fields: readonly FieldType[]
  readonly links?: readonly LinkType[]
}

export class Method {
  readonly #types: ReadonlyMap<string, ItemType>

  constructor(types: readonly ItemType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]))
  }

  /** @throws Error when the method does not know the type: the page and the server are of different versions */
  type(name: string): ItemType {
    const type = this.#types.get(name)
    if (type === undefined) throw new Error(`no such type: ${name}`)
    return type
  }

  knows(name: string): boolean {
    return this.#types.has(name)
  }

  /** The field of a type; a version in another language (`actions@nl`) is described by its original. */
  field(type: string, name: string): FieldType | undefined {
    const original = name.split('@', 1)[0]
    return this.#types.get(type)?.fields.find((field) => field.name === original)
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

  /** Which types may link to this one, and how. */
  linksTo(type: string): readonly { from: string; link: LinkType }[] {
    return [...this.#types.values()].flatMap((from) =>
      (from.links ?? []).filter((link) => link.to.includes(type)).map((link) => ({ from: from.name, link })),
    )
  }
}

/** What the method says in the reader's language; English where that one is missing. */
export function inWords(words: Words | undefined, language: string): string {
  return words?.[language] ?? words?.['en'] ?? ''
}
