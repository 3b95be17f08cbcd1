/** Prints one part of the page and nothing else, whatever it looks like on the screen. */
export function printOnly(part: HTMLElement | null): void {
  if (part === null) return
  const sheet = document.createElement('div')
  sheet.className = 'printed'
  sheet.append(part.cloneNode(true))
  document.body.append(sheet)
  document.documentElement.dataset['printing'] = ''
  addEventListener(
    'afterprint',
    () => {
      sheet.remove()
      delete document.documentElement.dataset['printing']
    },
    { once: true },
  )
  print()
}
