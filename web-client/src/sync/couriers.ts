import type { Id } from '../board/types'
import type { RefusedSubmission } from './client.types'
import { Courier } from './courier'
import type { Cancel, Device, Random, Timers } from './ports'
import type { Requests } from './requests'

/** How often a tab looks for what others that are gone meanwhile have left (milliseconds). */
const ADOPT = 60_000

/** All that this tab delivers for tabs of the same person that are gone. */
export class Couriers {
  private list: readonly Courier[] = []
  private again: Cancel | null = null
  private over = false

  /** @param holder the id of this tab */
  constructor(
    private readonly person: number,
    private readonly holder: Id,
    private readonly requests: Requests,
    private readonly timers: Timers,
    private readonly random: Random,
    private readonly device: Device,
    private readonly changed: () => void,
  ) {}

  get unsent(): number {
    return this.list.reduce((sum, courier) => sum + courier.unsent, 0)
  }

  get refused(): readonly RefusedSubmission[] {
    return this.list.flatMap((courier) => courier.refused)
  }

  start(): void {
    const { requests, timers, random, device } = this
    device.adopt(this.person, requests.board, this.holder, (records) => {
      if (this.over) return
      const adopted = records.map((record) => new Courier(record, requests, timers, random, device, () => this.tidy()))
      this.list = [...this.list, ...adopted]
      for (const courier of adopted) courier.start()
      this.changed()
    })
    this.again = timers.after(ADOPT, () => this.start())
  }

  stop(): void {
    this.over = true
    this.again?.()
    for (const courier of this.list) courier.stop()
  }

  /** The network is back. */
  nudge(): void {
    for (const courier of this.list) courier.nudge()
  }

  dismiss(refused: RefusedSubmission): void {
    for (const courier of this.list) if (courier.refused.includes(refused)) courier.dismiss(refused)
    this.tidy()
  }

  private tidy(): void {
    this.list = this.list.filter((courier) => courier.unsent > 0 || courier.refused.length > 0)
    this.changed()
  }
}
