import { length } from '../../src/board/text'
import type { Edit, Id, Item, Place, TextOp, Value } from '../../src/board/types'
import type { Client } from '../../src/sync/client'
import type { Rules } from './rules'

/** What a person does in a tab, chosen by a seed from what is shown in it; see README.md. */
export class Acts {
  private readonly items: readonly Item[]

  constructor(
    private readonly client: Client,
    private readonly rules: Rules,
    private readonly random: () => number,
    private readonly newId: () => Id,
  ) {
    this.items = [...client.items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** @return the edits as the person made them */
  do(kind: string, mark: string): readonly Edit[] {
    switch (kind) {
      case 'type':
        return this.typing(() => [this.around(mark)])
      case 'erase':
        return this.typing((left) => (left > 0 ? [{ d: 1 + this.below(Math.min(5, left)) }] : []))
      case 'replace':
        return this.typing((left) => [this.around(mark), ...(left > 0 ? [{ d: 1 + this.below(Math.min(5, left)) }] : [])])
      case 'undo':
        this.client.undo()
        return []
      case 'redo':
        this.client.redo()
        return []
      default:
        return this.submitting(kind, mark)
    }
  }

  private submitting(kind: string, mark: string): readonly Edit[] {
    const edits = this.edits(kind, mark)
    if (edits.length > 0) this.client.submit(edits)
    return edits
  }

  private edits(kind: string, mark: string): readonly Edit[] {
    const item = this.pick(this.items)
    switch (kind) {
      case 'create':
        return this.created(mark)
      case 'fields':
        return this.several(mark)
      case 'set':
        return item ? this.set(item) : []
      case 'change':
        return item ? this.change(item) : []
      case 'link':
        return this.link()
      case 'unlink': {
        const linked = this.pick(this.items.filter((one) => one.links.length > 0))
        const link = this.pick(linked?.links ?? [])
        return linked && link ? [{ e: 'unlink', item: linked.id, rel: link[0], to: link[1] }] : []
      }
      case 'move':
        return item ? [{ e: 'move', item: item.id, parent: this.pick([null, ...this.items.map((one) => one.id)]) ?? null, at: this.place() }] : []
      case 'delete':
      case 'restore':
        return item ? [{ e: kind, item: item.id }] : []
      default:
        throw new Error(`unknown act ${kind}`)
    }
  }

  private typing(make: (left: number) => TextOp): readonly Edit[] {
    // Mostly where others type too.
    const item = this.below(3) > 0 ? this.items[0] : this.pick(this.items)
    const field = item && this.field(item.type, 'text')
    if (!item || !field) return []
    const text = String(item.fields[field] ?? '')
    const at = this.below(length(text) + 1)
    const made = make(length(text) - at)
    if (made.length === 0) return []
    const op = at > 0 ? [at, ...made] : made
    this.client.type(item.id, field, op)
    // With what was deleted, so that it is known which characters are gone.
    const points = [...text]
    let position = 0
    const told = op.map((part) => {
      if (typeof part === 'number') position += part
      if (typeof part !== 'object') return part
      const count = Number(part.d)
      return { d: points.slice(position, (position += count)).join('') }
    })
    return [{ e: 'type', item: item.id, field, op: told }]
  }

  private created(mark: string): Edit[] {
    const type = this.pick(Object.keys(this.rules.types)) ?? ''
    const field = this.field(type, 'text')
    const parents = this.parents(type)
    if (parents.length === 0 || !field) return []
    const parent = this.pick(parents) ?? null
    return [{ e: 'create', item: this.newId(), type, parent, at: this.place(parent), fields: { [field]: this.around(mark) } }]
  }

  private several(mark: string): readonly Edit[] {
    const edits = this.created('')
    const [made] = edits
    if (made?.e !== 'create') return []
    const field = this.field(made.type, 'text') ?? ''
    const before = length(String(made.fields?.[field] ?? ''))
    edits.push({ e: 'type', item: made.item, field, op: before > 0 ? [before, this.around(mark)] : [this.around(mark)] })
    const target = this.targets(made.type)
    if (target && this.below(2) === 0) edits.push({ e: 'link', item: made.item, ...target })
    else edits.push({ e: 'move', item: made.item, parent: made.parent, at: this.place(made.parent) })
    return edits
  }

  private set(item: Item): readonly Edit[] {
    const type = this.rules.types[item.type]
    const field = this.pick(Object.keys(type?.fields ?? {}).filter((name) => !['text', 'set'].includes(type?.fields[name] ?? '')))
    if (!field) return []
    const value = this.below(5) === 0 ? null : this.value(type?.fields[field] ?? '', type?.options?.[field] ?? [])
    return [{ e: 'set', item: item.id, field, value }]
  }

  private value(kind: string, options: readonly string[]): Value | null {
    switch (kind) {
      case 'choice':
        return this.pick(options) ?? null
      case 'date':
        return `2026-0${1 + this.below(9)}-1${this.below(10)}`
      case 'number':
        return this.below(1_000)
      case 'flag':
        return this.below(2) === 0
      case 'line':
        return `line ${this.below(100)}`
      default:
        throw new Error(`unknown kind ${kind}`)
    }
  }

  private change(item: Item): readonly Edit[] {
    const field = this.field(item.type, 'set')
    const options = this.rules.types[item.type]?.options?.[field ?? ''] ?? []
    const one = this.pick(options)
    if (!field || one === undefined) return []
    return [this.below(2) === 0 ? { e: 'set', item: item.id, field, add: [one] } : { e: 'set', item: item.id, field, remove: [one] }]
  }

  private link(): readonly Edit[] {
    const item = this.pick(this.items)
    const target = item && this.targets(item.type)
    return item && target && target.to !== item.id ? [{ e: 'link', item: item.id, ...target }] : []
  }

  private targets(type: string): { rel: string; to: Id } | undefined {
    const all = Object.entries(this.rules.relations).flatMap(([rel, pairs]) =>
      pairs.filter(([from]) => from === type).flatMap(([, to]) =>
        this.items.filter((one) => one.type === to).map((one) => ({ rel, to: one.id })),
      ),
    )
    return this.pick(all)
  }

  private parents(type: string): readonly (Id | null)[] {
    const where = this.rules.types[type]?.in ?? []
    const items = this.items.filter((one) => where.includes(one.type)).map((one) => one.id)
    return where.includes(null) ? [null, ...items] : items
  }

  private place(parent?: Id | null): Place {
    const siblings = parent === undefined ? this.items : this.items.filter((one) => one.parent === parent)
    const sibling = this.pick(siblings)
    const which = this.below(4)
    if (which === 0 || !sibling) return this.below(2) === 0 ? 'first' : 'last'
    return which === 1 ? { before: sibling.id } : { after: sibling.id }
  }

  private field(type: string, kind: string): string | undefined {
    const fields = this.rules.types[type]?.fields ?? {}
    return this.pick(Object.keys(fields).filter((name) => fields[name] === kind))
  }

  private around(mark: string): string {
    const letter = () => 'abcdefghijklmnopqrstuvwxyz'.charAt(this.below(26))
    const before = this.below(2) === 0 ? letter() : ''
    const after = ['', letter(), letter() + letter(), '😀'][this.below(4)] ?? ''
    return before + mark + after || letter()
  }

  private pick<One>(of: readonly One[]): One | undefined {
    return of[this.below(of.length)]
  }

  private below(count: number): number {
    return count === 0 ? 0 : this.random() % count
  }
}
