import type { Id, Item } from '../../board/types'
import { hasRight } from '../../board/permits'
import type { Board } from '../board.svelte'
import { handsOf, isOpened, whose, type Hands } from './led'

/** A session as components see it: the one that is on, or one that is prepared; every answer is a signal. */
export class Led {
  constructor(
    readonly board: Board,
    readonly of: () => Item | null = () => board.rights.session,
  ) {}

  get session(): Item | null {
    return this.of()
  }

  /** It was not opened yet. */
  get prepared(): boolean {
    const { session } = this
    return session !== null && !isOpened(session)
  }

  /** What stands in the session, in order. */
  get below(): readonly Item[] {
    const { session, board } = this
    return session === null ? [] : itemsBelow(board, session.id)
  }

  get points(): readonly Item[] {
    return this.below.filter(({ type }) => type === 'point')
  }

  /** The agenda point that is on. */
  get point(): Item | undefined {
    return this.points.find(({ id }) => id === this.session?.fields['point'])
  }

  /** Its place in the agenda, from 0; -1 when none is on. */
  get at(): number {
    return this.points.findIndex(({ id }) => id === this.session?.fields['point'])
  }

  get hands(): Hands {
    return handsOf(this.raised)
  }

  get raised(): readonly Item[] {
    return this.below.filter(({ type }) => type === 'hand')
  }

  /** My hand, while it is up or I have the floor. */
  get mine(): Item | undefined {
    const { speaking, waiting } = this.hands
    return [...speaking, ...waiting].find((hand) => whose(hand) === this.board.me)
  }

  get leads(): number {
    return Number(this.session?.fields['leads'] ?? 0)
  }

  /** I lead, now; what is only prepared is led by everybody who could. */
  get mineToLead(): boolean {
    return this.mayLead && (this.prepared || this.leads === this.board.me)
  }

  /** I could. */
  get mayLead(): boolean {
    return this.board.rights.has('lead')
  }

  /** Everybody who could, as far as their role says. */
  get leaders(): readonly number[] {
    const { people, method } = this.board
    return [...people.values()]
      .filter(({ role }) => hasRight(method.permissions, { role, owner: false }, 'lead'))
      .map(({ person }) => person)
  }

  /** The item of an area that a point names. */
  areaOf(point: Item): Id | undefined {
    const { area } = point.fields
    return typeof area === 'string' ? this.board.single(area)?.id : undefined
  }
}

export function itemsBelow(board: Board, id: Id): readonly Item[] {
  return board.outline
    .children(id)
    .map((one) => board.item(one))
    .filter((item) => item !== undefined)
}

/** The server's clock as a signal, four times a second. Made while a component is made. */
export class Seconds {
  now = $state(0)

  constructor(board: Board) {
    this.now = board.client.serverNow
    $effect(() => {
      const look = () => (this.now = board.client.serverNow)
      const timer = setInterval(look, 250)
      document.addEventListener('visibilitychange', look)
      return () => {
        clearInterval(timer)
        document.removeEventListener('visibilitychange', look)
      }
    })
  }
}
