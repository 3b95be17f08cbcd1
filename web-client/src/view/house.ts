import { createContext } from 'svelte'
import type { Id } from '../board/types'
import type { Api } from '../net/api'
import type { BoardClient } from '../sync/client.types'
import type { Board } from './board.svelte'

/** The routes the view calls; a test may answer them itself. */
export type Routes = Pick<Api, keyof Api>

/** What the page stands on. */
export interface House {
  readonly api: Routes
  /** Opens the synchronised board. Offline, too, when this device has it. */
  openBoard(board: Id, person: number): BoardClient | Promise<BoardClient>
}

export const [getHouse, setHouse] = createContext<House>()
export const [getBoard, setBoard] = createContext<Board>()

/** The tokens told once, when a programme was created or joined, until the person has gone on. */
export interface Arrival {
  readonly programme: Id
  readonly returnToken: string
  readonly joinToken?: string
  readonly facilitatorToken?: string
  /** Whether they sit at the table; so it is when it is not said. */
  readonly seated?: boolean
  /** As whom they wished to come; the server gives a name that is taken a mark. */
  readonly wished?: string
}

export function linkFor(kind: 'join' | 'return' | 'sign-in' | 'opinion', token: string): string {
  return `${location.origin}/${kind}#${token}`
}
