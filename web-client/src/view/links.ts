import type { Id } from '../board/types'
import type { Board } from './board.svelte'
import { inWords, type LinkType } from './method'
import { isNever, type WhyNot } from './rights.svelte'

/** One link seen from one of its ends. */
export interface LinkHere {
  /** The item at the other end. */
  readonly other: Id
  readonly relation: string
  /** The link starts here; otherwise there. */
  readonly out: boolean
  /** "answers", "is answered by". */
  readonly words: string
}

/** What is led and said beside things has places of its own, and is not joined by hand. */
function beside(board: Board, type: string): boolean {
  return ['steering', 'hand', 'result', 'proposal', 'comment', 'answer', 'opinion'].includes(board.method.part(type) ?? '')
}

/** Every visible link of an item, from it and to it, but for what is said beside it. */
export function linksOf(board: Board, id: Id, language: string): LinkHere[] {
  const item = board.item(id)
  if (item === undefined) return []
  const out = item.links
    .filter(([, to]) => !board.outline.hidden(to) && !beside(board, board.item(to)?.type ?? ''))
    .map(([relation, other]) => ({
      other,
      relation,
      out: true,
      words: inWords(board.method.link(item.type, relation)?.label, language),
    }))
  const back = board
    .linksTo(id)
    .map(({ relation, from }) => ({ relation, from, type: board.item(from)?.type ?? '' }))
    .filter(({ type }) => !beside(board, type))
    .map(({ relation, from, type }) => ({
      other: from,
      relation,
      out: false,
      words: inWords(board.method.link(type, relation)?.back, language),
    }))
  return [...out, ...back]
}

/** A way in which an item can be joined to items of another type. */
export interface Way {
  readonly link: LinkType
  readonly type: string
  readonly out: boolean
  readonly words: string
}

/** Every way the method allows from this end, those that start here first. */
export function waysOf(board: Board, type: string, language: string): Way[] {
  const out = board.method
    .links(type)
    .flatMap((link) => link.to.map((to) => ({ link, type: to, out: true, words: inWords(link.label, language) })))
  const back = board.method
    .linksTo(type)
    .map(({ from, link }) => ({ link, type: from, out: false, words: inWords(link.back, language) }))
  return [...out, ...back].filter((way) => board.method.knows(way.type) && !beside(board, way.type))
}

/** Why a link cannot be made in this way; it belongs to the item that it starts from. */
export function whyJoin(board: Board, id: Id, way: Way, other: Id): WhyNot | null {
  return board.rights.change('link', way.out ? id : other)
}

export function whyPart(board: Board, id: Id, link: LinkHere): WhyNot | null {
  return board.rights.change('unlink', link.out ? id : link.other)
}

/** Why an item cannot be linked at all: links from it, and those to it that start from what somebody else may link. */
export function whyLink(board: Board, id: Id): WhyNot | null {
  const own = board.rights.change('link', id)
  if (own === null) return null
  const item = board.client.items.get(id)
  let best: WhyNot = own
  for (const { from } of board.method.linksTo(item?.type ?? '')) {
    if (beside(board, from)) continue
    for (const other of board.client.items.values()) {
      if (other.type !== from || board.outline.hidden(other.id)) continue
      const why = board.rights.change('link', other.id)
      if (why === null) return null
      if (isNever(best)) best = why
    }
  }
  return best
}

export function join(board: Board, id: Id, way: Way, other: Id): void {
  if (way.out) board.link(id, way.link.relation, other)
  else board.link(other, way.link.relation, id)
}

export function part(board: Board, id: Id, link: LinkHere): void {
  if (link.out) board.unlink(id, link.relation, link.other)
  else board.unlink(link.other, link.relation, id)
}
