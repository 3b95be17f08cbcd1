import { expect, test } from 'vitest'
import type { Item } from '../../src/board/types'
import type { Member, Programme, Snapshot } from '../../src/net/api.types'
import { roomBeside } from '../../src/view/confidential/offrecord.svelte'
import { copyOf, creationOf, homeOf, limitOf, readersOf, shareable } from '../../src/view/confidential/sharing'
import { Method, type ItemType } from '../../src/view/method'
import entry from '../../../server/src/main/resources/method/entry.json' with { type: 'json' }
import need from '../../../server/src/main/resources/method/need.json' with { type: 'json' }
import note from '../../../server/src/main/resources/method/note.json' with { type: 'json' }
import question from '../../../server/src/main/resources/method/question.json' with { type: 'json' }

const permissions = {
  parts: {
    note: { create: { mentee: 'always', mentor: 'always' } },
    plan: { create: { mentee: 'with_pen', mentor: 'with_pen' } },
  },
  pens: { mentee: ['mentee'], everyone: ['mentee', 'mentor'] },
  rights: {},
}
const method = new Method([entry, need, note, question] as unknown as ItemType[], permissions)

const asked: Item = {
  id: 'secret-question',
  type: 'question',
  parent: 'secret-questions',
  pos: 'V',
  fields: { text: ' Who opens? ', answer: 'The parish.', 'text@nl': 'Wie?', lang: 'en' },
  links: [['about', 'secret-entry']],
  by: 4,
  at: 17,
}

test('what is shared is the present text of what was chosen, the main one first, the others by their names', () => {
  const fields = shareable(asked, method)
  expect(fields.map(({ name }) => name)).toEqual(['text', 'answer'])
  expect(copyOf(asked, fields.slice(0, 1), method, 'en')).toBe('Who opens?')
  expect(copyOf(asked, fields, method, 'en')).toBe('Who opens?\n\nAnswer: The parish.')
  expect(shareable({ ...asked, fields: { text: '  ' } }, method)).toEqual([])
})

test('nothing but the text and its language goes along: no id, link, author, date or other version', () => {
  const text = copyOf(asked, shareable(asked, method).slice(0, 1), method, 'en')
  const edit = creationOf('fresh', { type: 'note', kind: 'question' }, 'notes', text, 'en', method)
  expect(edit).toEqual({
    e: 'create',
    item: 'fresh',
    type: 'note',
    parent: 'notes',
    at: 'first',
    fields: { text: 'Who opens?', lang: 'en', kind: 'question' },
  })
  const asNeed = creationOf('fresh', { type: 'need', kind: 'supportGap' }, 'needs', text, 'en', method)
  expect(asNeed).toMatchObject({ type: 'need', fields: { statement: 'Who opens?', lang: 'en', kind: 'supportGap' } })
  expect(JSON.stringify([edit, asNeed])).not.toContain('secret')
  expect(limitOf({ type: 'note', kind: '' }, method)).toBe(4000)
})

test('a need can be made of it only by who may write needs at the shared table now', () => {
  const single = (id: string, type: string, fields: Item['fields'] = {}): Item => ({
    id, type, parent: null, pos: 'V', fields, links: [], by: 1, at: 0,
  })
  const snapshot = (pen: string): Snapshot => ({
    rev: 3,
    generation: 1,
    items: [single('p', 'programme', { pen }), single('n', 'notes'), single('b', 'needs')],
    people: [],
  })
  const as = (role: string) => ({ me: { person: 4, name: 'Jan', party: 'mentor', role }, owner: false }) as unknown as Programme
  const home = (type: 'note' | 'need', pen: string, role: string) => homeOf({ type, kind: '' }, snapshot(pen), as(role), method)
  expect(home('note', 'mentee', 'mentor')).toBe('n')
  expect(home('need', 'mentee', 'mentor')).toBeNull()
  expect(home('need', 'everyone', 'mentor')).toBe('b')
  expect(home('need', 'mentee', 'mentee')).toBe('b')
})

test('who will read it are those who sit at the shared table, neither those who left nor those who never sat there', () => {
  const one = (person: number, party: string, role: string, former?: true) =>
    ({ person, name: String(person), party, role, ...(former ? { former } : {}) }) as Member
  expect(
    readersOf([
      one(1, 'mentee', 'mentee'),
      one(2, 'support', 'support'),
      one(3, 'support', 'migrants'),
      one(4, 'support', 'support', true),
      one(5, 'other', 'coordinator'),
      one(6, 'other', 'observer'),
    ]),
  ).toEqual([
    { party: 'support', n: 2 },
    { party: 'mentee', n: 1 },
  ])
})

test('the room off the record is counted in code points', () => {
  const said = (text: string) => ({ note: 'a', by: 1, at: 0, text })
  expect(roomBeside([])).toEqual({ notes: 40, letters: 6000 })
  expect(roomBeside([said('👋🏽'), said('ab')])).toEqual({ notes: 38, letters: 5996 })
  expect(roomBeside(Array.from({ length: 41 }, () => said('x'.repeat(200))))).toEqual({ notes: 0, letters: 0 })
})
