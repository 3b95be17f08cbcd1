import { beforeEach, expect, test, vi } from 'vitest'
import { Lobby } from '../../src/view/members/lobby.svelte'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined })
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

test('whether the entrance is locked is unknown until the server says so, and again once nobody looks', async () => {
  const lobby = new Lobby()
  expect(lobby.locked).toBeNull()
  let reached = false
  const end = lobby.follow('door', async () => {
    if (!reached) throw new Error('no connection')
    return { waiting: [], locked: true }
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(lobby.locked).toBeNull()
  reached = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect(lobby.locked).toBe(true)
  end()
  expect(lobby.locked).toBeNull()
})

test('an entrance of which the server says nothing is open', async () => {
  const lobby = new Lobby()
  const end = lobby.follow('door', async () => ({ waiting: [] }))
  await vi.advanceTimersByTimeAsync(0)
  expect(lobby.locked).toBe(false)
  end()
})
