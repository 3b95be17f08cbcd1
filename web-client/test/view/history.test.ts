import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../src/net/api'
import { entryKeys, nextEntries, readable, withNewest } from '../../src/view/history'

const entry: HistoryEntry = {
  rev: 1, at: 0, by: 7, item: 'i', field: 'text', kind: 'create', before: null, after: 'Ciao',
}

test('the past is asked on where the server stopped looking, until there is something to show', async () => {
  const asked: (number | undefined)[] = []
  const api = {
    history: async (_board: string, query: { before?: number }) => {
      asked.push(query.before)
      return query.before === 2_001
        ? { entries: [entry], more: false }
        : { entries: [], more: true, before: query.before === undefined ? 7_001 : 2_001 }
    },
  }
  const page = await nextEntries(api, 'b', { item: 'i', limit: 30 }, undefined)
  expect(page.entries).toEqual([entry])
  expect(asked).toEqual([undefined, 7_001, 2_001])
})

test('a past without any entry is told as empty, and what is found is not asked beyond', async () => {
  const nothing = { history: async () => ({ entries: [], more: false }) }
  expect((await nextEntries(nothing, 'b', { limit: 30 }, undefined)).before).toBeUndefined()
  let times = 0
  const full = {
    history: async () => {
      times++
      return { entries: [entry], more: true, before: 1 }
    },
  }
  expect((await nextEntries(full, 'b', { limit: 30 }, 9)).before).toBe(1)
  expect(times).toBe(1)
})

const at = (rev: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({ ...entry, rev, kind: 'set', ...more })
const revs = (entries: readonly HistoryEntry[]) => entries.map(({ rev }) => rev)

test('what is new comes before what is shown, and earlier pages that were opened stay', () => {
  const shown = [at(5), at(4), at(2), at(1)]
  const now = withNewest({ entries: [at(7), at(6), at(5)], more: true, before: 5 }, shown)
  expect([revs(now.entries), now.met]).toEqual([[7, 6, 5, 4, 2, 1], true])
  expect(now.entries.slice(2)).toEqual(shown)
  expect(revs(withNewest({ entries: [at(5)], more: true, before: 5 }, shown).entries)).toEqual([5, 4, 2, 1])
})

test('where the newest page does not reach what is shown, it stands alone, so that nothing is missing between', () => {
  const now = withNewest({ entries: [at(9), at(8)], more: true, before: 8 }, [at(5)])
  expect([revs(now.entries), now.met]).toEqual([[9, 8], false])
})

test('an entry keeps its name when newer ones come before it, and when its typing goes on', () => {
  const typed = (rev: number) => at(rev, { kind: 'type', at: rev })
  const before = readable([typed(6), typed(5), at(3), at(3, { after: 'other' })])
  const after = readable([at(9), typed(7), typed(6), typed(5), at(3), at(3, { after: 'other' })])
  expect(entryKeys(after).slice(1)).toEqual(entryKeys(before))
  expect(new Set(entryKeys(after)).size).toBe(4)
})
