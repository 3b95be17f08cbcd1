import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { BrowserDevice, forgetSent, unsentOnDevice } from '../../src/net/device'
import { liveness } from '../../src/net/liveness'
import type { OutboxRecord, Written } from '../../src/sync/ports'

/** Web Locks, as far as they are used: a name is held until its holder's promise ends. */
class Locks {
  private readonly held = new Set<string>()

  async request(name: string, options: unknown, callback?: (lock: object | null) => unknown): Promise<unknown> {
    const run = callback ?? (options as (lock: object | null) => unknown)
    if (this.held.has(name)) return run(null)
    this.held.add(name)
    try {
      return await run({ name })
    } finally {
      this.held.delete(name)
    }
  }

  /** The tab is gone. */
  release(name: string): void {
    this.held.delete(name)
  }
}

function browser() {
  const factory = new IDBFactory()
  const locks = new Locks()
  const device = (holder: string) =>
    new BrowserDevice(holder, liveness(holder, locks as unknown as LockManager), factory)
  return { factory, device, crash: (holder: string) => locks.release(`tavolo tab ${holder}`) }
}

const record = (client: string, more: Partial<OutboxRecord> = {}): OutboxRecord => ({
  client, holder: client, person: 7, board: 'b', rev: 3, generation: 1, n: 0, waiting: [], acked: [], refused: [], ...more,
})
const write = (device: BrowserDevice, one: OutboxRecord) => new Promise<Written>((done) => device.write(one, done))
const adopt = (device: BrowserDevice, holder: string, person = 7, board = 'b') =>
  new Promise<readonly OutboxRecord[]>((done) => device.adopt(person, board, holder, done))

test('what was written is adopted by another tab when its own is gone, and not before', async () => {
  const { device, crash } = browser()
  const [a, b] = [device('a'), device('b')]
  const kept = record('a', { waiting: [{ edits: [{ e: 'delete', item: 'i' }], at: 5, frozen: null }] })
  expect(await write(a, kept)).toBe('kept')
  expect(await adopt(b, 'b')).toEqual([])
  crash('a')
  expect(await adopt(b, 'b')).toEqual([{ ...kept, holder: 'b' }])
  expect(await adopt(b, 'b')).toEqual([])
})

test('of two tabs that see a dead one at the same time only one adopts what it left', async () => {
  const { device, crash } = browser()
  await write(device('a'), record('a'))
  crash('a')
  const adopted = await Promise.all(['b', 'c', 'd'].map((holder) => adopt(device(holder), holder)))
  expect(adopted.flat()).toHaveLength(1)
})

test('a tab that was only frozen cannot write what another one has adopted, also when that one is done with it', async () => {
  const { device, crash } = browser()
  const [a, b] = [device('a'), device('b')]
  await write(a, record('a'))
  crash('a')
  const [mine] = await adopt(b, 'b')
  expect(await write(a, record('a', { n: 1 }))).toBe('taken')
  b.remove(mine ?? record('a'))
  await adopt(b, 'b')
  expect(await write(a, record('a', { n: 1 }))).toBe('taken')
})

test('another person and another board see nothing of it', async () => {
  const { device, crash } = browser()
  await write(device('a'), record('a'))
  crash('a')
  expect(await adopt(device('b'), 'b', 8)).toEqual([])
  expect(await adopt(device('c'), 'c', 7, 'another')).toEqual([])
  expect(await adopt(device('d'), 'd')).toHaveLength(1)
})

test('what was removed is gone', async () => {
  const { device, crash } = browser()
  const a = device('a')
  await write(a, record('a'))
  a.remove(record('a'))
  await a.close()
  crash('a')
  expect(await adopt(device('b'), 'b')).toEqual([])
})

test('what a server has is forgotten of every person and board, and what is unsent or refused is counted and stays', async () => {
  const { factory, device, crash } = browser()
  const waiting = [{ edits: [{ e: 'delete', item: 'i' }], at: 5, frozen: null }] as const
  const refused = [{ n: 1, code: 'denied', reason: 'denied', texts: ['mine'], at: 5 }]
  await write(device('a'), record('a', { acked: [{ n: 1, base: 0, text: '{"secret":1}', rev: 1, at: 1 }] }))
  await write(device('b'), record('b', { person: 8, board: 'another' }))
  await write(device('c'), record('c', { waiting }))
  await write(device('d'), record('d', { refused }))
  expect(await unsentOnDevice(factory)).toBe(2)
  await forgetSent(factory)
  for (const tab of ['a', 'b', 'c', 'd']) crash(tab)
  expect(await adopt(device('e'), 'e', 8, 'another')).toEqual([])
  expect((await adopt(device('f'), 'f')).map(({ client }) => client)).toEqual(['c', 'd'])
})

test('a tab that leaves the board can be succeeded at once', async () => {
  const { device } = browser()
  const a = device('a')
  const written = write(a, record('a'))
  await a.close()
  expect(await written).toBe('kept')
  expect(await adopt(device('b'), 'b')).toHaveLength(1)
})

test.each([
  ['is missing', undefined],
  ['throws', { open: () => { throw new Error('forbidden') } }],
])('where IndexedDB %s nothing is kept, and it says so', async (_, factory) => {
  const alive = Promise.resolve({ ifGone: async () => null, leave: () => undefined })
  const device = new BrowserDevice('a', alive, factory as unknown as IDBFactory | undefined)
  expect(await write(device, record('a'))).toBe('failed')
  expect(device.keeps).toBe(false)
  expect(await adopt(device, 'a')).toEqual([])
})

test('without locks tabs call each other, and only one that does not answer is gone', async () => {
  const factory = new IDBFactory()
  const device = (holder: string) => new BrowserDevice(holder, liveness(holder, undefined, 200), factory)
  const [a, b] = [device('a'), device('b')]
  await write(a, record('a'))
  expect(await adopt(b, 'b')).toEqual([])
  await a.close()
  expect(await adopt(b, 'b')).toHaveLength(1)
  await b.close()
})
