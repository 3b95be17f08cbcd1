import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../src/net/api'
import { nextEntries } from '../../src/view/history'

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
