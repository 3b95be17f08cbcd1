/**
 * Where a control gives way to the words it held, the focus that was on it goes to those words (`[data-words]`). Call it
 * from the control's own effects: `before` ahead of the change, `after` behind it.
 */
export class FocusKept {
  #had = false

  before(box: HTMLElement | undefined): void {
    this.#had = box?.contains(document.activeElement) ?? false
  }

  after(box: HTMLElement | undefined): void {
    if (this.#had) box?.querySelector<HTMLElement>('[data-words]')?.focus({ preventScroll: true })
    this.#had = false
  }
}
