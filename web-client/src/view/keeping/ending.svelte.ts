import type { Id } from '../../board/types'
import type { Me } from '../../net/api.types'

/** Which programmes of mine are to be erased, after which day, as the server tells their owner (H11, H47). */
class Ending {
  #last: ReadonlyMap<Id, string> = $state.raw(new Map())

  /** Its last day, as `2028-11-21`; undefined for one of which nothing is to be said. */
  of(programme: Id): string | undefined {
    return this.#last.get(programme)
  }

  learn(me: Me): void {
    this.#last = new Map(me.programmes.flatMap(({ programme, ends }) => (ends === undefined ? [] : [[programme, ends]])))
  }

  /** Its owner chose another day, by which the server takes its warning back. */
  chose(programme: Id): void {
    this.#last = new Map([...this.#last].filter(([one]) => one !== programme))
  }
}

export const ending = new Ending()
