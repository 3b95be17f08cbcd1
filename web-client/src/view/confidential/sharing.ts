import { textOf } from '../../board/board'
import { penOf, refusedCreation, sessionOn } from '../../board/permits'
import type { Edit, Id, Item, Party, Value } from '../../board/types'
import type { Member, Programme, Snapshot } from '../../net/api'
import { sits } from '../../people/roles'
import { inWords, type FieldType, type Method } from '../method'

/** Something of the confidential table copied to the shared one: its present text and nothing else of it. */

/** As what it may stand there: a note, perhaps of a kind, or a need of a kind. */
export interface As {
  readonly type: 'note' | 'need'
  readonly kind: string
}

/** What of an item can be shared: its texts that say something, the main one first. */
export function shareable(item: Item, method: Method): readonly FieldType[] {
  const { main } = method.type(item.type)
  return method
    .texts(item.type)
    .filter(({ name }) => textOf(item, name).trim() !== '')
    .sort((a, b) => Number(b.name === main) - Number(a.name === main))
}

/** The text as it will stand there. Where it is of several fields, each but the main one is called by its name. */
export function copyOf(item: Item, fields: readonly FieldType[], method: Method, language: string): string {
  const { main } = method.type(item.type)
  return fields
    .map((field) => {
      const text = textOf(item, field.name).trim()
      return field.name === main ? text : `${inWords(field.label, language)}: ${text}`
    })
    .join('\n\n')
}

/** A new item at the shared table. No id, link, author or date of what it was copied from goes with it. */
export function creationOf(id: Id, as: As, parent: Id, text: string, lang: string, method: Method): Edit {
  const fields: Record<string, Value> = { ...method.beginning(as.type, lang), [mainOf(as, method)]: text }
  if (as.kind !== '') fields['kind'] = as.kind
  return { e: 'create', item: id, type: as.type, parent, at: as.type === 'need' ? 'last' : 'first', fields }
}

/** How long the text may be there, in code points. */
export function limitOf(as: As, method: Method): number {
  return method.field(as.type, mainOf(as, method))?.limit ?? 20_000
}

function mainOf(as: As, method: Method): string {
  return method.type(as.type).main ?? 'text'
}

/** Under what it is put there; null when there is no such place, or it is not mine to write in now. */
export function homeOf(as: As, { items, people }: Snapshot, { me, owner }: Programme, method: Method): Id | null {
  const home = items.find((item) => item.parent === null && item.deleted !== true && item.type === method.homes(as.type)[0])
  if (home === undefined) return null
  const all = new Map(items.map((item) => [item.id, item]))
  const sitting = {
    permissions: method.permissions,
    parts: method,
    items: all,
    asker: { role: me.role, owner },
    me: me.person,
    pen: penOf(all),
    session: sessionOn(all) !== null,
    party: (number: number) => people.find(({ person }) => person === number)?.party ?? null,
  }
  return refusedCreation(sitting, as.type, home.id) === null ? home.id : null
}

/** Who will read it: those who sit at the shared table, by party, the larger ones first. */
export function readersOf(people: readonly Member[]): readonly { party: Party; n: number }[] {
  const counts = new Map<Party, number>()
  for (const { party, role, former } of people)
    if (former !== true && sits(role)) counts.set(party, (counts.get(party) ?? 0) + 1)
  return [...counts].map(([party, n]) => ({ party, n })).sort((a, b) => b.n - a.n)
}
