import { expect, test } from 'vitest'
import { textOf } from '../../src/board/board'
import type { Item } from '../../src/board/types'
import { newId } from '../../src/sync/ids'
import { World } from './world'

function refusing(seed: number) {
  const world = new World(seed)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, 'base')
  world.run(500)
  world.server.refuses = (submission) => JSON.stringify(submission).includes('☠')
  return { world, ada, ben, note }
}

test('a refused submission leaves the board and stands in the tray with its text and the reason', () => {
  const { world, ada, note } = refusing(1)
  ada.edit(note)
  ada.type(note, 4, ' ☠')
  expect(ada.text(note)).toBe('base ☠')
  world.run(500)
  expect(ada.text(note)).toBe('base')
  expect(ada.editors.get(`${note} text`)).toBe('base')
  expect(ada.client.refused).toMatchObject([{ n: 2, code: 'invalid', reason: 'invalid_value', wrote: [{ text: ' ☠' }] }])
  expect(ada.client.state).toMatchObject({ words: 'refused', unsent: 0 })
  for (const refused of ada.client.refused) ada.client.dismiss(refused)
  expect(ada.client.state.words).toBe('saved')
})

test('what was typed after the refused submission stays where it was meant', () => {
  const { world, ada, ben, note } = refusing(2)
  ada.edit(note)
  ada.type(note, 4, '☠')
  ada.type(note, 0, 'a')
  ada.type(note, 6, 'b')
  ada.type(note, 2, '', 2)
  ben.type(note, 4, 'ben')
  expect(ada.text(note)).toBe('abe☠b')
  world.run(2_000)
  expect(world.server.text(note, 'text')).toBe(ada.text(note))
  expect(ada.text(note)).toMatch(/^abe(benb|bben)$/)
  expect(ada.editors.get(`${note} text`)).toBe(ada.text(note))
})

test('a refused deletion brings the text back, in an open editor too, with what was written since', () => {
  const { world, ada, note } = refusing(3)
  ada.edit(note)
  ada.client.submit([
    { e: 'type', item: note, field: 'text', op: [1, { d: 2 }] },
    { e: 'set', item: note, field: 'kind', value: '☠' },
  ])
  expect(ada.text(note)).toBe('be')
  ada.type(note, 1, '-')
  world.run(1_000)
  expect([...ada.text(note)].sort()).toEqual([...'base-'].sort())
  expect(ada.text(note)).toBe(world.server.text(note, 'text'))
  expect(ada.editors.get(`${note} text`)).toBe(ada.text(note))
})

test('what builds on a refused item goes with it, and what does not is sent', () => {
  const { world, ada, note } = refusing(4)
  const made = ada.create(null, '☠')
  ada.type(made, 1, 'typed in it')
  const child = ada.create(made, 'below it')
  ada.type(child, 0, 'typed below it')
  ada.client.submit([{ e: 'link', item: note, rel: 'about', to: made }])
  ada.client.submit([{ e: 'set', item: note, field: 'kind', value: 'kept' }])
  ada.type(note, 4, '!')
  world.run(2_000)
  expect(ada.client.refused.flatMap((refused) => refused.wrote.map(({ text }) => text))).toEqual(['☠', 'typed in it', 'below it', 'typed below it'])
  expect(ada.client.items.has(made)).toBe(false)
  expect(world.server.board.item(note)).toMatchObject({ fields: { text: 'base!', kind: 'kept' }, links: [] })
  expect(ada.client.state.unsent).toBe(0)
})

test('the tray is on the device: it is there after a reload, and gone once it was dismissed', () => {
  const { world, ada, note } = refusing(5)
  ada.type(note, 4, ' ☠')
  world.run(500)
  ada.crash()
  const again = world.again(ada)
  world.run(1_000)
  expect(again.client.refused.map((refused) => refused.wrote.map(({ text }) => text))).toEqual([[' ☠']])
  for (const refused of again.client.refused) again.client.dismiss(refused)
  world.run(500)
  again.crash()
  const third = world.again(again)
  world.run(1_000)
  expect(third.client.refused).toEqual([])
  expect(third.client.state.words).toBe('saved')
})

test('what a dead tab left and the server refuses comes to the tray of the tab that delivers it', () => {
  const { world, ada, note } = refusing(6)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 4, ' ☠')
  ada.create(note, 'kept')
  world.run(50)
  ada.crash()
  ada.wire.up = true
  const again = world.again(ada)
  world.run(5_000)
  expect(again.client.refused.map((refused) => refused.wrote.map(({ text }) => text))).toEqual([[' ☠']])
  expect(again.items().some((item) => item.fields.text === 'kept')).toBe(true)
})

test('"retry" is no refusal: the same is sent again until it is numbered', () => {
  const { world, ada, note } = refusing(7)
  world.server.busy = true
  ada.type(note, 4, '!')
  world.run(60_000)
  expect(ada.client.state).toMatchObject({ words: 'saving', unsent: 1 })
  expect(ada.client.refused).toEqual([])
  world.server.busy = false
  world.run(20_000)
  expect(world.server.text(note, 'text')).toBe('base!')
  const frames = ada.wire.sent.filter((text) => text.includes('"n":2'))
  expect(new Set(frames).size).toBe(1)
  expect(frames.length).toBeGreaterThan(3)
  expect(frames.length).toBeLessThan(40)
})

test('text is tidied before it is shown and sent, and the editor follows', () => {
  const { world, ada, note } = refusing(8)
  ada.edit(note)
  ada.type(note, 4, 'a\r\nb\0c\ud800')
  const item = newId(world.clock.now(), world.random)
  ada.client.submit([{ e: 'create', item, type: 'note', parent: null, fields: { text: 'one\rtwo' } }])
  world.run(500)
  expect(world.server.text(note, 'text')).toBe('basea\nbc')
  expect(ada.editors.get(`${note} text`)).toBe('basea\nbc')
  expect(world.server.text(item, 'text')).toBe('one\ntwo')
})

test('who is sent away finds what was not sent in the tray, and the visit ends', () => {
  const { world, ada, note } = refusing(8)
  const reasons: string[] = []
  ada.client.subscribe((change) => change.kind === 'closed' && reasons.push(change.reason))
  ada.wire.tell({ type: 'ended', board: ada.client.board })
  ada.type(note, 4, ' mine')
  world.run(500)
  expect(reasons).toEqual(['membership_ended'])
  expect(ada.client.refused).toMatchObject([{ code: 'denied', reason: 'membership_ended', wrote: [{ text: ' mine' }] }])
  expect(ada.client.state.connection).toBe('ended')
})

test('another role of mine is told at once, from a frame as from a welcome', () => {
  const { world, ada } = refusing(9)
  const roles: string[] = []
  ada.client.subscribe((change) => change.kind === 'role' && roles.push(ada.client.role))
  const me = { person: ada.client.me, name: 'Ada', party: 'support' }
  ada.wire.tell({ type: 'people', people: [{ ...me, person: me.person + 1, role: 'mentee' }] })
  ada.wire.tell({ type: 'people', people: [{ ...me, role: 'support' }] })
  world.run(500)
  expect(roles).toEqual(['support'])
  ada.wire.cut()
  world.run(5_000)
  expect(roles).toEqual(['support', 'participant'])
})

test('typing that is refused since somebody else writes now is kept as what the page makes of it, all of it at once', () => {
  const { world, ada, ben, note } = refusing(11)
  const kept: unknown[] = []
  const proposal = '019a0000-0000-7000-8000-0000000000ff'
  ada.client.instead = (typed) => {
    if ('made' in typed) return null
    kept.push(typed)
    return [{ e: 'create', item: proposal, type: 'note', parent: null, fields: { text: typed.wanted } }]
  }
  world.server.refusal = { code: 'denied', reason: 'pen' }
  world.server.refuses = (submission) => JSON.stringify(submission).includes('"e":"type"')
  ada.edit(note)
  ada.type(note, 4, ' one')
  world.run(30)
  ada.type(note, 0, 'the ')
  ben.client.submit([{ e: 'set', item: note, field: 'kind', value: 'idea' }])
  world.run(3_000)
  expect(kept).toEqual([{ item: note, field: 'text', base: 'base', wanted: 'the base one' }])
  expect(ada.text(note)).toBe('base')
  expect(ada.client.refused).toEqual([])
  expect(world.server.text(proposal, 'text')).toBe('the base one')
  ada.client.instead = () => null
  ada.type(note, 4, ' two')
  world.run(3_000)
  expect(ada.client.refused).toMatchObject([{ reason: 'pen', wrote: [{ text: ' two' }] }])
})

/** Whoever asks may not make notes now, but for what begins with "kept: ", which stands for a proposal. */
function withoutPen(seed: number) {
  const { world, ada, ben, note } = refusing(seed)
  world.server.refusal = { code: 'denied', reason: 'pen' }
  world.server.refuses = (submission) => submission.edits.some((edit) => edit.e === 'create' && !String(edit.fields?.['text'] ?? '').startsWith('kept: '))
  const proposal = newId(world.clock.now(), world.random)
  const made: Item[] = []
  ada.client.instead = (left) => {
    if (!('made' in left)) return null
    made.push(left.made)
    return [{ e: 'create', item: proposal, type: 'note', parent: null, fields: { text: `kept: ${textOf(left.made, 'text')}` } }]
  }
  return { world, ada, ben, note, proposal, made }
}

test('something new that is refused since somebody else writes now is kept with all that was typed into it since', () => {
  const { world, ada, ben, note, proposal, made } = withoutPen(12)
  const item = ada.create(null, 'a')
  ada.client.submit([{ e: 'link', item, rel: 'about', to: note }])
  world.run(20)
  ada.type(item, 1, 'nd more')
  ben.type(note, 4, ' meanwhile')
  world.run(3_000)
  expect(made).toMatchObject([{ id: item, type: 'note', fields: { text: 'and more' }, links: [['about', note]] }])
  expect(ada.client.items.has(item)).toBe(false)
  expect(ada.client.refused).toEqual([])
  expect(world.server.text(proposal, 'text')).toBe('kept: and more')
  expect(ada.text(note)).toBe('base meanwhile')
  expect(ada.client.state).toMatchObject({ words: 'saved', unsent: 0 })
})

test('what else was built on it goes to the tray, and so does all of it where the page cannot keep it', () => {
  const { world, ada, proposal } = withoutPen(13)
  const item = ada.create(null, 'mine')
  ada.create(item, 'below it')
  world.run(3_000)
  expect(world.server.text(proposal, 'text')).toBe('kept: mine')
  expect(ada.client.refused).toMatchObject([{ reason: 'pen', wrote: [{ text: 'below it' }] }])
  ada.client.instead = () => null
  const other = ada.create(null, 'other')
  ada.type(other, 5, '!')
  world.run(3_000)
  expect(ada.client.refused.slice(1).flatMap(({ wrote }) => wrote.map(({ text }) => text)).join('')).toBe('other!')
})

test('what was made and typed without a connection while the pen moved is kept when the connection is back', () => {
  const { world, ada, proposal } = withoutPen(14)
  ada.wire.up = false
  ada.wire.cut()
  const item = ada.create(null, '')
  ada.type(item, 0, 'written on the train')
  world.run(5_000)
  ada.wire.up = true
  world.run(60_000)
  expect(world.server.text(proposal, 'text')).toBe('kept: written on the train')
  expect(ada.client.refused).toEqual([])
})
