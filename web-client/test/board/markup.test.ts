import { expect, test } from 'vitest'
import { BoardState } from '../../src/board/board'
import { fingerprint } from '../../src/board/fingerprint'
import { markup } from '../../src/board/markup'
import { rebase } from '../../src/board/rebase'
import * as text from '../../src/board/text'
import type { Edit, TextOp } from '../../src/board/types'
import { seeded } from '../sync/seeded'

const marked = (base: string, wanted: string, now: string) =>
  markup(base, wanted, now)
    ?.stretches.map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('') ?? 'no longer fits'

test('a change is marked word by word', () => {
  expect(marked('A course for women', 'A course for young women', 'A course for women')).toBe('A course for [+young ]women')
  expect(marked('one two', 'one three', 'one two')).toBe('one [-two][+three]')
  expect(marked('', 'new', '')).toBe('[+new]')
})

test('what has changed elsewhere since stays, and the proposal is read on it', () => {
  const base = 'A course for women. It begins in May.'
  expect(marked(base, 'A course for young women. It begins in May.', 'A course for women. It begins in June.')).toBe(
    'A course for [+young ]women. It begins in June.',
  )
})

test('where both changed the same words it no longer fits', () => {
  expect(marked('in May', 'in June', 'in July')).toBe('no longer fits')
  expect(marked('in May', 'in June', '')).toBe('no longer fits')
})

test('what has come about already is left out of it', () => {
  const done = markup('in May', 'in June', 'in June')
  expect(done?.op).toEqual([])
  expect(done?.after).toBe('in June')
})

const HISTORIES = Number(process.env['PROPOSALS'] ?? 1_000)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const item = '019a0000-0000-7000-8000-000000000001'
const VOCABULARY = ['uno ', 'due ', 'tre, ', '𠮷 ', 'e\u0301 ', 'città ', 'più', '. ', '\n']

/** Somebody types while a proposal is open; who takes it up has seen all of that or only a part. */
function history(random: () => number): 'taken' | 'changed' | 'no longer fits' {
  const below = (n: number) => random() % n
  const some = (most: number) => Array.from({ length: below(most) }, () => VOCABULARY[below(VOCABULARY.length)]).join('')
  const change = (of: string): TextOp => {
    const length = text.length(of)
    const at = below(length + 1)
    const out = below(2) === 0 ? 0 : below(Math.min(8, length - at) + 1)
    return text.normalize([at, some(3), { d: out }].filter((part) => part !== 0 && part !== '' && (typeof part !== 'object' || part.d !== 0)))
  }
  const base = some(14)
  let wanted = base
  for (let i = 0; i < 1 + below(3); i++) wanted = text.apply(wanted, change(wanted))
  const server = new BoardState()
  server.attempt({ e: 'create', item, type: 'action', parent: null, fields: { actions: base } }, 1, 0)
  const now = () => (server.item(item)?.fields['actions'] as string | undefined) ?? ''
  const numbered: Edit[] = []
  const type = (edit: Edit) => {
    const done = server.attempt(edit, 2, 0)
    if (done !== null) numbered.push(done)
    return done
  }
  const others = (most: number) => {
    for (let i = below(most); i > 0; i--) type({ e: 'type', item, field: 'actions', op: change(now()) })
  }
  others(6)
  const seen = now()
  const shown = markup(base, wanted, seen)
  if (shown === null) return 'no longer fits'
  expect(shown.stretches.filter(({ kind }) => kind !== 'added').map((one) => one.text).join('')).toBe(seen)
  expect(text.apply(seen, shown.op)).toBe(shown.after)
  const since = numbered.length
  const mine: Edit = { e: 'type', item, field: 'actions', op: shown.op, of: fingerprint(seen) }
  if (below(2) === 0) others(3)
  const [rebased] = rebase([mine], numbered.slice(since))
  if (type(rebased as Edit) === null) {
    expect(numbered.length, 'nobody changed it').toBeGreaterThan(since)
    return 'changed'
  }
  expect(now()).toBe(shown.after)
  return 'taken'
}

test(`taking up a proposal gives what was shown, or it no longer fits: ${String(HISTORIES)} histories, SEED=${String(seed)}`, () => {
  const ends = { taken: 0, changed: 0, 'no longer fits': 0 }
  for (let i = 0; i < HISTORIES; i++) ends[history(seeded(seed + i))]++
  console.log(`proposals: ${JSON.stringify(ends)}, SEED=${String(seed)}`)
  for (const end of Object.values(ends)) expect(end).toBeGreaterThan(HISTORIES / 50)
})

test('a text that others changed and changed back is not taken for the one that was shown (seed 212635)', () => {
  for (let i = 0; i < 1_000; i++) history(seeded(212_635 + i))
})
