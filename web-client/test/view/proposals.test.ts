import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Edit, Fields, Id, Item, Link } from '../../src/board/types'
import type { Board } from '../../src/view/board.svelte'
import { Method, type ItemType } from '../../src/view/method'
import { outlineOf } from '../../src/view/outline'
import { keptAsProposal } from '../../src/view/proposals/kept'
import { proposedNew } from '../../src/view/proposals/proposed'
import { proposeNew } from '../../src/view/proposals/proposing'
import { takeUp, beginningOf } from '../../src/view/proposals/taking'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../server/src/main/resources/method/${name}.json`, import.meta.url), 'utf8')) as ItemType
const method = new Method(['plan', 'action', 'needs', 'need', 'note', 'proposal'].map(read))

function item(id: Id, type: string, parent: Id | null, fields: Fields = {}, links: Link[] = []): Item {
  return { id, type, parent, pos: id, fields, links, by: 1, at: 1 }
}

/** A table with a plan, needs and notes, at which one may propose, or not; what is submitted is in `sent`. */
function table(more: readonly Item[] = [], mayPropose = true) {
  const items = [item('plan', 'plan', null), item('needs', 'needs', null), item('n1', 'need', 'needs'), item('x1', 'note', null), ...more]
  const all = new Map(items.map((one) => [one.id, one]))
  const outline = outlineOf(all)
  const sent: (readonly Edit[])[] = []
  const board = {
    method,
    outline,
    client: { items: all },
    item: (id: Id) => all.get(id),
    single: (type: string) => items.find((one) => one.type === type && one.parent === null),
    rights: { create: () => (mayPropose ? null : 'role') },
    submit: (edits: readonly Edit[]) => sent.push(edits),
  } as unknown as Board
  return { board, sent }
}

/** The item that edits make, with its links. */
function madeOf(edits: readonly Edit[] | null): { type: string; fields: Fields; links: (readonly [string, Id])[] } | null {
  const made = edits?.[0]
  if (made?.e !== 'create') return null
  const links = (edits ?? []).flatMap((edit) => (edit.e === 'link' && edit.item === made.item ? [[edit.rel, edit.to] as const] : []))
  return { type: made.type, fields: made.fields ?? {}, links }
}

test('an action that was refused is kept as a proposal of it, with what it answers and comes from', () => {
  const { board } = table()
  const made = item('a', 'action', 'plan', { state: 'idea', lang: 'it', actions: 'Corso', results: 'Venti persone' }, [['answers', 'n1'], ['from', 'x1']])
  expect(madeOf(keptAsProposal(board, { made }))).toEqual({
    type: 'proposal',
    fields: { kind: 'create', lang: 'it', actions: 'Corso', results: 'Venti persone' },
    links: [['answers', 'n1'], ['from', 'x1']],
  })
})

test('so is a need, with its kind', () => {
  const made = item('n', 'need', 'needs', { lang: 'en', statement: 'Nobody answers', kind: 'supportGap', area: 'Housing' })
  expect(madeOf(keptAsProposal(table().board, { made }))?.fields).toEqual({
    kind: 'createNeed',
    lang: 'en',
    statement: 'Nobody answers',
    needKind: 'supportGap',
    area: 'Housing',
  })
})

test('nothing is kept where one may not propose, where nothing was said, or where some of it would be lost', () => {
  const said = { statement: 'Nobody answers' }
  expect(keptAsProposal(table([], false).board, { made: item('n', 'need', 'needs', said) })).toBe(null)
  expect(keptAsProposal(table().board, { made: item('n', 'need', 'needs', { kind: 'supportGap', statement: ' ' }) })).toBe(null)
  expect(keptAsProposal(table().board, { made: item('n', 'need', 'needs', { ...said, 'statement@nl': 'Niemand' }) })).toBe(null)
  expect(keptAsProposal(table().board, { made: { ...item('n', 'need', 'needs', said), deleted: true } })).toBe(null)
  expect(keptAsProposal(table().board, { made: item('x', 'note', null, { text: 'note' }) })).toBe(null)
})

test('every text and choice of actions and needs has a place in a proposal, as long and with the same answers', () => {
  for (const type of ['action', 'need']) {
    for (const field of method.type(type).fields.filter(({ kind, name }) => (kind === 'text' || kind === 'choice') && name !== 'state')) {
      const there = method.field('proposal', field.name === 'kind' ? 'needKind' : field.name)
      expect([field.name, there?.kind, there?.limit]).toEqual([field.name, field.kind, field.limit])
      expect(there?.options?.map(({ value }) => value)).toEqual(field.options?.map(({ value }) => value))
    }
  }
})

function proposedNeed() {
  const [create] = proposeNew('need', { statement: 'Nobody answers', needKind: 'supportGap' }, 'I heard it', 'it')
  const fields = create?.e === 'create' ? (create.fields ?? {}) : {}
  const proposal = item('p', 'proposal', null, fields, [['from', 'x1'], ['from', 'gone']])
  return { ...table([proposal]), proposal }
}

test('a proposed need stands with the needs until it is decided', () => {
  const { board, proposal } = proposedNeed()
  expect(proposedNew(board, 'need')).toEqual([proposal])
  expect(proposedNew(board, 'action')).toEqual([])
  expect(proposedNew(table([{ ...proposal, fields: { ...proposal.fields, outcome: 'declined' } }]).board, 'need')).toEqual([])
})

test('it is taken up as it is in one submission, in the language it was written in, with what is still there', () => {
  const { board, sent, proposal } = proposedNeed()
  takeUp(board, proposal, null)
  expect(sent).toHaveLength(1)
  expect(madeOf(sent[0] ?? null)).toEqual({
    type: 'need',
    fields: { lang: 'it', statement: 'Nobody answers', kind: 'supportGap' },
    links: [['from', 'x1'], ['takes', 'p']],
  })
  expect(sent[0]).toContainEqual({ e: 'set', item: 'p', field: 'outcome', value: 'taken' })
})

test('and in other words, which stand instead of what it says', () => {
  const { board, sent, proposal } = proposedNeed()
  takeUp(board, proposal, null, beginningOf(board, proposal, 'need', 'Nobody answers the phone'))
  expect(madeOf(sent[0] ?? null)?.fields).toEqual({ lang: 'it', statement: 'Nobody answers the phone', kind: 'supportGap' })
})
