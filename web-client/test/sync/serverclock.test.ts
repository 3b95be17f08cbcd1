import { expect, test } from 'vitest'
import { newId } from '../../src/sync/ids'
import { ServerClock } from '../../src/sync/serverclock'
import { secondsLeft } from '../../src/view/session/led'
import { Clock, World } from './world'

const HOUR = 3_600_000

test('until the server has said, its clock is taken to be the own one, and what is no time is left alone', () => {
  const timers = new Clock()
  const clock = new ServerClock(timers)
  clock.heard(undefined)
  clock.heard('soon')
  clock.begin(null)
  expect(clock.now).toBe(timers.now())
})

test('what came fastest counts, until it is old', () => {
  const timers = new Clock()
  const clock = new ServerClock(timers)
  const say = (late: number) => clock.heard(timers.now() + HOUR - late)
  say(900)
  say(20)
  for (let i = 0; i < 14; i++) say(700)
  expect(clock.now - timers.now()).toBe(HOUR - 20)
  for (let i = 0; i < 2; i++) say(700)
  expect(clock.now - timers.now()).toBe(HOUR - 700)
})

test('a clock that was set back is believed by the next line', () => {
  const timers = new Clock()
  const clock = new ServerClock(timers)
  clock.begin(timers.now() + HOUR)
  clock.begin(timers.now() - HOUR)
  expect(clock.now - timers.now()).toBe(-HOUR)
})

test.each([
  ['the WebSocket', true],
  ['plain HTTP', false],
])('over %s a tab knows the server’s time within a second, an hour off, after a reconnect and when either clock is set', (_, upgrades) => {
  const world = new World(7)
  world.server.ahead = HOUR
  const wire = world.wire(1)
  wire.upgrades = upgrades
  const ada = world.tab(1, undefined, wire)
  const off = () => Math.abs(ada.client.serverNow - world.server.now)
  world.run(4_000)
  expect(ada.client.state.connection).toBe(upgrades ? 'live' : 'http')
  expect(off()).toBeLessThan(1_000)
  world.run(60_000)
  expect(off()).toBeLessThan(1_000)
  wire.up = false
  wire.cut()
  world.run(20_000)
  expect(off()).toBeLessThan(1_000)
  world.server.ahead = -HOUR
  wire.up = true
  world.run(20_000)
  expect(off()).toBeLessThan(1_000)
  world.server.ahead = -HOUR + 90_000
  world.run(40_000)
  expect(off()).toBeLessThan(1_000)
})

test('30 clients show the same time left within a second, on both carriers, with clocks an hour off and after a reconnect', () => {
  const world = new World(30)
  world.server.ahead = 5 * HOUR
  const session = newId(world.clock.now(), world.random)
  const tabs = Array.from({ length: 30 }, (_, i) => {
    const wire = world.wire(i + 1)
    wire.upgrades = i % 2 === 0
    wire.slow = (i * 13) % 400
    const tab = world.tab(i + 1, undefined, wire)
    tab.ahead = i % 10 === 3 ? HOUR : i % 10 === 8 ? -HOUR : 0
    return tab
  })
  world.run(10_000)
  const timer = { title: 'Visit', opened: world.server.now, started: world.server.now, seconds: 300 }
  tabs[0]?.client.submit([{ e: 'create', item: session, type: 'session', parent: null, fields: timer }])
  world.run(5_000)
  const left = () =>
    tabs.map(({ client }) => {
      const item = client.items.get(session)
      return item === undefined ? NaN : (secondsLeft(item, client.serverNow) ?? NaN)
    })
  let largest = 0
  const watch = (ms: number) => {
    for (let at = 0; at < ms; at += 250) {
      world.run(250)
      const shown = left()
      const really = (timer.started + timer.seconds * 1_000 - world.server.now) / 1_000
      largest = Math.max(largest, Math.max(...shown) - Math.min(...shown))
      for (const seconds of shown) expect(Math.abs(seconds - Math.ceil(really))).toBeLessThanOrEqual(1)
    }
  }
  watch(60_000)
  expect(tabs.filter(({ client }) => client.state.connection === 'live')).toHaveLength(15)
  expect(tabs.filter(({ client }) => client.state.connection === 'http')).toHaveLength(15)
  const gone = tabs.filter((_, i) => i % 3 === 0)
  for (const { wire } of gone) {
    wire.up = false
    wire.cut()
  }
  watch(30_000)
  expect(gone.every(({ client }) => client.state.connection !== 'live' && client.state.connection !== 'http')).toBe(true)
  for (const { wire } of gone) wire.up = true
  watch(60_000)
  expect(tabs.every(({ client }) => client.state.connection === 'live' || client.state.connection === 'http')).toBe(true)
  console.log(`30 clients: at most ${largest} s apart`)
  expect(largest).toBeLessThanOrEqual(1)
})
