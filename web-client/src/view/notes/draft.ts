import type { Party } from '../../board/types'
import { draftKey, whoseDrawer, type Begun } from '../../net/forget'

/** A note that is being written, with what was chosen for it. */
export interface NoteDraft {
  readonly text: string
  readonly kind: string
  /** Whether it is written on behalf of somebody. */
  readonly others: boolean
  readonly behalf: string
  readonly party: Party | ''
}

const blank: NoteDraft = { text: '', kind: '', others: false, behalf: '', party: '' }

/**
 * By the drawers of whom they belong to, as long as the page: another language draws the page anew, and what is chosen for the next note stays chosen. Only
 * what has a text is kept on the device as well, by board and person, so that no reload loses it. What is begun in other forms lies in drawers of their own.
 */
export const begun = new Map<string, object>()

export function kept(drawer: string): NoteDraft {
  return { ...blank, ...(begun.get(drawer) ?? onDevice(drawer)) }
}

export function keep(drawer: string, draft: NoteDraft): void {
  begun.set(drawer, draft)
  try {
    if (draft.text === '') localStorage.removeItem(draftKey(drawer))
    else localStorage.setItem(draftKey(drawer), JSON.stringify(draft))
  } catch {
    // The page says elsewhere that this browser keeps nothing.
  }
}

/** Forgets what this page knows of what was begun; what the device keeps of them is the device's (net/forget). */
export function forgetDrafts(whose: (begun: Begun) => boolean): void {
  for (const drawer of begun.keys()) if (whose(whoseDrawer(drawer))) begun.delete(drawer)
}

function onDevice(drawer: string): Partial<NoteDraft> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(draftKey(drawer)) ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return {}
    // Only what is still part of a draft: the entry may stem from another version.
    return Object.fromEntries(
      Object.entries(parsed).filter(
        ([name, value]) => name in blank && typeof value === typeof blank[name as keyof NoteDraft],
      ),
    )
  } catch {
    return {}
  }
}
