import { expect, test } from 'vitest'
import { newId } from '../../src/sync/ids'
import { BOARD, World } from './world'

// Each of these has cost another project somebody's text; the number is their issue.

function two(seed: number) {
  const world = new World(seed)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, 'base')
  world.run(500)
  return { world, ada, ben, note }
}

test('sharedb#327: what is in flight is sent again byte for byte, whatever is typed or arrives meanwhile', () => {
  const { world, ada, ben, note } = two(327)
  world.server.busy = true
  ada.type(note, 4, 'a')
  world.run(100)
  ada.type(note, 5, 'b')
  world.server.busy = false
  ben.type(note, 0, 'ZZZ')
  world.run(60)
  world.server.busy = true
  world.run(20_000)
  ada.wire.upgrades = false
  ada.wire.cut()
  world.run(20_000)
  world.server.busy = false
  world.run(30_000)
  const client = ada.client.client
  const bodies = [...ada.wire.sent, ...ada.wire.posted].flatMap((text) => {
    const frame = JSON.parse(text)
    const body = frame.body ?? frame
    if (body.client !== client || body.edits === undefined || body.n !== 2) return []
    return [JSON.stringify({ n: body.n, base: body.base, edits: body.edits })]
  })
  expect(bodies.length).toBeGreaterThan(3)
  expect(new Set(bodies)).toEqual(new Set(bodies.slice(0, 1)))
  expect(world.server.text(note, 'text')).toBe('ZZZbaseab')
})

test('prosemirror#307: an own echo that comes twice is applied once', () => {
  const { world, ada, note } = two(307)
  ada.type(note, 4, '!')
  world.run(500)
  const echo = world.server.revisions.at(-1)
  for (const listener of [...world.server.listeners]) listener(echo ?? null)
  world.run(500)
  expect(ada.text(note)).toBe('base!')
  expect(world.server.text(note, 'text')).toBe('base!')
})

test('hocuspocus#183, #344: when the acknowledgement is lost the text is there once, and the state says saved', () => {
  const { world, ada, note } = two(183)
  ada.type(note, 4, '!')
  const head = world.server.head
  while (world.server.head === head) world.run(1)
  // Numbered, and the echo is still on its way.
  ada.wire.cut()
  world.run(5_000)
  expect(world.server.text(note, 'text')).toBe('base!')
  expect(ada.text(note)).toBe('base!')
  expect(ada.client.state).toMatchObject({ words: 'saved', connection: 'live' })
})

test('etherpad#4040: what is numbered between the snapshot and the first frame is not missed', () => {
  const { world, ada, note } = two(4040)
  const cas = world.tab()
  for (let i = 0; i < 60; i++) {
    ada.type(note, 0, 'x')
    world.run(3)
  }
  world.run(3_000)
  expect(cas.text(note)).toBe(`${'x'.repeat(60)}base`)
})

test('FluidFramework#3627: several reconnects send the one submission again, and nothing twice', () => {
  const { world, ada, note } = two(3627)
  world.server.busy = true
  for (const letter of 'abc') {
    ada.type(note, 4, letter)
    for (let i = 0; i < 4; i++) {
      ada.wire.cut()
      world.run(700)
    }
  }
  world.server.busy = false
  world.run(20_000)
  expect([...world.server.text(note, 'text')].sort().join('')).toBe([...'baseabc'].sort().join(''))
  expect(ada.client.state.words).toBe('saved')
})

test('the end of an old socket does not touch the new session', () => {
  const { world, ada, note } = two(11)
  ada.surroundings.online = false
  ada.client.surroundingsChanged()
  ada.surroundings.online = true
  ada.client.surroundingsChanged()
  world.run(1_000)
  expect(ada.client.state.connection).toBe('live')
  const sockets = ada.wire.sockets
  // Whatever the first socket still had to say has been said by now.
  world.run(120_000)
  expect(ada.wire.sockets).toBe(sockets)
  ada.type(note, 4, '!')
  world.run(500)
  expect(world.server.text(note, 'text')).toBe('base!')
})

test('tldraw#10092, #10159: what somebody deleted while I was away stays deleted, and my typing in it is kept', () => {
  const { world, ada, ben, note } = two(10092)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 4, '!')
  ben.client.submit([{ e: 'delete', item: note }])
  world.run(30_000)
  ada.wire.up = true
  world.run(60_000)
  expect(world.server.board.item(note)).toMatchObject({ deleted: true, fields: { text: 'base!' } })
  expect(ada.items()).toEqual(ben.items())
})

test('hedgedoc#6608: what is typed while the line is dead and nobody knows arrives once', () => {
  const { world, ada, ben, note } = two(6608)
  ada.wire.silent = true
  for (const letter of 'window') {
    ada.type(note, [...ada.text(note)].length, letter)
    world.run(700)
  }
  expect(ada.client.state.unsent).toBeGreaterThan(0)
  ada.wire.silent = false
  world.run(20_000)
  expect(ben.text(note)).toBe('basewindow')
  expect(ada.client.state.words).toBe('saved')
})

test('the record on the device never says another revision than its queue speaks of', () => {
  const { world, ada, ben, note } = two(1849)
  ada.wire.up = false
  ada.wire.cut()
  world.run(10)
  for (let i = 0; i < 4; i++) {
    ada.type(note, 4, '.')
    ada.create(null, `${i}`)
  }
  ben.type(note, 0, 'long before')
  world.run(1_000)
  ada.wire.up = true
  // The tab dies at every possible moment of catching up, one after the other.
  let tab = ada
  for (let i = 0; i < 60; i++) {
    world.run(17)
    tab.crash()
    tab.wire.cut()
    tab = world.again(tab)
  }
  world.run(60_000)
  expect(world.server.text(note, 'text')).toBe('long beforebase....')
  expect(tab.client.refused).toEqual([])
  expect(tab.items()).toEqual(ben.items())
})

test('a server that is behind, however long, makes nobody do anything again', () => {
  const { world, ada, note } = two(76)
  ada.type(note, 4, '!')
  world.run(500)
  const { revisions } = world.server
  world.server.revisions = revisions.slice(0, -1)
  ada.wire.cut()
  ada.type(note, 5, '?')
  world.run(60_000)
  world.server.revisions = revisions
  world.run(20_000)
  expect(world.server.text(note, 'text')).toBe('base!?')
  expect(ada.client.refused).toEqual([])
  expect(ada.client.state).toMatchObject({ words: 'saved', connection: 'live' })
})

test('a database from a backup gets back what everybody had been told was saved', () => {
  const { world, ada, ben, note } = two(50)
  const backup = world.server.head
  ada.type(note, 4, ' ada')
  world.run(300)
  ben.type(note, 0, 'ben ')
  world.run(300)
  const made = ben.create(null, 'made by ben')
  world.run(300)
  ada.type(made, 0, 'ada: ')
  world.run(300)
  ada.type(note, 0, '1')
  world.run(300)
  expect(world.server.text(note, 'text')).toBe('1ben base ada')
  world.server.restoreTo(backup)
  world.run(60_000)
  expect([...world.server.text(note, 'text')].sort()).toEqual([...'1ben base ada'].sort())
  expect(world.server.text(made, 'text')).toBe('made by ben')
  // What was built on what is not there (yet) is not done blindly; it is in the tray.
  expect(ada.client.refused.map((refused) => refused.wrote.map(({ text }) => text))).toEqual([['ada: ']])
  expect(ben.client.refused).toEqual([])
  expect(ada.items()).toEqual(ben.items())
})

test('after an erasure nothing unsent is sent blindly, and nothing of it is lost', () => {
  const { world, ada, note } = two(51)
  ada.wire.up = false
  ada.wire.cut()
  ada.type(note, 4, 'mine')
  world.server.generation = 2
  ada.wire.up = true
  world.run(60_000)
  expect(ada.client.refused).toMatchObject([{ code: 'superseded', reason: 'generation', wrote: [{ text: 'mine' }] }])
  expect(ada.text(note)).toBe('base')
  expect(ada.client.state).toMatchObject({ unsent: 0, words: 'refused' })
})

test('nothing that was erased comes back by undo, neither undone on the way nor afterwards', () => {
  const { world, ada, note } = two(52)
  ada.type(note, 4, ' secret')
  world.run(1_000)
  ada.client.type(note, 'text', [4, { d: ' secret' }])
  world.run(1_000)
  expect(world.server.text(note, 'text')).toBe('base')
  // All of it happens elsewhere while this tab is away, and knows nothing of it when its person presses undo.
  ada.wire.up = false
  ada.wire.cut()
  world.server.generation = 2
  expect(ada.client.undo()).toMatchObject({ done: true })
  expect(ada.text(note)).toBe('base secret')
  ada.wire.up = true
  world.run(60_000)
  expect(ada.text(note)).toBe('base')
  expect(world.server.text(note, 'text')).toBe('base')
  expect([ada.client.canUndo, ada.client.canRedo]).toEqual([false, false])
  expect([ada.client.undo(), ada.client.redo()]).toEqual([{ done: false, why: 'nothing' }, { done: false, why: 'nothing' }])
  // It is shown to its author alone, on the device, to copy or to throw away.
  expect(ada.client.refused).toMatchObject([{ code: 'superseded', wrote: [{ text: ' secret' }] }])
  ada.type(note, 4, ' again')
  world.run(1_000)
  expect(world.server.text(note, 'text')).toBe('base again')
})

test('when the server says that I am somebody else, nothing is sent and the visit ends', () => {
  const world = new World(7)
  const other = world.tab(2)
  const reasons: string[] = []
  const wire = world.wire(9)
  const tab = world.tab(1, other.store, wire)
  tab.client.subscribe((change) => change.kind === 'closed' && reasons.push(change.reason))
  world.run(1_000)
  expect(reasons).toEqual(['person'])
  expect(tab.client.state.connection).toBe('ended')
  expect(wire.sent.some((text) => text.includes('submit'))).toBe(false)
})

test('a submission that is too large for a frame goes over HTTP while the socket lives', () => {
  const { world, ada, ben } = two(48)
  const item = newId(world.clock.now(), world.random)
  ada.client.submit([{ e: 'create', item, type: 'note', parent: null, fields: { text: 'é'.repeat(30_000) } }])
  world.run(2_000)
  expect(ada.wire.posted).toHaveLength(1)
  expect(ada.wire.sent.some((text) => text.includes(item))).toBe(false)
  expect(ben.text(item)).toHaveLength(30_000)
  expect(ada.client.state).toMatchObject({ connection: 'live', words: 'saved' })
  expect(BOARD).toBe(ada.client.board)
})
