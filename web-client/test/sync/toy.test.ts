import { expect, test } from 'vitest'
import { World, sorted } from './world'

test('what one types the other sees, and both end with the same board', () => {
  const world = new World(1)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(1_000)
  const note = ada.create(null, 'Hello')
  world.run(1_000)
  expect(ben.text(note)).toBe('Hello')
  ada.edit(note)
  ben.edit(note)
  for (const letter of ', world') {
    ada.type(note, [...ada.text(note)].length, letter)
    ben.type(note, 0, '*')
    world.run(7)
  }
  world.run(2_000)
  expect(ada.items()).toEqual(sorted(world.server.board.items.values()))
  expect(ben.items()).toEqual(ada.items())
  expect(world.server.text(note, 'text')).toBe('*******Hello, world')
  for (const tab of [ada, ben]) {
    expect(tab.client.state).toMatchObject({ words: 'saved', connection: 'live', unsent: 0 })
    expect(tab.editors.get(`${note} text`)).toBe('*******Hello, world')
  }
})
