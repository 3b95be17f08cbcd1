import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageIn } from '../../src/sync/messages'
import type { SocketEvents } from '../../src/sync/ports'
import { LiveLine } from '../../src/sync/live'
import { Requests } from '../../src/sync/requests'
import { Clock } from './world'

// One JSON example for each message of docs/protocol.md; the server's tests read the same files.

const folder = new URL('../../../server/src/test/resources/protocol-fixtures/', import.meta.url)
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
const { board, client } = fixture('hello')

test.each(['welcome', 'refused'])('%s is understood when it comes to this socket', (name) => {
  expect(messageIn({ type: 'rec', address: 'you', body: fixture(name) }, board)).toEqual(fixture(name))
  expect(messageIn({ type: 'rec', address: 'you', body: { ...fixture(name), board: 'another' } }, board)).toBe(null)
})

test.each([['edits', 'board'], ['heartbeat', 'board'], ['superseded', 'board'], ['present', 'presence']])('%s is understood on its address', (name, address) => {
  expect(messageIn({ type: 'rec', address: `${address}.${board}`, body: fixture(name) }, board)).toEqual(fixture(name))
  expect(messageIn({ type: 'rec', address: `${address}.another`, body: fixture(name) }, board)).toBe(null)
})

test.each([undefined, null, 7, 'x', [], {}, { type: 'rec' }, { type: 'rec', address: 'you', body: 1 }])(
  'a frame that is none (%j) is no message',
  (frame) => expect(messageIn(frame, board)).toBe(null),
)

test('hello, submit and presence are said as the server reads them', () => {
  const clock = new Clock()
  const sent: { type: string; address?: string; body?: unknown }[] = []
  let events: SocketEvents | undefined
  const network = {
    open: (its: SocketEvents) => {
      events = its
      return { send: (text: string) => sent.push(JSON.parse(text)), close: () => undefined }
    },
    request: () => () => undefined,
  }
  const quiet = () => undefined
  const told = { ready: quiet, lost: quiet, ended: quiet, edits: quiet, head: quiet, refused: quiet, present: quiet, people: quiet, time: quiet, offRecord: quiet }
  const { rev, generation } = fixture('hello')
  const line = new LiveLine(network, clock, new Requests(network, clock, board), { client, rev, generation }, { online: true, visible: true }, told)
  events?.opened()
  events?.received({ type: 'rec', address: 'you', body: fixture('welcome') })
  const { type: _type, board: _board, ...frozen } = fixture('submit')
  line.submit({ n: frozen.n, base: frozen.base, text: JSON.stringify(frozen) })
  const { type: _presence, board: _its, ...whereabouts } = fixture('presence')
  line.presence(whereabouts)
  expect(sent).toEqual([
    { type: 'register', address: `board.${board}` },
    { type: 'register', address: `presence.${board}` },
    ...['hello', 'submit', 'presence'].map((name) => ({ type: 'send', address: 'tavolo', body: fixture(name) })),
  ])
  clock.run(30_000)
  line.stop()
})
