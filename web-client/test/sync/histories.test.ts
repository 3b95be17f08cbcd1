import { expect, test } from 'vitest'
import { sorted, type Tab, World } from './world'

// More by: TAVOLO_HISTORIES=3000 TAVOLO_SEED=1000 npx vitest run test/sync/histories
const HISTORIES = Number(process.env.TAVOLO_HISTORIES ?? 150)
const FIRST = Number(process.env.TAVOLO_SEED ?? 1)

test(`${HISTORIES} random histories end with one board, and every character arrives once`, () => {
  for (let seed = FIRST; seed < FIRST + HISTORIES; seed++) {
    try {
      history(seed)
    } catch (failure) {
      throw new Error(`seed ${seed}: ${String(failure)}`, { cause: failure })
    }
  }
  // Only a guard: the time of a run is that of a busy machine.
}, HISTORIES * 1_000)

function history(seed: number): void {
  const world = new World(seed)
  const { random } = world
  const chance = (part: number) => (random() & 1023) < part * 1024
  const pick = <One>(of: readonly One[]): One | undefined => of[random() % Math.max(1, of.length)]
  // Where nothing is erased or taken back, each character must be in the journal exactly once.
  const countable = seed % 2 === 0
  let tabs = [world.tab(), world.tab(), world.tab()]
  world.run(500)
  let mark = 0x4e00
  const typed: string[] = []
  const root = tabs[0]?.create(null, 'root') ?? ''
  world.run(500)

  const act = (tab: Tab): Tab => {
    const ids = [...tab.client.items.keys()]
    const id = pick(ids)
    if (id === undefined) return tab
    const length = [...tab.text(id)].length
    const what = random() % 100
    if (what < 45) {
      const letter = String.fromCodePoint(mark++) + (chance(0.1) ? '😀' : '')
      typed.push(letter)
      if (chance(0.3)) tab.edit(id)
      // Mostly the same place, as people type.
      tab.type(id, chance(0.7) ? Math.min(3, length) : random() % (length + 1), letter)
    } else if (what < 52) {
      if (!countable && length > 0) tab.type(id, random() % length, chance(0.4) ? 'xy' : '', 1)
    } else if (what < 60) {
      const letter = String.fromCodePoint(mark++)
      typed.push(letter)
      tab.create(chance(0.5) ? root : null, letter)
    } else if (what < 64) {
      tab.client.submit([{ e: 'set', item: id, field: 'kind', value: pick(['a', 'b', null]) ?? null }])
    } else if (what < 67 && id !== root) {
      tab.client.submit([{ e: 'move', item: id, parent: pick([null, root]) ?? null, at: pick(['first', 'last']) ?? 'last' }])
    } else if (what < 69) {
      tab.client.submit([{ e: chance(0.5) ? 'delete' : 'restore', item: id }])
    } else if (what < 74) {
      if (!countable) tab.client.undo()
    } else if (what < 77) {
      if (!countable) tab.client.redo()
    } else if (what < 80) {
      tab.client.pause(chance(0.5))
    } else if (what < 84) {
      tab.wire.cut()
    } else if (what < 87) {
      tab.wire.up = chance(0.5)
    } else if (what < 89) {
      tab.wire.upgrades = chance(0.6)
      tab.wire.cut()
    } else if (what < 91) {
      tab.wire.silent = chance(0.4)
    } else if (what < 93) {
      tab.wire.loses = chance(0.5) ? 100 : 0
    } else if (what < 95) {
      tab.surroundings.online = chance(0.5)
      tab.client.surroundingsChanged()
    } else if (what < 96) {
      world.server.busy = chance(0.4)
    } else if (what < 98) {
      tab.device.slow = chance(0.5)
      tab.device.finish()
    } else {
      if (tab.device.slow) {
        // What was never written cannot survive; that is for its own test.
        tab.device.slow = false
        tab.device.finish()
      }
      world.run(20)
      tab.crash()
      tab.wire.cut()
      const next = world.again(tab)
      tabs = tabs.map((one) => (one === tab ? next : one))
      world.run(chance(0.5) ? 300 : 5_000)
      return next
    }
    for (const [name, text] of tab.editors) expect(text).toBe(tab.text(...(name.split(' ') as [string, string])))
    return tab
  }

  for (let i = 0; i < 120; i++) {
    const tab = pick(tabs)
    if (tab) act(tab)
    world.run(chance(0.7) ? random() % 60 : random() % 3_000)
  }
  world.server.busy = false
  for (const tab of tabs) {
    Object.assign(tab.wire, { up: true, upgrades: true, silent: false, loses: 0 })
    tab.device.slow = false
    tab.device.finish()
    tab.surroundings.online = true
    tab.client.surroundingsChanged()
    tab.client.pause(false)
  }
  world.run(200_000)

  const end = sorted(world.server.board.items.values())
  for (const tab of tabs) {
    expect(tab.client.refused).toEqual([])
    expect(tab.client.state).toMatchObject({ words: 'saved', unsent: 0 })
    expect(tab.items()).toEqual(end)
    for (const [name, text] of tab.editors) expect(text).toBe(tab.text(...(name.split(' ') as [string, string])))
  }
  if (countable) {
    const journal = JSON.stringify(world.server.revisions)
    for (const letter of typed) expect([letter, journal.split(letter.charAt(0)).length - 1]).toEqual([letter, 1])
  }
}
