import { Problem } from '../net/api'
import { m } from './paraglide/messages.js'
import { problemWords } from './words'

/** What the refusal of a file means for the person (docs/protocol.md H8). */
export function fileWords(problem: unknown): string {
  const byReason: Record<string, () => string> = {
    invalid_file: m.refused_invalid_file,
    empty: m.refused_empty_file,
    no_headings: m.refused_no_headings,
    no_rows: m.refused_no_rows,
    not_text: m.refused_not_text,
    double_heading: m.refused_double_heading,
    too_many_columns: m.refused_too_many_columns,
    too_many_rows: m.refused_too_many_rows,
    unclosed_quote: m.refused_unclosed_quote,
    text_after_quote: m.refused_stray_quote,
  }
  const words = problem instanceof Problem ? byReason[problem.reason] : undefined
  return words === undefined ? problemWords(problem) : words()
}
