import { expect, test } from 'vitest'
import { ServerClock } from '../../src/sync/serverclock'
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
