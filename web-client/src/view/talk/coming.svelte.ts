import { atRest } from '../field/load'

/** What is said beside things, and what is answered to notes, is drawn once the document is there. */
class Talk {
  here: typeof import('./talk') | null = $state.raw(null)

  /** Fetches what draws it, once the page is at rest; until then, and where it cannot be had, things stand without it. */
  fetch(): void {
    if (this.here !== null) return
    atRest(async () => {
      try {
        this.here = await import('./talk')
      } catch {
        // It is asked for again the next time.
      }
    })
  }
}

export const talk = new Talk()
