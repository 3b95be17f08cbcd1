import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { roleMay } from '../../src/i18n/deeds'
import { roleName, whatYouMay } from '../../src/i18n/roles'
import { locales, overwriteGetLocale, type Locale } from '../../src/i18n/paraglide/runtime.js'
import { mayAdmit, mayApproach, mayGive, partiesOf, roles, seesMembers, seesNetwork, sits, spokenRoles } from '../../src/people/roles'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/permissions.md', root), 'utf8')
const source = readFileSync(new URL('server/src/main/java/org/tavolo/people/Role.java', root), 'utf8')
const ofServer = [...source.matchAll(/^ {4}([A-Z_]+)\("(R\w+)", ([^)]+)\)/gm)].map(([, name = '', number = '', parties = '']) => ({
  role: name.toLowerCase(),
  number,
  parties: parties.split(', ').map((one) => one.replace('Party.', '').toLowerCase()),
}))

/** Who has a right: "R1 coordinator, R5b mentor support, **owner**". */
function named(cell: string | undefined): { roles: string[]; owner: boolean } {
  const all = (cell ?? '').split(', ').map((one) => one.trim())
  const of = all.flatMap((one) => /^R\w+ (.+)$/.exec(one)?.[1]?.replace(' ', '_') ?? [])
  return { roles: of, owner: all.includes('**owner**') }
}
const cellOf = (row: string) => new RegExp(`^\\| ${row} \\| (.+) \\|$`, 'm').exec(page)?.[1]
const sorted = (all: readonly string[]) => [...all].sort()
const having = (has: (standing: { role: string; owner: boolean }) => boolean) =>
  sorted(roles.filter((role) => has({ role, owner: false })))

test('the roles are those of the server, R1 to R13, each with the parties for which it may sit', () => {
  expect(ofServer).toHaveLength(14)
  expect(ofServer.map(({ role }) => role).sort()).toEqual([...roles].sort())
  expect(Object.fromEntries(ofServer.map(({ role, parties }) => [role, parties]))).toEqual(partiesOf)
})

describe.each(locales as readonly Locale[])('in the language %s', (language) => {
  test('every role has a name of its own, and says in a sentence or more what it may do', () => {
    overwriteGetLocale(() => language)
    expect(new Set(roles.map(roleName)).size).toBe(roles.length)
    expect(new Set(roles.map(roleMay)).size).toBe(roles.length)
    for (const role of roles) {
      expect(roleName(role)).toMatch(/^\p{Lu}.{3,44}[^.]$/u)
      expect(roleMay(role), role).toMatch(/^\p{Lu}[^]{30,260}\.$/u)
      expect(whatYouMay(role), role).toMatch(/^\p{Lu}[^]{20,260}\.$/u)
      expect(roleMay(role).split(/[.] /).length, role).toBeLessThanOrEqual(2)
    }
  })
})

test('a role that this page does not know yet is called by its word, and breaks nothing', () => {
  expect(roleName('captain')).toBe('captain')
  expect(roleMay('captain')).toBe('')
})

test('who may give which roles, let people in and read the list is as the permissions say', () => {
  for (const role of roles) {
    const number = ofServer.find((one) => one.role === role)?.number ?? ''
    const given = cellOf(`${number} ${role.replace('_', ' ')}`)
    const expected = given === undefined ? [] : given === 'every role' ? roles : named(given).roles
    expect([...mayGive({ role, owner: false })].sort(), role).toEqual([...expected].sort())
    expect(mayGive({ role, owner: true })).toEqual(roles)
  }
  expect(having(mayAdmit)).toEqual(sorted(named(cellOf('admit')).roles))
  expect(mayAdmit({ role: 'observer', owner: true })).toBe(named(cellOf('admit')).owner)
  expect(having(seesMembers)).toEqual(sorted(named(cellOf('see members')).roles))
  expect(seesMembers({ role: 'observer', owner: true })).toBe(named(cellOf('see members')).owner)
  expect(sorted(roles.filter(mayApproach))).toEqual(sorted(named(cellOf('approach confidential')).roles))
  expect(sorted(roles.filter(seesNetwork))).toEqual(sorted(named(cellOf('see network')).roles))
  expect(sorted(roles.filter(sits))).toEqual(sorted(named(cellOf('read')).roles))
})

test('a spoken code gives no role that manages, lets in or writes as a city', () => {
  for (const role of spokenRoles) {
    expect(mayGive({ role, owner: false })).toEqual([])
    expect(mayAdmit({ role, owner: false })).toBe(false)
  }
})
