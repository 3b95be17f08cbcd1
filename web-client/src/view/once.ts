/** On what has an effect for everybody: a key that is held down presses it once. */
export function once(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault()
}
