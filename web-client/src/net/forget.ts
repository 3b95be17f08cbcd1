import type { OutboxRecord } from '../sync/ports'

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

/**
 * Takes away everything that this browser keeps of the people given: their outbox, the programmes they had open, their
 * settings. What somebody else wrote here and has not sent yet stays theirs.
 */
export async function forget(people: ReadonlySet<number>, factory: IDBFactory = indexedDB): Promise<void> {
  for (const storage of [localStorage, sessionStorage]) {
    try {
      for (const key of Object.keys(storage)) if (key.startsWith('tavolo.')) storage.removeItem(key)
    } catch {
      // Where storage is forbidden nothing was kept.
    }
  }
  const database = await open(factory)
  if (database === null) return
  const others = await new Promise<number>((resolve) => {
    const transaction = database.transaction('outbox', 'readwrite')
    let left = 0
    const walk = transaction.objectStore('outbox').openCursor()
    walk.onsuccess = () => {
      const at = walk.result
      if (at === null) return
      if (people.has((at.value as OutboxRecord).person)) at.delete()
      else left++
      at.continue()
    }
    transaction.oncomplete = () => resolve(left)
    transaction.onabort = () => resolve(1)
  })
  database.close()
  if (others === 0) {
    await new Promise<void>((done) => {
      const gone = factory.deleteDatabase('tavolo')
      // Another tab that still holds it closes it for this (see BrowserDevice), or it is empty all the same.
      gone.onsuccess = gone.onerror = gone.onblocked = () => done()
    })
  }
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
