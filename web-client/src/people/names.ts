/** The order in which people are listed: by name, those without one last. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === '' || b.name === '') return Number(a.name === '') - Number(b.name === '')
  return a.name.localeCompare(b.name)
}
