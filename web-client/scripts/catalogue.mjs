// Prints the list of routes, states and stories (src/view/catalogue.ts) as JSON, for tests outside Node.
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../src/view/catalogue.ts', import.meta.url))
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false })
const { catalogue } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
console.log(JSON.stringify(catalogue, null, 2))
