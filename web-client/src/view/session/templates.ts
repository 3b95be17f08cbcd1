import { inWords, type Words } from '../method'
import type { Ask, Planned } from './steering'

/** A session as it may be prepared (docs/protocol.md H10), in every language. */
export interface Template {
  readonly name: string
  readonly label: Words
  /** What it is for. */
  readonly purpose: Words
  readonly points: readonly {
    readonly title: Words
    readonly minutes?: number
    readonly area?: string
    readonly asks?: readonly (Omit<Ask, 'question' | 'options'> & { readonly question: Words; readonly options?: readonly Words[] })[]
  }[]
}

/** Its agenda in a language, to be changed and opened. */
export function agendaOf(template: Template, language: string): readonly Planned[] {
  return template.points.map(({ title, minutes, area, asks = [] }) => ({
    title: inWords(title, language),
    minutes: minutes ?? null,
    area: area ?? '',
    asks: asks.map(({ question, options = [], ...ask }) => ({
      ...ask,
      question: inWords(question, language),
      options: options.map((option) => inWords(option, language)),
    })),
  }))
}
