import type { Timers } from './ports'

/** What the server said last counts, so many sayings back: about half a minute of heartbeats. */
const READINGS = 16

/**
 * The server's clock as it is known here: by how much it is ahead of a clock that never jumps, whatever time the device
 * believes it is. Each saying was under way for a while, so that the one that was fastest is the nearest to the truth;
 * older ones are forgotten, since either clock may drift or be set.
 */
export class ServerClock {
  private readings: number[] = []

  constructor(private readonly timers: Timers) {}

  /** The server has just said what time it is with it. Anything but a number is left alone. */
  heard(now: unknown): void {
    if (typeof now !== 'number') return
    this.readings = [...this.readings.slice(1 - READINGS), now - this.timers.now()]
  }

  /** A line begins: what was said on the one before may have been long ago. */
  begin(now: unknown): void {
    if (typeof now !== 'number') return
    this.readings = []
    this.heard(now)
  }

  /** Milliseconds since 1970 by the server's clock; by the device's own until the server has said. */
  get now(): number {
    return this.timers.now() + (this.readings.length === 0 ? 0 : Math.max(...this.readings))
  }
}
