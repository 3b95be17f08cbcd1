import { screen } from './width.svelte'

/** How this browser shows things. Kept on the device, never sent. */

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const sizes = ['normal', 'large', 'projector'] as const

export interface Wishes {
  theme: (typeof themes)[number]
  size: (typeof sizes)[number]
  /** A text box of the browser's own instead of the editor that shows others' carets. */
  plain: boolean
  /** Read aloud what others do. */
  announce: boolean
  /** Read aloud who comes to the table and who goes. */
  comings: boolean
  shortcuts: boolean
  /** The notes alone; empty: as it is usual for who comes. */
  simple: '' | 'on' | 'off'
  /** The language to see first; empty: as each text was written. */
  first: string
}

const key = 'tavolo.settings'
const usual: Wishes = { theme: 'system', size: 'normal', plain: false, announce: true, comings: true, shortcuts: true, simple: '', first: '' }

class Settings {
  readonly now: Wishes = $state({ ...usual, ...kept() })
  /** The size to which leaving projector view leads back. */
  #before: Wishes['size'] = 'normal'

  /** Projector view: others than who sits at this device look at it, too. */
  get projects(): boolean {
    return this.now.size === 'projector'
  }

  /** That it is usual here: a session is on, and somebody who was invited to it has a small screen. */
  usuallySimple = $state(false)

  /** Simple mode: notes, comments and votes only. */
  get simple(): boolean {
    return this.now.simple === 'on' || (this.now.simple === '' && this.usuallySimple)
  }

  simplify(on: boolean): void {
    if (on !== this.simple) this.set('simple', on ? 'on' : 'off')
  }

  /** Turns projector view on or off. */
  project(on: boolean): void {
    if (on === this.projects) return
    if (on) this.#before = this.now.size
    this.set('size', on ? 'projector' : this.#before)
  }

  set<Name extends keyof Wishes>(name: Name, value: Wishes[Name]): void {
    this.now[name] = value
    try {
      localStorage.setItem(key, JSON.stringify(this.now))
    } catch {
      // Some in-app browsers refuse storage; the wish then lasts as long as the page.
    }
  }
}

/** Puts theme and size on the page and keeps them there. Call once, while a component is made. */
export function wearSettings(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  let systemDark = $state(dark.matches)
  let systemContrast = $state(contrast.matches)
  $effect(() => {
    const darker = () => (systemDark = dark.matches)
    const stronger = () => (systemContrast = contrast.matches)
    dark.addEventListener('change', darker)
    contrast.addEventListener('change', stronger)
    return () => {
      dark.removeEventListener('change', darker)
      contrast.removeEventListener('change', stronger)
    }
  })
  $effect.pre(() => {
    const { theme, size } = settings.now
    const root = document.documentElement
    root.dataset['theme'] = theme !== 'system' ? theme : systemContrast ? 'contrast' : systemDark ? 'dark' : 'light'
    root.dataset['size'] = size
    screen.measure()
  })
  $effect(() => {
    const measure = () => screen.measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  })
}

function kept(): Partial<Wishes> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return {}
    // Only what is still a wish of the right kind: the entry may stem from another version.
    return Object.fromEntries(
      Object.entries(parsed).filter(([name, value]) => {
        if (name === 'theme') return themes.some((theme) => theme === value)
        if (name === 'size') return sizes.some((size) => size === value)
        return name in usual && typeof value === typeof usual[name as keyof Wishes]
      }),
    )
  } catch {
    return {}
  }
}

export const settings = new Settings()
