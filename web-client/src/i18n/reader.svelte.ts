import { getLocale, locales, setLocale } from './paraglide/runtime.js'

export type Language = (typeof locales)[number]

/** The language of the page, and dates and numbers as its reader writes them. */
class Reader {
  language: Language = $state(getLocale())

  // The reader's own country writes dates its own way; English without one as in Europe, the day before the month.
  readonly #spelling = $derived(
    navigator.languages.find((tag) => tag.startsWith(`${this.language}-`)) ??
      (this.language === 'en' ? 'en-GB' : this.language),
  )

  readonly languages: readonly Language[] = locales

  // Making one takes longer than a hundred uses of it.
  readonly #numbers = $derived(new Intl.NumberFormat(this.#spelling))

  choose(language: Language): void {
    void setLocale(language, { reload: false })
    document.documentElement.lang = language
    this.language = language
  }

  number(value: number): string {
    return this.#numbers.format(value)
  }

  date(value: number | string): string {
    const date = typeof value === 'string' ? new Date(`${value}T12:00:00`) : new Date(value)
    return Number.isNaN(date.getTime())
      ? String(value)
      : new Intl.DateTimeFormat(this.#spelling, { dateStyle: 'long' }).format(date)
  }

  /** The time of day when it is today, else the day and the time. */
  when(ms: number, now = Date.now()): string {
    const date = new Date(ms)
    const today = date.toDateString() === new Date(now).toDateString()
    return new Intl.DateTimeFormat(
      this.#spelling,
      today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
    ).format(date)
  }

  /** A size as files have it: in whole kilobytes, from a thousand of them in megabytes. */
  bytes(bytes: number): string {
    const big = bytes >= 1_000_000
    const style = { style: 'unit', unit: big ? 'megabyte' : 'kilobyte', maximumFractionDigits: big ? 1 : 0 } as const
    return new Intl.NumberFormat(this.language, style).format(big ? bytes / 1e6 : Math.ceil(bytes / 1e3))
  }

  list(words: readonly string[]): string {
    return new Intl.ListFormat(this.language, { type: 'conjunction' }).format(words)
  }
}

export const reader = new Reader()
