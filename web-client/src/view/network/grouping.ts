import type { Id } from '../../board/types'
import type { NetworkProgramme, ReleasedItem } from '../../net/api'
import type { Kind } from '../releases/kinds'

/** What cities released over several programmes, put side by side. Nothing is counted, and nobody comes before others but by name. */

/** Something that a city said. */
export interface Said {
  readonly programme: NetworkProgramme
  /** What the city is called; the programme's title where nobody wrote it. */
  readonly city: string
  readonly item: ReleasedItem
}

/** How words come one after another. */
export type Order = (one: string, other: string) => number

/** The city of a programme that has the needs. */
export function menteeOf(programme: NetworkProgramme): string {
  return programme.mentee.trim() || programme.title
}

/** The city that offers its experience: as its sheet says, else as the programme does. */
export function mentorOf(programme: NetworkProgramme): string {
  const named = itemsOf(programme, 'strengths', 'strengths').map(({ fields }) => fields['city'])
  const city = named.find((one): one is string => typeof one === 'string' && one.trim() !== '')
  return city?.trim() ?? (programme.mentor.trim() || programme.title)
}

/** Of one programme, what was released of a type; none when nothing was. */
export function itemsOf(programme: NetworkProgramme, kind: string, type: string): readonly ReleasedItem[] {
  return (programme.releases.find((one) => one.kind === kind)?.items ?? []).filter((one) => one.type === type)
}

/** What all cities released of a type, by their names; of one city in the order of its table. */
export function saidOf(programmes: readonly NetworkProgramme[], kind: string, type: string, order: Order): readonly Said[] {
  return programmes
    .flatMap((programme) => itemsOf(programme, kind, type).map((item) => ({ programme, city: menteeOf(programme), item })))
    .sort((one, other) => order(one.city, other.city))
}

/** Programmes in which this kind stands released, by the name of the city. */
export function releasing(
  programmes: readonly NetworkProgramme[],
  kind: string,
  name: (programme: NetworkProgramme) => string,
  order: Order,
): readonly NetworkProgramme[] {
  return programmes
    .filter(({ releases }) => releases.some((one) => one.kind === kind))
    .sort((one, other) => order(name(one), name(other)))
}

/** Things that have the same answer to a question; the answer is empty where none was given. */
export interface Group {
  readonly answer: string
  readonly said: readonly Said[]
}

/** @param label what an answer is called; `other` comes last, and what has no answer after that */
export function byAnswer(said: readonly Said[], field: string, label: (answer: string) => string, order: Order): readonly Group[] {
  const answers = new Map<string, Said[]>()
  for (const one of said) {
    const given = one.item.fields[field]
    const answer = typeof given === 'string' ? given : ''
    const same = answers.get(answer)
    if (same === undefined) answers.set(answer, [one])
    else same.push(one)
  }
  const late = (answer: string) => (answer === '' ? 2 : answer === 'other' ? 1 : 0)
  return [...answers]
    .map(([answer, same]) => ({ answer, said: same }))
    .sort((one, other) => late(one.answer) - late(other.answer) || order(label(one.answer), label(other.answer)))
}

/** Whether two cities or more say so; one city in two programmes is one. */
export function recurs({ answer, said }: Group): boolean {
  return answer !== '' && new Set(said.map(({ city }) => city.toLocaleLowerCase())).size > 1
}

/** What cities say to one question. */
export interface Question {
  readonly type: string
  readonly field: string
  readonly said: readonly Said[]
}

/** The questions of a kind to which some city says something, in the order in which the method asks them. */
export function byQuestion(programmes: readonly NetworkProgramme[], kind: Kind, order: Order): readonly Question[] {
  return kind.from.flatMap(({ type, fields }) => {
    const all = saidOf(programmes, kind.name, type, order)
    return fields
      .map((field) => ({ type, field, said: all.filter(({ item }) => item.fields[field] !== undefined) }))
      .filter(({ said }) => said.length > 0)
  })
}

/** The cities that say something, each with what it says, in the order in which they come. */
export function byCity(said: readonly Said[]): readonly { readonly programme: NetworkProgramme; readonly city: string; readonly said: readonly Said[] }[] {
  const programmes = [...new Set(said.map(({ programme }) => programme))]
  return programmes.map((programme) => ({
    programme,
    city: menteeOf(programme),
    said: said.filter((one) => one.programme === programme),
  }))
}

/** One side of a comparison: of which release, which fields of which type. */
export interface Side {
  readonly kind: string
  readonly type: string
  readonly fields: readonly string[]
}

/** What is put side by side when a mentor is sought, by the fields of a candidate's card that say how the two match. */
export const comparisons: readonly { readonly field: string; readonly mentee: readonly Side[]; readonly mentor: readonly Side[] }[] = [
  {
    field: 'match',
    mentee: [
      { kind: 'needs', type: 'needsAnalysis', fields: ['challenge', 'topics', 'learn', 'impacts'] },
      { kind: 'needs', type: 'need', fields: ['statement', 'area', 'callsFor'] },
    ],
    mentor: [
      { kind: 'strengths', type: 'strengths', fields: ['areas', 'practices', 'why', 'actors'] },
      { kind: 'strengths', type: 'practice', fields: ['name', 'where', 'description', 'results', 'success', 'transfer'] },
    ],
  },
  {
    field: 'profile',
    mentee: [{ kind: 'needs', type: 'localContext', fields: ['inhabitants', 'immigrants', 'nationalities', 'statuses', 'budget'] }],
    mentor: [{ kind: 'strengths', type: 'mentorContext', fields: ['inhabitants', 'immigrants', 'nationalities', 'statuses', 'budget'] }],
  },
  {
    field: 'governance',
    mentee: [
      { kind: 'levels', type: 'localContext', fields: ['powers'] },
      { kind: 'levels', type: 'nationalContext', fields: ['relations', 'framework', 'objectives'] },
    ],
    mentor: [{ kind: 'strengths', type: 'mentorContext', fields: ['powers'] }],
  },
]

/**
 * The id of the candidate that stands for a city's offer: the same for everybody who makes it, so that one offer becomes
 * one candidate, once.
 *
 * @param sheet the matching sheet
 * @param programme the one in which the offer was released
 */
export function candidateId(sheet: Id, programme: Id): Id {
  const digits = programme.replaceAll('-', '')
  let at = 0
  return sheet.replace(/[0-9a-f]/gi, (digit) => (parseInt(digit, 16) ^ parseInt(digits[at++] ?? '0', 16)).toString(16))
}
