import type { Permissions } from '../board/permits'
import type { Id } from '../board/types'
import { Problem, type Programme } from '../net/api'
import type { Routes } from './house'
import { Method, type ItemType } from './method'

/** What the page must know before a board can be shown, kept on the device so that a board also opens offline. */

export async function knownMethod(api: Routes): Promise<Method> {
  const ask = () => api.method<{ types: readonly ItemType[]; permissions?: Permissions }>()
  const { types, permissions } = await orKept('tavolo.method', ask)
  return new Method(types, permissions)
}

/** The types of the sheets, which a table needs that has one. */
export async function knownSheets(api: Routes): Promise<readonly ItemType[]> {
  return (await orKept('tavolo.sheets', () => api.sheets<ItemType>())).types
}

export function knownProgramme(api: Routes, programme: Id): Promise<Programme> {
  return orKept(`tavolo.programme.${programme}`, () => api.programme(programme))
}

/** What was kept serves only while the server cannot be reached; a refusal is a refusal, and forgets it. */
export async function orKept<T>(key: string, ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask()
    try {
      localStorage.setItem(key, JSON.stringify(answer))
    } catch {
      // Without storage nothing opens offline; the page says so by the client's `keeps`.
    }
    return answer
  } catch (problem) {
    const kept = read<T>(key)
    if (kept !== null && problem instanceof Problem && problem.passing) return kept
    if (problem instanceof Problem && !problem.passing) forget(key)
    throw problem
  }
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept then.
  }
}
