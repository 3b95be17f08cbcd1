import type { Component } from 'svelte'
import type { Id } from '../../board/types'

/** How the parts of a table are shown, by the `view` that the method says of their type; each comes when it is opened. */
export const views: Readonly<Record<string, () => Promise<{ default: Component<{ id: Id }> }>>> = {
  benchmark: () => import('../benchmark/Benchmark.svelte'),
  group: () => import('../group/Group.svelte'),
  map: () => import('../map/Map.svelte'),
  sheet: () => import('../sheet/Sheet.svelte'),
  visits: () => import('../visits/Visits.svelte'),
}

/** Parts of every table that are no item on it, by the name that their address has. */
export const standing: Readonly<Record<string, () => Promise<{ default: Component }>>> = {
  guide: () => import('../guide/Guide.svelte'),
  chain: () => import('../chain/Chain.svelte'),
}
