import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BoardState } from '../../src/board/board'
import * as permits from '../../src/board/permits'
import type { Edit, Item, Party } from '../../src/board/types'
import { Method, type ItemType } from '../../src/view/method'

/** The vectors that the server prints from its own tables (MirrorTest.java). */
interface Vectors {
  permissions: permits.Permissions
  cells: Record<string, string>
  board: { by: number; edits: Edit[] }[]
  edits: Edit[]
  answers: Record<string, string>
}
const server = (path: string) => new URL(`../../../server/src/${path}`, import.meta.url)
const read = <T>(path: string) => JSON.parse(readFileSync(server(path), 'utf8')) as T
const { permissions, cells, board, edits, answers } = read<Vectors>('test/resources/vectors/permissions.json')
const types = readdirSync(server('main/resources/method/')).filter((name) => name.endsWith('.json')).map((name) => read<ItemType>(`main/resources/method/${name}`))
const method = new Method(types, permissions)
const pens: permits.Pen[] = ['mentee', 'everyone', 'nobody']
const letter = (why: permits.Why | null) => (why ?? 'yes').slice(0, 1)

function row(part: string, deed: permits.Deed, asker: permits.Asker): string {
  const authors: readonly (Party | null | 'me')[] = ['me', 'mentee', 'mentor', null]
  return pens
    .flatMap((pen) =>
      authors.flatMap((author) =>
        [false, true].map((locked) => {
          const about = { part, author: author === 'me' ? ('other' as const) : author, own: author === 'me', locked }
          return [false, true]
            .map((session) => letter(permits.refused(permissions, asker, deed, about, { pen, session })))
            .join('')
        }),
      ),
    )
    .join('')
}

test('every cell of the table is what the server says, for owners too', () => {
  const wrong = Object.keys(cells).filter((key) => {
    const [part = '', deed, role = '', owner] = key.split(' ')
    const asOwner = owner !== undefined || !(`${key} owner` in cells)
    return (
      row(part, deed as permits.Deed, { role, owner: owner !== undefined }) !== cells[key] ||
      (asOwner && row(part, deed as permits.Deed, { role, owner: true }) !== cells[key])
    )
  })
  expect(wrong).toEqual([])
  expect(Object.keys(cells).length).toBeGreaterThan(1000)
})

test('every edit is judged as the server judges it, by role, pen, author, lock and answer', () => {
  for (const [key, expected] of Object.entries(answers)) {
    const [role = '', pen = '', owner] = key.split(' ')
    const state = new BoardState()
    for (const { by, edits } of board) for (const edit of edits) state.attempt(edit, by, 0)
    const programme = [...state.items.values()].find((item) => item.type === 'programme')
    if (pen !== 'mentee') state.attempt({ e: 'set', item: programme?.id ?? '', field: 'pen', value: pen }, 2, 0)
    const parties: Record<number, Party> = { 1: 'other', 2: 'mentee', 3: 'mentor' }
    const sitting: permits.Sitting = {
      permissions,
      parts: method,
      items: state.items,
      asker: { role, owner: owner !== undefined },
      me: 1,
      pen: permits.penOf(state.items),
      session: permits.sessionOn(state.items) !== null,
      party: (person) => parties[person] ?? null,
    }
    expect(edits.map((edit) => letter(permits.refusedEdit(sitting, edit))).join(''), key).toBe(expected)
  }
})

test('rights beside the table are those of the role, and what the owner has besides', () => {
  const has = (role: string, owner: boolean, right: string) => permits.hasRight(permissions, { role, owner }, right)
  expect(has('mentor', false, 'bring_in')).toBe(false)
  expect(has('mentee', false, 'bring_in')).toBe(true)
  expect(has('mentor', false, 'own')).toBe(false)
  expect(has('mentor', true, 'own')).toBe(true)
  expect(has('nobody', true, 'nothing_of_the_kind')).toBe(false)
})

test('a page that has not been told anything allows nothing', () => {
  const none = new Method(types).permissions
  expect(permits.refused(none, { role: 'mentee', owner: true }, 'write', { part: 'plan', author: 'mentee', own: true, locked: false }, { pen: 'everyone', session: false })).toBe('role')
})

test('a session is on from its opening to its closing; one that is only prepared is not', () => {
  const session = (id: string, fields: Item['fields']): Item => ({ id, type: 'session', parent: 'p', pos: 'V', fields, links: [], by: 1, at: 1 })
  const on = (...sessions: readonly Item[]) => permits.sessionOn(new Map(sessions.map((one) => [one.id, one])))?.id ?? null
  const prepared = session('prepared', { title: 'Second visit' })
  expect(on(prepared)).toBe(null)
  expect(on(prepared, session('open', { opened: 5 }))).toBe('open')
  expect(on(session('open', { opened: 0 }), prepared)).toBe('open')
  expect(on(prepared, session('over', { opened: 5, closed: 6 }))).toBe(null)
})

test('who is muted reads and raises a hand, and is told why of everything else', () => {
  const muted = { role: 'support', owner: false, muted: true }
  const why = (part: string, deed: permits.Deed) =>
    permits.refused(permissions, muted, deed, { part, author: 'support', own: true, locked: false }, { pen: 'everyone', session: false })
  expect(why('note', 'read')).toBeNull()
  expect(why('hand', 'create')).toBeNull()
  expect(why('hand', 'delete')).toBeNull()
  for (const part of ['note', 'comment', 'proposal', 'plan']) expect(why(part, 'create'), part).toBe('muted')
  expect(why('note', 'translate')).toBe('muted')
  expect(why('steering', 'write')).toBe('role')
})
