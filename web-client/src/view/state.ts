import { m } from '../i18n/paraglide/messages.js'
import type { SyncState } from '../sync/client.types'

export interface StateInWords {
  readonly words: string
  readonly tone: 'calm' | 'warning' | 'danger'
}

/** Why a table cannot go on in this page, although one may still sit at it, and where what was not sent is. */
export function endedWords(reason: string): string {
  if (reason === 'upgrade') return m.ended_upgrade()
  return reason === 'taken' ? m.ended_taken() : m.ended()
}

/** @param slow whether saving has taken long enough to be worth saying */
export function stateWords(state: SyncState, refused: number, slow: boolean): StateInWords {
  if (refused > 0) return { words: m.state_refused({ n: refused }), tone: 'danger' }
  if (state.connection === 'ended') return { words: m.state_ended(), tone: 'danger' }
  if (state.turnedAway !== null) {
    return { words: state.unsent > 0 ? m.state_unsent({ n: state.unsent }) : m.state_turned_away(), tone: 'warning' }
  }
  if (state.connection === 'offline') {
    if (state.unsent === 0) return { words: m.state_offline(), tone: 'warning' }
    return {
      words: state.keeps ? m.state_offline_kept({ n: state.unsent }) : m.state_offline_not_kept({ n: state.unsent }),
      tone: 'warning',
    }
  }
  if (state.words === 'unsent') return { words: m.state_unsent({ n: state.unsent }), tone: 'warning' }
  if (state.words === 'saving' && slow) return { words: m.state_saving(), tone: 'calm' }
  if (state.connection === 'connecting') return { words: m.state_connecting(), tone: 'calm' }
  return { words: m.state_saved(), tone: 'calm' }
}
