// Compiled with tsconfig.core.json: fails as soon as board and sync could see the browser or Node.
// @ts-expect-error the DOM library is absent
export type Page = typeof document
// @ts-expect-error network
export type Fetch = typeof fetch
// @ts-expect-error clocks are passed in, never taken
export type Timer = typeof setTimeout
// @ts-expect-error Node is absent too
export type Process = typeof process
