import type { Id } from '../board/types'
import type { Api, History, HistoryEntry } from '../net/api'

/**
 * The next entries. The server looks at a bounded part of the past for one request and may have found nothing there:
 * then it is asked to go on, until there is something to show or nothing more to look at.
 *
 * @param before where the last answer said to go on; undefined: from the newest entry on
 * @param shows which entries are of use to the reader
 */
export async function nextEntries(
  api: Pick<Api, 'history'>,
  board: Id,
  query: { item?: Id; field?: string; limit: number },
  before: number | undefined,
  shows: (entry: HistoryEntry) => boolean = () => true,
): Promise<History> {
  const ask = async (from: number | undefined) => {
    const page = await api.history(board, { ...query, ...(from === undefined ? {} : { before: from }) })
    return { ...page, entries: page.entries.filter(shows) }
  }
  let page = await ask(before)
  while (page.entries.length === 0 && page.before !== undefined) page = await ask(page.before)
  return page
}

/**
 * The newest entries put before those that are shown, which stay with all earlier pages that were opened. Where so much
 * is new that the two do not meet, the newest alone.
 *
 * @param page from the newest entry on
 * @param shown newest first
 * @return `met`: the shown ones are still there, and so is where they go on
 */
export function withNewest(
  page: History,
  shown: readonly HistoryEntry[],
): { readonly entries: readonly HistoryEntry[]; readonly met: boolean } {
  const newest = shown[0]?.rev ?? -1
  const met = page.before === undefined || page.entries.some(({ rev }) => rev <= newest)
  // A revision comes whole or not at all, so what is shown of it needs no second look.
  return met
    ? { entries: [...page.entries.filter(({ rev }) => rev > newest), ...shown], met }
    : { entries: page.entries, met }
}

/**
 * What names each entry of a list, also when newer ones come before it or typing goes on in it. Those that are alike in
 * one revision are counted.
 */
export function entryKeys(entries: readonly ReadEntry[]): readonly string[] {
  const seen = new Map<string, number>()
  return entries.map(({ since, item, field, kind }) => {
    const name = `${since}/${item}/${field}/${kind}`
    const nth = seen.get(name) ?? 0
    seen.set(name, nth + 1)
    return `${name}/${nth}`
  })
}

/** One change as people think of it. */
export interface ReadEntry extends HistoryEntry {
  /** The revision it began with. */
  readonly since: number
}

/** Typing is saved every moment: what one person wrote in one field without a longer pause is one change. */
const pause = 120_000

/**
 * Entries as people think of them, newest first: moments of the same typing become one, with the text before the first
 * and after the last; what something was created with belongs to its creation; the page's own bookkeeping (`…:of`) is
 * left out.
 *
 * @param entries newest first
 */
export function readable(entries: readonly HistoryEntry[]): ReadEntry[] {
  const created = new Set(
    entries.filter((entry) => entry.kind === 'create' && entry.field === null).map((entry) => entry.item),
  )
  const read: ReadEntry[] = []
  let oldest = 0
  for (const entry of entries) {
    if (entry.field?.includes(':')) continue
    if (entry.kind === 'create' && entry.field !== null && created.has(entry.item)) continue
    const later = read.at(-1)
    if (later && isSameText(entry, later) && oldest - entry.at <= pause)
      read[read.length - 1] = { ...later, before: entry.before, since: entry.rev }
    else read.push({ ...entry, since: entry.rev })
    oldest = entry.at
  }
  return read
}

function isSameText(earlier: HistoryEntry, later: HistoryEntry): boolean {
  return (
    earlier.kind === 'type' &&
    later.kind === 'type' &&
    earlier.field === later.field &&
    earlier.item === later.item &&
    earlier.by === later.by
  )
}
