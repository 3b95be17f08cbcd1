import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { m } from '../../src/i18n/paraglide/messages.js'
import { personName } from '../../src/i18n/parties'
import type { Me } from '../../src/net/api.types'
import { byName } from '../../src/people/names'
import { inWordsOf } from '../../src/view/members/acts'
import { faultOf, keepable } from '../../src/view/keeping/days'
import { ending } from '../../src/view/keeping/ending.svelte'
import { typedRight } from '../../src/view/keeping/sure'

// What the modules of the page read while they are loaded.
const device = vi.hoisted(() => {
  const kept: { language: string } = { language: 'en' }
  vi.stubGlobal('localStorage', { getItem: () => kept.language, setItem: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en'] })
  return kept
})

const now = new Date('2026-11-21T23:30:00Z')

test('who had their name removed is a former participant, whom nobody knows is somebody', () => {
  device.language = 'it'
  expect(personName('')).toBe('Ex partecipante')
  device.language = 'en'
  expect(personName('')).toBe('Former participant')
  expect(personName('Amina')).toBe('Amina')
  expect(personName(undefined)).toBe(m.somebody())
})

test('the log calls them so as well', () => {
  const act = { n: 1, at: 0, by: 3, what: 'removed', about: 4, detail: '' }
  const names = new Map([[3, 'Rosa'], [4, '']])
  expect(inWordsOf(act, (person) => names.get(person ?? 0))).toBe(m.act_removed({ who: 'Rosa', about: 'Former participant' }))
})

test('people are listed by name, those without one last', () => {
  expect(['Zoe', '', 'Amina', ''].map((name) => ({ name })).sort(byName).map(({ name }) => name)).toEqual(['Amina', 'Zoe', '', ''])
})

test('no component shows the bare name of somebody at the table', () => {
  const source = new URL('../../src/view/', import.meta.url)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'))
  // Accounts, and who knocks at the door, always have a name; marks know what to do without one.
  const bare = files.flatMap((file) =>
    (readFileSync(new URL(file, source), 'utf8').match(/^.*\b(?:me|member|person|one)\??\.name\b.*$/gm) ?? [])
      .filter((line) => !/personName\(|name={(?:person|member|me)\.name}|\.name === ''|\(one\.name\)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(bare).toEqual([])
})

test('a programme is kept from tomorrow to ten years from now, by the days of UTC', () => {
  expect(keepable(now)).toEqual({ first: '2026-11-22', last: '2036-11-21' })
  expect(keepable(new Date('2028-02-29T12:00:00Z'))).toEqual({ first: '2028-03-01', last: '2038-02-28' })
  const faults = ['2026-11-22', '2036-11-21', '2026-11-21', '1999-01-01', '2036-11-22', '12026-01-01', ''].map((day) => faultOf(day, now))
  expect(faults).toEqual([null, null, 'past', 'past', 'far', 'far', 'none'])
})

test('the title confirms whatever its case and spaces, and nothing else does', () => {
  expect(typedRight('  una città  PER tutti ', 'Una città per tutti')).toBe(true)
  expect(typedRight('Una citta\u0300 per tutti', 'Una città per tutti')).toBe(true)
  expect(['', 'Una città', 'Una città per tutti!'].map((typed) => typedRight(typed, 'Una città per tutti'))).toEqual([false, false, false])
})

test('the page says that a programme ends until its owner has chosen a later day', () => {
  ending.learn({ account: null, languages: [], programmes: [{ programme: 'p', ends: '2026-12-01' }, { programme: 'q' }] } as unknown as Me)
  expect([ending.of('p'), ending.of('q')]).toEqual(['2026-12-01', undefined])
  ending.chose('q')
  expect(ending.of('p')).toBe('2026-12-01')
  ending.chose('p')
  expect(ending.of('p')).toBe(undefined)
})
