import type { Component } from 'svelte'
import type { Id } from '../../board/types'
import { fetchPage } from '../later'
import type { ItemTab, Panel } from '../route'

export interface ItemShown extends Record<string, unknown> {
  item: Id
  tab: ItemTab
  field: string | null
}

type Body = { default: Component<Record<string, never>> | Component<ItemShown> }

/** Panels come when they are first opened, to keep the first load small. */
export const bodies: Record<Panel['name'], () => Promise<Body>> = {
  item: () => import('./ItemPanel.svelte'),
  parts: () => import('./PartsPanel.svelte'),
  people: () => import('./PeoplePanel.svelte'),
  lobby: () => import('./LobbyPanel.svelte'),
  invite: () => import('./InvitePanel.svelte'),
  me: () => import('./MePanel.svelte'),
  history: () => import('./HistoryPanel.svelte'),
  trash: () => import('./TrashPanel.svelte'),
  settings: () => import('./SettingsPanel.svelte'),
  unsent: () => import('./UnsentPanel.svelte'),
  'bring-in': () => import('./BringInPanel.svelte'),
  session: () => import('./SessionPanel.svelte'),
  hands: () => import('./HandsPanel.svelte'),
  release: () => import('./ReleasePanel.svelte'),
  teams: () => import('./TeamsPanel.svelte'),
}

/**
 * Fetches those that are of use without a connection, once the page is at rest: first what matters most when there is
 * none.
 */
export async function fetchPanels(): Promise<void> {
  await bodies.unsent().catch(() => {})
  await import('../frame/more').catch(() => {})
  for (const name of ['item', 'people', 'trash', 'settings', 'me'] as const) await bodies[name]().catch(() => {})
  for (const page of ['dialogs', 'away'] as const) await fetchPage(page).catch(() => {})
  await import('../field/SetField.svelte').catch(() => {})
  await import('../itemcommands').catch(() => {})
}
