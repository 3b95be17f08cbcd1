import type { Id, Item } from '../board/types'
import type { Board } from './board.svelte'
import { place } from './place.svelte'
import type { ItemTab } from './route'
import { settings } from './settings.svelte'

/** Brings something on the page into sight and the focus to it. */

/** Types that have a place in the document. */
const drawn: readonly string[] = ['programme', 'plan', 'action', 'need', 'group', 'note', 'aside', 'question', 'entry', 'proposal']

/** To an item where it stands in the document; what the method knows and no view draws is shown beside it. */
export function goTo(board: Board, id: Id): void {
  const item = board.client.items.get(id)
  const about = item === undefined ? null : besides(board, item)
  if (about !== null) {
    place.open({ name: 'item', item: about.item, tab: about.tab, field: null })
    focusOn(id)
  } else if (item !== undefined && partOf(board, id) !== null) goToPart(board, id)
  else if (item === undefined || drawn.includes(item.type)) goToItem(id)
  else place.open({ name: 'item', item: id, tab: 'details', field: null })
}

/**
 * On which part of the table something stands, by the name that its address has; null when it stands among the areas.
 */
export function partOf(board: Board, id: Id): string | null {
  let item = board.client.items.get(id)
  while (item !== undefined && item.parent !== null) item = board.client.items.get(item.parent)
  if (item === undefined) return null
  const type = board.method.type(item.type)
  return type.view === undefined ? null : type.many === true ? item.id : type.name
}

function goToPart(board: Board, id: Id): void {
  place.enterPart(partOf(board, id))
  focusOn(id)
}

/** Beside which thing something is said, and under what; null when it has a place of its own. */
function besides(board: Board, item: Item): { item: Id; tab: ItemTab } | null {
  const above = item.parent === null ? undefined : board.client.items.get(item.parent)
  if (item.type === 'comment' && above !== undefined) return besides(board, above)
  const tab = { comment: 'comments', answer: 'answers', proposal: 'proposals' }[item.type] as ItemTab | undefined
  const to = item.links.find(([relation]) => ['about', 'to', 'on'].includes(relation))?.[1]
  return tab === undefined || to === undefined ? null : { item: to, tab }
}

/** Rows of a long board come in portions: this waits for the one that is wanted. */
export function goToItem(id: Id): void {
  const name = CSS.escape(id)
  place.enterPart(null)
  if (settings.simple && document.querySelector(`[data-row="${name}"], [data-whole="${name}"]`) === null) settings.simplify(false)
  focusOn(id)
}

function focusOn(id: Id): void {
  const name = CSS.escape(id)
  void patiently(() => document.querySelector<HTMLElement>(`[data-row="${name}"], [data-whole="${name}"]`)).then(
    (row) => {
      if (row === null) return
      if (!row.hasAttribute('tabindex')) row.tabIndex = -1
      row.focus({ preventScroll: true })
      row.classList.remove('found')
      void steadily(row, 'center').then(() => row.classList.add('found'))
    },
  )
}

/**
 * Scrolls to an item, or to an area by its id, without taking the focus.
 *
 * @param field a text of the item
 */
export async function showItem(id: Id, field: string | null): Promise<void> {
  const name = CSS.escape(id)
  const row = await patiently(() =>
    document.querySelector<HTMLElement>(`[data-row="${name}"], [data-whole="${name}"], section#${name}`),
  )
  const cell = field === null ? null : row?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  if (row !== null) await steadily(cell ?? row, row.matches('section') ? 'start' : 'center')
}

/** Whether something of it can be seen now. */
export function isInSight(id: Id): boolean {
  const name = CSS.escape(id)
  const row = document.querySelector(`[data-row="${name}"], [data-whole="${name}"]`)
  if (row === null) return false
  const { top, bottom } = row.getBoundingClientRect()
  return bottom > 60 && top < innerHeight - 20
}

/** @param area the id of its section */
export function goToArea(area: string): void {
  if (settings.simple && area !== 'notes') settings.simplify(false)
  place.enterPart(null)
  void patiently(() => document.getElementById(area)).then((section) => {
    if (section === null) return
    const heading = section.querySelector<HTMLElement>('h2')
    heading?.focus({ preventScroll: true })
    void steadily(heading ?? section, 'start')
  })
}

/**
 * What is out of sight has only an estimated height until it is drawn, so one jump may land beside the goal: it is
 * repeated until the goal stays where it is, at most for half a second, and not against the person's own doing.
 */
async function steadily(goal: HTMLElement, block: 'start' | 'center'): Promise<void> {
  let own = true
  const theirs = () => (own = false)
  for (const event of ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const)
    addEventListener(event, theirs, { once: true, passive: true })
  let calm = 0
  let before = NaN
  for (let frame = 0; frame < 30 && own && calm < 4; frame++) {
    goal.scrollIntoView({ block, behavior: 'auto' })
    await nextFrame()
    const top = goal.getBoundingClientRect().top
    calm = Math.abs(top - before) < 2 ? calm + 1 : 0
    before = top
  }
  for (const event of ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const) removeEventListener(event, theirs)
}

async function patiently<T>(look: () => T | null): Promise<T | null> {
  for (let frame = 0; frame < 180; frame++) {
    const found = look()
    if (found !== null) return found
    await nextFrame()
  }
  return null
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
