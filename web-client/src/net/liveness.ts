import type { Id } from '../board/types'

/** Tells whether the tab that holds something still lives, and says the same of this one. */
export interface Liveness {
  /** Runs `then` when that tab is gone, and no second tab at the same time; gives null when it lives. */
  ifGone<Result>(holder: Id, then: () => Promise<Result>): Promise<Result | null>
  leave(): void
}

/** How long a living tab may take to answer (milliseconds). */
const ANSWER = 1_500

/** Resolves once others can see that this tab lives. */
export function liveness(
  holder: Id,
  locks: LockManager | undefined = globalThis.navigator?.locks,
  patience = ANSWER,
): Promise<Liveness> {
  const rollCall = () => byRollCall(holder, new BroadcastChannel('tavolo outbox'), patience)
  return locks ? byLock(holder, locks).catch(rollCall) : Promise.resolve(rollCall())
}

/** A lock lives exactly as long as its tab (Web Locks). */
function byLock(holder: Id, locks: LockManager): Promise<Liveness> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name(holder), () => new Promise<void>((leave) => {
      resolve({
        leave,
        ifGone: async (other, then) =>
          locks.request(name(other), { ifAvailable: true }, async (lock) => (lock ? await then() : null)),
      })
    }))
    held.catch(reject)
  })
}

/**
 * Browsers give locks only over https. Otherwise tabs are asked to answer; a frozen one does not, and finds out when it
 * writes next, since a record is written only by its holder.
 */
function byRollCall(holder: Id, channel: BroadcastChannel, patience: number): Liveness {
  const answers = new Map<Id, () => void>()
  channel.onmessage = ({ data }: MessageEvent<{ ask?: Id; here?: Id }>) => {
    if (data.ask === holder) channel.postMessage({ here: holder })
    if (data.here !== undefined) answers.get(data.here)?.()
  }
  return {
    leave: () => channel.close(),
    ifGone: async (other, then) => {
      const lives = await new Promise<boolean>((resolve) => {
        const silence = setTimeout(() => resolve(false), patience)
        answers.set(other, () => {
          clearTimeout(silence)
          resolve(true)
        })
        channel.postMessage({ ask: other })
      })
      answers.delete(other)
      return lives ? null : then()
    },
  }
}

function name(holder: Id): string {
  return `tavolo tab ${holder}`
}
