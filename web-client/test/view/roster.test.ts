import { describe, expect, test } from 'vitest'
import type { Fields, Item } from '../../src/board/types'
import { isFull, lacks } from '../../src/view/bounds'
import { missing, unlisted, unsaid } from '../../src/view/group/roster'
import type { ItemType } from '../../src/view/method'

const member = (id: string, fields: Fields, deleted = false): Item => ({
  id,
  type: 'member',
  parent: 'g',
  pos: id,
  fields,
  links: [],
  by: 1,
  at: 0,
  ...(deleted ? { deleted } : {}),
})
const active = (...kinds: string[]) => kinds.map((kind, at) => member(String(at), { kind, active: true }))

describe('L3 the voices of a support group', () => {
  test('an empty roster lacks all of them, migrants first', () => {
    expect(missing([])).toEqual(['migrants', 'residents', 'civil', 'private', 'public'])
  })
  test('none is missing once each has its kind', () => {
    expect(missing(active('migrants', 'residents', 'ngo', 'union', 'official'))).toEqual([])
    expect(missing(active('migrants', 'residents', 'civil', 'enterprise', 'public', 'official'))).toEqual([])
  })
  test('a public body is heard without a council official, who is asked for besides', () => {
    expect(missing(active('migrants', 'residents', 'civil', 'enterprise', 'public'))).toEqual(['official'])
  })
  test('L2 an association of an ethnic minority does not stand for migrants', () => {
    expect(missing(active('minority', 'residents', 'ngo', 'union', 'official'))).toEqual(['migrants'])
  })
  test('who is not active speaks for nobody any more', () => {
    expect(missing([member('a', { kind: 'migrants' }), ...active('residents', 'ngo', 'union', 'official')])).toEqual(['migrants'])
  })
  test('of active members without a kind it is asked which they are', () => {
    expect(unsaid([member('a', { active: true }), member('b', {}), ...active('ngo')]).map(({ id }) => id)).toEqual(['a'])
  })
})

describe('one list of people', () => {
  const person = (person: number, role: string) => ({ person, name: `P${String(person)}`, party: 'support' as const, role })
  test('those with a role of the group who have no entry are offered, and nobody else', () => {
    const people = [person(1, 'support'), person(2, 'migrants'), person(3, 'mentee'), person(4, 'support'), person(5, 'mentor_support')]
    expect(unlisted(people, [member('a', { person: 4 })]).map((one) => one.person)).toEqual([1, 2])
  })
})

describe('bounds', () => {
  const type: ItemType = { name: 'member', in: [], label: {}, fields: [], most: { count: 2, field: 'active', is: true, reason: 'group_full' } }
  test('L1 a group is full when as many are active as may be, whoever else is or was in it', () => {
    const two = active('ngo', 'union')
    expect(isFull(two, type)).toBe(true)
    expect(isFull([two[0], member('b', { active: true }, true), member('c', {})], type)).toBe(false)
  })
  test('L2 an answer is withheld while there is no such row in such a state', () => {
    const without = { rows: 'member', field: 'kind', is: 'migrants', also: { field: 'active', is: true }, reason: 'no_migrants' }
    expect(lacks([member('a', { kind: 'migrants' }), member('b', { kind: 'ngo', active: true })], without)).toBe(true)
    expect(lacks([member('a', { kind: 'migrants', active: true }, true)], without)).toBe(true)
    expect(lacks(active('migrants'), without)).toBe(false)
  })
})
