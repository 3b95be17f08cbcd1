/**
 * Holds the place where somebody writes still on the screen, while others' changes make the page above it grow or
 * shrink. The browser's own scroll anchoring may hold on to something else, and does nothing at the top of the page;
 * it is off while the place is in sight.
 *
 * @param page what grows
 * @returns stops
 */
export function holdStill(place: HTMLElement, page: HTMLElement): () => void {
  const from = () => place.getBoundingClientRect().top + scrollY
  let at = from()
  /** Browsers scroll by whole device pixels; what is left over is made up for the next time. */
  let owed = 0
  let inSight = true
  const sight = new IntersectionObserver(([entry]) => {
    inSight = entry?.isIntersecting ?? false
    page.style.setProperty('overflow-anchor', inSight ? 'none' : 'auto')
  })
  const growth = new ResizeObserver(() => {
    const now = from()
    owed += now - at
    at = now
    if (!inSight || Math.abs(owed) < 0.5) return
    const before = scrollY
    scrollBy({ top: owed, behavior: 'instant' })
    owed -= scrollY - before
    // At the end of the page there is nothing to scroll to.
    if (Math.abs(owed) >= 1) owed = 0
  })
  sight.observe(place)
  growth.observe(page)
  return () => {
    sight.disconnect()
    growth.disconnect()
    page.style.removeProperty('overflow-anchor')
  }
}
