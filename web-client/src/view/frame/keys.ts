import type { Board } from '../board.svelte'
import { settings } from '../settings.svelte'
import type { Desk } from './desk.svelte'
import { goToArea } from '../going'

/** The board's shortcuts (docs: listed under `?`). None is needed, all can be switched off but undo and redo. */
export function watchKeys(
  page: HTMLElement,
  board: Board,
  desk: Desk,
  sections: readonly string[],
): () => void {
  const keys = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || desk.over !== null) return
    const typing = writes(event.composedPath()[0])
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (command && !event.altKey && (key === 'z' || key === 'y')) {
      if (typing) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) board.redo()
      else board.undo()
      return
    }
    if (!settings.now.shortcuts || typing || command || event.altKey) return
    if (event.key === '?') {
      event.preventDefault()
      desk.over = { kind: 'shortcuts' }
    } else if (/^[1-3]$/.test(event.key)) {
      event.preventDefault()
      const area = sections[Number(event.key) - 1]
      if (area) goToArea(area)
    } else if (key === 'g') {
      const at = document.activeElement?.closest<HTMLElement>('[data-row], [data-whole]')
      const id = at?.dataset['row'] ?? at?.dataset['whole']
      if (at === null || at === undefined || id === undefined) return
      event.preventDefault()
      // Comes when it is first asked for; without a connection the chips of the item still lead there.
      void import('../reach').then(({ goToEnd }) => goToEnd(board, desk, id, at), () => undefined)
    } else if (key === 'p') {
      event.preventDefault()
      settings.project(!settings.projects)
    } else if (key === 'n') {
      const field = document.getElementById('new-note')
      if (field === null || !field.checkVisibility()) return
      event.preventDefault()
      field.scrollIntoView({ block: 'center' })
      field.focus()
    }
  }
  page.ownerDocument.addEventListener('keydown', keys)
  return () => page.ownerDocument.removeEventListener('keydown', keys)
}

function writes(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])')
  )
}
