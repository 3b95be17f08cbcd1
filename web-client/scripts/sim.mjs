// Bundles the simulator's peer into one file: node scripts/sim.mjs [file]
import { build } from 'esbuild'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = resolve(dirname(fileURLToPath(import.meta.url)), '..')
await build({
  entryPoints: [resolve(here, 'test/sim/peer.ts')],
  outfile: resolve(process.argv[2] ?? resolve(here, 'target/sim/peer.mjs')),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
