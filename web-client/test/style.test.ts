import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../src/style/tokens.css', import.meta.url), 'utf8')

/** The colours that a block of the style sheet sets, by name. */
function colours(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`no ${selector}`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance). */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const parties = ['mentee', 'mentor', 'association', 'support', 'facilitator', 'other'].map((one) => `party-${one}`)
const written = ['text', 'quiet', 'accent', 'accent-strong', 'success', 'warning', 'danger', ...parties]
/** Each soft colour lies under its own words, and under the text. */
const under: Record<string, readonly string[]> = {
  surface: written,
  raised: written,
  sunken: written,
  changed: ['text', 'quiet'],
  'accent-soft': ['text', 'accent', 'accent-strong'],
  'warning-soft': ['text', 'warning'],
  'danger-soft': ['text', 'danger'],
  accent: ['on-accent'],
  'accent-strong': ['on-accent'],
}

/** Pairs of the theme below a ratio. */
function below(theme: string, least: number): string[] {
  const of = colours(theme)
  const colour = (name: string) => of.get(name) ?? `no ${name} in ${theme}`
  return Object.entries(under).flatMap(([ground, words]) =>
    words
      .filter((word) => !(contrast(colour(word), colour(ground)) >= least))
      .map((word) => `${word} on ${ground}: ${contrast(colour(word), colour(ground)).toFixed(2)}`),
  )
}

test('the measure is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test('in high contrast all that is written has a ratio of 7:1 and more', () => {
  expect(below(":root[data-theme='contrast']", 7)).toEqual([])
})

test.each([[':root'], [":root[data-theme='dark']"]])('in %s all that is written has a ratio of 4.5:1 and more', (theme) => {
  expect(below(theme, 4.5)).toEqual([])
})

test('in high contrast the lines of controls and of the focus have a ratio of 3:1 and more', () => {
  const of = colours(":root[data-theme='contrast']")
  for (const line of ['rule', 'control-rule', 'focus'])
    for (const ground of ['surface', 'raised', 'sunken'])
      expect(contrast(of.get(line) ?? '', of.get(ground) ?? '')).toBeGreaterThanOrEqual(3)
})
