import type { Routes } from '../house'
import type { Phase, Preset } from './phases'

/** What the guide reads of the method. */
export interface Kit {
  readonly phases: readonly Phase[]
  readonly presets: readonly Preset[]
}

let known: Promise<Kit> | null = null

/** Fetches it once for the page. Fails when it cannot be had; asked again, it tries again. */
export function knownKit(api: Routes): Promise<Kit> {
  known ??= Promise.all([
    api.phases<Phase>(),
    api.presets<Preset>(),
  ]).then(
    ([phases, presets]) => ({ phases, presets }),
    (problem) => {
      known = null
      throw problem
    },
  )
  return known
}
