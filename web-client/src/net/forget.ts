import type { OutboxRecord } from '../sync/ports'
import type { Me } from './api.types'

/** What this browser keeps between visits, looked at and put away when somebody leaves a device that is not theirs. */

/** What has been written on this device and not been sent, whoever wrote it: by the person's number, and where. */
export interface Unsent {
  readonly person: number
  readonly board: string
}

/** Everything that waits to be sent from this device. Nothing where the browser keeps nothing. */
export async function unsentHere(factory: IDBFactory = indexedDB): Promise<readonly Unsent[]> {
  const database = await open(factory)
  if (database === null) return []
  try {
    return await new Promise((resolve, reject) => {
      const found = database.transaction('outbox').objectStore('outbox').getAll()
      found.onsuccess = () =>
        resolve(
          (found.result as OutboxRecord[])
            .filter(({ waiting }) => waiting.length > 0)
            .map(({ person, board }) => ({ person, board })),
        )
      found.onerror = () => reject(found.error ?? new Error('IndexedDB'))
    })
  } catch {
    return []
  } finally {
    database.close()
  }
}

/** Whose a note is that was begun and is kept on the device. */
export interface Begun {
  readonly board: string
  readonly person: number
}

const drafts = 'tavolo.draft.'

/** Under which name a note that was begun is kept. @param drawer `<board>.<person>.<what it is about>` */
export function draftKey(drawer: string): string {
  return drafts + drawer
}

/** Whose such a note is. */
export function whoseDrawer(drawer: string): Begun {
  const [board = '', person = ''] = drawer.split('.')
  return { board, person: Number(person) }
}

const known = 'tavolo.people'

/**
 * Notes whom this browser's session has been, by what the server told of it: who was removed from a programme since is
 * not told to it any more, and what they left here must be found when the device is cleared. A session of another
 * account, or of nobody, is somebody else's, and what stood here before stays theirs.
 */
export function notePeople({ account, programmes }: Pick<Me, 'account' | 'programmes'>): void {
  const mine = account?.account ?? ''
  const before = kept()
  const people = new Set([...(before.account === mine ? before.people : []), ...programmes.map(({ person }) => person)])
  try {
    if (account === null && programmes.length === 0) localStorage.removeItem(known)
    else localStorage.setItem(known, JSON.stringify({ account: mine, people: [...people] }))
  } catch {
    // Where nothing can be kept nothing is left behind either.
  }
}

/** Whom this browser's session has been, as it was noted. */
export function peopleHere(): readonly number[] {
  return kept().people
}

function kept(): { readonly account: string; readonly people: readonly number[] } {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(known) ?? 'null')
    if (typeof parsed !== 'object' || parsed === null || !('people' in parsed) || !Array.isArray(parsed.people)) throw new TypeError()
    const account = 'account' in parsed && typeof parsed.account === 'string' ? parsed.account : ''
    return { account, people: parsed.people.filter((one) => typeof one === 'number') }
  } catch {
    return { account: '', people: [] }
  }
}

/**
 * Takes away everything that this browser keeps of the people given: their outbox, the notes they had begun, the
 * programmes they had open, and the settings of whoever sat here. What somebody else wrote here and has not sent yet,
 * notes they had begun included, stays theirs.
 *
 * @returns false when something of theirs may still be there, because the browser did not let it be taken away
 */
export async function forget(people: ReadonlySet<number>, factory: IDBFactory = indexedDB): Promise<boolean> {
  const clean = clear((key) => !key.startsWith(drafts) || people.has(whoseDrawer(key.slice(drafts.length)).person))
  return (await empty(factory, ({ person }) => people.has(person))) && clean
}

/** Takes away everything that this browser keeps of one programme, whoever had it open here, as it is no more. */
export async function forgetTable(
  programme: string,
  board: string | null,
  factory: IDBFactory = indexedDB,
): Promise<boolean> {
  const begun = (key: string) => board !== null && key.startsWith(`${drafts}${board}.`)
  const clean = clear((key) => key === `tavolo.programme.${programme}` || begun(key))
  return board === null ? clean : (await empty(factory, (record) => record.board === board)) && clean
}

/**
 * Takes away what one person wrote here and has not sent, notes they had begun included, but at one board: they have no
 * place at the other of their programme any more.
 */
export async function forgetBut(person: number, board: string | null, factory: IDBFactory = indexedDB): Promise<boolean> {
  const goes = (one: Begun) => one.person === person && one.board !== board
  const clean = clear((key) => key.startsWith(drafts) && goes(whoseDrawer(key.slice(drafts.length))))
  return (await empty(factory, goes)) && clean
}

/** Of what stands in the storages. @returns whether all of it went */
function clear(goes: (key: string) => boolean): boolean {
  let clean = true
  for (const storage of [() => localStorage, () => sessionStorage]) {
    let there: Storage
    try {
      there = storage()
    } catch {
      // Where storage is forbidden nothing was kept.
      continue
    }
    for (const key of Object.keys(there)) {
      if (!key.startsWith('tavolo.') || !goes(key)) continue
      try {
        there.removeItem(key)
      } catch {
        clean = false
      }
    }
  }
  return clean
}

/** Of what waits to be sent; the database goes when nothing is left in it. @returns whether all of it went */
async function empty(factory: IDBFactory, goes: (record: OutboxRecord) => boolean): Promise<boolean> {
  const database = await open(factory)
  if (database === null) return true
  const left = await rest(database, goes)
  database.close()
  if (left === 0) {
    await new Promise<void>((done) => {
      const gone = factory.deleteDatabase('tavolo')
      // Another tab that still holds it closes it for this (see BrowserDevice), or it is empty all the same.
      gone.onsuccess = gone.onerror = gone.onblocked = () => done()
    })
  }
  return left !== null
}

/** How many records stay; null when it was broken off, and all of them did. */
function rest(database: IDBDatabase, goes: (record: OutboxRecord) => boolean): Promise<number | null> {
  return new Promise((resolve) => {
    let transaction: IDBTransaction
    try {
      transaction = database.transaction('outbox', 'readwrite')
    } catch {
      return resolve(null)
    }
    let left = 0
    const walk = transaction.objectStore('outbox').openCursor()
    walk.onsuccess = () => {
      const at = walk.result
      if (at === null) return
      if (goes(at.value as OutboxRecord)) at.delete()
      else left++
      at.continue()
    }
    transaction.oncomplete = () => resolve(left)
    transaction.onabort = () => resolve(null)
  })
}

/** The database of {@link BrowserDevice}, null where there is none. */
function open(factory: IDBFactory): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    let fresh = false
    let opening: IDBOpenDBRequest
    try {
      opening = factory.open('tavolo')
    } catch {
      return resolve(null)
    }
    opening.onupgradeneeded = () => {
      fresh = true
      opening.transaction?.abort()
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = (event) => {
      // Nothing was kept here: the database is not made for a look.
      if (fresh) event.preventDefault()
      resolve(null)
    }
  })
}
