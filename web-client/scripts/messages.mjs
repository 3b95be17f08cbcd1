// Checks that every language has the same messages with the same placeholders, then compiles them
// to src/i18n/paraglide, where the editor, tsc and the tests find them. Any fault ends with status 1.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'
import { messageFaults } from './message-faults.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { locales, baseLocale } = JSON.parse(readFileSync(`${root}project.inlang/settings.json`, 'utf8'))
const texts = Object.fromEntries(
  locales.map((locale) => [locale, readFileSync(`${root}messages/${locale}.json`, 'utf8')]),
)
const faults = messageFaults(texts, baseLocale)
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}

await compile({
  project: `${root}project.inlang`,
  outdir: `${root}src/i18n/paraglide`,
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  localStorageKey: 'tavolo.language',
  isServer: 'false',
  emitTsDeclarations: true,
  emitReadme: false,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
})
