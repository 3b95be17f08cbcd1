/** Whether a key that was pressed in a text to be sent sends it. */
export function sends(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return false
  // Under a thumb, Enter makes a new line and the button sends.
  return event.ctrlKey || !matchMedia('(pointer: coarse)').matches
}
