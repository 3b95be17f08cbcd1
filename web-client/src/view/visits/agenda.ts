import { textOf } from '../../board/board'
import { momentOf } from '../../board/permits'
import { between } from '../../board/text'
import type { Edit, Id, Item } from '../../board/types'
import { joining, type Planned } from '../session/steering'

/** The agenda of a visit, and the sessions that are held with it. */

/** @returns minutes of all entries that say how many */
export function minutesOf(entries: readonly Item[]): number {
  return entries.reduce((sum, { fields }) => sum + (typeof fields['minutes'] === 'number' ? fields['minutes'] : 0), 0)
}

/** Sessions that are or were held for a visit, or are prepared for it, the oldest first. */
export function sessionsOf(items: ReadonlyMap<Id, Item>, visit: Id): readonly Item[] {
  return [...items.values()]
    .filter(({ type, deleted, links }) => type === 'session' && deleted !== true && leadsTo(links, 'for', visit))
    .sort((a, b) => openedOf(a) - openedOf(b))
}

/** The entry of a visit's agenda that a point of a session comes from. */
export function entryOf(point: Item): Id | undefined {
  return point.links.find(([relation]) => relation === 'from')?.[1]
}

/**
 * What a session is to go through: what no session of the visit has come to yet, and all of it where they came to
 * everything.
 *
 * @param entries of the visit, in order
 * @param points  of the sessions that were held for it
 * @param kind    what an entry without words is called by its kind
 */
export function agendaLeft(entries: readonly Item[], points: readonly Item[], kind: (entry: Item) => string): Planned[] {
  const begun = new Set(points.filter((point) => momentOf(point, 'began') >= 0).map(entryOf))
  const rest = entries.filter(({ id }) => !begun.has(id))
  return (rest.length === 0 ? entries : rest).map((entry) => planned(entry, kind))
}

function planned(entry: Item, kind: (entry: Item) => string): Planned {
  const { minutes, area } = entry.fields
  return {
    title: textOf(entry, 'title').trim() || kind(entry),
    minutes: typeof minutes === 'number' ? minutes : null,
    area: typeof area === 'string' ? area : '',
    entry: entry.id,
  }
}

/**
 * Brings what was prepared into line with the visit's agenda, which may have changed since: what was added to it comes,
 * what was taken from it goes, and the rest says what it says there, in its order. What was prepared beside it stays,
 * and what was taken out of the session alone stays out.
 *
 * @param points of the prepared session, in order
 * @param out    points that were taken out of it
 * @param make   makes an id
 */
export function inLine(session: Id, points: readonly Item[], out: readonly Item[], all: readonly Planned[], make: () => Id): Edit[] {
  const edits: Edit[] = []
  const agenda = all.filter(({ entry }) => points.some((point) => entryOf(point) === entry) || !out.some((point) => entryOf(point) === entry))
  const known = new Map<Id, Item>()
  for (const point of points) {
    const entry = entryOf(point)
    if (entry === undefined) continue
    if (known.has(entry) || !agenda.some((one) => one.entry === entry)) edits.push({ e: 'delete', item: point.id })
    else known.set(entry, point)
  }
  const order = points.filter((point) => [...known.values()].includes(point)).map(({ id }) => id)
  let before: Id | null = null
  for (const one of agenda) {
    const point = one.entry === undefined ? undefined : known.get(one.entry)
    if (point === undefined) {
      const id = make()
      edits.push(...placed(joining(session, one, id), before))
      before = id
      continue
    }
    edits.push(...said(point, one))
    if (order[0] !== point.id) edits.push({ e: 'move', item: point.id, parent: session, at: before === null ? 'first' : { after: before } })
    order.splice(order.indexOf(point.id), 1)
    before = point.id
  }
  return edits
}

function placed(edits: readonly Edit[], before: Id | null): Edit[] {
  return edits.map((edit) => (edit.e === 'create' ? { ...edit, at: before === null ? 'first' : { after: before } } : edit))
}

/** What a point has to say otherwise. */
function said(point: Item, { title, minutes, area }: Planned): Edit[] {
  const set = (field: string, value: string | number | null): Edit[] =>
    (point.fields[field] ?? null) === value ? [] : [{ e: 'set', item: point.id, field, value }]
  const was = textOf(point, 'title')
  return [
    ...(was === title ? [] : [{ e: 'type', item: point.id, field: 'title', op: between(was, title) } as const]),
    ...set('minutes', minutes),
    ...set('area', area === '' ? null : area),
  ]
}

function leadsTo(links: Item['links'], relation: string, to: Id): boolean {
  return links.some(([name, end]) => name === relation && end === to)
}

/** What is being opened this very moment, or only prepared, comes after everything else. */
function openedOf(session: Item): number {
  const opened = momentOf(session, 'opened')
  return opened > 0 ? opened : Number.MAX_SAFE_INTEGER - 1 - opened
}
