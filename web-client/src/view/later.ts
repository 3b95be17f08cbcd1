import type { Component } from 'svelte'

/** The pages that come when they are first opened, to keep the first load small. */
export const later = {
  join: () => import('./start/Join.svelte'),
  return: () => import('./start/Return.svelte'),
  setup: () => import('./start/Setup.svelte'),
  signIn: () => import('./start/SignIn.svelte'),
  account: () => import('./start/Account.svelte'),
  privacy: () => import('./start/Privacy.svelte'),
  accessibility: () => import('./start/Accessibility.svelte'),
} as const

export type PageName = keyof typeof later
export type WithToken = Component<{ token: string }>

const come = new Map<PageName, WithToken>()

/** A page that has come already; it is there at once when it is shown anew, as in another language. */
export function known(page: PageName): WithToken | undefined {
  return come.get(page)
}

/** Fetches a page. Fails when it cannot be had. */
export async function fetchPage(page: PageName): Promise<WithToken> {
  const { default: found } = await later[page]()
  come.set(page, found as WithToken)
  return found as WithToken
}
