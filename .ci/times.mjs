// Prints the time and the outcome of every suite from the reports of Surefire, Failsafe and vitest,
// and closes with "N passed, M failed". Ends with status 1 when something failed or nothing ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['server/target/surefire-reports', 'server/target/failsafe-reports', 'web-client/target']
const suites = folders
  .map((folder) => root + folder)
  .filter(existsSync)
  .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.xml')).map((name) => `${folder}/${name}`))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/<testsuite\s([^>]*)>/g)].map(([, text]) => suite(text)))
  .sort((a, b) => b.seconds - a.seconds)

for (const { name, seconds, tests, failed, skipped } of suites) {
  const outcome = [`${tests} tests`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`]
  console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}  (${outcome.filter(Boolean).join(', ')})`)
}
const sum = (of) => suites.reduce((total, one) => total + of(one), 0)
const failed = sum((one) => one.failed)
const skipped = sum((one) => one.skipped)
const passed = sum((one) => one.tests) - failed - skipped
console.log(`${sum((one) => one.seconds).toFixed(1).padStart(8)} s  in all suites`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (failed > 0 || passed === 0) process.exitCode = 1

function suite(text) {
  const of = Object.fromEntries([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
  const count = (key) => Number(of[key] ?? 0)
  return {
    name: of.name,
    seconds: Number((of.time ?? '0').replaceAll(',', '')),
    tests: count('tests'),
    failed: count('failures') + count('errors'),
    skipped: count('skipped'),
  }
}
