import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { BrowserDevice } from '../../src/net/device'
import { draftKey, forget, forgetBut, forgetTable, notePeople, peopleHere, unsentHere } from '../../src/net/forget'
import type { Account, Mine } from '../../src/net/api.types'
import type { OutboxRecord } from '../../src/sync/ports'

/** Its own properties are what it keeps, as in a browser. */
function emptyStorage(): Record<string, string> {
  const kept = Object.create({
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, text: string) => (kept[name] = text),
    removeItem: (name: string) => delete kept[name],
  }) as Record<string, string>
  return kept
}

const alive = Promise.resolve({ ifGone: () => Promise.resolve(null), leave: () => undefined })
const waiting = [{ edits: [], at: 0, frozen: null }]
const shared = 'board-shared'
const confidential = 'board-confidential'
const elsewhere = 'board-elsewhere'

let factory: IDBFactory
let local: Record<string, string>
let session: Record<string, string>
beforeEach(() => {
  factory = new IDBFactory()
  local = emptyStorage()
  session = emptyStorage()
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
})

async function wrote(client: string, person: number, board: string, unsent = true): Promise<void> {
  const record: OutboxRecord = {
    client,
    holder: client,
    person,
    board,
    rev: 1,
    generation: 1,
    n: 0,
    waiting: unsent ? waiting : [],
    acked: [],
    refused: [],
  }
  const device = new BrowserDevice(client, alive, factory)
  await new Promise<void>((done) => device.write(record, () => done()))
  await device.close()
}

const databases = async () => (await factory.databases()).map(({ name }) => name)
const unsent = async () => (await unsentHere(factory)).map(({ person, board }) => `${person} at ${board}`).sort()

test('who leaves takes their programmes, settings, begun notes and unsent text along, the confidential one too', async () => {
  local['tavolo.language'] = 'it'
  local['tavolo.settings'] = '{}'
  local['tavolo.programme.p'] = '{"me":{"name":"Amina"}}'
  local[draftKey(`${shared}.1.`)] = '{"text":"half"}'
  session['tavolo.door'] = '12345678'
  await wrote('a', 1, shared)
  await wrote('b', 1, confidential)
  expect(await forget(new Set([1]), factory)).toBe(true)
  expect([Object.keys(local), Object.keys(session)]).toEqual([[], []])
  expect(await databases()).toEqual([])
})

test('what somebody else wrote on the same device and has not sent stays theirs, notes they had begun included', async () => {
  local[draftKey(`${shared}.1.`)] = '{"text":"mine"}'
  local[draftKey(`${shared}.2.item`)] = '{"text":"theirs"}'
  local[draftKey(`${elsewhere}.12.`)] = '{"text":"of another programme"}'
  await wrote('a', 1, shared)
  await wrote('b', 2, shared)
  await wrote('c', 12, elsewhere)
  expect(await forget(new Set([1]), factory)).toBe(true)
  expect(Object.keys(local).sort()).toEqual([draftKey(`${elsewhere}.12.`), draftKey(`${shared}.2.item`)])
  expect(await unsent()).toEqual([`12 at ${elsewhere}`, `2 at ${shared}`])
})

test('what another site of the same address keeps is not ours to clear', async () => {
  local['theirs'] = 'x'
  await forget(new Set([1]), factory)
  expect(local).toEqual({ theirs: 'x' })
})

test('what was broken off half-way is said to be there still, and goes when it is asked for again', async () => {
  await wrote('a', 1, shared)
  await wrote('b', 1, elsewhere)
  local['tavolo.settings'] = '{}'
  const real = IDBFactory.prototype.open
  const open = vi.spyOn(factory, 'open').mockImplementation(function (this: IDBFactory, ...asked) {
    const opening = real.apply(factory, asked)
    opening.addEventListener('success', () => {
      const { transaction } = opening.result
      opening.result.transaction = (...names: Parameters<IDBDatabase['transaction']>) => {
        const running = transaction.apply(opening.result, names)
        const { objectStore } = running
        running.objectStore = (name) => {
          const store = objectStore.call(running, name)
          const { openCursor } = store
          store.openCursor = () => {
            const walk = openCursor.call(store)
            // Once the first has been taken away.
            walk.addEventListener('success', () => queueMicrotask(() => running.abort()), { once: true })
            return walk
          }
          return store
        }
        return running
      }
    })
    return opening
  })
  expect(await forget(new Set([1]), factory)).toBe(false)
  open.mockRestore()
  expect(await unsent()).toEqual([`1 at ${elsewhere}`, `1 at ${shared}`])
  expect(Object.keys(local)).toEqual([])
  expect(await forget(new Set([1]), factory)).toBe(true)
  expect(await databases()).toEqual([])
})

test('a storage that lets nothing be taken away does not keep the outbox from going, and is told of', async () => {
  local['tavolo.settings'] = '{}'
  Object.setPrototypeOf(local, {
    removeItem: () => {
      throw new Error('full')
    },
  })
  await wrote('a', 1, shared)
  expect(await forget(new Set([1]), factory)).toBe(false)
  expect(await databases()).toEqual([])
})

test('a browser that forbids storage kept nothing, so all of it is gone', async () => {
  vi.stubGlobal('localStorage', undefined)
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new Error('forbidden')
      },
    })
  }
  const forbidding = {
    open: () => {
      throw new Error('forbidden')
    },
  } as unknown as IDBFactory
  expect(await forget(new Set([1]), forbidding)).toBe(true)
  expect(await unsentHere(forbidding)).toEqual([])
})

test('a device on which nothing was kept stays without a database', async () => {
  expect(await forget(new Set([1]), factory)).toBe(true)
  expect(await databases()).toEqual([])
})

test('a programme that is no more goes from the device with what anybody had unsent for it, and nothing else does', async () => {
  local['tavolo.settings'] = '{}'
  local['tavolo.programme.gone'] = '{}'
  local['tavolo.programme.other'] = '{}'
  local[draftKey(`${shared}.1.`)] = '{"text":"half"}'
  local[draftKey(`${elsewhere}.1.`)] = '{"text":"half"}'
  await wrote('a', 1, shared)
  await wrote('b', 2, shared)
  await wrote('c', 3, elsewhere)
  expect(await forgetTable('gone', shared, factory)).toBe(true)
  expect(Object.keys(local).sort()).toEqual([draftKey(`${elsewhere}.1.`), 'tavolo.programme.other', 'tavolo.settings'])
  expect(await unsent()).toEqual([`3 at ${elsewhere}`])
})

test('a programme without a table of mine goes as well', async () => {
  local['tavolo.programme.gone'] = '{}'
  await wrote('c', 3, elsewhere)
  expect(await forgetTable('gone', null, factory)).toBe(true)
  expect(Object.keys(local)).toEqual([])
  expect(await unsent()).toEqual([`3 at ${elsewhere}`])
})

test('what was written and sent is nothing that waits', async () => {
  await wrote('a', 1, shared, false)
  expect(await unsent()).toEqual([])
})

test('whose place at the confidential table ended has nothing of it on the device, and what is unsent at the shared one', async () => {
  await wrote('a', 1, shared)
  await wrote('b', 1, confidential)
  await wrote('c', 2, elsewhere)
  local[draftKey(`${shared}.1.`)] = '{"text":"half"}'
  local[draftKey(`${confidential}.1.aside`)] = '{"text":"half"}'
  expect(await forgetBut(1, shared, factory)).toBe(true)
  expect(await unsent()).toEqual([`1 at ${shared}`, `2 at ${elsewhere}`])
  expect(Object.keys(local)).toEqual([draftKey(`${shared}.1.`)])
})

test('who was removed from a programme is still known here when the device is cleared, who left it to another is not', () => {
  const of = (account: string | null, ...people: number[]) =>
    notePeople({
      account: account === null ? null : ({ account } as Account),
      programmes: people.map((person) => ({ person }) as Mine),
    })
  of(null, 1, 2)
  of(null, 2)
  expect(peopleHere()).toEqual([1, 2])
  // Whom a session was as a guest belongs to the account it signs in to, and is told again.
  of('a', 2, 3)
  expect(peopleHere()).toEqual([2, 3])
  of('a')
  expect(peopleHere()).toEqual([2, 3])
  of(null)
  expect([peopleHere(), Object.keys(local)]).toEqual([[], []])
  local['tavolo.people'] = '{"people":7}'
  expect(peopleHere()).toEqual([])
})
