import type { Board } from '../board.svelte'
import type { Gap } from '../coverage'
import { goTo, goToArea } from '../going'
import { place } from '../place.svelte'
import { areas, type Area } from '../route'
import type { Want } from './phases'

/** Which of several things to look at one was led to last, of each thing that is missing. */
const led = new Map<Want, number>()

/** Where something is missing, and where it is done: to the things themselves, one after another, else to their part. */
export function leadTo(board: Board, { ask, items }: Gap<Want>): void {
  const at = (led.get(ask) ?? 0) % Math.max(items.length, 1)
  led.set(ask, at + 1)
  const id = items[at]
  if (id !== undefined && hasPanelOnly(board, ask)) {
    goTo(board, id)
    place.open({ name: 'item', item: id, tab: 'details', field: null })
  } else if (id !== undefined) goTo(board, id)
  else if (isArea(ask.area)) {
    place.enter(ask.area)
    goToArea(ask.area)
  } else {
    const part = board.single(ask.area)
    if (part !== undefined) goTo(board, part.id)
  }
}

/** Whether the part in which something is done is still to be put on the table. */
export function isAbsent(board: Board, area: string): boolean {
  return !isArea(area) && board.single(area) === undefined
}

function isArea(name: string): name is Area {
  return areas.some((area) => area === name)
}

/** What only the mentee city says of a plan stands in its details and not at its head. */
function hasPanelOnly(board: Board, { of, field }: Want): boolean {
  return of === 'plan' && field !== undefined && board.method.field(of, field)?.part === 'decision'
}
