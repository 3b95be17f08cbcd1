import { createContext } from 'svelte'
import type { Id, Party } from '../../board/types'
import type { Pen, Role } from '../../net/api.types'
import type { Arrival } from '../house'

/** What is being written on a page before there is a table, and what came of it. It lives as long as the page. */
export class Draft {
  name = $state('')
  email = $state('')
  party: Party | '' = $state('')
  role: Role | '' = $state('')
  pen: Pen | '' = $state('mentee')
  /** In which way the method is used, by name; empty until the ways are known. And how many meetings, where it asks. */
  preset = $state('')
  meetings: number | null = $state(null)
  title = $state('')
  theme = $state('')
  mentee = $state('')
  mentor = $state('')
  associations = $state('')
  code = $state('')
  link = $state('')
  sampleName = $state('')
  creating = $state(false)
  /** The token of a new account's personal link. */
  personalToken = $state('')
  /** The knock of who waits to be let in. */
  knock: Id | null = $state(null)
  arrival: Arrival | null = $state.raw(null)
}

export const [getDraft, setDraft] = createContext<Draft>()
