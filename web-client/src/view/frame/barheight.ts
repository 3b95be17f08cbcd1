/** Says how high the bar at the upper edge is, so that what stands below it keeps clear of it. */
export function tellHeight(bar: HTMLElement): () => void {
  const watcher = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--top', `${bar.offsetHeight}px`),
  )
  watcher.observe(bar)
  return () => watcher.disconnect()
}
