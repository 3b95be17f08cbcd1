import { beforeEach, expect, test, vi } from 'vitest'
import { forgetDrafts, keep, kept } from '../../src/view/notes/draft'

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
  expect(forgetDrafts).not.toThrow()
})
