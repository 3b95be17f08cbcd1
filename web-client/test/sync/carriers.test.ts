import { expect, test } from 'vitest'
import { World } from './world'

function connection(world: World, change: (wire: ReturnType<World['wire']>) => void) {
  const wire = world.wire(1)
  change(wire)
  const ada = world.tab(1, undefined, wire)
  const ben = world.tab(2)
  world.run(400)
  return { ada, ben, wire }
}

test('where a proxy strips Upgrade, the board is there by plain HTTP after two attempts, with everything', () => {
  const world = new World(1)
  const { ada, ben, wire } = connection(world, (one) => (one.upgrades = false))
  world.run(1_500)
  expect(ada.client.state.connection).toBe('http')
  expect(wire.sockets).toBe(2)
  const note = ada.create(null, 'from a café')
  world.run(500)
  expect(ben.text(note)).toBe('from a café')
  ben.type(note, 0, 'hello ')
  world.run(500)
  expect(ada.text(note)).toBe('hello from a café')
  expect(ada.client.state.words).toBe('saved')
  // Long polls: in a quiet minute hardly anything is asked.
  wire.asked = 0
  world.run(60_000)
  expect(wire.asked).toBeLessThanOrEqual(4)
})

test('a WebSocket that opens and brings nothing is given up for HTTP after five seconds', () => {
  const world = new World(2)
  const { ada, wire } = connection(world, (one) => (one.swallows = true))
  world.run(4_000)
  expect(ada.client.state.connection).toBe('connecting')
  world.run(1_500)
  expect(ada.client.state.connection).toBe('http')
  expect(wire.sockets).toBe(1)
})

test('over HTTP the WebSocket is tried again each minute, and it takes over without losing or doubling', () => {
  const world = new World(3)
  const { ada, ben, wire } = connection(world, (one) => (one.upgrades = false))
  world.run(5_000)
  const note = ada.create(null, '')
  world.run(500)
  wire.upgrades = true
  for (let i = 0; ada.client.state.connection !== 'live' && i < 700; i++) {
    ada.type(note, i, 'x')
    world.run(100)
  }
  expect(ada.client.state.connection).toBe('live')
  for (let i = 0; i < 20; i++) {
    ada.type(note, 0, 'y')
    world.run(30)
  }
  world.run(3_000)
  expect(world.server.text(note, 'text')).toBe(ada.text(note))
  expect(ben.text(note)).toMatch(/^y{20}x+$/)
  expect(ada.client.state).toMatchObject({ words: 'saved', unsent: 0 })
})

test('the browser event online brings the WebSocket back at once', () => {
  const world = new World(4)
  const { ada, wire } = connection(world, (one) => (one.upgrades = false))
  world.run(5_000)
  wire.upgrades = true
  ada.client.surroundingsChanged()
  world.run(500)
  expect(ada.client.state.connection).toBe('live')
})

test('where everything is cut after five seconds, polls become short and the text arrives', () => {
  const world = new World(5)
  const { ada, ben, wire } = connection(world, (one) => (one.cutsAfter = 5_000))
  world.run(60_000)
  expect(ada.client.state.connection).toBe('http')
  const note = ada.create(null, '')
  for (let i = 0; i < 100; i++) {
    ada.type(note, i, 'x')
    if (i % 10 === 0) ben.type(note, 0, 'y')
    world.run(500)
  }
  world.run(5_000)
  expect([...world.server.text(note, 'text')].sort().join('')).toBe('x'.repeat(100) + 'y'.repeat(10))
  expect(ada.text(note)).toBe(ben.text(note))
  wire.asked = 0
  world.run(60_000)
  expect(wire.asked).toBeGreaterThan(20)
  expect(wire.asked).toBeLessThan(45)
})

test('seven seconds without a frame are the end of a line, unless the page is hidden', () => {
  const world = new World(6)
  const { ada, wire } = connection(world, () => undefined)
  wire.silent = true
  world.run(6_000)
  expect(ada.client.state.connection).toBe('live')
  world.run(3_000)
  expect(ada.client.state.connection).not.toBe('live')
  wire.silent = false
  world.run(20_000)
  expect(ada.client.state.connection).toBe('live')
  ada.surroundings.visible = false
  wire.silent = true
  world.run(60_000)
  expect(ada.client.state.connection).toBe('live')
  world.run(40_000)
  expect(ada.client.state.connection).not.toBe('live')
})

test('attempts without a server become rare and never stop', () => {
  const world = new World(7)
  const { ada, wire } = connection(world, () => undefined)
  wire.up = false
  wire.cut()
  world.run(600_000)
  expect(ada.client.state).toMatchObject({ connection: 'offline', words: 'saved' })
  const after = wire.sockets
  world.run(600_000)
  // Full jitter under a cap of 15 s: about one in 7.5 s.
  expect(wire.sockets - after).toBeGreaterThan(40)
  expect(wire.sockets - after).toBeLessThan(160)
  wire.up = true
  world.run(20_000)
  expect(ada.client.state.connection).toBe('live')
})

test('three hundred tabs do not come back in the same moment', () => {
  const world = new World(8)
  const moments = new Set<number>()
  const tabs = Array.from({ length: 300 }, () => world.tab())
  world.run(1_000)
  for (const tab of tabs) tab.wire.cut()
  for (let i = 0; i < 300; i++) {
    const before = tabs.map((tab) => tab.wire.sockets)
    world.run(1)
    tabs.forEach((tab, index) => tab.wire.sockets > (before[index] ?? 0) && moments.add(i))
  }
  expect(moments.size).toBeGreaterThan(100)
})

test('typing fast sends a few submissions, not one for each letter', () => {
  const world = new World(9)
  const { ada, wire } = connection(world, () => undefined)
  const note = ada.create(null, '')
  world.run(500)
  const before = world.server.head
  for (let i = 0; i < 100; i++) {
    ada.type(note, i, 'x')
    world.run(10)
  }
  world.run(1_000)
  expect(world.server.text(note, 'text')).toBe('x'.repeat(100))
  expect(world.server.head - before).toBeLessThan(25)
  expect(wire.sent.length).toBeGreaterThan(5)
})

test('a page that is one too many says so, tries again seldom, and connects by itself when there is room', () => {
  const world = new World(10)
  world.server.full = true
  const ada = world.tab()
  const seen = new Set<string | null>()
  for (let second = 0; second < 120; second++) {
    world.run(1_000)
    seen.add(ada.client.state.turnedAway)
  }
  expect([...seen]).toEqual(['too_many_connections'])
  expect(ada.client.state.connection).toBe('offline')
  expect(ada.wire.asked + ada.wire.sockets).toBeLessThan(60)
  world.server.full = false
  world.run(20_000)
  expect(ada.client.state).toMatchObject({ turnedAway: null, words: 'saved', connection: 'live' })
})

test('a line that is cut after that is no page too many any more', () => {
  const world = new World(11)
  world.server.full = true
  const ada = world.tab()
  world.run(20_000)
  ada.wire.up = false
  ada.wire.cut()
  world.run(60_000)
  expect(ada.client.state).toMatchObject({ turnedAway: null, connection: 'offline' })
})
