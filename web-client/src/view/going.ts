import type { Id } from '../board/types'
import type { Area } from './route'

/** Brings something on the page into sight and the focus to it. */

/** Rows of a long board come in portions: this waits for the one that is wanted. */
export function goToItem(id: Id): void {
  void patiently(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"], [data-whole="${CSS.escape(id)}"]`)).then((row) => {
    if (row === null) return
    row.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' })
    if (!row.hasAttribute('tabindex')) row.tabIndex = -1
    row.focus({ preventScroll: true })
    row.classList.remove('found')
    requestAnimationFrame(() => row.classList.add('found'))
  })
}

export function goToArea(area: Area): void {
  void patiently(() => document.getElementById(area)).then((section) => {
    section?.scrollIntoView({ block: 'start', behavior: calm() ? 'auto' : 'smooth' })
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  })
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

async function patiently<T>(look: () => T | null): Promise<T | null> {
  for (let frame = 0; frame < 120; frame++) {
    const found = look()
    if (found !== null) return found
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return null
}
