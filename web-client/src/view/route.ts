import type { Id } from '../board/types'

export const areas = ['plan', 'needs', 'notes'] as const
export type Area = (typeof areas)[number]

export const itemTabs = ['details', 'proposals', 'links', 'comments', 'answers', 'history', 'languages'] as const
export type ItemTab = (typeof itemTabs)[number]

/** Panels that concern the whole board, and those that concern one item. */
export const boardPanels = ['parts', 'people', 'invite', 'lobby', 'me', 'history', 'trash', 'settings', 'unsent', 'bring-in', 'session', 'hands', 'teams', 'release'] as const
export type BoardPanel = (typeof boardPanels)[number]
export type Panel = { name: BoardPanel } | { name: 'item'; item: Id; tab: ItemTab; field: string | null }

/** Those that there are at the confidential table. */
export const confidentialPanels = ['me', 'history', 'trash', 'settings', 'unsent'] as const satisfies readonly BoardPanel[]

export const membersParts = ['people', 'invite', 'door', 'log', 'keeping'] as const
export type MembersPart = (typeof membersParts)[number]

export type Route =
  | { page: 'start' }
  | {
      page: 'board'
      programme: Id
      area: Area | null
      /** A part of the table that is shown in place of its areas: the type of what there is one of, else an item's id. */
      part?: string
      panel: Panel | null
    }
  | { page: 'confidential'; programme: Id; panel: Panel | null }
  | { page: 'members'; programme: Id; part: MembersPart }
  | { page: 'mine'; programme: Id }
  | { page: 'join'; token: string }
  | { page: 'return'; token: string }
  | { page: 'setup'; token: string }
  | { page: 'opinion'; token: string }
  | { page: 'signIn'; token: string }
  /** With the programme of the city that looks for a mentor, where one is chosen. */
  | { page: 'network'; of: Id | null }
  | { page: 'account' }
  | { page: 'privacy' }
  | { page: 'accessibility' }
  | { page: 'missing' }

/** What {@link Route} tells apart; the page has one view for each. */
export const pages = Object.keys({
  start: 0,
  board: 0,
  confidential: 0,
  members: 0,
  mine: 0,
  join: 0,
  return: 0,
  setup: 0,
  opinion: 0,
  signIn: 0,
  network: 0,
  account: 0,
  privacy: 0,
  accessibility: 0,
  missing: 0,
} satisfies Record<Route['page'], 0>) as Route['page'][]

/**
 * Where an address leads. What is open beside the document is in the fragment, so that the browser's own *back* closes
 * it and a link can be passed on: `/p/<programme>#plan/item/<id>/history/results`.
 */
export function routeOf(path: string, fragment: string): Route {
  const hash = decoded(fragment.replace(/^#/, ''))
  if (path === '/') return { page: 'start' }
  if (path === '/join') return { page: 'join', token: hash }
  if (path === '/return') return { page: 'return', token: hash }
  if (path === '/opinion') return { page: 'opinion', token: hash }
  if (path === '/setup') return { page: 'setup', token: hash }
  if (path === '/sign-in') return { page: 'signIn', token: hash }
  if (path === '/network') return { page: 'network', of: /^[0-9a-f-]{36}$/.test(hash) ? hash : null }
  if (path === '/account') return { page: 'account' }
  if (path === '/privacy') return { page: 'privacy' }
  if (path === '/accessibility') return { page: 'accessibility' }
  const [, programme, beside] = /^\/p\/([0-9a-f-]{36})(?:\/(members|mine|confidential))?\/?$/.exec(path) ?? []
  if (programme === undefined) return { page: 'missing' }
  if (beside === 'mine') return { page: 'mine', programme }
  if (beside === 'members') return { page: 'members', programme, part: among(membersParts, hash) ?? 'people' }
  if (beside === 'confidential') {
    const [name, item, tab, field] = hash.split('/')
    return { page: 'confidential', programme, panel: panelOf(confidentialPanels, name, item, tab, field) }
  }
  const [area, name, item, tab, field] = hash.split('/')
  const known = among(areas, area)
  return {
    page: 'board',
    programme,
    area: known,
    ...(known === null && area !== undefined && /^[a-zA-Z0-9-]{1,40}$/.test(area) ? { part: area } : {}),
    panel: panelOf(boardPanels, name, item, tab, field),
  }
}

/** The address of a route, the opposite of {@link routeOf}. */
export function addressOf(route: Route): string {
  switch (route.page) {
    case 'start':
    case 'missing':
      return '/'
    case 'account':
    case 'privacy':
    case 'accessibility':
      return `/${route.page}`
    case 'network':
      return `/network${route.of === null ? '' : `#${route.of}`}`
    case 'signIn':
      return `/sign-in#${route.token}`
    case 'join':
    case 'return':
    case 'setup':
    case 'opinion':
      return `/${route.page}#${route.token}`
    case 'members':
      return `/p/${route.programme}/members${route.part === 'people' ? '' : `#${route.part}`}`
    case 'mine':
      return `/p/${route.programme}/mine`
    case 'confidential':
      return `/p/${route.programme}/confidential${route.panel === null ? '' : `#${wordsOf(route.panel)}`}`
    case 'board': {
      const { panel } = route
      const area = route.part ?? route.area ?? (panel ? 'plan' : '')
      const beside = panel === null ? '' : `/${wordsOf(panel)}`
      return `/p/${route.programme}${area === '' ? '' : `#${area}${beside}`}`
    }
  }
}

function wordsOf(panel: Panel): string {
  if (panel.name !== 'item') return panel.name
  return `item/${panel.item}/${panel.tab}${panel.field === null ? '' : `/${encodeURIComponent(panel.field)}`}`
}

function panelOf(
  panels: readonly BoardPanel[],
  name?: string,
  item?: string,
  tab?: string,
  field?: string,
): Panel | null {
  if (name === 'item') {
    if (item === undefined || item === '') return null
    return { name: 'item', item, tab: among(itemTabs, tab) ?? 'details', field: field ?? null }
  }
  const board = among(panels, name)
  return board === null ? null : { name: board }
}

function among<T extends string>(all: readonly T[], word: string | undefined): T | null {
  return all.find((one) => one === word) ?? null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
