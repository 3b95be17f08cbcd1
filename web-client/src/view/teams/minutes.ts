import { m } from '../../i18n/paraglide/messages.js'
import type { Command } from '../../ui/Menu.svelte'

/** For how long people talk in groups. */
const usual = [5, 10, 15, 20, 30, 45]

export function minuteCommands(start: (seconds: number) => void): Command[] {
  return usual.map((n) => ({ words: m.session_for_minutes({ n }), does: `minutes-${n}`, run: () => start(n * 60) }))
}
