import type { Board } from '../board.svelte'
import type { WhyNot } from '../rights.svelte'

/**
 * Opens a text on a click in it, and moves between texts by keyboard: one listener for the whole page, so that a table
 * of thousands of cells has none in them. For `{@attach opening(board)}`.
 */
export function opening(board: Board): (page: HTMLElement) => () => void {
  return (page) => {
    const click = (event: MouseEvent) => {
      const target = event.target as Element
      const field = target.closest<HTMLElement>('[data-field]')
      if (field === null) {
        if (board.open && target.closest('[data-keeps-open]') === null && !isControl(target)) board.open = null
        return
      }
      const button = target.closest('button, a, input, select, textarea')
      if (button !== null && !button.classList.contains('edit')) return
      if (isOpen(board, field)) return
      if (field.dataset['reads'] !== undefined) {
        if (board.open) board.open = null
        if (getSelection()?.isCollapsed !== false) board.tellWhy(field.dataset['reads'] as WhyNot)
        return
      }
      // Somebody who has selected text wants to copy it.
      if (button === null && getSelection()?.isCollapsed === false) return
      const byMouse = event.detail > 0
      openField(board, field, byMouse ? { x: event.clientX, y: event.clientY } : undefined)
    }
    const keys = (event: KeyboardEvent) => {
      const from = (event.target as Element).closest?.('button.edit')?.closest<HTMLElement>('[data-field]')
      if (!from || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const to = neighbour(from, event.key)
      if (to === null) return
      event.preventDefault()
      to.querySelector<HTMLElement>('button.edit')?.focus()
    }
    page.addEventListener('click', click)
    page.addEventListener('keydown', keys)
    return () => {
      page.removeEventListener('click', click)
      page.removeEventListener('keydown', keys)
    }
  }
}

/** Opens the next or previous text of the same place. False when there is none. */
export function goOn(board: Board, from: HTMLElement, step: 1 | -1): boolean {
  const all = fieldsAt(from)
  const next = all[all.indexOf(from) + step]
  if (next === undefined) return false
  openField(board, next)
  next.scrollIntoView({ block: 'nearest' })
  return true
}

/** Opens a text wherever it stands on the page, and brings it into sight. */
export function openAt(board: Board, item: string, field: string, place: string): void {
  board.open = { item, field, place }
  requestAnimationFrame(() => {
    document
      .querySelector(
        `[data-item="${CSS.escape(item)}"][data-field="${CSS.escape(field)}"][data-place="${CSS.escape(place)}"]`,
      )
      ?.scrollIntoView({ block: 'nearest' })
  })
}

function openField(board: Board, field: HTMLElement, at?: { x: number; y: number }): void {
  const { item, field: name, place } = field.dataset
  if (item === undefined || name === undefined || place === undefined) return
  board.open = { item, field: name, place, at }
}

function isOpen(board: Board, field: HTMLElement): boolean {
  const { item, field: name, place } = field.dataset
  return board.open?.item === item && board.open?.field === name && board.open?.place === place
}

function isControl(target: Element): boolean {
  return target.closest('button, a, input, select, textarea, dialog') !== null
}

function fieldsAt(field: HTMLElement): HTMLElement[] {
  return [
    ...document.querySelectorAll<HTMLElement>(
      `[data-field][data-place="${CSS.escape(field.dataset['place'] ?? '')}"]:not([data-reads])`,
    ),
  ]
}

/** By arrow keys from cell to cell of a table. */
function neighbour(from: HTMLElement, key: string): HTMLElement | null {
  const row = from.closest('[role="row"]')
  if (row === null) return null
  const cells = [...row.querySelectorAll<HTMLElement>('[data-field]')]
  const column = cells.indexOf(from)
  const rtl = getComputedStyle(row).direction === 'rtl'
  if (key === 'ArrowRight' || key === 'ArrowLeft')
    return cells[column + ((key === 'ArrowRight') !== rtl ? 1 : -1)] ?? null
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  let other = key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  while (other !== null && other.getAttribute('role') !== 'row')
    other = key === 'ArrowDown' ? other.nextElementSibling : other.previousElementSibling
  return other?.querySelectorAll<HTMLElement>('[data-field]')[column] ?? null
}
