import { createContext } from 'svelte'
import type { Id, Party } from '../../board/types'
import type { Member, Problem, Programme } from '../../net/api'
import { mayAdmit, mayGive, seesMembers, type Standing } from '../../people/roles'
import { byName } from '../../people/names'
import type { Routes } from '../house'

const every = 10_000

/** Who belongs to a programme, as its page shows it: read when it opens, after each change, and now and then. */
export class Members {
  about: Programme | null = $state.raw(null)
  problem: Problem | null = $state.raw(null)

  readonly standing: Standing = $derived({ role: this.about?.me.role ?? '', owner: this.about?.owner ?? false })
  readonly gives = $derived(mayGive(this.standing))
  readonly admits = $derived(mayAdmit(this.standing))
  readonly sees = $derived(seesMembers(this.standing))
  /** Those who belong to it now, by name. */
  readonly present: readonly Member[] = $derived(
    (this.about?.people ?? []).filter((one) => one.former !== true).sort(byName),
  )
  readonly former: readonly Member[] = $derived((this.about?.people ?? []).filter((one) => one.former === true))

  constructor(
    readonly api: Routes,
    readonly programme: Id,
  ) {}

  of(party: Party): readonly Member[] {
    return this.present.filter((one) => one.party === party)
  }

  /** What somebody in the log is called, who may have left since. */
  name(person: number | null): string | undefined {
    return this.about?.people.find((one) => one.person === person)?.name
  }

  async load(): Promise<void> {
    try {
      this.about = await this.api.programme(this.programme)
      this.problem = null
    } catch (problem) {
      this.problem = problem as Problem
    }
  }

  /** Reads now, and while the page can be seen. @returns ends it */
  follow(): () => void {
    const look = () => {
      if (!document.hidden) void this.load()
    }
    look()
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }
}

export const [getMembers, setMembers] = createContext<Members>()
