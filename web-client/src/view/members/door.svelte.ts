import type { Id } from '../../board/types'
import type { OpenedDoor } from '../../net/api'

/** The code of the door that was opened on this page: told once, so it is kept while the page lives, and nowhere else. */
class Spoken {
  #door: { programme: Id; door: OpenedDoor } | null = $state.raw(null)

  /** The door of this programme with its digits, if it was opened here and is open still. */
  of(programme: Id, opened: number | undefined): OpenedDoor | null {
    return this.#door?.programme === programme && this.#door.door.opened === opened ? this.#door.door : null
  }

  keep(programme: Id, door: OpenedDoor): void {
    this.#door = { programme, door }
  }
}

export const spoken = new Spoken()

/** `48131592` as people say it: `4813 1592`. */
export function inTwo(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}
