import { expect, test } from 'vitest'
import { Api, Problem } from '../../src/net/api'

function answering(status: number, body: string | null) {
  const asked: { path: string; init: RequestInit }[] = []
  const api = new Api('', async (path, init) => {
    asked.push({ path, init })
    return new Response(body, { status })
  })
  return { api, asked }
}

test('what changes something carries the header that no other site can send, what reads does not', async () => {
  const { api, asked } = answering(200, '{"rev":4}')
  await api.restore('b', 3, 'c')
  await api.history('b', { item: 'i', limit: 20 })
  expect(asked.map(({ path, init }) => [init.method, path, new Headers(init.headers).get('X-Tavolo')])).toEqual([
    ['POST', '/api/boards/b/restore', '1'],
    ['GET', '/api/boards/b/history?item=i&limit=20', null],
  ])
  expect(asked[0]?.init.body).toBe('{"rev":3,"command":"c"}')
})

test("the server's refusal comes with its code, its reason and when to try again", async () => {
  const { api } = answering(429, '{"status":429,"code":"rate","reason":"too_many_requests","retryAfterMs":900,"requestId":"k3v9"}')
  const problem = await api.me().catch((failure: unknown) => failure)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem).toMatchObject({ code: 'rate', status: 429, retryAfterMs: 900, requestId: 'k3v9', passing: true })
})

test.each([
  [200, '<html>Welcome to the hotel</html>'],
  [502, '<html>Bad gateway</html>'],
  [404, '{"error":"no such thing"}'],
])('an answer that is not the server\'s own (%i %s) is no answer', async (status, body) => {
  const { api } = answering(status, body)
  await expect(api.me()).rejects.toMatchObject({ code: 'unreachable', status })
})

test('a request that came with the cookie another tab has just exchanged is sent again, and not for ever', async () => {
  const renewed = '{"status":503,"code":"retry","reason":"session_renewed","requestId":"k3v9"}'
  let late = 2
  const patient = new Api(
    '',
    async () => (late-- > 0 ? new Response(renewed, { status: 503 }) : new Response('{"person":7}', { status: 201 })),
    async () => undefined,
  )
  await expect(patient.join({ token: 't' }, 'Aïcha', 'support')).resolves.toEqual({ person: 7 })
  let asked = 0
  const endless = new Api(
    '',
    async () => {
      asked++
      return new Response(renewed, { status: 503 })
    },
    async () => undefined,
  )
  await expect(endless.me()).rejects.toMatchObject({ reason: 'session_renewed', passing: true })
  expect(asked).toBe(11)
})

test('no content is an answer', async () => {
  const { api } = answering(204, null)
  await expect(api.leave()).resolves.toBeUndefined()
})

test('no network is told as such, and an abort as an abort', async () => {
  const broken = new Api('', async () => {
    throw new TypeError('fetch failed')
  })
  await expect(broken.me()).rejects.toMatchObject({ code: 'unreachable', reason: 'no_answer', status: 0 })
  const abort = new AbortController()
  abort.abort()
  await expect(new Api('http://127.0.0.1:9').me({ signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' })
})
