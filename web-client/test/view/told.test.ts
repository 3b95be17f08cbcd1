import { beforeEach, expect, test, vi } from 'vitest'
import { Board, type Remote } from '../../src/view/board.svelte'
import { Method } from '../../src/view/method'
import { World } from '../sync/world'

beforeEach(() => {
  vi.useFakeTimers()
})

function pair(seed: number) {
  const world = new World(seed)
  const [ada, ben] = [world.tab(), world.tab()]
  world.run(500)
  const note = ada.create(null, 'base')
  world.run(500)
  const board = new Board(ada.client, new Method([]))
  const told: Remote[] = []
  board.onRemote((remote) => told.push(remote))
  return { world, ada, ben, note, board, told }
}

test('what somebody else types is told once for each change, with who and where, and marked for a while', () => {
  const { world, ben, note, board, told } = pair(1)
  ben.type(note, 4, ' of Ben')
  world.run(500)
  expect(told).toEqual([{ by: 2, item: note, what: 'field', field: 'text' }])
  expect(board.item(note)?.fields['text']).toBe('base of Ben')
  expect(board.shown(note)?.changed).toHaveProperty('text')
  vi.advanceTimersByTime(3_000)
  expect(board.shown(note)?.changed).toEqual({})
})

test('what I type myself is on the board at once, and told to nobody', () => {
  const { world, ada, note, board, told } = pair(2)
  ada.type(note, 4, ' of Ada')
  expect(board.item(note)?.fields['text']).toBe('base of Ada')
  world.run(500)
  expect(told).toEqual([])
  board.undo()
  expect(board.item(note)?.fields['text']).toBe('base')
  expect(told).toEqual([])
})

test('what waited in a pause is told when it is shown', () => {
  const { world, ben, note, board, told } = pair(3)
  board.pause(true)
  ben.type(note, 4, ' of Ben')
  world.run(500)
  expect(told).toEqual([])
  expect(board.state.held).toBe(1)
  board.pause(false)
  expect(board.item(note)?.fields['text']).toBe('base of Ben')
  expect(told).toMatchObject([{ item: note, what: 'field', field: 'text' }])
})

test('taking back says when there is nothing, and when it is no longer mine', () => {
  const { world, ada, ben, note, board } = pair(4)
  const fresh = new Board(ben.client, new Method([]))
  fresh.undo()
  expect(fresh.notice).toEqual({ kind: 'nothingToUndo' })
  fresh.redo()
  expect(fresh.notice).toEqual({ kind: 'nothingToRedo' })
  ada.client.submit([{ e: 'set', item: note, field: 'kind', value: 'idea' }])
  world.run(500)
  ben.client.submit([{ e: 'set', item: note, field: 'kind', value: 'question' }])
  world.run(500)
  board.undo()
  expect(board.notice).toEqual({ kind: 'notUndone', words: 'changed_by_others' })
  expect(board.item(note)?.fields['kind']).toBe('question')
})
