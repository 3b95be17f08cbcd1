import type { Component } from 'svelte'

/** The pages, and parts of pages, that come when they are first opened, to keep the first load small. */
export const later = {
  start: () => import('./start/Start.svelte'),
  confidential: () => import('./confidential/ConfidentialPage.svelte'),
  members: () => import('./members/MembersPage.svelte'),
  part: () => import('./parts/Part.svelte'),
  coverage: () => import('./plan/CoverageLine.svelte'),
  guideLine: () => import('./guide/GuideLine.svelte'),
  asked: () => import('./asked/Asked.svelte'),
  proposed: () => import('./proposals/Proposed.svelte'),
  away: () => import('./frame/Away.svelte'),
  mine: () => import('./keeping/Mine.svelte'),
  muted: () => import('./frame/Muted.svelte'),
  dialogs: () => import('./frame/LaterDialogs.svelte'),
  session: () => import('./session/SessionBar.svelte'),
  outside: () => import('./start/Outside.svelte'),
  arrived: () => import('./start/Arrived.svelte'),
  create: () => import('./start/Create.svelte'),
  join: () => import('./start/Join.svelte'),
  return: () => import('./start/Return.svelte'),
  setup: () => import('./start/Setup.svelte'),
  signIn: () => import('./start/SignIn.svelte'),
  account: () => import('./start/Account.svelte'),
  opinion: () => import('./start/Opinion.svelte'),
  network: () => import('./network/NetworkPage.svelte'),
  privacy: () => import('./start/Privacy.svelte'),
  accessibility: () => import('./start/Accessibility.svelte'),
} as const

export type PageName = keyof typeof later
/** A page, which is given what its caller gives {@link Later}. */
export type Given = Component<Record<string, unknown>>

const come = new Map<PageName, Given>()

/** A page that has come already; it is there at once when it is shown anew, as in another language. */
export function known(page: PageName): Given | undefined {
  return come.get(page)
}

/** Fetches a page. Fails when it cannot be had. */
export async function fetchPage(page: PageName): Promise<Given> {
  const { default: found } = await later[page]()
  come.set(page, found as unknown as Given)
  return found as unknown as Given
}
