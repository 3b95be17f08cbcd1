import { readFileSync } from 'node:fs'

/** The small method that both sides of the simulator know (`vectors/sim-rules.json`). */
export interface Rules {
  readonly types: Readonly<Record<string, {
    readonly in: readonly (string | null)[]
    readonly fields: Readonly<Record<string, string>>
    readonly options?: Readonly<Record<string, readonly string[]>>
  }>>
  readonly relations: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>
}

/** The process is started in the project's root. */
export function rules(path = 'server/src/test/resources/vectors/sim-rules.json'): Rules {
  return JSON.parse(readFileSync(path, 'utf8')) as Rules
}
