/** What is asked before something goes that cannot be brought back. */
export const sureKinds = ['name', 'contributions', 'programme'] as const
export type SureKind = (typeof sureKinds)[number]

/** Whether somebody typed the words they were asked for: letters count, neither case nor the spaces between. */
export function typedRight(typed: string, asked: string): boolean {
  return plain(typed) === plain(asked)
}

function plain(words: string): string {
  return words.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase()
}
