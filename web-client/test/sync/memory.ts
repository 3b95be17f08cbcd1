import type { Device, OutboxRecord, Written } from '../../src/sync/ports'

/** What the tabs of one browser share: the records, and who of them lives. It outlives every tab. */
export class Store {
  readonly records = new Map<string, OutboxRecord>()
  readonly alive = new Set<string>()
}

/** The device of one tab in a virtual world. A write is done some time after it is asked for, or never. */
export class MemoryDevice implements Device {
  keeps = true
  /** Writes stay unfinished while it is true. */
  slow = false
  fails = false
  private readonly unfinished: (() => void)[] = []
  private readonly written = new Set<string>()
  private gone = false

  constructor(
    private readonly store: Store,
    readonly holder: string,
    /** Runs what the device does, some time after it was asked. */
    private readonly soon: (work: () => void) => void,
  ) {
    store.alive.add(holder)
  }

  write(record: OutboxRecord, done: (written: Written) => void): void {
    if (this.fails) return done('failed')
    const copy = structuredClone(record)
    this.later(() => {
      if (this.isTaken(copy)) return done('taken')
      this.store.records.set(copy.client, copy)
      this.written.add(copy.client)
      done('kept')
    })
  }

  remove(record: OutboxRecord): void {
    this.later(() => {
      if (!this.isTaken(record)) this.store.records.delete(record.client)
      this.written.delete(record.client)
    })
  }

  adopt(person: number, board: string, holder: string, done: (records: readonly OutboxRecord[]) => void): void {
    this.later(() => {
      const { records, alive } = this.store
      const orphans = [...records.values()].filter(
        (record) => record.person === person && record.board === board && !alive.has(record.holder),
      )
      const adopted = orphans.map((record) => ({ ...record, holder }))
      for (const record of adopted) records.set(record.client, record)
      done(structuredClone(adopted))
    })
  }

  finish(): void {
    for (const work of this.unfinished.splice(0)) work()
  }

  /** The tab is gone without a word. */
  crash(): void {
    this.gone = true
    this.store.alive.delete(this.holder)
  }

  private isTaken(record: OutboxRecord): boolean {
    const now = this.store.records.get(record.client)
    return now ? now.holder !== this.holder : this.written.has(record.client)
  }

  private later(work: () => void): void {
    const run = () => {
      if (!this.gone) work()
    }
    if (this.slow) this.unfinished.push(run)
    else this.soon(run)
  }
}
