import { expect, test, vi } from 'vitest'
import { refusalWords } from '../../src/i18n/words'
import { m } from '../../src/i18n/paraglide/messages.js'
import type { SyncState } from '../../src/sync/client.types'
import { endedWords, stateWords } from '../../src/view/state'

vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
})

const calm: SyncState = { words: 'saved', connection: 'live', unsent: 0, held: 0, keeps: true, turnedAway: null }

test('the state is said in words, the gravest first', () => {
  const said = (state: Partial<SyncState>, refused = 0, slow = true) => {
    const { words, tone } = stateWords({ ...calm, ...state }, refused, slow)
    return `${tone}: ${words}`
  }
  expect(said({})).toBe(`calm: ${m.state_saved()}`)
  expect(said({ words: 'saving', unsent: 1 })).toBe(`calm: ${m.state_saving()}`)
  // Every letter is saved anew: what takes no time is not worth a word.
  expect(said({ words: 'saving', unsent: 1 }, 0, false)).toBe(`calm: ${m.state_saved()}`)
  expect(said({ connection: 'connecting' })).toBe(`calm: ${m.state_connecting()}`)
  expect(said({ connection: 'connecting', words: 'unsent', unsent: 2 })).toBe(`warning: ${m.state_unsent({ n: 2 })}`)
  expect(said({ connection: 'offline' })).toBe(`warning: ${m.state_offline()}`)
  const offline = { connection: 'offline', words: 'unsent', unsent: 3 } as const
  expect(said(offline)).toBe(`warning: ${m.state_offline_kept({ n: 3 })}`)
  expect(said({ ...offline, keeps: false })).toBe(`warning: ${m.state_offline_not_kept({ n: 3 })}`)
  const away = { connection: 'offline', turnedAway: 'too_many_connections' } as const
  expect(said(away)).toBe(`warning: ${m.state_turned_away()}`)
  expect(said({ ...away, words: 'unsent', unsent: 1 })).toBe(`warning: ${m.state_unsent({ n: 1 })}`)
  expect(said({ connection: 'ended' })).toBe(`danger: ${m.state_ended()}`)
  expect(said(offline, 1)).toBe(`danger: ${m.state_refused({ n: 1 })}`)
})

test('a page too many, a full table and a server that is asked too often are three different things', () => {
  const said = ['too_many_connections', 'too_many_people', 'too_many_requests'].map((why) => refusalWords('rate', why))
  expect(new Set(said).size).toBe(3)
  expect(said[2]).toBe(m.refused_rate())
})

test('a link too many, one that does not fit and a write that came too late say each what is the matter', () => {
  const said = [
    ['too_large', 'too_many_links'],
    ['invalid', 'wrong_kind'],
    ['invalid', 'precondition'],
  ].map(([code = '', reason = '']) => refusalWords(code, reason))
  expect(new Set([...said, m.refused_other(), m.refused_too_large()]).size).toBe(5)
})

test('who was signed out is told how to come back, and not that they sit there no more', () => {
  const said = ['session_ended', 'taken', 'upgrade'].map((reason) => endedWords(reason))
  expect(said).toEqual([m.ended(), m.ended_taken(), m.ended_upgrade()])
  expect(said[0]).toContain('personal link')
  expect(said[0]).not.toContain('Not sent yet')
  expect(said[1]).toContain('Not sent yet')
})
