import type { Party } from '../../board/types'
import { forgetAll } from '../known'

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
 * As long as the page: another language draws the page anew, and what is chosen for the next note stays chosen. Only
 * what has a text is kept on the device as well, by board and person, so that no reload loses it.
 */
const begun = new Map<string, NoteDraft>()

export function kept(drawer: string): NoteDraft {
  return begun.get(drawer) ?? { ...blank, ...onDevice(drawer) }
}

export function keep(drawer: string, draft: NoteDraft): void {
  begun.set(drawer, draft)
  try {
    if (draft.text === '') localStorage.removeItem(key(drawer))
    else localStorage.setItem(key(drawer), JSON.stringify(draft))
  } catch {
    // The page says elsewhere that this browser keeps nothing.
  }
}

/** Forgets every note that was begun, of every board and person, here and on the device. */
export function forgetDrafts(): void {
  begun.clear()
  forgetAll(key(''))
}

function onDevice(drawer: string): Partial<NoteDraft> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key(drawer)) ?? '{}')
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

function key(drawer: string): string {
  return `tavolo.draft.${drawer}`
}
