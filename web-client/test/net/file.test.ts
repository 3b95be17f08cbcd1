import { expect, test } from 'vitest'
import { takeFile } from '../../src/net/file'

const signal = new AbortController().signal
const named = { 'Content-Disposition': 'attachment; filename="mine.json"', 'Content-Type': 'application/json' }

test('a file comes with its name, and it is told how much of it has come', async () => {
  const told: (readonly [number, number | null])[] = []
  const answer = new Response('{"a":1}', { headers: { ...named, 'Content-Length': '7' } })
  const file = await takeFile('/x', (bytes, all) => told.push([bytes, all]), signal, async () => answer)
  expect([file.name, await file.content.text()]).toEqual(['mine.json', '{"a":1}'])
  expect(told.at(-1)).toEqual([7, 7])
})

test("a refusal is told as one, a hotel's page is no file, and no answer is none", async () => {
  const refused = JSON.stringify({ code: 'denied', reason: 'role' })
  await expect(takeFile('/x', () => {}, signal, async () => new Response(refused, { status: 403 }))).rejects.toMatchObject({ code: 'denied', reason: 'role' })
  await expect(takeFile('/x', () => {}, signal, async () => new Response('<html>'))).rejects.toMatchObject({ code: 'unreachable' })
  await expect(takeFile('/x', () => {}, signal, () => Promise.reject(new TypeError('network')))).rejects.toMatchObject({ code: 'unreachable', reason: 'no_answer' })
})

test('a session that is being renewed by another tab is waited for', async () => {
  const renewed = new Response(JSON.stringify({ code: 'retry', reason: 'session_renewed' }), { status: 503 })
  const answers = [renewed, new Response('x', { headers: named })]
  const file = await takeFile('/x', () => {}, signal, async () => answers.shift() ?? Response.error())
  expect(await file.content.text()).toBe('x')
})

test('what was stopped is no problem of the server', async () => {
  const stopping = new AbortController()
  stopping.abort()
  const stopped = new DOMException('stopped', 'AbortError')
  await expect(takeFile('/x', () => {}, stopping.signal, () => Promise.reject(stopped))).rejects.toBe(stopped)
})
