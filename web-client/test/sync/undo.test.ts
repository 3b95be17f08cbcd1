import { expect, test } from 'vitest'
import { World } from './world'

function two(seed: number) {
  const world = new World(seed)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, 'base')
  world.run(2_000)
  return { world, ada, ben, note }
}

test('undo takes back what I typed and leaves what the others typed in it', () => {
  const { world, ada, ben, note } = two(1)
  ada.edit(note)
  for (const letter of 'mine') ada.type(note, [...ada.text(note)].length, letter)
  world.run(500)
  ben.type(note, 6, 'BEN')
  world.run(500)
  expect(ada.text(note)).toBe('basemiBENne')
  expect(ada.client.undo()).toEqual({ done: true, item: note, field: 'text' })
  world.run(500)
  expect(ben.text(note)).toBe('baseBEN')
  expect(ada.editors.get(`${note} text`)).toBe('baseBEN')
  expect(ada.client.redo()).toMatchObject({ done: true })
  world.run(500)
  expect([...ben.text(note)].sort()).toEqual([...'basemineBEN'].sort())
  expect(ada.text(note)).toBe(ben.text(note))
})

test('what was done for good is no step, and those before it are taken back as ever', () => {
  const { world, ada, ben, note } = two(1)
  ada.type(note, 4, ' mine')
  world.run(2_000)
  ada.client.submit([{ e: 'set', item: note, field: 'flag', value: true }], true)
  world.run(500)
  expect(ada.client.undo()).toMatchObject({ done: true, field: 'text' })
  world.run(500)
  expect([ben.text(note), ben.client.items.get(note)?.fields['flag']]).toEqual(['base', true])
})

test('typing on is one step, and a pause or another place begins the next one', () => {
  const { world, ada, note } = two(2)
  for (const letter of 'one') {
    ada.type(note, [...ada.text(note)].length, letter)
    world.run(100)
  }
  world.run(1_000)
  for (const letter of 'two') {
    ada.type(note, [...ada.text(note)].length, letter)
    world.run(100)
  }
  ada.type(note, 0, 'x')
  ada.client.undo()
  expect(ada.text(note)).toBe('baseonetwo')
  ada.client.undo()
  expect(ada.text(note)).toBe('baseone')
  ada.client.undo()
  expect(ada.text(note)).toBe('base')
  ada.client.redo()
  ada.client.redo()
  expect(ada.text(note)).toBe('baseonetwo')
  world.run(500)
  expect(world.server.text(note, 'text')).toBe('baseonetwo')
})

test('what belongs to typing comes with its first letter, and is taken back and done again with all of it', () => {
  const { world, ada, ben, note } = two(7)
  ada.edit(note)
  ada.client.type(note, 'text', [4, 'o'], [{ e: 'set', item: note, field: 'kind', value: 'idea' }])
  world.run(500)
  expect(ben.client.items.get(note)?.fields).toMatchObject({ text: 'baseo', kind: 'idea' })
  ada.type(note, 5, 'n')
  ada.type(note, 6, 'e')
  expect(ada.client.undo()).toEqual({ done: true, item: note, field: 'text' })
  world.run(500)
  expect(ben.client.items.get(note)?.fields).toEqual({ text: 'base' })
  ada.client.redo()
  world.run(500)
  expect(ben.client.items.get(note)?.fields).toMatchObject({ text: 'baseone', kind: 'idea' })
})

test('the mark of a version stays when its first letter is taken back and somebody else has written on', () => {
  const { world, ada, ben, note } = two(8)
  ada.edit(note)
  ada.client.type(note, 'text@nl', ['H'], [{ e: 'set', item: note, field: 'text@nl:of', value: 'the original' }])
  world.run(500)
  ben.edit(note)
  ben.client.type(note, 'text@nl', [1, 'allo'])
  world.run(500)
  expect(ada.client.undo()).toEqual({ done: true, item: note, field: 'text@nl' })
  world.run(500)
  expect(ben.client.items.get(note)?.fields).toMatchObject({ 'text@nl': 'allo', 'text@nl:of': 'the original' })
  ada.client.redo()
  world.run(500)
  expect(ben.client.items.get(note)?.fields).toMatchObject({ 'text@nl': 'Hallo', 'text@nl:of': 'the original' })
})

test('a value is undone only while it is the one I set', () => {
  const { world, ada, ben, note } = two(3)
  ada.client.submit([{ e: 'set', item: note, field: 'kind', value: 'idea' }])
  world.run(500)
  ben.client.submit([{ e: 'set', item: note, field: 'kind', value: 'concern' }])
  world.run(500)
  expect(ada.client.undo()).toEqual({ done: false, why: 'changed_by_others' })
  world.run(500)
  expect(world.server.board.item(note)?.fields.kind).toBe('concern')
  ada.client.submit([{ e: 'set', item: note, field: 'kind', value: 'idea' }])
  expect(ada.client.undo()).toMatchObject({ done: true })
  world.run(500)
  expect(world.server.board.item(note)?.fields.kind).toBe('concern')
})

test('moves, links, deletions and new items are taken back, each as one step', () => {
  const { world, ada, note } = two(4)
  const other = ada.create(null, 'other')
  world.run(500)
  const start = ada.items()
  ada.client.submit([
    { e: 'move', item: other, parent: null, at: 'first' },
    { e: 'link', item: note, rel: 'about', to: other },
    { e: 'delete', item: note },
  ])
  const made = ada.create(note, 'new')
  world.run(500)
  ada.client.undo()
  expect(ada.client.items.get(made)?.deleted).toBe(true)
  ada.client.redo()
  expect(ada.client.items.get(made)?.deleted).toBeUndefined()
  ada.client.undo()
  ada.client.undo()
  world.run(500)
  const now = ada.items().filter((item) => item.id !== made)
  expect(now.map(({ id, parent, links, deleted }) => [id, parent, links, deleted])).toEqual(
    start.map(({ id, parent, links, deleted }) => [id, parent, links, deleted]),
  )
  expect([...now].sort((a, b) => (a.pos < b.pos ? -1 : 1)).map((item) => item.fields.text)).toEqual(['base', 'other'])
  expect(world.server.board.item(other)?.parent).toBe(null)
})

test('when nothing of mine is left there is nothing to undo, and it says why', () => {
  const { world, ada, ben, note } = two(5)
  const fresh = world.again(ben)
  world.run(500)
  expect(fresh.client.undo()).toEqual({ done: false, why: 'nothing' })
  ada.type(note, 4, 'mine')
  world.run(500)
  ben.type(note, 4, '', 4)
  world.run(500)
  expect(ada.client.undo()).toEqual({ done: false, why: 'changed_by_others' })
  expect(ada.text(note)).toBe('base')
})

test('what others have changed of a step stays, the rest is taken back, and both are said', () => {
  const { world, ada, ben, note } = two(7)
  ada.client.submit([
    { e: 'set', item: note, field: 'kind', value: 'idea' },
    { e: 'set', item: note, field: 'lang', value: 'it' },
  ])
  world.run(500)
  ben.client.submit([{ e: 'set', item: note, field: 'kind', value: 'question' }])
  world.run(500)
  expect(ada.client.undo()).toEqual({ done: true, item: note, field: 'lang', partly: true })
  world.run(500)
  expect(world.server.board.item(note)?.fields).toMatchObject({ kind: 'question' })
  expect(world.server.board.item(note)?.fields).not.toHaveProperty('lang')
})

test('undo goes on through a reconnect', () => {
  const { world, ada, ben, note } = two(6)
  ada.type(note, 4, 'mine')
  world.run(500)
  ada.wire.up = false
  ada.wire.cut()
  ben.type(note, 0, 'ben ')
  world.run(20_000)
  ada.client.undo()
  ada.wire.up = true
  world.run(30_000)
  expect(world.server.text(note, 'text')).toBe('ben base')
})
