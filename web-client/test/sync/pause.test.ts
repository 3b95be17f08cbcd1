import { expect, test } from 'vitest'
import type { Change } from '../../src/sync/client.types'
import { World } from './world'

function paused(seed: number) {
  const world = new World(seed)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, 'base')
  world.run(500)
  ada.edit(note)
  ada.client.pause(true)
  return { world, ada, ben, note }
}

test("others' changes are held back and counted, my own go on, and at the end all is there", () => {
  const { world, ada, ben, note } = paused(1)
  ben.type(note, 0, 'ben ')
  world.run(200)
  const made = ben.create(null, 'new')
  world.run(200)
  expect(ada.text(note)).toBe('base')
  expect(ada.client.items.has(made)).toBe(false)
  expect(ada.client.state.held).toBe(2)
  ada.type(note, 4, ' ada')
  ada.type(note, 0, '', 1)
  world.run(500)
  expect(ada.text(note)).toBe('ase ada')
  expect(world.server.text(note, 'text')).toBe('ben ase ada')
  expect(ada.client.state).toMatchObject({ words: 'saved', held: 2 })
  ada.client.pause(false)
  expect(ada.text(note)).toBe('ben ase ada')
  expect(ada.editors.get(`${note} text`)).toBe('ben ase ada')
  expect(ada.client.items.has(made)).toBe(true)
  expect(ada.client.state.held).toBe(0)
})

test('undo while paused shows what was held first, since it is done to that', () => {
  const { world, ada, ben, note } = paused(2)
  ada.type(note, 4, '!')
  world.run(200)
  ben.type(note, 4, 'BEN')
  world.run(200)
  ada.client.undo()
  expect(ada.text(note)).toBe('baseBEN')
  expect(ada.editors.get(`${note} text`)).toBe('baseBEN')
  ben.type(note, 0, 'later ')
  world.run(200)
  expect(ada.text(note)).toBe('baseBEN')
})

test('each change is told once, with who made it, and an open editor can follow by the operations alone', () => {
  const { world, ada, ben, note } = paused(3)
  ada.client.pause(false)
  const changes: Change[] = []
  ada.client.subscribe((change) => changes.push(change))
  ben.type(note, 4, 'x')
  world.run(500)
  expect(changes.filter(({ kind }) => kind === 'text' || kind === 'items')).toEqual([
    { kind: 'text', item: note, field: 'text', op: [4, 'x'], origin: 'remote' },
    { kind: 'items', ids: new Set([note]), origin: 'remote', by: 2 },
  ])
  changes.length = 0
  ada.type(note, 0, 'y')
  expect(changes.filter(({ kind }) => kind === 'text' || kind === 'items')).toEqual([
    { kind: 'text', item: note, field: 'text', op: ['y'], origin: 'local' },
    { kind: 'items', ids: new Set([note]), origin: 'local', by: 1 },
  ])
  changes.length = 0
  world.run(500)
  // The own echo changes nothing that can be seen.
  expect(changes.filter(({ kind }) => kind !== 'state')).toEqual([])
})
