import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// `npm run dev` passes what only the server can answer on to the one at TAVOLO_PORT.
const server = `127.0.0.1:${process.env.TAVOLO_PORT ?? 8080}`

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'chrome106',
    // The browsers named above preload modules by themselves.
    modulePreload: { polyfill: false },
    // The page's CSP has no data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first load needs is one file. What several later parts share comes in few, since the page lists
            // every file by its name: words and icons alone were a hundred.
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'shared', test: /paraglide[\\/]messages|@lucide[\\/]svelte/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: `http://${server}`, headers: { origin: `http://${server}` } },
      '/live': { target: `ws://${server}`, ws: true, headers: { origin: `http://${server}` } },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    // Thousands of histories take longer where other suites share the machine.
    testTimeout: 20_000,
    reporters: ['default', ['junit', { outputFile: 'target/vitest.xml' }]],
  },
})
