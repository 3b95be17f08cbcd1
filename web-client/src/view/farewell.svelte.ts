import { forget } from '../net/forget'
import type { Routes } from './house'
import { forgetDrafts } from './notes/draft'
import { place } from './place.svelte'

/** What the start page says to who has just left and had this device cleared. */
class Farewell {
  said = $state(false)

  /**
   * Ends this session and takes away everything that the browser keeps of who held it. The caller has seen to it that
   * everything is sent, or that who leaves wants to lose the rest.
   */
  async leave(api: Routes): Promise<void> {
    const { programmes } = await api.me()
    await api.leave()
    place.go({ page: 'start' }, false, true)
    forgetDrafts()
    await forget(new Set(programmes.map(({ person }) => person)))
    this.said = true
  }
}

export const farewell = new Farewell()
