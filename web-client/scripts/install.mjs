// Runs `npm ci` only when package-lock.json has changed since the last time, so that repeated builds stay fast.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const mark = `${root}node_modules/.tavolo-lock`
const lock = createHash('sha256').update(readFileSync(`${root}package-lock.json`)).digest('hex')

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  const done = spawnSync('npm', ['ci', '--prefer-offline'], { cwd: root, stdio: 'inherit' })
  if (done.error) throw done.error
  if (done.status !== 0) process.exit(done.status ?? 1)
  writeFileSync(mark, lock)
}
