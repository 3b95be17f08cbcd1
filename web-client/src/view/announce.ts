/** What others did, gathered into one sentence, so that a screen reader is not talked to without end. */

export interface Happening {
  /** Who, as shown to the reader. */
  readonly who: string
  /** What, as a clause after the name: "wrote in Results, action 3". */
  readonly what: string
}

/** Who came and who went, from one time to the next; who was there before one came is told to nobody. */
export class Attendance {
  #there: ReadonlySet<number> | null = null

  /** @param now whom the table shows */
  since(now: ReadonlySet<number>): { readonly came: readonly number[]; readonly went: readonly number[] } {
    const before = this.#there ?? now
    this.#there = now
    return { came: [...now].filter((one) => !before.has(one)), went: [...before].filter((one) => !now.has(one)) }
  }
}

/** At most so many clauses are read; the rest is a number. */
const most = 3

export class Gathering {
  readonly #said = new Map<string, Happening>()

  add(happening: Happening): void {
    this.#said.set(`${happening.who}\n${happening.what}`, happening)
  }

  get empty(): boolean {
    return this.#said.size === 0
  }

  /**
   * Everything since the last time as one sentence, and begins anew; each thing once, however often it happened.
   *
   * @param more words for how many further things there were
   */
  take(more: (n: number) => string): string {
    const all = [...this.#said.values()]
    this.#said.clear()
    const clauses: string[] = []
    let last = ''
    for (const { who, what } of all.slice(0, most)) {
      clauses.push(who === last ? what : `${who} ${what}`)
      last = who
    }
    if (all.length > most) clauses.push(more(all.length - most))
    return clauses.join(', ')
  }
}
