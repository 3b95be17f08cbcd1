import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BoardState } from '../../src/board/board'
import { fingerprint } from '../../src/board/fingerprint'
import { inverseOf } from '../../src/board/inverse'
import * as keys from '../../src/board/keys'
import { cross, rebase } from '../../src/board/rebase'
import * as text from '../../src/board/text'
import type { Edit, Id, Item, TextOp } from '../../src/board/types'

/** The vectors that the server's board passes as well (VectorsTest.java). */
function vectors<T>(name: string): T {
  const file = new URL(`../../../server/src/test/resources/vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

interface Step {
  by: number
  at: number
  submit: Edit[]
  numbered?: Edit[]
}
interface Scene {
  name: string
  steps: Step[]
  items: Item[]
  hidden: Id[]
  children: Record<string, Id[]>
}

const byId = (board: BoardState): Item[] => [...board.items.values()].sort((a, b) => (a.id < b.id ? -1 : 1))

/** `last` is what is meant when no place is named, and the server does not write it. */
const unplaced = (edit: Edit | null): Edit | null => {
  if (!edit || !('at' in edit) || edit.at !== 'last') return edit
  const { at: _last, ...rest } = edit
  return rest as Edit
}

describe('the board does what the vectors say', () => {
  it.each(vectors<Scene[]>('board'))('$name', (scene) => {
    const replica = new BoardState()
    const optimistic = new BoardState()
    for (const { submit, numbered, by, at } of scene.steps) {
      if (!numbered) {
        const mark = optimistic.mark()
        expect(() => submit.map((edit) => optimistic.attempt(edit, by, at))).not.toThrow()
        optimistic.rollback(mark)
        continue
      }
      for (const edit of numbered) replica.replay(edit, by, at)
      expect(submit.map((edit) => unplaced(optimistic.attempt(edit, by, at)))).toEqual(numbered)
    }
    for (const board of [replica, optimistic]) {
      expect(JSON.stringify(byId(board).map((item) => item.fields))).toBe(
        JSON.stringify(scene.items.map((item) => item.fields)),
      )
      expect(byId(board)).toEqual(scene.items)
      expect(byId(board).flatMap((item) => (board.hidden(item.id) ? [item.id] : []))).toEqual(scene.hidden)
      for (const [parent, children] of Object.entries(scene.children)) {
        expect(board.children(parent || null).map((item) => item.id)).toEqual(children)
      }
    }
    optimistic.rollback(0)
    expect(byId(optimistic)).toEqual([])
    expect(optimistic.children(null)).toEqual([])
  })
})

describe('the inverse is the one of the vectors', () => {
  type Case = { name: string; start: Edit[]; submit: Edit[]; then: Edit[]; numbered: Edit[]; inverse: Edit[] }
  it.each(vectors<Case[]>('inverse'))('$name', ({ start, submit, then, numbered, inverse }) => {
    const board = new BoardState()
    for (const edit of start) board.attempt(edit, 1, 1)
    expect(submit.map((edit) => unplaced(board.attempt(edit, 2, 2)))).toEqual(numbered)
    for (const edit of then) board.attempt(edit, 3, 3)
    const before = byId(board)
    expect(inverseOf(numbered, board)).toEqual(inverse)
    expect(byId(board)).toEqual(before)
  })
})

describe('rebasing gives what the vectors say', () => {
  type Case = { name: string; mine: Edit[]; theirs: Edit[]; mineAfter: Edit[]; theirsAfter: Edit[] }
  it.each(vectors<Case[]>('rebase'))('$name', ({ mine, theirs, mineAfter, theirsAfter }) => {
    const frozen = JSON.stringify([mine, theirs])
    const unplacedAll = (edits: readonly Edit[]): unknown[] => edits.map(unplaced)
    expect(unplacedAll(cross(mine, theirs).mine)).toEqual(mineAfter)
    expect(unplacedAll(cross(mine, theirs).theirs)).toEqual(theirsAfter)
    expect(unplacedAll(rebase(mine, theirs))).toEqual(mineAfter)
    expect(JSON.stringify([mine, theirs])).toBe(frozen)
  })
})

describe('text operations give what the vectors say', () => {
  const ops = vectors<{
    apply: { before: string; op: TextOp; normal: TextOp; after: string; invertible: TextOp; inverse: TextOp }[]
    transform: { op: TextOp; other: TextOp; left: TextOp; right: TextOp }[]
    compose: { before: string; first: TextOp; next: TextOp; composed: TextOp; after: string }[]
    between: { before: string; after: string; op: TextOp }[]
    positions: { position: number; op: TextOp; then: number }[]
  }>('text-op')

  it.each(ops.apply)('apply $op to $before', ({ before, op, normal, after, invertible, inverse }) => {
    expect(text.normalize(op)).toEqual(normal)
    expect(text.apply(before, normal)).toBe(after)
    expect(text.invertible(normal, before)).toEqual(invertible)
    expect(text.invert(invertible)).toEqual(inverse)
  })
  it.each(ops.transform)('transform $op over $other', ({ op, other, left, right }) => {
    expect(text.transform(op, other, 'left')).toEqual(left)
    expect(text.transform(op, other)).toEqual(right)
  })
  it.each(ops.compose)('compose $first with $next', ({ before, first, next, composed, after }) => {
    expect(text.compose(first, next)).toEqual(composed)
    expect(text.apply(before, composed)).toBe(after)
  })
  it.each(ops.between)('from $before to $after', ({ before, after, op }) => {
    expect(text.between(before, after)).toEqual(op)
  })
  it.each(ops.positions)('position $position after $op', ({ position, op, then }) => {
    expect(text.transformPosition(position, op)).toBe(then)
  })
  it.each<[string, TextOp]>([['abc', [4, 'x']], ['abc', [{ d: 4 }]], ['👍🏽', [3, 'x']], ['', [{ d: 'a' }]]])(
    'an operation past the end of %s is refused',
    (before, op) => {
      expect(() => text.apply(before, op)).toThrow(RangeError)
      expect(() => text.invertible(op, before)).toThrow(RangeError)
    },
  )
  it('never changes the operations it is given', () => {
    const op: TextOp = Object.freeze([Object.freeze({ d: 1 }), Object.freeze({ d: 'b' }), 'x', 'y', 1])
    const other: TextOp = Object.freeze([Object.freeze({ d: 2 }), 'z'])
    text.normalize(op)
    text.compose(text.normalize(op), other)
    text.transform(text.normalize(op), other)
    expect(op).toEqual([{ d: 1 }, { d: 'b' }, 'x', 'y', 1])
    expect(other).toEqual([{ d: 2 }, 'z'])
  })
})

describe('texts are counted, compared and tidied as the vectors say', () => {
  const texts = vectors<{
    length: { text: string; length: number }[]
    fingerprint: { text: string; fingerprint: string }[]
    order: string[]
    allowed: string[]
    tidied: { text: string; tidy: string }[]
  }>('text')
  it('length', () => {
    for (const one of texts.length) expect(text.length(one.text)).toBe(one.length)
  })
  it('fingerprint', () => {
    for (const one of texts.fingerprint) expect(fingerprint(one.text)).toBe(one.fingerprint)
  })
  it('order', () => {
    expect([...texts.order].reverse().sort(text.compareByCodePoint)).toEqual(texts.order)
  })
  it('tidy', () => {
    for (const one of texts.tidied) expect(text.tidy(one.text)).toBe(one.tidy)
    for (const one of texts.allowed) expect(text.tidy(one)).toBe(one)
    expect(text.tidy('a\ud800b\udc00')).toBe('ab')
  })
})

describe('position keys are those of the vectors', () => {
  const cases = vectors<{
    between: { after: string | null; before: string | null; key: string }[]
    runs: { name: string; cycle: string[]; steps: number; first: string; last: string; longest: number; fingerprint: string }[]
    spread: { count: number; keys?: string[]; fingerprint?: string }[]
    keys: string[]
    noKeys: string[]
  }>('keys')
  it.each(cases.between)('between $after and $before', ({ after, before, key }) => {
    expect(keys.between(after, before)).toBe(key)
  })
  it.each(cases.runs)('$name', ({ cycle, steps, first, last, longest, fingerprint: print }) => {
    const made: string[] = []
    for (let i = 0; i < steps; i++) {
      const where = cycle[i % cycle.length]
      const end = made.length
      const at = where === 'first' ? 0 : where === 'middle' ? end >> 1 : where === 'before last' ? Math.max(0, end - 1) : end
      made.splice(at, 0, keys.between(made[at - 1] ?? null, made[at] ?? null))
    }
    expect([...new Set(made)].sort()).toEqual(made)
    expect([made[0], made.at(-1), Math.max(...made.map((key) => key.length))]).toEqual([first, last, longest])
    expect(fingerprint(made.join(','))).toBe(print)
  })
  it.each(cases.spread)('spread $count', ({ count, keys: wanted, fingerprint: print }) => {
    const spread = keys.spread(count)
    expect(spread).toHaveLength(count)
    if (wanted) expect(spread).toEqual(wanted)
    else expect(fingerprint(spread.join(','))).toBe(print)
  })
  it('tells keys from what is none', () => {
    expect(cases.keys.filter(keys.isKey)).toEqual(cases.keys)
    expect(cases.noKeys.filter(keys.isKey)).toEqual([])
    expect(() => keys.between('V', 'V')).toThrow(RangeError)
  })
})
