import { createInterface } from 'node:readline'
import { rules } from './rules'
import { type NewTab, SimulatedTab, SimulatedWorld } from './tabs'

/** The simulator's browser side: lines of commands in, lines of answers out (README.md). */

/** Every command has its own of these members. */
interface Command extends NewTab {
  readonly c: string
  readonly w: number
  readonly t: number
  readonly kind: string
  readonly mark?: string
  readonly r: number
  readonly s: number
  readonly frame: unknown
  readonly code: number
  readonly id: number
  readonly status: number
  readonly body?: unknown
  readonly on: boolean
}

/** After these the open editors of a tab are compared with its board. */
const CHANGES = new Set(['act', 'frame', 'answer'])

const method = rules()
const worlds = new Map<number, SimulatedWorld>()

function run(command: Command): object {
  const { c, w, k } = command
  if (c === 'end') {
    worlds.delete(w)
    return {}
  }
  const world = worlds.get(w) ?? new SimulatedWorld(method)
  worlds.set(w, world)
  const told: Record<string, unknown> = {}
  try {
    Object.assign(told, c === 'new' ? open(world, command) : c === 'tick' ? world.tick(command.t) : inTab(world, c, k, command))
    world.settle()
    if (CHANGES.has(c)) world.tabs.get(k)?.checkEditors()
  } catch (failure) {
    world.broke(failure)
  }
  if (world.broken.length > 0) told.error = world.broken.splice(0).join('\n')
  if (world.wishes.length > 0) told.out = world.wishes
  world.wishes = []
  told.wake = world.wake
  return told
}

function open(world: SimulatedWorld, command: Command): object {
  world.time = Math.max(world.time, command.t)
  new SimulatedTab(world, command)
  return {}
}

function inTab(world: SimulatedWorld, c: string, k: number, command: Command): object {
  const tab = world.tabs.get(k)
  if (!tab) return {}
  switch (c) {
    case 'act':
      return { did: tab.act(command.kind, command.mark ?? '', command.r) }
    case 'open':
      tab.socketOpened(command.s)
      return {}
    case 'frame':
      tab.socketReceived(command.s, command.frame)
      return {}
    case 'shut':
      tab.socketClosed(command.s, command.code)
      return {}
    case 'answer':
      tab.answered(command.id, { status: command.status, body: command.body })
      return {}
    case 'online':
      tab.surroundings.online = command.on
      tab.client.surroundingsChanged()
      return {}
    case 'slow':
      tab.device.slow = command.on
      if (!tab.device.slow) tab.device.finish()
      return {}
    case 'crash':
      tab.crash()
      return {}
    case 'state':
      return { state: tab.state }
    default:
      throw new Error(`unknown command ${c}`)
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line === '') continue
  process.stdout.write(`${JSON.stringify((JSON.parse(line) as Command[]).map(run))}\n`)
}
