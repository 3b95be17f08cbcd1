/** Since when what somebody did is taken back: the beginning of the session, so many minutes ago, or this morning. */
export type Since = 'session' | 'today' | number

/** @param opened when the session that is on began, null when none is; the first is the usual one */
export function sinces(opened: number | null): readonly Since[] {
  return [...(opened === null ? [] : ['session' as const]), 5, 15, 60, 'today']
}
