/**
 * How many of a long list are on the page: a screenful at once, the rest in portions between frames, so that a board of
 * hundreds of rows shows at once and no portion holds the page up. In the end everything is there, since screen
 * readers and the browser's search cannot find what is not.
 */
export class Portions {
  shown = $state(0)

  /** @param length how long the list is now; call while a component is made */
  constructor(length: () => number, first: number, portion: number) {
    this.shown = first
    $effect(() => {
      const target = length()
      if (this.shown >= target) return
      const timer = setTimeout(() => requestAnimationFrame(() => (this.shown += portion)))
      return () => clearTimeout(timer)
    })
  }
}
