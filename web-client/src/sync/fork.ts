import type { Id, Revision } from '../board/types'
import type { Page, Refusal } from './messages'
import { asSubmitted, Queue, type Waiting } from './queue'
import type { Requests, Snapshot } from './requests'

/**
 * Finds the last revision that the server and a client have in common, where the server's database is an older one and
 * others may have gone on from it, and the board as it was then.
 *
 * @param recent what the client knows, without a gap
 * @param done null when all of it is common, or none
 */
export class Fork {
  private common: number

  constructor(
    private readonly requests: Requests,
    private readonly recent: readonly Revision[],
    private readonly done: (board: Snapshot | null) => void,
    private readonly failed: (refusal: Refusal) => void,
  ) {
    this.common = (recent[0]?.rev ?? 1) - 1
    this.compare()
  }

  private compare(): void {
    this.requests.revisions(this.common, 0, null, (page) => this.compared(page), (refusal) => {
      if (refusal.reason === 'invalid_seq') this.done(null)
      else this.failed(refusal)
    })
  }

  private compared(page: Page): void {
    const [first] = this.recent
    if (!first) return this.done(null)
    for (const theirs of page.revisions) {
      const ours = this.recent[theirs.rev - first.rev]
      if (ours?.client !== theirs.client || ours.n !== theirs.n) return this.found(first.rev)
      this.common = theirs.rev
    }
    const last = this.recent.at(-1)?.rev ?? 0
    if (this.common < last && page.to < page.head) this.compare()
    else if (this.common < last) this.found(first.rev)
    else this.done(null)
  }

  private found(first: number): void {
    if (this.common < first) this.done(null)
    else this.requests.at(this.common, this.done, this.failed)
  }
}

/**
 * What waits on the board that replaces one of another past. When both are the same up to the snapshot, what this
 * client did since is done again, as new submissions, without what others did (which they do again themselves).
 * Otherwise nothing is, since no one can say what its operations would hit.
 */
export function afterFork(
  snapshot: Snapshot,
  confirmed: { readonly rev: number; readonly generation: number },
  recent: readonly Revision[],
  waiting: readonly Waiting[],
  client: Id,
): { queue: Queue; dropped: readonly Waiting[] } {
  const lost = recent.filter((revision) => revision.rev > snapshot.rev)
  const isOlder = snapshot.generation !== confirmed.generation && snapshot.rev < confirmed.rev
  const isWhole = isOlder && lost.length === confirmed.rev - snapshot.rev
  const done = isWhole ? lost.map(({ edits, at }) => ({ edits: edits.map(asSubmitted), at, frozen: null })) : []
  const queue = new Queue([...done, ...waiting.map((one) => ({ ...one, frozen: null }))])
  if (!isWhole) return { queue, dropped: queue.drop(() => true).dropped }
  const isOthers = (index: number) => index < lost.length && lost[index]?.client !== client
  return { queue, dropped: queue.drop((_, index) => isOthers(index)).built }
}
