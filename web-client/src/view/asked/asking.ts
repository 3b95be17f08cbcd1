import { textOf } from '../../board/board'
import type { Edit, Id, Item, Party, Value } from '../../board/types'
import { parties } from '../../i18n/parties'
import { newItemId } from '../../net/open'
import type { Board } from '../board.svelte'
import { beginningOf, nameOf } from '../names'

/** Writing rounds and votes of a session: how they begin, and what a vote is on. */

/** As many as one vote links to, with room to spare. */
export const MOST = 60

/** Between two looks at how a round or a vote stands, in milliseconds. */
export const EVERY = 3_000

export function newRound(session: Id, question: string, anonymous: boolean): Edit[] {
  const fields = { question, opened: 0, ...(anonymous ? { anonymous } : {}) }
  return [{ e: 'create', item: newItemId(), type: 'round', parent: session, at: 'last', fields }]
}

export interface NewPoll {
  readonly question: string
  readonly method: string
  readonly budget: number
  readonly secret: boolean
  /** Answers in words; otherwise what is on the board. */
  readonly options: readonly string[]
  readonly on: readonly Id[]
}

export function newPoll(session: Id, { question, method, budget, secret, options, on }: NewPoll): Edit[] {
  const poll = newItemId()
  const fields = { question, method, ...(method === 'dots' ? { budget } : {}), ...(secret ? { secret } : {}), opened: 0 }
  return [
    { e: 'create', item: poll, type: 'poll', parent: session, at: 'last', fields },
    ...on.map((to): Edit => ({ e: 'link', item: poll, rel: 'on', to })),
    ...options.map((text): Edit => ({ e: 'create', item: newItemId(), type: 'option', parent: poll, at: 'last', fields: { text } })),
  ]
}

/** What is voted on, in order, but for what is gone. */
export function votedOn(board: Board, poll: Item): readonly Item[] {
  const options = board.outline.children(poll.id).flatMap((id) => board.item(id) ?? [])
  const linked = poll.links.filter(([relation]) => relation === 'on').flatMap(([, to]) => board.item(to) ?? [])
  return [...linked.filter((item) => !board.outline.hidden(item.id)), ...options.filter(({ type }) => type === 'option')]
}

/** "Housing desk"; of an action or a need with its number: "action 3: Housing desk". */
export function votedName(board: Board, item: Item): string {
  const words = beginningOf(board, item)
  if (board.method.type(item.type).numbered === undefined || item.type === 'option') return words === '' ? nameOf(board, item.id) : words
  return words === '' ? nameOf(board, item.id) : `${nameOf(board, item.id)}: ${words}`
}

/** One line of a result. */
export interface Standing {
  readonly of: Id
  readonly name: string
  /** In the order of the headings. */
  readonly counts: readonly number[]
  /** What it is ordered by, the most first: dots, the middle of a scale, who agrees. */
  readonly worth: number
  readonly reasons: string
  /** How each party voted of which somebody did, in an open vote. */
  readonly parties: readonly { readonly party: Party; readonly counts: readonly number[]; readonly worth: number }[]
}

const scale = ['s1', 's2', 's3', 's4', 's5'] as const
const consent = ['agree', 'concern', 'block'] as const

/** What a result counts, in the order of the headings. */
export function countsOf(method: Value | undefined, result: Item): readonly number[] {
  const fields = method === 'scale' ? scale : method === 'consent' ? consent : (['dots'] as const)
  return fields.map((field) => Number(result.fields[field] ?? 0))
}

/** What somebody looks at first: the dots, the middle of the scale, how many agree. */
export function worthOf(method: Value | undefined, counts: readonly number[]): number {
  if (method !== 'scale') return counts[0] ?? 0
  const all = counts.reduce((sum, one) => sum + one, 0)
  return all === 0 ? 0 : counts.reduce((sum, one, i) => sum + one * (i + 1), 0) / all
}

/** What came of a vote, the most first; empty until it is shown. */
export function standings(board: Board, poll: Item): readonly Standing[] {
  const method = poll.fields['method']
  return board.outline
    .children(poll.id)
    .flatMap((id) => board.item(id) ?? [])
    .filter(({ type }) => type === 'result')
    .map((result) => {
      const of = String(result.fields['of'] ?? '')
      const counts = countsOf(method, result)
      const item = board.item(of)
      return {
        of,
        name: item === undefined ? nameOf(board, of) : votedName(board, item),
        counts,
        worth: worthOf(method, counts),
        reasons: textOf(result, 'reasons'),
        parties: parties.flatMap((party) => {
          const said = result.fields[party]
          const theirs = typeof said === 'string' ? said.split(' ').map(Number) : []
          return theirs.length === 0 ? [] : [{ party, counts: theirs, worth: worthOf(method, theirs) }]
        }),
      }
    })
    .sort((a, b) => b.worth - a.worth)
}
