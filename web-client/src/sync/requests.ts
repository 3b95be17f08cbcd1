import type { Id, Item, Person } from '../board/types'
import { refusalOf, unreachable, type Page, type Refusal } from './messages'
import type { Cancel, Network, Timers } from './ports'

/** The board as H1 and H5 tell it. */
export interface Snapshot {
  readonly rev: number
  readonly generation: number
  readonly items: readonly Item[]
  readonly people: readonly Person[]
}

type Done<Body> = (body: Body) => void
type Failed = (refusal: Refusal) => void

/** How long an answer may take beyond what it was asked to wait (L7), in milliseconds. */
export const PATIENCE = 8_000

/** The HTTP requests of one board (H1-H5, H11). Each is answered once, or refused as `unreachable` after a while. */
export class Requests {
  private readonly path: string

  constructor(
    private readonly network: Network,
    private readonly timers: Timers,
    readonly board: Id,
  ) {
    this.path = `/api/boards/${board}`
  }

  snapshot(done: Done<Snapshot>, failed: Failed): Cancel {
    return this.ask('GET', `${this.path}/snapshot`, undefined, 4 * PATIENCE, done, failed)
  }

  at(rev: number, done: Done<Snapshot>, failed: Failed): Cancel {
    return this.ask('GET', `${this.path}/at/${rev}`, undefined, 4 * PATIENCE, done, failed)
  }

  /**
   * @param wait how many seconds the server may wait for something new
   * @param poller who counts as present by asking
   */
  revisions(after: number, wait: number, poller: Id | null, done: Done<Page>, failed: Failed): Cancel {
    const client = poller === null ? '' : `&client=${poller}`
    const path = `${this.path}/revisions?after=${after}&wait=${wait}&limit=500${client}`
    return this.ask('GET', path, undefined, wait * 1_000 + PATIENCE, done, failed)
  }

  /** Only how far the server is. @param poller who counts as present by asking */
  head(poller: Id | null, done: Done<Page>, failed: Failed): Cancel {
    const client = poller === null ? '' : `&client=${poller}`
    return this.ask('GET', `${this.path}/revisions?after=0&wait=0&limit=1${client}`, undefined, PATIENCE, done, failed)
  }

  submit(frozen: string, done: Done<{ rev: number }>, failed: Failed): Cancel {
    return this.ask('POST', `${this.path}/submissions`, frozen, 4 * PATIENCE, done, failed)
  }

  presence(whereabouts: object, done: Done<unknown>, failed: Failed): Cancel {
    return this.ask('POST', `${this.path}/presence`, JSON.stringify(whereabouts), PATIENCE, done, failed)
  }

  /** Who this browser's server session is on the board; a refusal `denied` when nobody. */
  me(done: Done<{ person: number; role: string }>, failed: Failed): Cancel {
    type Mine = { programmes?: readonly { board: Id; person: number; role: string }[] }
    return this.ask<Mine>('GET', '/api/me', undefined, PATIENCE, (mine) => {
      const here = mine.programmes?.find((programme) => programme.board === this.board)
      if (here) done(here)
      else failed({ code: 'denied', reason: 'forbidden' })
    }, failed)
  }

  private ask<Body>(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    patience: number,
    done: Done<Body>,
    failed: Failed,
  ): Cancel {
    let over = false
    const finish = (end: () => void) => {
      if (over) return
      over = true
      stop()
      end()
    }
    const stop = this.timers.after(patience, () => {
      finish(() => {
        abort()
        failed(unreachable)
      })
    })
    const abort = this.network.request(method, path, body, (answer) => {
      finish(() => {
        const refusal = refusalOf(answer)
        if (refusal) failed(refusal)
        else done(answer.body as Body)
      })
    })
    return () => finish(() => abort())
  }
}
