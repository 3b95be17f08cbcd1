import { setOf, textOf } from '../../board/board'
import { momentOf } from '../../board/permits'
import type { Edit, Fields, Id, Item } from '../../board/types'
import { secondsLeft } from '../session/led'
import { extending, starting, stopping } from '../session/steering'
import type { Talked } from '../talk/talked'

/** Breakout groups: who is in which, and what is done with them, as edits of one submission each. */

/** As far as a table has to be known. */
export type Standing = Pick<Talked, 'item' | 'outline'>

/** A field `moment` that is given this becomes the moment at which the server numbers it. */
const thisMoment = 0

/** @param below what stands in the session, in order */
export function teamsOn(below: readonly Item[]): readonly Item[] {
  return below.filter(({ type, fields }) => type === 'team' && !('back' in fields))
}

function membersOf(team: Item): readonly number[] {
  return setOf(team, 'members').map(Number)
}

/** Where somebody is; the first one, where two people who lead have put them in two at once. */
export function teamOf(teams: readonly Item[], person: number): Item | undefined {
  return teams.find((team) => membersOf(team).includes(person))
}

export function peopleIn(teams: readonly Item[], team: Item): readonly number[] {
  return membersOf(team).filter((person) => teamOf(teams, person) === team)
}

export function notesIn(table: Standing, team: Item): readonly Id[] {
  return table.outline.children(team.id).filter((id) => table.item(id)?.type === 'note')
}

export interface NewTeam {
  readonly name: string
  readonly members: readonly number[]
}

/** @param make makes an id */
export function making(session: Id, teams: readonly NewTeam[], make: () => Id): Edit[] {
  return teams.map(({ name, members }) => ({
    e: 'create',
    item: make(),
    type: 'team',
    parent: session,
    at: 'last',
    fields: { name, ...(members.length === 0 ? {} : { members: members.map(String) }) },
  }))
}

/** Puts somebody in a group, or with null in none, and takes them out of every other. */
export function assigning(teams: readonly Item[], person: number, to: Item | null): Edit[] {
  const word = [String(person)]
  return teams.flatMap((team): Edit[] => {
    const there = membersOf(team).includes(person)
    if (team.id === to?.id) return there ? [] : [{ e: 'set', item: team.id, field: 'members', add: word, remove: [] }]
    return there ? [{ e: 'set', item: team.id, field: 'members', add: [], remove: word }] : []
  })
}

export function startingAll(teams: readonly Item[], seconds: number): Edit[] {
  return teams.flatMap((team) => starting(team, seconds))
}

/** Of those whose time runs. @param now by the server's clock, in milliseconds */
export function extendingAll(teams: readonly Item[], now: number): Edit[] {
  return teams.filter((team) => secondsLeft(team, now) !== null).flatMap((team) => extending(team, now))
}

export function stoppingAll(teams: readonly Item[]): Edit[] {
  return teams.filter((team) => momentOf(team, 'started') >= 0).flatMap(stopping)
}

/** Where notes go, and what a group of them begins with. */
export interface Wall {
  readonly notes: Id
  readonly beginning: Fields
  /** What one is called that has lost its name. */
  nameless(at: number): string
}

/** Each group's notes go to the wall in their order, in a group of notes of its name; where there are none, none is made. */
export function bringingBack(table: Standing, teams: readonly Item[], wall: Wall, make: () => Id): Edit[] {
  return teams.flatMap((team, at) => {
    const notes = notesIn(table, team)
    if (notes.length === 0) return ending(team)
    const group = make()
    const fields = { ...wall.beginning, name: textOf(team, 'name').trim() || wall.nameless(at) }
    return [
      { e: 'create', item: group, type: 'group', parent: wall.notes, at: 'last', fields },
      ...notes.map((note): Edit => ({ e: 'move', item: note, parent: group, at: 'last' })),
      ...ending(team),
    ]
  })
}

/** One group is given up: its notes go to the wall as they are. It ends rather than being deleted, so that nothing hides
 * what somebody may just be sending into it. */
export function givingUp(table: Standing, team: Item, notes: Id): Edit[] {
  return [
    ...notesIn(table, team).map((note): Edit => ({ e: 'move', item: note, parent: notes, at: 'last' })),
    ...ending(team),
  ]
}

function ending(team: Item): Edit[] {
  return [{ e: 'set', item: team.id, field: 'back', value: thisMoment }, ...stoppingAll([team])]
}

/** The group of notes that a group became when it was brought back: of its name, made at the same moment. */
export function becameOf(groups: readonly Item[], team: Item): Item | undefined {
  const back = momentOf(team, 'back')
  return groups.find((group) => group.at === back && textOf(group, 'name') === textOf(team, 'name').trim())
}
