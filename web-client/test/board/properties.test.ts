import { expect, it } from 'vitest'
import { BoardState } from '../../src/board/board'
import { inverseOf } from '../../src/board/inverse'
import { between, isKey } from '../../src/board/keys'
import { cross, rebase } from '../../src/board/rebase'
import * as text from '../../src/board/text'
import type { Edit, Id, Item, Place, TextOp } from '../../src/board/types'

const seed = Number(process.env.TAVOLO_SEED ?? Date.now() % 2 ** 31)
console.log(`histories of the board: TAVOLO_SEED=${seed}`)

/** Mulberry32, so that a seed gives the same history everywhere. */
let state = seed
function chance(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const below = (n: number): number => Math.floor(chance() * n)
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T

const PIECES = ['a', 'b', ' ', '\n', 'é', 'e\u0301', '中', '𠮷', '👩‍👩‍👧', '👍🏽', 'שלום', 'مرحبا', '\u202e']
const some = (most: number): string => Array.from({ length: below(most + 1) }, () => pick(PIECES)).join('')

function operation(before: string): TextOp {
  const op: (number | string | { d: number })[] = []
  let rest = text.length(before)
  for (let i = below(6); i > 0; i--) {
    const length = 1 + below(4)
    if (chance() < 0.4) op.push(pick(PIECES) + some(2))
    else if (rest >= length) {
      op.push(chance() < 0.5 ? length : { d: length })
      rest -= length
    }
  }
  return text.normalize(op)
}

function place(ids: readonly Id[]): Place {
  return pick<Place>(['first', 'last', { after: pick(ids) }, { before: pick(ids) }])
}

let made = 0
function edit(board: BoardState): Edit {
  const ids = [...board.items.keys(), `new-${made}`]
  const item = pick(ids)
  const parent = chance() < 0.4 ? null : pick(ids)
  const now = board.item(item)?.fields['text']
  switch (below(9)) {
    case 0:
    case 1:
      return { e: 'create', item: `item-${made++}`, type: 'note', parent, at: place(ids), fields: { text: some(4) } }
    case 2:
      return { e: 'set', item, field: 'kind', value: pick(['idea', 'question', null]) }
    case 3:
      return { e: 'set', item, field: 'topics', add: [pick(['a', 'b', 'c'])], remove: [pick(['d', 'e'])] }
    case 4:
      return { e: pick(['link', 'unlink'] as const), item, rel: 'about', to: pick(ids) }
    case 5:
      return { e: 'move', item, parent, at: place(ids) }
    case 6:
      return { e: pick(['delete', 'restore'] as const), item }
    default:
      return { e: 'type', item, field: 'text', op: operation(typeof now === 'string' ? now : '') }
  }
}

function history(steps: number, board = new BoardState()): { board: BoardState; numbered: Edit[] } {
  const numbered: Edit[] = []
  for (let i = 0; i < steps; i++) {
    const root: Edit = { e: 'create', item: 'root', type: 'note', parent: null }
    const done = board.attempt(board.items.size ? edit(board) : root, 1, i)
    if (done) numbered.push(done)
  }
  return { board, numbered }
}

const all = (board: BoardState): Item[] => [...board.items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))

function orders(board: BoardState): Record<string, Id[]> {
  const parents = [null, ...board.items.keys()]
  return Object.fromEntries(parents.map((id) => [String(id), board.children(id).map((item) => item.id)]))
}

it('what was attempted and is replayed gives the same board', () => {
  for (let i = 0; i < 200; i++) {
    const { board, numbered } = history(40)
    expect(numbered.length).toBeGreaterThan(5)
    const replica = new BoardState()
    numbered.forEach((done, at) => replica.replay(done, 1, at))
    const undated = (item: Item): Item => ({ ...item, at: 0 })
    expect(all(replica).map(undated)).toEqual(all(board).map(undated))
    expect(orders(replica)).toEqual(orders(board))
    expect(orders(new BoardState(board.items.values()))).toEqual(orders(board))
  }
})

it('rolling back brings the very same items back and says what changed', () => {
  for (let i = 0; i < 200; i++) {
    const { board } = history(30)
    board.settle()
    const before = new Map(board.items)
    const order = orders(board)
    const mark = board.mark()
    history(20, board)
    const changed = board.changedSince(mark)
    for (const [id, item] of board.items) expect(changed.has(id) || before.get(id) === item).toBe(true)
    board.rollback(mark)
    expect(board.items.size).toBe(before.size)
    for (const [id, item] of before) expect(board.item(id)).toBe(item)
    expect(orders(board)).toEqual(order)
  }
})

it('the inverse of a submission takes it back', () => {
  for (let i = 0; i < 300; i++) {
    const { board } = history(30)
    const before = all(board)
    const order = orders(board)
    const { numbered } = history(5, board)
    if (numbered.some((done) => 'respaced' in done)) continue
    for (const taken of inverseOf(numbered, board)) expect(board.attempt(taken, 1, 1)).not.toBeNull()
    const known = new Set(before.map((item) => item.id))
    for (const item of board.items.values()) if (!known.has(item.id)) expect(item.deleted).toBe(true)
    const unplaced = ({ pos: _pos, ...item }: Item): Omit<Item, 'pos'> => item
    expect(all(board).filter((item) => known.has(item.id)).map(unplaced)).toEqual(before.map(unplaced))
    for (const [parent, children] of Object.entries(order)) {
      expect(orders(board)[parent]?.filter((id) => known.has(id))).toEqual(children)
    }
  }
})

it('typing on both sides meets in the same text', () => {
  for (let i = 0; i < 1000; i++) {
    const start = some(8)
    const type = (steps: number): { after: string; edits: Edit[] } => {
      let after = start
      const edits: Edit[] = []
      for (let n = below(steps + 1); n > 0; n--) {
        const op = text.invertible(operation(after), after)
        after = text.apply(after, op)
        edits.push({ e: 'type', item: 'a', field: 'text', op })
      }
      return { after, edits }
    }
    const apply = (before: string, edits: readonly Edit[]): string =>
      edits.reduce((now, one) => (one.e === 'type' ? text.apply(now, one.op) : now), before)
    const mine = type(4)
    const theirs = type(4)
    const crossed = cross(mine.edits, theirs.edits)
    expect(apply(theirs.after, crossed.mine)).toBe(apply(mine.after, crossed.theirs))
    const oneByOne = theirs.edits.reduce((left: readonly Edit[], one) => rebase(left, [one]), mine.edits)
    expect(oneByOne).toEqual(crossed.mine)
  }
})

it('a difference between texts leads from one to the other', () => {
  for (let i = 0; i < 1000; i++) {
    const before = some(10)
    const after = chance() < 0.5 ? some(10) : text.apply(before, operation(before))
    expect(text.apply(before, text.between(before, after))).toBe(after)
  }
})

it('keys lie strictly between their neighbours', () => {
  const keys: string[] = []
  for (let i = 0; i < 3000; i++) {
    const at = below(keys.length + 1)
    const after = keys[at - 1] ?? null
    const before = keys[at] ?? null
    const key = between(after, before)
    expect(isKey(key) && (after === null || after < key) && (before === null || key < before)).toBe(true)
    keys.splice(at, 0, key)
  }
})
