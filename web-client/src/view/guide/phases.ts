import { textOf } from '../../board/board'
import type { Item } from '../../board/types'
import { gapsOf, type Gap } from '../coverage'
import type { Ask, Words } from '../method'

/** What a product wants of the table, and in which part of it that is done: the type of that part. */
export interface Want extends Ask {
  readonly area: string
  /** It may be met before anybody worked in this phase, which has not begun by that. */
  readonly prepared?: boolean
}

/** A phase of the method (docs/protocol.md H10), in every language. */
export interface Phase {
  readonly name: string
  readonly label: Words
  readonly purpose: Words
  /** What it must leave. */
  readonly product: Words
  readonly wants: readonly Want[]
}

/** A way to use the method (docs/protocol.md H10), in every language. */
export interface Preset {
  readonly name: string
  readonly code: string
  readonly label: Words
  readonly purpose: Words
  /** How many visits there may be, where that is asked. */
  readonly meetings?: { readonly least: number; readonly most: number; readonly first: number }
  /** In what it ends, with which phase, and what that wants besides. */
  readonly product: { readonly label: Words; readonly phase: string; readonly wants?: readonly Want[] }
  /** How the theme is changed when something happens that nobody expected. */
  readonly emergency?: { readonly label: Words; readonly help: Words }
}

/** `begun`: something of what it wants is there. */
export type State = 'out' | 'done' | 'begun' | 'open'

/** A phase as it stands at a table. */
export interface Standing {
  readonly phase: Phase
  readonly state: State
  /** What is still missing; nothing where it is left out. */
  readonly gaps: readonly Gap<Want>[]
}

/** The way of a table through the method. */
export interface Way {
  /** In which way it uses the method; undefined when that is not said. */
  readonly preset: Preset | undefined
  readonly standings: readonly Standing[]
  /** The phase at hand: the chosen one, else the first to which something is missing; undefined when nothing is. */
  readonly at: Standing | undefined
  /** Whether the product in which it ends has all that it wants. */
  readonly ended: boolean
}

/** What of the method a table has done, by everything that is visible on it. */
export function wayOf(visible: readonly Item[], phases: readonly Phase[], presets: readonly Preset[]): Way {
  const programme = visible.find(({ type }) => type === 'programme')
  const preset = presets.find(({ name }) => name === programme?.fields['preset'])
  const out = programme?.fields['leftOut']
  const standings = phases.map((phase): Standing => {
    if (Array.isArray(out) && out.includes(phase.name)) return { phase, state: 'out', gaps: [] }
    const wants = [...phase.wants, ...(preset?.product.phase === phase.name ? (preset.product.wants ?? []) : [])]
    const gaps = gapsOf(visible, wants)
    const met = wants.some((want) => want.least !== undefined && want.prepared !== true && gaps.every(({ ask }) => ask !== want))
    return { phase, state: gaps.length === 0 ? 'done' : met ? 'begun' : 'open', gaps }
  })
  const chosen = programme && textOf(programme, 'phase')
  const inOrder = standings.filter(({ state }) => state !== 'out')
  return {
    preset,
    standings,
    at: inOrder.find(({ phase }) => phase.name === chosen) ?? inOrder.find(({ gaps }) => gaps.length > 0),
    ended: standings.some(({ phase, state }) => phase.name === preset?.product.phase && state === 'done'),
  }
}

/** Presets in the order of the method, in which they are offered: as in IncluCities first. */
export function inOrder(presets: readonly Preset[]): readonly Preset[] {
  return [...presets].sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
}
