import { untrack } from 'svelte'
import type { Edit, Fields, Id, Item, Party, Person, Place, Value } from '../board/types'
import type { BoardClient, Change, Presence, RefusedSubmission, SyncState, UndoOutcome } from '../sync/client.types'
import type { OffRecordNote } from '../sync/messages'
import { newItemId } from '../net/open'
import type { ItemType, Method } from './method'
import { NotesLook } from './notes/look.svelte'
import { backLinksOf, outlineOf, sameLinks, visibleOf, type BackLink, type Outline } from './outline'
import { keptAsProposal } from './proposals/kept'
import { isNever, Rights, whyWords, type WhyNot } from './rights.svelte'

/** One item as components see it; each property is a signal of its own, so that a change redraws only what shows it. */
export class Shown {
  item: Item = $state.raw() as Item
  /** Others who are in it. */
  present: readonly Presence[] = $state.raw([])
  /** Fields that somebody else has just changed, with a number that rises each time. */
  changed: Readonly<Record<string, number>> = $state.raw({})

  constructor(item: Item) {
    this.item = item
  }
}

/** A field that is open for writing. `place` tells the table from the panel, which may show the same field. */
export interface Open {
  readonly item: Id
  readonly field: string
  readonly place: string
  /** Where it was clicked, so that the caret starts there. */
  readonly at?: { readonly x: number; readonly y: number } | undefined
}

/** What there is to tell a person of their own doing. */
export const noticeKinds = [
  'deleted',
  'restored',
  'notUndone',
  'nothingToUndo',
  'nothingToRedo',
  'undone',
  'undonePartly',
  'moved',
  'became',
  'answers',
  'brought',
  'reordered',
  'cannot',
  'pen',
  'proposed',
  'role',
  'called',
] as const

/** Something to tell the person, with what can be done about it. */
export interface Notice {
  readonly kind: (typeof noticeKinds)[number]
  readonly item?: Id | undefined
  readonly words?: string | undefined
}

/** What somebody else did, for the announcer. */
export interface Remote {
  readonly by: number
  readonly item: Id
  readonly what: 'created' | 'deleted' | 'restored' | 'moved' | 'linked' | 'field'
  readonly field: string
  /** Of what was moved: its number before, counted from 1. */
  readonly was?: number
}

const markFor = 3000
/** What is told at once within this is told together (milliseconds). */
const gatherFor = 100

/**
 * The board as the view reads and writes it: the client's synchronous copy made into signals. Made while a component is
 * made; {@link close} ends it.
 */
export class Board {
  state: SyncState = $state.raw() as SyncState
  refused: readonly RefusedSubmission[] = $state.raw([])
  people: ReadonlyMap<number, Person> = $state.raw(new Map())
  presence: readonly Presence[] = $state.raw([])
  canUndo = $state(false)
  canRedo = $state(false)
  me = $state(0)
  /** The board has arrived. */
  ready = $state(false)
  ended: string | null = $state(null)
  /** What everybody is told at once, unlike edits; the number rises each time. */
  atOnce = $state.raw({ words: '', n: 0 })
  /** Others' changes are held back. */
  paused = $state(false)
  #open: Open | null = $state.raw(null)
  notice: Notice | null = $state.raw(null)
  /** The client core, for open editors; everything else goes through this class. */
  readonly client: BoardClient
  readonly method: Method
  readonly notesLook = new NotesLook()
  /** What I may do here now. */
  readonly rights: Rights
  /** Rises when who writes now, what is locked, or everything is another. */
  steered = $state(0)
  readonly #shown = new Map<Id, Shown>()
  #structure = $state(0)
  #linked = $state(0)
  #texts = $state(0)
  /** The item that is being written in although somebody deleted it: it stays in sight until it is left. */
  #kept: Id | null = $state(null)
  #pressing: string[] = []
  readonly #remote = new Set<(remote: Remote) => void>()
  readonly #offRecord = new Set<(notes: readonly OffRecordNote[]) => void>()
  readonly #unsubscribe: () => void

  readonly outline: Outline = $derived.by(() => {
    void this.#structure
    return outlineOf(this.client.items, this.#kept)
  })
  readonly #back = $derived.by(() => {
    void this.#linked
    return backLinksOf(this.client.items, this.outline)
  })
  /** Everything that is not hidden, as it was when something last came, went, was linked, or was said for the first time. */
  readonly visible: readonly Item[] = $derived.by(() => {
    void this.#linked
    void this.#texts
    return visibleOf(this.client.items, this.outline)
  })
  readonly trash: readonly Item[] = $derived.by(() => {
    void this.#structure
    return [...this.client.items.values()].filter((item) => item.deleted && !this.method.leads(item.type))
  })

  /** The types of the sheets are known: what stands on the table beside its three areas can be shown. */
  learned = $state(false)
  #learning: Promise<void> | null = null
  readonly #sheets: () => Promise<readonly ItemType[]>

  /** @param sheets fetches the types of the sheets, which a table needs only where it has one */
  constructor(client: BoardClient, method: Method, sheets: () => Promise<readonly ItemType[]> = () => Promise.resolve([])) {
    this.client = client
    this.method = method
    this.#sheets = sheets
    this.rights = new Rights(this)
    this.#reset()
    this.rights.become(client.role)
    client.instead = (left) => {
      const edits = keptAsProposal(this, left)
      if (edits !== null) this.notice = { kind: 'proposed', item: edits[0]?.item }
      return edits
    }
    this.#unsubscribe = client.subscribe((change) => this.#follow(change))
  }

  get open(): Open | null {
    return this.#open
  }

  set open(open: Open | null) {
    this.#open = open
    if (this.#kept !== null && open?.item !== this.#kept) this.#kept = null
  }

  /** The item with its signals; undefined when the board does not have it (yet). */
  shown(id: Id): Shown | undefined {
    void this.#structure
    return this.#shown.get(id)
  }

  item(id: Id): Item | undefined {
    return this.shown(id)?.item
  }

  /** The one item of a type that stands at the top: the plan, the needs, the notes, the programme. */
  single(type: string): Item | undefined {
    return this.outline
      .children(null)
      .map((id) => this.item(id))
      .find((item) => item?.type === type)
  }

  /** Visible children of a single item, of one type or of all. */
  children(single: string, type?: string): readonly Id[] {
    const parent = this.single(single)?.id
    const all = parent === undefined ? [] : this.outline.children(parent)
    return type === undefined ? all : all.filter((id) => this.client.items.get(id)?.type === type)
  }

  number(id: Id): number {
    return this.outline.number(id)
  }

  linksTo(id: Id): readonly BackLink[] {
    return this.#back.get(id) ?? []
  }

  person(number: number): Person | undefined {
    return this.people.get(number)
  }

  party(number: number): Party {
    return this.people.get(number)?.party ?? 'other'
  }

  /** @returns the id of what was made */
  create(
    type: string,
    parent: Id,
    at: Place = 'last',
    fields: Fields = {},
    links: readonly (readonly [string, Id])[] = [],
  ): Id {
    const id = newItemId()
    const edits: Edit[] = [{ e: 'create', item: id, type, parent, at, fields }]
    for (const [rel, to] of links) edits.push({ e: 'link', item: id, rel, to })
    this.client.submit(edits)
    return id
  }

  set(item: Id, field: string, value: Value | null): void {
    const now = this.client.items.get(item)
    const before = now?.fields[field] ?? null
    if (before === value) return
    // What is required and was not said before it was has no way back to that.
    const forGood = before === null && this.method.field(now?.type ?? '', field)?.required === true
    this.client.submit([{ e: 'set', item, field, value }], forGood)
  }

  /** Changes which words are in a set; what is in it already, or not in it, is left alone. */
  change(item: Id, field: string, add: readonly string[], remove: readonly string[]): void {
    const now = setOf(this.client.items.get(item)?.fields[field])
    const more = add.filter((one) => !now.includes(one))
    const less = remove.filter((one) => now.includes(one) && !add.includes(one))
    if (more.length + less.length > 0) this.client.submit([{ e: 'set', item, field, add: more, remove: less }])
  }

  link(item: Id, rel: string, to: Id): void {
    this.client.submit([{ e: 'link', item, rel, to }])
  }

  unlink(item: Id, rel: string, to: Id): void {
    this.client.submit([{ e: 'unlink', item, rel, to }])
  }

  move(item: Id, parent: Id, at: Place): void {
    this.client.submit([{ e: 'move', item, parent, at }])
    this.notice = { kind: 'moved', item }
  }

  delete(item: Id): void {
    if (this.open?.item === item) this.open = null
    this.client.submit([{ e: 'delete', item }])
    this.notice = { kind: 'deleted', item }
  }

  restore(item: Id): void {
    this.client.submit([{ e: 'restore', item }])
    this.notice = { kind: 'restored', item }
  }

  submit(edits: readonly Edit[]): void {
    if (edits.length > 0) this.client.submit(edits)
  }

  undo(): void {
    this.#tellUndone(this.client.undo(), 'nothingToUndo')
  }

  redo(): void {
    this.#tellUndone(this.client.redo(), 'nothingToRedo')
  }

  pause(on: boolean): void {
    this.paused = on
    this.client.pause(on)
  }

  onRemote(listener: (remote: Remote) => void): () => void {
    this.#remote.add(listener)
    return () => this.#remote.delete(listener)
  }

  /** Says something to screen readers now. */
  tellAtOnce(words: string): void {
    this.#pressing.push(words)
    if (this.#pressing.length > 1) return
    // Several come with one revision, and the later would cut off the earlier.
    setTimeout(() => {
      this.atOnce = { words: this.#pressing.join(' '), n: this.atOnce.n + 1 }
      this.#pressing = []
    }, gatherFor)
  }

  /** What is said off the record, whenever it is another; it passes by and is not kept. */
  onOffRecord(listener: (notes: readonly OffRecordNote[]) => void): () => void {
    this.#offRecord.add(listener)
    return () => this.#offRecord.delete(listener)
  }

  close(): void {
    this.leave()
    this.client.close()
  }

  /** Looks at the client no more, which goes on. */
  leave(): void {
    this.#unsubscribe()
  }

  /** Gets to know the types of the sheets. Fails when they cannot be had; asked again, it tries again. */
  learn(): Promise<void> {
    this.#learning ??= this.#sheets().then(
      (types) => {
        this.method.learn(types)
        this.learned = true
        this.#structure++
        this.#linked++
        this.#texts++
        this.steered++
      },
      (problem) => {
        this.#learning = null
        throw problem
      },
    )
    return this.#learning
  }

  #follow(change: Change): void {
    switch (change.kind) {
      case 'items': {
        const { outline } = this
        for (const id of change.ids) this.#refresh(id, change.origin === 'remote' ? change.by : null, outline)
        break
      }
      case 'text':
        // For open editors. The item is told right after it, with who it was.
        break
      case 'reset':
        this.#reset()
        break
      case 'presence':
        this.#place()
        break
      case 'people':
        this.people = new Map(this.client.people)
        break
      case 'role':
        if (this.rights.become(this.client.role)) this.notice = { kind: 'role' }
        break
      case 'refused':
        this.refused = [...this.client.refused]
        break
      case 'closed':
        this.ended = change.reason
        break
      case 'offRecord':
        for (const listener of this.#offRecord) listener(change.notes)
        break
      case 'state':
        break
    }
    this.#status()
  }

  #status(): void {
    const { client } = this
    this.state = client.state
    this.canUndo = client.canUndo
    this.canRedo = client.canRedo
    this.me = client.me
    this.ready = client.items.size > 0
  }

  #reset(): void {
    for (const id of this.#shown.keys()) if (!this.client.items.has(id)) this.#shown.delete(id)
    for (const item of this.client.items.values()) {
      const known = this.#shown.get(item.id)
      if (known) known.item = item
      else this.#shown.set(item.id, new Shown(item))
    }
    this.people = new Map(this.client.people)
    this.refused = [...this.client.refused]
    this.#structure++
    this.#linked++
    this.#texts++
    this.steered++
    this.#place()
    this.#status()
    if (!untrack(() => this.learned) && [...this.client.items.values()].some(({ type }) => !this.method.knows(type))) this.#learnSoon()
  }

  #learnSoon(): void {
    // Where they cannot be had, the part that needs them says so when it is opened, and tries again.
    this.learn().catch(() => undefined)
  }

  /** @param outline before anything of this change */
  #refresh(id: Id, by: number | null, outline: Outline): void {
    const item = this.client.items.get(id)
    const known = this.#shown.get(id)
    if (item === undefined) {
      // A creation that was refused.
      if (this.#shown.delete(id)) this.#structure++
      if (this.open?.item === id) this.open = null
      return
    }
    if (item.type === 'session' && known?.item !== item) this.steered++
    if (known === undefined) {
      this.#shown.set(id, new Shown(item))
      this.#structure++
      if (!this.learned && !this.method.knows(item.type)) this.#learnSoon()
      if (item.links.length > 0) this.#linked++
      this.#texts++
      if (by !== null) {
        this.#tell({ by, item: id, what: 'created', field: '' })
        // Whoever is called in a comment is told at once.
        if (setOf(item.fields['mentions']).includes(String(this.me))) this.notice = { kind: 'called', item: id }
      }
      return
    }
    const was = known.item
    if (was === item) return
    known.item = item
    if (was.parent !== item.parent || was.pos !== item.pos || was.deleted !== item.deleted) {
      if (item.deleted && by !== null && this.open?.item === id) this.#kept = id
      if (!item.deleted && this.#kept === id) this.#kept = null
      this.#structure++
      if (by !== null) {
        const what = was.deleted === item.deleted ? 'moved' : item.deleted ? 'deleted' : 'restored'
        const own = was.parent === item.parent && what === 'moved' ? { was: outline.number(id) } : {}
        this.#tell({ by, item: id, what, field: '', ...own })
      }
    }
    if (!sameLinks(was.links, item.links)) {
      this.#linked++
      if (by !== null) this.#tell({ by, item: id, what: 'linked', field: '' })
    }
    if (was.fields !== item.fields) this.#compare(known, was, by)
  }

  #compare(known: Shown, was: Item, by: number | null): void {
    const { item } = known
    const fields = new Set([...Object.keys(was.fields), ...Object.keys(item.fields)])
    for (const field of fields) {
      const before = was.fields[field]
      const after = item.fields[field]
      if (sameValue(before, after)) continue
      if (blank(before) !== blank(after) || this.method.field(item.type, field)?.kind !== 'text') this.#texts++
      if (field === 'pen' || field === 'lock') {
        this.steered++
        if (field === 'pen' && by !== null) this.notice = { kind: 'pen' }
      }
      if (by === null) continue
      const stamp = (known.changed[field] ?? 0) + 1
      known.changed = { ...known.changed, [field]: stamp }
      setTimeout(() => {
        if (known.changed[field] !== stamp) return
        const { [field]: over, ...rest } = known.changed
        void over
        known.changed = rest
      }, markFor)
      this.#tell({ by, item: item.id, what: 'field', field })
    }
  }

  /** Says why something cannot be done that was tried; nothing about what never could be. */
  tellWhy(why: WhyNot | null): void {
    if (why !== null && !isNever(why)) this.notice = { kind: 'cannot', words: whyWords(why, this.rights.pen) }
  }

  #tellUndone(outcome: UndoOutcome, nothing: Notice['kind']): void {
    if (outcome.done && outcome.partly) this.notice = { kind: 'undonePartly', item: outcome.item }
    else if (outcome.done) this.notice = outcome.item === undefined ? null : { kind: 'undone', item: outcome.item }
    else if (outcome.why === 'nothing') this.notice = { kind: nothing }
    else this.notice = { kind: 'notUndone', words: outcome.why }
  }

  #tell(remote: Remote): void {
    for (const listener of this.#remote) listener(remote)
  }

  #place(): void {
    const all = [...this.client.presence.values()]
    this.presence = all
    const byItem = new Map<Id, Presence[]>()
    for (const one of all) {
      if (one.item === null || one.person === this.client.me) continue
      const there = byItem.get(one.item)
      if (there) there.push(one)
      else byItem.set(one.item, [one])
    }
    for (const [id, shown] of this.#shown) {
      const there = byItem.get(id)
      if (there) shown.present = there
      else if (shown.present.length > 0) shown.present = []
    }
  }
}

/** The words of a set; none when it was never set. */
export function setOf(value: Value | null | undefined): readonly string[] {
  return Array.isArray(value) ? value : []
}

/** Equal as the board sees it: sets by their words. */
export function sameValue(a: Value | null | undefined, b: Value | null | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return (a ?? null) === (b ?? null)
  return a.length === b.length && a.every((one) => b.includes(one))
}

function blank(value: Value | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}
