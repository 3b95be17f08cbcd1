import type { Entry } from '../../src/view/catalogue'
import { routeOf } from '../../src/view/route'

/** What the page can show, as its source says. */
export interface View {
  readonly pages: readonly string[]
  readonly areas: readonly string[]
  readonly panels: readonly string[]
  /** Of the panel of one item. */
  readonly tabs: readonly string[]
  /** Of items that have a panel and a menu of their own. */
  readonly types: readonly string[]
  /** What lies over the document, `menu` apart. */
  readonly dialogs: readonly string[]
  /** What is told of one's own doing. */
  readonly notices: readonly string[]
  /** What everybody must know before typing on. */
  readonly warnings: readonly string[]
}

const some = '019a0000-0000-7000-8000-000000000001'

/**
 * What of the view no entry of the catalogue names. An entry names what its address leads to, as the page itself reads
 * addresses; a dialog is named by `over-<dialog>`, a menu by `menu-<type>` or `menu-more`, a notice and a warning by what
 * the entry shows.
 *
 * @param beyond what no entry can lead to, by why
 */
export function unlisted(view: View, entries: readonly Entry[], beyond: Readonly<Record<string, string>>): string[] {
  const named = new Set([...entries.flatMap(namedBy), ...Object.keys(beyond)])
  return [
    ...view.pages.map((page) => `page ${page}`),
    ...view.areas.map((area) => `area ${area}`),
    ...view.panels.map((panel) => `panel ${panel}`),
    ...view.types.flatMap((type) => view.tabs.map((tab) => `tab ${tab} of ${type}`)),
    ...view.dialogs.map((dialog) => `dialog ${dialog}`),
    ...['more', ...view.types].map((menu) => `menu ${menu}`),
    ...view.notices.map((notice) => `notice ${notice}`),
    ...view.warnings.map((warning) => `warning ${warning}`),
  ].filter((one) => !named.has(one))
}

/** What an entry stands for, in the words of {@link unlisted}. */
export function namedBy({ id, path, shows }: Entry): string[] {
  const type = /item\/:(\w+)/.exec(path)?.[1]
  const [place = '', fragment = ''] = path.split('#')
  const route = routeOf(place.replace(/:\w+/, some), fragment)
  const named = [`page ${route.page}`]
  if (route.page === 'board') {
    if (route.area !== null) named.push(`area ${route.area}`)
    if (route.panel?.name === 'item') named.push(`tab ${route.panel.tab} of ${type ?? '?'}`)
    else if (route.panel !== null) named.push(`panel ${route.panel.name}`)
  }
  const [, kind, name] = /^(over|menu)-(.+)$/.exec(id) ?? []
  if (kind !== undefined) named.push(`${kind === 'over' ? 'dialog' : 'menu'} ${name ?? ''}`)
  for (const [, kind, name] of shows.matchAll(/\[data-(notice|warning)="(\w+)"\]/g)) named.push(`${kind ?? ''} ${name ?? ''}`)
  return named
}
