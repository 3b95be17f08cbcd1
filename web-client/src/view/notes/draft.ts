/** Notes that are being written, kept on this device by board and person, so that no reload loses them. */

export function kept(drawer: string): string {
  try {
    return localStorage.getItem(`tavolo.draft.${drawer}`) ?? ''
  } catch {
    return ''
  }
}

export function keep(drawer: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(`tavolo.draft.${drawer}`)
    else localStorage.setItem(`tavolo.draft.${drawer}`, text)
  } catch {
    // The page says elsewhere that this browser keeps nothing.
  }
}

export function drop(drawer: string): void {
  keep(drawer, '')
}
