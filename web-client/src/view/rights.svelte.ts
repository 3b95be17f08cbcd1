import { untrack } from 'svelte'
import {
  hasRight,
  penOf,
  refusedCreation,
  refusedEdit,
  refusedWriting,
  sessionOn,
  when,
  type Deed,
  type Pen,
  type Sitting,
  type When,
  type Why,
} from '../board/permits'
import type { Edit, Fields, Id, Item, Value } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import type { Board } from './board.svelte'

/** Why something cannot be done; `lost`: it could be in this visit, until one's role changed. */
export type WhyNot = Why | 'lost'

/** The rights that members of the confidential table have there, whatever their role has elsewhere. */
const inConfidence: readonly string[] = ['belong', 'read', 'submit', 'confide']

/** What I may do at this table now, by my role, who writes now and what is locked. Each answer is a signal. */
export class Rights {
  role = $state('')
  owner = $state(false)
  /** Whoever leads has muted me; null when that was not so in this visit, or is read and done with. */
  muted: boolean | null = $state(null)
  /** This is the confidential table. */
  confidential = false
  readonly pen: Pen = $derived.by(() => {
    void this.#board.steered
    return penOf(this.#board.client.items)
  })
  /** The session that is on. */
  readonly session: Item | null = $derived.by(() => {
    void this.#board.steered
    return sessionOn(this.#board.client.items)
  })
  readonly #board: Board
  /** What I was before in this visit. */
  #earlier: readonly string[] = $state.raw([])

  constructor(board: Board) {
    this.#board = board
  }

  /** @returns whether it was another one */
  become(role: string): boolean {
    const before = untrack(() => this.role)
    if (role === '' || role === before) return false
    if (before !== '') this.#earlier = [...untrack(() => this.#earlier), before]
    this.role = role
    return before !== ''
  }

  /** Whether I have a right beside editing (docs/permissions.md), its word with `_`. */
  has(right: string): boolean {
    if (this.confidential) return inConfidence.includes(right)
    return hasRight(this.#board.method.permissions, { role: this.role, owner: this.owner }, right)
  }

  /** On what it depends whether my role has this. */
  when(part: string, deed: Deed): When {
    return when(this.#board.method.permissions, { role: this.role, owner: this.owner }, part, deed)
  }

  create(type: string, parent: Id | undefined, fields: Fields = {}): WhyNot | null {
    return this.#ask((sitting) => refusedCreation(sitting, type, parent ?? null, fields))
  }

  /** Of a field as it stands, or of giving it this value. */
  write(id: Id, field: string, value?: Value | null): WhyNot | null {
    const item = this.#board.item(id)
    return item === undefined ? null : this.#ask((sitting) => refusedWriting(sitting, item, field, value))
  }

  /** Of a choice: whether it can be changed at all, its present answer being one that only some may take back. */
  choose(id: Id, field: string): WhyNot | null {
    return this.write(id, field, this.#board.item(id)?.fields[field] ?? null)
  }

  change(deed: 'link' | 'unlink' | 'delete' | 'restore', id: Id): WhyNot | null {
    const edit = deed === 'link' || deed === 'unlink' ? { e: deed, item: id, rel: '', to: id } : { e: deed, item: id }
    return this.#edit(edit)
  }

  move(id: Id, parent = this.#board.item(id)?.parent ?? null): WhyNot | null {
    return this.#edit({ e: 'move', item: id, parent })
  }

  #edit(edit: Edit): WhyNot | null {
    void this.#board.item(edit.item)
    return this.#ask((sitting) => refusedEdit(sitting, edit))
  }

  #ask(about: (sitting: Sitting) => Why | null): WhyNot | null {
    void this.#board.steered
    const why = about(this.#sitting(this.role))
    if (why === null || !isNever(why)) return why
    const could = (role: string) => {
      const then = about(this.#sitting(role))
      return then === null || !isNever(then)
    }
    return this.#earlier.some(could) ? 'lost' : why
  }

  #sitting(role: string): Sitting {
    const { client, method, people, me } = this.#board
    return {
      permissions: method.permissions,
      parts: method,
      items: client.items,
      asker: { role, owner: this.owner, muted: this.muted === true },
      me,
      pen: this.pen,
      session: this.session !== null,
      party: (person) => people.get(person)?.party ?? null,
    }
  }
}

/** Whether it is never mine: such a control is not shown at all. What I may at another time stays, and says why. */
export function isNever(why: WhyNot | null): boolean {
  return why === 'role' || why === 'not_yours'
}

/** Why not, in one sentence; empty when it may be done. */
export function whyWords(why: WhyNot | null, pen: Pen): string {
  switch (why) {
    case null:
      return ''
    case 'pen':
      return pen === 'mentee' ? m.why_pen_mentee() : m.why_pen_nobody()
    case 'session':
      return m.why_session()
    case 'locked':
      return m.why_locked()
    case 'muted':
      return m.why_muted()
    case 'not_yours':
      return m.why_not_yours()
    case 'role':
      return m.why_role()
    case 'lost':
      return m.why_lost()
  }
}
