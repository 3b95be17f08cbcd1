import type { Id } from '../../board/types'
import { Problem } from '../../net/api'
import type { OffRecordNote } from '../../sync/messages'
import type { Board } from '../board.svelte'
import type { Routes } from '../house'

/** What the server takes (docs/protocol.md H44), in code points but for the number of notes. */
export const longest = 2_000
const altogether = 6_000
const most = 40
const every = 4_000

export interface Room {
  readonly notes: number
  readonly letters: number
}

/** How much there is still room for. */
export function roomBeside(notes: readonly OffRecordNote[]): Room {
  const used = notes.reduce((sum, { text }) => sum + [...text].length, 0)
  return { notes: Math.max(0, most - notes.length), letters: Math.max(0, altogether - used) }
}

/**
 * What is said off the record at the table that is open: only in this page's memory, as it is only in the server's. The
 * live line tells each change; where there is none, the server is asked now and then.
 */
export class OffRecord {
  notes: readonly OffRecordNote[] = $state.raw([])
  /** Whether there can be any: not while another server works on the same database. */
  on = $state(true)
  readonly #board: Board
  readonly #unsubscribe: () => void
  readonly #timer: ReturnType<typeof setInterval>
  #connection = ''

  constructor(
    private readonly api: Routes,
    board: Board,
  ) {
    this.#board = board
    this.#unsubscribe = board.onOffRecord((notes) => (this.notes = notes))
    // After a line was lost, what it would have told is asked for.
    this.#timer = setInterval(() => {
      const { connection } = board.state
      const isNew = connection !== this.#connection
      this.#connection = connection
      if (connection === 'http' || (isNew && connection === 'live')) void this.look()
    }, every)
    void this.look()
  }

  /** What cannot be had now is asked for again with the next line. */
  async look(): Promise<void> {
    try {
      const { on, notes } = await this.api.offRecord(this.#id)
      this.on = on
      this.notes = notes
    } catch {
      this.#connection = ''
    }
  }

  /** Rejects with a {@link Problem}. */
  add(text: string): Promise<void> {
    return this.#doing(() => this.api.addOffRecord(this.#id, text))
  }

  remove(note: Id): Promise<void> {
    return this.#doing(() => this.api.removeOffRecord(this.#id, note))
  }

  /** Nothing of it is left, for anybody. */
  end(): Promise<void> {
    return this.#doing(() => this.api.endOffRecord(this.#id))
  }

  close(): void {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.notes = []
  }

  get #id(): Id {
    return this.#board.client.board
  }

  async #doing(task: () => Promise<unknown>): Promise<void> {
    try {
      await task()
    } catch (problem) {
      if (problem instanceof Problem && problem.reason === 'switched_off') this.on = false
      throw problem
    }
    if (this.#board.state.connection !== 'live') await this.look()
  }
}
