import { screen } from './width.svelte'
import { addressOf, routeOf, type Area, type Panel, type Route } from './route'

/** The address bar as a value: reading `route` follows it, `go` changes it. One for the whole page. */
class Place {
  route: Route = $state.raw(routeOf(location.pathname, location.hash))

  /** Whether another page of ours was here before in this document: then nobody sets the focus but ourselves. */
  #moved = false

  /**
   * Asked before the page leaves an open board for another page of ours. When it answers false the page stays, and
   * what it was given goes on with leaving later.
   */
  mayLeave: (leave: () => void) => boolean = () => true

  /** Where the address leads: while a page is taken away, `route` is still the one before. */
  get next(): Route {
    return routeOf(location.pathname, location.hash)
  }

  constructor() {
    const read = () => {
      const to = routeOf(location.pathname, location.hash)
      if (this.#leaves(to) && !this.mayLeave(() => this.go(to, false, true))) {
        // The browser has gone already: back to where the page still is.
        history.pushState(null, '', addressOf(this.route))
        return
      }
      this.#become(to)
    }
    addEventListener('popstate', read)
    addEventListener('hashchange', read)
  }

  /**
   * @param replace takes the present address's place in the browser's history
   * @param asked the person has said that the board may be left
   */
  go(route: Route, replace = false, asked = false): void {
    if (!asked && this.#leaves(route) && !this.mayLeave(() => this.go(route, replace, true))) return
    const address = addressOf(route)
    if (replace) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
    this.#become(route)
  }

  #become(to: Route): void {
    if (to.page !== this.route.page) this.#moved = true
    this.route = to
  }

  /**
   * For what a page is about: where the focus went with the page before, it goes there. What takes it by itself keeps it.
   */
  readonly arrive = (main: HTMLElement): void => {
    if (this.#moved && document.activeElement === document.body) main.focus({ preventScroll: true })
  }

  #leaves(to: Route): boolean {
    const from = this.route
    return isTable(from) && !(to.page === from.page && isTable(to) && to.programme === from.programme)
  }

  /** Opens a panel beside the document; null closes it. */
  open(panel: Panel | null, replace = false): void {
    if (isTable(this.route)) this.go({ ...this.route, panel }, replace)
  }

  get panel(): Panel | null {
    return isTable(this.route) ? this.route.panel : null
  }

  /** The area in the address; scrolling is the area's own business. */
  enter(area: Area): void {
    if (this.route.page !== 'board') return
    const { page, programme } = this.route
    this.go({ page, programme, area, panel: null }, this.part === null && this.route.area === area)
  }

  /** A part of the table in place of its areas; null goes back to these. */
  enterPart(part: string | null): void {
    if (this.route.page !== 'board' || this.part === part) return
    const { page, programme } = this.route
    const panel = screen.narrow || this.route.panel?.name === 'parts' ? null : this.route.panel
    this.go({ page, programme, area: null, ...(part === null ? {} : { part }), panel })
  }

  /** The part of the table that is shown in place of its areas. */
  get part(): string | null {
    return this.route.page === 'board' ? (this.route.part ?? null) : null
  }
}

function isTable(route: Route): route is Extract<Route, { page: 'board' | 'confidential' }> {
  return route.page === 'board' || route.page === 'confidential'
}

export const place = new Place()
