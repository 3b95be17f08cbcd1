/**
 * Puts a text on the clipboard, also where the page has no right to it (plain http in a hall, old in-app browsers).
 *
 * @param source where the text stands and can be selected
 */
export async function copy(text: string, source: HTMLInputElement | HTMLTextAreaElement | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    source?.select()
    return document.execCommand('copy')
  }
}
