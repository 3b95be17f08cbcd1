import { m } from '../i18n/paraglide/messages.js'
import { mayApproach } from '../people/roles'
import { settings } from './settings.svelte'

/**
 * Whether a way to the confidential table may be shown: by the role alone, so that it tells nothing about the table, and
 * never in projector view, where others than the reader look at the page.
 */
export function showsConfidential(role: string): boolean {
  return mayApproach(role) && !settings.projects
}

/** What the way there is called. Who leads sessions finds something at its end only when both teams have asked them in. */
export function confidentialWords(role: string): string {
  return role === 'mentee' || role === 'mentor' ? m.confidential() : m.confidential_if_invited()
}
