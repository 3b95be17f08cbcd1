import type { Id } from '../../board/types'
import { Problem, type Confidence, type Programme } from '../../net/api'
import type { Routes } from '../house'
import { knownProgramme } from '../known'
import { Lobby } from '../members/lobby.svelte'

/** Who waits to be let in looks more often than who has only come by, or is in. */
const soon = 2_000
const every = 5_000

/**
 * How the confidential table of a programme stands for me, and who belongs to it: asked when its page opens, after each
 * change, and now and then while the page can be seen. Nothing of it is kept on the device.
 */
export class Circle {
  about: Programme | null = $state.raw(null)
  standing: Confidence | null = $state.raw(null)
  problem: unknown = $state.raw(null)
  /** I waited, and was not let in. */
  declined = $state(false)
  readonly lobby = new Lobby()

  constructor(
    readonly api: Routes,
    readonly programme: Id,
  ) {}

  get board(): Id | null {
    return this.standing?.board ?? null
  }

  /** It is not there for me, whatever there is. */
  get isMissing(): boolean {
    return this.problem instanceof Problem && ['invalid', 'denied', 'auth'].includes(this.problem.code)
  }

  /** A member of one of the teams: they let in, and ask in. */
  get isOfATeam(): boolean {
    const role = this.about?.me.role
    return role === 'mentee' || role === 'mentor'
  }

  async look(): Promise<void> {
    try {
      this.about ??= await knownProgramme(this.api, this.programme)
      this.#learn(await this.api.confidential(this.programme))
      this.problem = null
    } catch (problem) {
      // What is known stays while the server cannot be reached.
      if (this.standing === null || !(problem instanceof Problem && problem.passing)) this.problem = problem
    }
  }

  /** Opens the table, comes in, or knocks. Rejects with a {@link Problem}. */
  async enter(): Promise<void> {
    this.declined = false
    this.#learn(await this.api.enterConfidential(this.programme))
    if (this.standing?.state === 'in') await this.look()
  }

  /** Reads who may be asked in anew. */
  async meet(): Promise<void> {
    const [about] = await Promise.all([this.api.programme(this.programme), this.look()])
    this.about = about
  }

  /** Looks now, and while the page can be seen. @returns ends it */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const look = async () => {
      clearTimeout(timer)
      if (!document.hidden) await this.look()
      if (!over && !this.isMissing) timer = setTimeout(look, this.standing?.state === 'waiting' ? soon : every)
    }
    void look()
    document.addEventListener('visibilitychange', look)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }

  #learn(standing: Confidence): void {
    const before = this.standing
    if (before?.state === 'waiting' && standing.state === 'outside') this.declined = true
    if (standing.state === 'waiting' || standing.state === 'in') this.declined = false
    if (JSON.stringify(before) !== JSON.stringify(standing)) this.standing = standing
  }
}
