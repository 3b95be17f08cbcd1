import { beforeEach, expect, test, vi } from 'vitest'
import { begun, forgetDrafts, keep, kept, type NoteDraft } from '../../src/view/notes/draft'

const device = new Map<string, string>()
let refuses = false

beforeEach(() => {
  device.clear()
  refuses = false
  const able = () => {
    if (refuses) throw new DOMException('no room', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => device.get(key) ?? null,
    setItem: (key: string, value: string) => {
      able()
      device.set(key, value)
    },
    removeItem: (key: string) => device.delete(key),
  })
})

const draft: NoteDraft = { text: 'Half', kind: 'idea', others: true, behalf: 'Amina', party: 'support' }

/** The page is loaded anew: what was only in it is gone. */
async function reloaded() {
  vi.resetModules()
  return (await import('../../src/view/notes/draft')).kept
}

test('a note that is being written is there after a reload, with what was chosen for it', async () => {
  keep('b.1.', draft)
  expect((await reloaded())('b.1.')).toEqual(draft)
  expect((await reloaded())('b.2.')).toMatchObject({ text: '', behalf: '' })
})

test('what was chosen stays for the next note of this page, and no longer than the page', async () => {
  keep('b.1.', { ...draft, text: '' })
  expect(kept('b.1.')).toMatchObject({ text: '', behalf: 'Amina' })
  expect((await reloaded())('b.1.')).toMatchObject({ text: '', kind: '', others: false, behalf: '', party: '' })
})

test('what was begun in another form is forgotten with the notes of the same person', () => {
  begun.set('b.6.opening', { title: 'Half' })
  begun.set('b.7.opening', { title: 'Half' })
  forgetDrafts(({ person }) => person === 6)
  expect(begun.has('b.6.opening')).toBe(false)
  expect(begun.get('b.7.opening')).toEqual({ title: 'Half' })
})

test('where the browser keeps nothing the draft lasts as long as the page', () => {
  refuses = true
  keep('b.3.', draft)
  expect(kept('b.3.')).toEqual(draft)
})

test('what another version kept in another form is not taken for a draft', async () => {
  device.set('tavolo.draft.b.4.', '{"text":7,"kind":"idea","colour":"red"}')
  device.set('tavolo.draft.b.5.', 'not JSON')
  const again = await reloaded()
  expect(again('b.4.')).toEqual({ text: '', kind: 'idea', others: false, behalf: '', party: '' })
  expect(again('b.5.').text).toBe('')
})
