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

test('whoever leaves takes the notes they had begun out of the page, and leaves those of others', () => {
  for (const drawer of ['b.1.', 'b.1.item', 'c.4.'])
    keep(drawer, { text: 'Half', kind: 'idea', others: true, behalf: 'Amina', party: 'support' })
  expect(Object.keys(storage)).toHaveLength(3)
  forgetDrafts(({ person }) => person === 1)
  expect(kept('c.4.')).toMatchObject({ text: 'Half', behalf: 'Amina' })
  // What the device keeps is taken away there (net/forget).
  storage = emptyStorage()
  vi.stubGlobal('localStorage', storage)
  expect(kept('b.1.')).toEqual({ text: '', kind: '', others: false, behalf: '', party: '' })
  expect(kept('b.1.item').text).toBe('')
  expect(kept('c.4.').text).toBe('Half')
})

test('a browser that forbids storage has nothing to forget', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(() => forgetDrafts(() => true)).not.toThrow()
})
