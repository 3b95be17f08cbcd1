import type { Id } from '../board/types'
import type { Device, OutboxRecord, Written } from '../sync/ports'
import { liveness, type Liveness } from './liveness'

const STORE = 'outbox'

/**
 * The outbox in IndexedDB, one record for each client id. A record is written only by its holder, which is checked in
 * the very transaction; only when its holder's tab is gone may another tab become the holder. Where the browser gives
 * no IndexedDB (some in-app browsers, some private windows), nothing is kept, and `keeps` says so.
 */
export class BrowserDevice implements Device {
  private readonly database: Promise<IDBDatabase | null>
  private broken = false
  private readonly alive: Promise<Liveness>
  private readonly busy = new Set<Promise<unknown>>()
  /** What this tab has on the device: when it is gone from there, another tab had it and is done with it. */
  private readonly written = new Set<Id>()

  /** @param holder the id of this tab */
  constructor(holder: Id, alive: Promise<Liveness> = liveness(holder), factory: IDBFactory | undefined = databases()) {
    this.alive = alive
    this.database = open(factory).catch(() => {
      this.broken = true
      return null
    })
  }

  get keeps(): boolean {
    return !this.broken
  }

  write(record: OutboxRecord, done: (written: Written) => void): void {
    this.hold(this.replace(record, record)).then(
      (written) => {
        if (written !== 'failed') this.broken = false
        done(written)
      },
      () => {
        this.broken = true
        done('failed')
      },
    )
  }

  remove(record: OutboxRecord): void {
    // What stays behind is found by the next tab, which sees that there is nothing to send.
    this.hold(this.replace(record, null)).catch(() => undefined)
  }

  adopt(person: number, board: Id, holder: Id, done: (records: readonly OutboxRecord[]) => void): void {
    this.orphans(person, board, holder).then(done, () => done([]))
  }

  /** The tab leaves this board, once what was begun is done. */
  async close(): Promise<void> {
    await Promise.allSettled(this.busy)
    const [alive, database] = await Promise.all([this.alive, this.database])
    alive.leave()
    database?.close()
  }

  private hold<Result>(work: Promise<Result>): Promise<Result> {
    this.busy.add(work)
    const over = () => this.busy.delete(work)
    work.then(over, over)
    return work
  }

  private async replace(record: OutboxRecord, next: OutboxRecord | null): Promise<Written> {
    // Others must see that this tab lives before they see its record.
    await this.alive
    const database = await this.database
    if (!database) return 'failed'
    const result = await transact<Written>(database, 'readwrite', (store, give) => {
      const before = store.get(record.client)
      before.onsuccess = () => {
        const now = before.result as OutboxRecord | undefined
        if (now ? now.holder !== record.holder : this.written.has(record.client)) return give('taken')
        if (next) store.put(next)
        else store.delete(record.client)
        give('kept')
      }
    })
    if (next) this.written.add(record.client)
    else this.written.delete(record.client)
    return result
  }

  private async orphans(person: number, board: Id, holder: Id): Promise<readonly OutboxRecord[]> {
    const [alive, database] = await Promise.all([this.alive, this.database])
    if (!database) return []
    const all = await transact<readonly OutboxRecord[]>(database, 'readonly', (store, give) => {
      const found = store.index('person board').getAll([person, board])
      found.onsuccess = () => give(found.result as OutboxRecord[])
    })
    const adopted: OutboxRecord[] = []
    for (const record of all) {
      if (record.holder === holder) continue
      const mine = await alive.ifGone(record.holder, () => this.take(database, record, holder))
      if (mine) adopted.push(mine)
    }
    return adopted
  }

  private take(database: IDBDatabase, record: OutboxRecord, holder: Id): Promise<OutboxRecord | null> {
    return transact<OutboxRecord | null>(database, 'readwrite', (store, give) => {
      const before = store.get(record.client)
      before.onsuccess = () => {
        const now = before.result as OutboxRecord | undefined
        if (now?.holder !== record.holder) return give(null)
        const mine = { ...now, holder }
        store.put(mine)
        give(mine)
      }
    })
  }
}

/** How much of what this device keeps, of every board, is not with a server: waiting to be sent, or refused. */
export async function unsentOnDevice(factory = databases()): Promise<number> {
  return everyRecord(factory, 'readonly', (records) =>
    records.reduce((sum, { waiting, refused }) => sum + waiting.length + refused.length, 0),
  )
}

/** Takes everything off the device that a server has; what is unsent stays, until its person comes back for it. */
export async function forgetSent(factory = databases()): Promise<void> {
  await everyRecord(factory, 'readwrite', (records, store) => {
    for (const { client, waiting, refused } of records) {
      if (waiting.length + refused.length === 0) store.delete(client)
    }
    return 0
  })
}

async function everyRecord(
  factory: IDBFactory | undefined,
  mode: IDBTransactionMode,
  run: (records: readonly OutboxRecord[], store: IDBObjectStore) => number,
): Promise<number> {
  // Where nothing can be kept, nothing is.
  const database = await open(factory).catch(() => null)
  if (database === null) return 0
  try {
    return await transact<number>(database, mode, (store, give) => {
      const all = store.getAll()
      all.onsuccess = () => give(run(all.result as OutboxRecord[], store))
    })
  } finally {
    database.close()
  }
}

function databases(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB
  } catch {
    // Reading the property alone throws where storage is forbidden.
    return undefined
  }
}

function open(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!factory) return reject(new Error('no IndexedDB'))
    const opening = factory.open('tavolo', 1)
    opening.onupgradeneeded = () => {
      const store = opening.result.createObjectStore(STORE, { keyPath: 'client' })
      store.createIndex('person board', ['person', 'board'])
    }
    opening.onsuccess = () => {
      const database = opening.result
      // A newer version of the page must not wait for this one.
      database.onversionchange = () => database.close()
      resolve(database)
    }
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB'))
    opening.onblocked = () => reject(new Error('IndexedDB is blocked'))
  })
}

/** Resolves with what was given once the transaction is complete, which is when it is kept. */
function transact<Given>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore, give: (given: Given) => void) => void,
): Promise<Given> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    let given: Given
    transaction.oncomplete = () => resolve(given)
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'))
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'))
    run(transaction.objectStore(STORE), (value) => {
      given = value
    })
  })
}
