import { createContext } from 'svelte'
import type { Id } from '../../board/types'
import type { Member, Programme } from '../../net/api'
import type { Standing } from '../../people/roles'
import type { Command } from '../../ui/Menu.svelte'
import type { Board } from '../board.svelte'

/** The one menu or dialog that is open over the document. */
export type Over =
  | { kind: 'menu'; title: string; at: Element; commands: readonly Command[]; asks?: true }
  /** With `relation`, that way of linking is chosen already. */
  | { kind: 'link'; item: Id; relation?: string }
  | { kind: 'moveTo'; item: Id }
  | { kind: 'shortcuts' }
  | { kind: 'leaving'; go: () => void }
  /** Asked before what somebody did is taken back, and before they are removed from the programme. */
  | { kind: 'takeBack'; person: Member }
  | { kind: 'remove'; person: Member; done: (words: string) => void }
  /** Copies something of the confidential table to the shared one. */
  | { kind: 'share'; item: Id }

/** What lies around the board on this screen: menu and dialogs. */
export class Desk {
  over: Over | null = $state.raw(null)

  constructor(
    readonly board: Board,
    readonly about: Programme,
    /** The address of the plan as CSV, with headings in a language; null where there is no plan. */
    readonly planCsv: ((language: string) => string) | null = null,
  ) {}

  menu(title: string, at: Element, commands: readonly Command[]): void {
    this.over = { kind: 'menu', title, at, commands }
  }

  /** A menu of answers, under what is asked. */
  ask(title: string, at: Element, commands: readonly Command[]): void {
    this.over = { kind: 'menu', title, at, commands, asks: true }
  }

  /** The menu of the whole table, which comes when the page is at rest, or now. */
  async more(title: string, at: Element): Promise<void> {
    const { moreCommands } = await import('./more')
    this.menu(title, at, moreCommands(this.board, this))
  }

  /** Who I am here, as others are told it now. */
  get standing(): Standing {
    return { role: this.board.person(this.board.me)?.role ?? this.about.me.role, owner: this.board.rights.owner }
  }

  get paused(): boolean {
    return this.board.paused
  }

  pause(on: boolean): void {
    this.board.pause(on)
  }
}

export const [getDesk, setDesk] = createContext<Desk>()
