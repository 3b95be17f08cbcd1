/**
 * How wide the window is for this size of letters: at twice the size, a laptop is as narrow as a tablet. Media queries
 * do not know the size chosen in the settings, so the page carries it as `data-width`.
 */
export const widths = ['phone', 'narrow', 'middle', 'wide'] as const
export type Width = (typeof widths)[number]

/** In letters' heights (rem): below the first a phone, and so on. */
const bounds = [33, 53, 70]

class Window {
  width: Width = $state('wide')

  /** The areas are below, and a panel covers the document. */
  get narrow(): boolean {
    return this.width === 'phone' || this.width === 'narrow'
  }

  /** Measures again; called when the window or the size of letters changes. */
  measure(): void {
    const root = document.documentElement
    const rem = Number.parseFloat(getComputedStyle(root).fontSize)
    const at = bounds.findIndex((bound) => innerWidth < bound * rem)
    this.width = widths[at === -1 ? bounds.length : at] ?? 'wide'
    root.dataset['width'] = this.width
  }
}

export const screen = new Window()
