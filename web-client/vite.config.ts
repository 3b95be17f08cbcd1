import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// Started with TAVOLO_PORT, `npm run dev` passes everything the server answers on to that server.
const server = `127.0.0.1:${process.env.TAVOLO_PORT ?? 8080}`

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'chrome106',
    // A preload helper would need an inline script, which the page's CSP refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': `http://${server}`,
      '/live': { target: `ws://${server}`, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', ['junit', { outputFile: 'target/vitest.xml' }]],
  },
})
