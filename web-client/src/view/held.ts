import type { Id } from '../board/types'
import type { BoardClient } from '../sync/client.types'

/**
 * The shared table of who is at the confidential one in the same tab: it goes on, so that nobody at the shared table
 * sees them go there or come back.
 */
class Held {
  #client: BoardClient | null = null
  #unsubscribe: () => void = () => undefined

  /** The client, while its visit goes on. */
  get client(): BoardClient | null {
    return this.#client
  }

  keep(client: BoardClient): void {
    this.end()
    // Whoever held others' changes back cannot let them go on from elsewhere.
    client.pause(false)
    this.#client = client
    this.#unsubscribe = client.subscribe((change) => {
      if (change.kind === 'closed') this.#client = null
    })
  }

  /** Gives it back to the page that shows it. Null when there is none of this board. */
  take(board: Id): BoardClient | null {
    const client = this.#client
    if (client?.board !== board) return null
    this.#unsubscribe()
    this.#client = null
    return client
  }

  /** The table is left. */
  end(): void {
    this.#unsubscribe()
    this.#client?.close()
    this.#client = null
  }
}

export const held = new Held()
