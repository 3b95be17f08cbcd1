import type { Id } from '../board/types'
import { m } from '../i18n/paraglide/messages.js'
import { unsentHere } from '../net/forget'
import type { Routes } from './house'
import { addressOf } from './route'
import { settings } from './settings.svelte'

/** A table of mine at which something written on this device waits to be sent. */
export interface Waiting {
  readonly title: string
  readonly address: string
}

/** All of them, but the one that is open. To be asked before a device is cleared, since what waits goes as well. */
export async function unsentAt(api: Pick<Routes, 'me'>, open: Id | null = null): Promise<readonly Waiting[]> {
  const [{ programmes }, records] = await Promise.all([api.me(), unsentHere()])
  return programmes.flatMap(({ programme, person, board: shared, title }) => {
    const mine = records.filter((one) => one.person === person && one.board !== open)
    const atShared = { title, address: addressOf({ page: 'board', programme, area: null, panel: null }) }
    // In projector view neither its name nor the way there is for others' eyes.
    const atConfidential = settings.projects
      ? { title, address: addressOf({ page: 'start' }) }
      : { title: `${m.confidential()} · ${title}`, address: addressOf({ page: 'confidential', programme, panel: null }) }
    return [
      ...(mine.some((one) => one.board === shared) ? [atShared] : []),
      // A person is known at the two tables of one programme alone.
      ...(mine.some((one) => one.board !== shared) ? [atConfidential] : []),
    ]
  })
}
