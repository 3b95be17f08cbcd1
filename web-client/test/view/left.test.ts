import { beforeEach, expect, test, vi } from 'vitest'
import type { Id } from '../../src/board/types'
import { Problem, type Programme } from '../../src/net/api'
import type { Routes } from '../../src/view/house'
import { forgetProgrammes, knownProgramme } from '../../src/view/known'
import { forgetDrafts, keep, kept } from '../../src/view/notes/draft'

const id = '019a0000-0000-7000-8000-000000000001' as Id
const routes = (programme: () => Promise<unknown>) => ({ programme }) as unknown as Routes
const there = routes(() => Promise.resolve({ board: 'b', me: { name: 'Omar' } } as unknown as Programme))
const offline = routes(() => Promise.reject(new Problem('unreachable', 'unreachable', 0)))

/** Its own properties are what it keeps, as in a browser. */
function emptyStorage(): Record<string, string> {
  const kept = Object.create({
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, text: string) => (kept[name] = text),
    removeItem: (name: string) => delete kept[name],
  }) as Record<string, string>
  return kept
}

let storage: Record<string, string>
beforeEach(() => {
  storage = emptyStorage()
  vi.stubGlobal('localStorage', storage)
})

test('a programme that was known opens offline, until the person has left this device', async () => {
  const known = await knownProgramme(there, id)
  expect(await knownProgramme(offline, id)).toEqual(known)
  forgetProgrammes()
  await expect(knownProgramme(offline, id)).rejects.toThrow()
  expect(Object.keys(storage)).toEqual([])
})

test('whoever leaves takes every begun note along, also out of the page, and no setting', () => {
  storage['tavolo.settings'] = '{}'
  for (const drawer of ['b.1.', 'b.1.item', 'c.4.'])
    keep(drawer, { text: 'Half', kind: 'idea', others: true, behalf: 'Amina', party: 'support' })
  expect(Object.keys(storage)).toHaveLength(4)
  forgetDrafts()
  expect(Object.keys(storage)).toEqual(['tavolo.settings'])
  expect(kept('b.1.')).toEqual({ text: '', kind: '', others: false, behalf: '', party: '' })
})

test('a browser that forbids storage has nothing to forget', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(() => (forgetProgrammes(), forgetDrafts())).not.toThrow()
})
