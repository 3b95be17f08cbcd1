import { createContext } from 'svelte'
import type { Party } from '../../board/types'
import type { Arrival } from '../house'

/** What is being written on a page before there is a table, and what came of it. It lives as long as the page. */
export class Draft {
  name = $state('')
  party: Party | '' = $state('')
  title = $state('')
  theme = $state('')
  mentee = $state('')
  mentor = $state('')
  associations = $state('')
  sampleName = $state('')
  creating = $state(false)
  arrival: Arrival | null = $state.raw(null)
}

export const [getDraft, setDraft] = createContext<Draft>()
