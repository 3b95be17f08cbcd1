import type { Id } from '../../board/types'
import type { AtTheDoor, Knock } from '../../net/api'

const every = 5_000

/** Who waits at the door of what is shown; looked at while somebody who may let them in can see it. */
export class Lobby {
  waiting: readonly Knock[] = $state.raw([])
  /** Those who came since it was looked at before, to be told once. */
  came: readonly Knock[] = $state.raw([])
  /** The entrance is locked: nobody new comes in but those who are let in here. Null while nobody has said. */
  locked: boolean | null = $state(null)
  #known = new Set<Id>()
  #followers = 0
  #door: Id | null = null
  #end: () => void = () => undefined
  #look: () => Promise<void> = async () => undefined

  /**
   * Looks now and every five seconds while the page can be seen.
   *
   * @param door the programme or board at which they wait
   * @param ask who does
   * @returns ends it
   */
  follow(door: Id, ask: () => Promise<AtTheDoor>): () => void {
    this.#followers++
    if (this.#door !== door) {
      this.#stop()
      this.#begin(door, ask)
    }
    return () => {
      if (--this.#followers === 0) this.#stop()
    }
  }

  #stop(): void {
    this.#end()
    this.#door = null
    this.waiting = []
    this.came = []
    this.locked = null
    this.#known.clear()
  }

  /** Looks again, after something was decided. */
  look(): Promise<void> {
    return this.#look()
  }

  #begin(door: Id, ask: () => Promise<AtTheDoor>): void {
    let over = false
    this.#door = door
    this.#look = async () => {
      // Without a connection nobody can be let in; the page says so elsewhere.
      const there = await ask().catch(() => null)
      if (there === null || over) return
      this.locked = there.locked === true
      const found = there.waiting
      this.came = found.filter(({ knock }) => !this.#known.has(knock))
      this.#known = new Set(found.map(({ knock }) => knock))
      if (changed(this.waiting, found)) this.waiting = found
    }
    const look = () => {
      if (!document.hidden) void this.#look()
    }
    look()
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    this.#end = () => {
      over = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }
}

function changed(before: readonly Knock[], now: readonly Knock[]): boolean {
  return before.length !== now.length || now.some(({ knock }, i) => before[i]?.knock !== knock)
}

/** Of the programme that is shown. */
export const lobby = new Lobby()
