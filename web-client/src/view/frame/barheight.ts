/** Says how high the bar at the upper edge is, so that what stands below it keeps clear of it. */
export const tellHeight = telling('--top')

/** The same of what is told at the lower edge for a while. */
export const tellNoticeHeight = telling('--notice')

function telling(name: string) {
  return (bar: HTMLElement): (() => void) => {
    const { style } = document.documentElement
    const watcher = new ResizeObserver(() => style.setProperty(name, `${bar.offsetHeight}px`))
    watcher.observe(bar)
    return () => {
      watcher.disconnect()
      style.removeProperty(name)
    }
  }
}
