import type { RichEditor } from './rich'

/** The editor is large: it comes after the page, while nothing else happens, and a plain box serves until then. */
let rich: typeof RichEditor | null = null
let coming: Promise<void> | null = null

export function richEditor(): typeof RichEditor | null {
  return rich
}

/** Resolves also when it could not be fetched (offline): the plain box goes on serving. */
export function fetchEditor(): Promise<void> {
  coming ??= fetchRich()
  return coming
}

async function fetchRich(): Promise<void> {
  try {
    rich = (await import('./rich')).RichEditor
  } catch {
    coming = null
  }
}

/** Does something when the browser has time for it. */
export function atRest(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 3000 })
  else setTimeout(run, 1000)
}
