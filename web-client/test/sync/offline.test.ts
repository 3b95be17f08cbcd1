import { expect, test } from 'vitest'
import { World, type Tab } from './world'

/** Ten minutes in which a person writes and the network is not there. */
function writesFor(world: World, tab: Tab, note: string, ms: number, text: string): void {
  const letters = [...text]
  for (const letter of letters) {
    tab.type(note, [...tab.text(note)].length, letter)
    world.run(ms / letters.length)
  }
}

const long = Array.from({ length: 600 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')

for (const carrier of ['live', 'http']) {
  test(`ten minutes offline (${carrier}): every character arrives once, and others' are there too`, () => {
    const world = new World(600)
    const [ada, ben] = [world.tab(), world.tab()]
    if (carrier === 'http') ada.wire.upgrades = false
    world.run(3_000)
    const note = ada.create(null, '')
    world.run(500)
    ada.wire.up = false
    ada.wire.cut()
    ben.type(note, 0, 'Ben was here. ')
    writesFor(world, ada, note, 600_000, long)
    expect(ada.client.state).toMatchObject({ words: 'unsent', connection: 'offline' })
    ada.wire.up = true
    world.run(30_000)
    expect(world.server.text(note, 'text')).toBe(`Ben was here. ${long}`)
    expect(ada.text(note)).toBe(ben.text(note))
    expect(ada.client.state).toMatchObject({ words: 'saved', unsent: 0 })
  })
}

test('ten minutes offline, the page reloaded meanwhile: every character arrives once', () => {
  const world = new World(601)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  ada.wire.up = false
  ada.wire.cut()
  writesFor(world, ada, note, 300_000, long.slice(0, 300))
  world.run(50)
  ada.crash()
  const again = world.again(ada)
  world.run(300_000)
  again.wire.up = true
  world.run(30_000)
  expect(world.server.text(note, 'text')).toBe(long.slice(0, 300))
  expect(again.text(note)).toBe(ben.text(note))
  expect(again.client.state).toMatchObject({ words: 'saved', unsent: 0 })
  expect(ada.store.records.has(ada.client.client)).toBe(false)
})

test('a tab that is killed leaves its text to the other tab of the same person, which sends it once', () => {
  const world = new World(602)
  const ada = world.tab()
  const second = world.again(ada)
  const ben = world.tab(2)
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  // The killed one had something in flight that did arrive, and more behind it.
  ada.wire.loses = 256
  ada.wire.upgrades = false
  ada.wire.cut()
  ada.type(note, 0, 'first ')
  world.run(2_500)
  ada.create(null, 'another')
  ada.type(note, 6, 'second')
  world.run(20)
  ada.crash()
  ada.wire.cut()
  Object.assign(ada.wire, { loses: 0, upgrades: true })
  world.run(90_000)
  expect(world.server.text(note, 'text')).toBe('first second')
  expect([...ben.client.items.values()].filter((item) => item.fields.text === 'another')).toHaveLength(1)
  expect(second.client.state).toMatchObject({ words: 'saved', unsent: 0 })
})

test('two tabs that find the same dead tab do not both send what it left', () => {
  const world = new World(603)
  const ada = world.tab()
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 0, 'once')
  ada.create(null, 'only')
  world.run(50)
  ada.crash()
  const others = [world.again(ada), world.again(ada), world.again(ada)]
  ada.wire.up = true
  world.run(120_000)
  expect(world.server.text(note, 'text')).toBe('once')
  for (const tab of others) {
    expect(tab.client.state.words).toBe('saved')
    expect(tab.items().filter((item) => item.fields.text === 'only')).toHaveLength(1)
  }
})

test('on a shared laptop nobody sends or sees what another person left', () => {
  const world = new World(604)
  const ada = world.tab(1)
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 0, "ada's")
  world.run(50)
  ada.crash()
  const ben = world.tab(2, ada.store)
  world.run(120_000)
  expect(ben.client.state).toMatchObject({ words: 'saved', unsent: 0 })
  expect(world.server.text(note, 'text')).toBe('')
  ada.wire.up = true
  world.again(ada)
  world.run(30_000)
  expect(world.server.text(note, 'text')).toBe("ada's")
})

test('nothing leaves before it is on the device', () => {
  const world = new World(605)
  const ada = world.tab()
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  ada.device.slow = true
  ada.type(note, 0, 'x')
  world.run(3_000)
  expect(world.server.text(note, 'text')).toBe('')
  expect(ada.client.state.words).toBe('saving')
  ada.device.slow = false
  ada.device.finish()
  world.run(500)
  expect(world.server.text(note, 'text')).toBe('x')
})

test('where the device keeps nothing, the text is sent all the same, and the state says so', () => {
  const world = new World(606)
  const ada = world.tab()
  ada.device.keeps = false
  ada.device.fails = true
  world.run(500)
  const note = ada.create(null, 'sent')
  world.run(500)
  expect(world.server.text(note, 'text')).toBe('sent')
  expect(ada.client.state.keeps).toBe(false)
})

test('a tab whose queue was adopted while it was frozen stops, and shows what was not written', () => {
  const world = new World(607)
  const ada = world.tab()
  world.run(500)
  const note = ada.create(null, '')
  world.run(500)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 0, 'kept ')
  world.run(50)
  // Without locks a frozen tab cannot be told from one that is gone.
  ada.store.alive.delete(ada.device.holder)
  const wire = world.wire(1)
  const other = world.tab(1, ada.store, wire)
  world.run(5_000)
  const reasons: string[] = []
  ada.client.subscribe((change) => change.kind === 'closed' && reasons.push(change.reason))
  ada.create(null, 'not written')
  world.run(50)
  expect(reasons).toEqual(['taken'])
  expect(world.server.text(note, 'text')).toBe('kept ')
  expect(other.client.state.words).toBe('saved')
  expect(ada.client.refused.map((refused) => refused.wrote.map(({ text }) => text))).toEqual([['not written']])
})
