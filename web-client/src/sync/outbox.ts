import type { Device, OutboxRecord } from './ports'
import type { Waiting } from './queue'

/**
 * Keeps one record on the device up to date. One write runs at a time; what changes meanwhile goes with the next one.
 */
export class Outbox {
  private wanted = 0
  private written = 0
  private writing = false
  private failing = false
  private closed = false
  private newest: OutboxRecord | null = null

  /**
   * @param compose the record as it is now
   * @param kept something more has been written, or cannot be
   * @param taken another tab has the record now, as it was written last; nothing is written any more
   */
  constructor(
    private readonly device: Device,
    private readonly compose: () => OutboxRecord,
    private readonly kept: () => void,
    private readonly taken: (newest: OutboxRecord | null) => void,
  ) {}

  /** False when what was written last would be gone with the page. */
  get keeps(): boolean {
    return this.device.keeps && !this.failing
  }

  /** Writes what is there now, soon. @return a mark to ask {@link has} with */
  save(): number {
    this.wanted++
    this.write()
    return this.wanted
  }

  /** Whether what was saved under the mark is on the device, or never will be because the device fails. */
  has(mark: number): boolean {
    return this.written >= mark
  }

  /** Takes the record away. */
  remove(): void {
    this.closed = true
    this.device.remove(this.compose())
  }

  private write(): void {
    if (this.writing || this.closed || this.written === this.wanted) return
    this.writing = true
    const mark = this.wanted
    const composed = this.compose()
    // The queue goes on changing while the device takes its time.
    const record = { ...composed, waiting: [...composed.waiting] }
    this.device.write(record, (result) => {
      this.writing = false
      if (this.closed) return
      if (result === 'taken') {
        this.closed = true
        return this.taken(this.newest)
      }
      this.failing = result === 'failed'
      if (!this.failing) this.newest = record
      this.written = mark
      this.kept()
      this.write()
    })
  }
}

/** What waits and is not in a record. */
export function notIn(record: OutboxRecord | null, waiting: readonly Waiting[]): readonly Waiting[] {
  const kept = new Set(record?.waiting.map(({ edits }) => JSON.stringify(edits)))
  return waiting.filter(({ edits }) => !kept.has(JSON.stringify(edits)))
}
