import { addressOf, routeOf, type Area, type Panel, type Route } from './route'

/** The address bar as a value: reading `route` follows it, `go` changes it. One for the whole page. */
class Place {
  route: Route = $state.raw(routeOf(location.pathname, location.hash))

  constructor() {
    const read = () => {
      this.route = routeOf(location.pathname, location.hash)
    }
    addEventListener('popstate', read)
    addEventListener('hashchange', read)
  }

  /** @param replace takes the present address's place in the browser's history */
  go(route: Route, replace = false): void {
    const address = addressOf(route)
    if (replace) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
    this.route = route
  }

  /** Opens a panel beside the document; null closes it. */
  open(panel: Panel | null, replace = false): void {
    if (this.route.page !== 'board') return
    this.go({ ...this.route, panel }, replace)
  }

  get panel(): Panel | null {
    return this.route.page === 'board' ? this.route.panel : null
  }

  /** The area in the address; scrolling is the area's own business. */
  enter(area: Area): void {
    if (this.route.page !== 'board') return
    this.go({ ...this.route, area, panel: null }, this.route.area === area)
  }
}

export const place = new Place()
