import { forget, peopleHere } from '../net/forget'
import type { Routes } from './house'
import { forgetDrafts } from './notes/draft'
import { place } from './place.svelte'

/** What the start page says to who has just left and had this device cleared, or ended a programme. */
class Farewell {
  /** Whether it could be cleared; null before anybody left. */
  said: 'cleared' | 'kept' | null = $state(null)
  /** The title of a programme that was just ended here; empty when there is none. */
  ended = $state('')

  /**
   * Ends this session and takes away everything that the browser keeps of who held it. The caller has seen to it that
   * everything is sent, or that who leaves wants to lose the rest.
   */
  async leave(api: Routes): Promise<void> {
    const { programmes } = await api.me()
    await api.leave()
    place.go({ page: 'start' }, false, true)
    const people = new Set([...programmes.map(({ person }) => person), ...peopleHere()])
    forgetDrafts(({ person }) => people.has(person))
    this.said = (await forget(people)) ? 'cleared' : 'kept'
  }

  /** The start page was left: what it said is no news any more. */
  over(): void {
    this.said = null
    this.ended = ''
  }
}

export const farewell = new Farewell()
