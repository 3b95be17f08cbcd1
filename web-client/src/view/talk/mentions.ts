import type { Person } from '../../board/types'

/** Calling somebody by their name in a text: `@` and the name, as it reads. */

/** What has been typed of a name after the `@` before the caret; null when the caret is in no name. */
export function nameBegun(text: string, caret: number): string | null {
  return /(?:^|[\s([{«“"'’])@([^\s@][^@\n]{0,39}|)$/u.exec(text.slice(0, caret))?.[1] ?? null
}

/** Whom it may be: whose name, or a word of it, begins so; who has no name any more cannot be called. */
export function whoBegins(people: Iterable<Person>, begun: string, language: string): readonly Person[] {
  const low = (text: string) => text.toLocaleLowerCase(language)
  const typed = low(begun)
  const place = (name: string) => (low(name).startsWith(typed) ? 0 : low(name).includes(` ${typed}`) ? 1 : 2)
  return [...people]
    .filter(({ name }) => name !== '' && place(name) < 2)
    .sort((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name, language))
}

/** The text with the begun name made whole, and where the caret is then. */
export function called(text: string, caret: number, name: string): { readonly text: string; readonly caret: number } {
  const begun = nameBegun(text, caret) ?? ''
  const before = `${text.slice(0, caret - begun.length)}${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Who is called in a text: whose whole name stands after an `@`, of two names that fit the longer one. */
export function calledIn(text: string, people: Iterable<Person>): readonly number[] {
  const named = [...people].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length)
  const found = new Set<number>()
  for (const [at] of [...text.matchAll(/@/g)].map((match) => [match.index] as const)) {
    const rest = text.slice(at + 1)
    const who = named.find(({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)))
    if (who !== undefined) found.add(who.person)
  }
  return [...found].sort((a, b) => a - b)
}
