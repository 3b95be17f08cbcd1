import type { Id } from '../board/types'

/** Where something was dropped: before or after another, or into a container. */
export type Drop = { kind: 'before' | 'after'; id: Id } | { kind: 'into'; id: Id }

/**
 * Reordering with the mouse, for a container whose things carry `data-row`, whose handles are draggable with
 * `data-drag=<id>`, and whose open ends carry `data-into=<id>`. Everything it does can also be done by buttons.
 *
 * @param sideways when things stand beside each other rather than below
 */
export function dragging(
  kind: string,
  dropped: (id: Id, drop: Drop) => void,
  sideways = false,
): (box: HTMLElement) => () => void {
  return (box) => {
    let dragged: Id | null = null
    let marked: HTMLElement | null = null
    let drop: Drop | null = null

    const unmark = () => {
      marked?.removeAttribute('data-drop')
      marked = null
      drop = null
    }
    const start = (event: DragEvent) => {
      const handle = (event.target as Element).closest<HTMLElement>('[data-drag]')
      if (handle === null || event.dataTransfer === null) return
      dragged = handle.dataset['drag'] ?? null
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData(`application/x-tavolo-${kind}`, dragged ?? '')
      const row = handle.closest<HTMLElement>('[data-row]')
      if (row) event.dataTransfer.setDragImage(row, 12, 12)
    }
    const over = (event: DragEvent) => {
      if (dragged === null) return
      const target = event.target as Element
      const row = target.closest<HTMLElement>('[data-row]')
      const into = target.closest<HTMLElement>('[data-into]')
      unmark()
      if (row && box.contains(row) && row.dataset['row'] !== dragged && row.querySelector('[data-row]') === null) {
        const rect = row.getBoundingClientRect()
        const rtl = getComputedStyle(row).direction === 'rtl'
        const first = sideways
          ? event.clientX < rect.left + rect.width / 2 !== rtl
          : event.clientY < rect.top + rect.height / 2
        drop = { kind: first ? 'before' : 'after', id: row.dataset['row'] ?? '' }
        marked = row
        row.dataset['drop'] = drop.kind
      } else if (into && box.contains(into)) {
        drop = { kind: 'into', id: into.dataset['into'] ?? '' }
        marked = into
        into.dataset['drop'] = 'into'
      }
      if (drop !== null) event.preventDefault()
    }
    const end = () => {
      unmark()
      dragged = null
    }
    const onDrop = (event: DragEvent) => {
      event.preventDefault()
      const at = drop
      const id = dragged
      end()
      if (at !== null && id !== null) dropped(id, at)
    }
    box.addEventListener('dragstart', start)
    box.addEventListener('dragover', over)
    box.addEventListener('drop', onDrop)
    box.addEventListener('dragend', end)
    return () => {
      box.removeEventListener('dragstart', start)
      box.removeEventListener('dragover', over)
      box.removeEventListener('drop', onDrop)
      box.removeEventListener('dragend', end)
    }
  }
}
