import type { Party } from '../../board/types'
import type { Stretch } from '../textchange'

/** One open text, whichever widget shows it. Positions are UTF-16 units of the text it holds. */
export interface Editor {
  readonly text: string
  focus(at?: { readonly x: number; readonly y: number }): void
  /** Others' changes, in the coordinates of the text it holds; caret, selection and scroll stay where they are. */
  remote(stretches: readonly Stretch[]): void
  /** Others' carets; the plain box shows none. */
  carets(carets: readonly OtherCaret[]): void
  /** False while an input method is composing, when the text may be ahead of what was reported. */
  readonly settled: boolean
  destroy(): void
}

export interface OtherCaret {
  readonly name: string
  readonly party: Party
  readonly from: number
  readonly to: number
}

export interface EditorWishes {
  readonly text: string
  readonly label: string
  readonly lang: string
  readonly hint: string
  /** In code points. */
  readonly limit: number
  /** The person changed the text; `before` is what the stretches speak of. */
  changed(before: string, stretches: readonly Stretch[]): void
  caret(from: number, to: number): void
  /** Esc, Tab, Ctrl+Enter, undo and redo. True when it was dealt with. */
  key(key: 'leave' | 'next' | 'back' | 'more' | 'undo' | 'redo'): boolean
  /** More was typed or pasted than the field holds. */
  full(): void
  blurred(): void
}

/** Which of the keys above a key press is, in either widget. */
export function keyOf(event: KeyboardEvent): Parameters<EditorWishes['key']>[0] | null {
  if (event.isComposing || event.keyCode === 229) return null
  const command = event.ctrlKey || event.metaKey
  if (event.key === 'Escape') return 'leave'
  if (event.key === 'Tab' && !command && !event.altKey) return event.shiftKey ? 'back' : 'next'
  if (event.key === 'Enter' && command) return 'more'
  const letter = event.key.toLowerCase()
  if (command && !event.altKey && letter === 'z') return event.shiftKey ? 'redo' : 'undo'
  if (command && !event.altKey && letter === 'y') return 'redo'
  return null
}
