import { render } from 'svelte/server'
import { expect, test, vi } from 'vitest'
import Insecure from '../../src/view/Insecure.svelte'
import { trial } from '../../src/view/trial.svelte'

// What the modules of the page read while they are loaded.
vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
})

test('a page says so when the server was told to do without https, and otherwise not', () => {
  const said = () => render(Insecure).body.includes('insecure')
  trial.learn({ account: null, programmes: [], languages: ['it', 'en'] })
  expect(said()).toBe(false)
  trial.learn({ account: null, programmes: [], languages: ['it', 'en'], insecure: true })
  expect(said()).toBe(true)
})
