/** A portion is as large as takes about so long, in milliseconds: short of what people notice as a halt. */
const aim = 25

/**
 * How many of a long list are on the page: a screenful at once, the rest in portions between frames, so that a board of
 * hundreds of rows shows at once and no portion holds the page up. In the end everything is there, since screen
 * readers and the browser's search cannot find what is not.
 */
export class Portions {
  shown = $state(0)

  /**
   * Call while a component is made.
   *
   * @param length how long the list is now
   * @param first  how much is there from the beginning
   */
  constructor(length: () => number, first: number) {
    this.shown = first
    let portion = 8
    let begun = 0
    $effect(() => {
      const target = length()
      const { shown } = this
      // Effects run when the page is redrawn: this is how long the last portion took.
      if (begun > 0) {
        const took = performance.now() - begun
        portion = Math.round(Math.min(60, Math.max(4, portion * Math.min(2, aim / Math.max(1, took)))))
        begun = 0
      }
      if (shown >= target) return
      let timer = 0
      const frame = requestAnimationFrame(() => {
        // After the frame is painted, not before.
        timer = window.setTimeout(() => {
          begun = performance.now()
          this.shown = Math.min(target, shown + portion)
        })
      })
      return () => {
        cancelAnimationFrame(frame)
        clearTimeout(timer)
      }
    })
  }
}
