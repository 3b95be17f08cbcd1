import { apply, length, tidy, transform } from '../../board/text'
import type { TextOp } from '../../board/types'
import { applied, moved, opOf, stretchBetween, stretchesOf, type Stretch } from '../textchange'
import { keyOf, type Editor, type EditorWishes, type OtherCaret } from './editor'

/**
 * A text box of the browser's own, which keeps caret, selection and scroll when others change its text. While an input
 * method composes nothing is put into the box; what others wrote meanwhile is merged when the word is finished.
 */
export class PlainEditor implements Editor {
  readonly #box: HTMLTextAreaElement
  readonly #wishes: EditorWishes
  #text: string
  #composing = false
  #waiting: TextOp[] = []
  readonly #selection = () => {
    if (document.activeElement === this.#box) this.#wishes.caret(this.#box.selectionStart, this.#box.selectionEnd)
  }

  constructor(parent: HTMLElement, wishes: EditorWishes) {
    this.#wishes = wishes
    this.#text = wishes.text
    const box = document.createElement('textarea')
    this.#box = box
    box.className = 'plain notranslate'
    box.translate = false
    box.value = wishes.text
    box.placeholder = wishes.hint
    box.dir = 'auto'
    if (wishes.lang !== '') box.lang = wishes.lang
    box.setAttribute('aria-label', wishes.label)
    box.rows = 1
    box.addEventListener('input', () => this.#input())
    box.addEventListener('compositionstart', () => (this.#composing = true))
    box.addEventListener('compositionend', () => {
      this.#composing = false
      this.#input()
    })
    box.addEventListener('keydown', (event) => {
      const key = keyOf(event)
      if (key !== null && this.#wishes.key(key)) event.preventDefault()
    })
    box.addEventListener('beforeinput', (event) => {
      // The browser's own undo knows nothing of what others wrote meanwhile.
      const key = event.inputType === 'historyUndo' ? 'undo' : event.inputType === 'historyRedo' ? 'redo' : null
      if (key !== null && this.#wishes.key(key)) event.preventDefault()
    })
    box.addEventListener('blur', () => this.#wishes.blurred())
    document.addEventListener('selectionchange', this.#selection)
    parent.append(box)
    this.#fit()
  }

  get text(): string {
    return this.#text
  }

  get settled(): boolean {
    return !this.#composing
  }

  focus(): void {
    this.#box.focus({ preventScroll: true })
    this.#box.setSelectionRange(this.#text.length, this.#text.length)
  }

  remote(stretches: readonly Stretch[]): void {
    const op = opOf(this.#text, stretches)
    if (this.#composing) {
      this.#waiting.push(op)
      return
    }
    this.#show(applied(this.#text, stretches), (position) => moved(position, stretches))
  }

  carets(carets: readonly OtherCaret[]): void {
    void carets
  }

  destroy(): void {
    document.removeEventListener('selectionchange', this.#selection)
    this.#box.remove()
  }

  #input(): void {
    if (this.#composing) return
    const before = this.#text
    const box = this.#box
    let own = stretchBetween(before, box.value, box.selectionEnd)
    if (own !== null) own = { ...own, insert: tidy(own.insert) }
    if (own !== null && length(applied(before, [own])) > this.#wishes.limit) {
      own = null
      this.#wishes.full()
    }
    const waiting = this.#waiting
    this.#waiting = []
    let op: TextOp = own === null ? [] : opOf(before, [own])
    let shared = before
    let others: TextOp[] = []
    for (const other of waiting) {
      const later = op.length === 0 ? other : transform(other, op, 'left')
      op = op.length === 0 ? op : transform(op, other, 'right')
      shared = apply(shared, other)
      others = [...others, later]
    }
    const local = own === null ? before : applied(before, [own])
    if (local !== box.value || others.length > 0) {
      let text = local
      const steps = others.map((other) => {
        const step = stretchesOf(text, other)
        text = applied(text, step)
        return step
      })
      this.#text = text
      this.#show(text, (position) => steps.reduce((at, step) => moved(at, step), Math.min(position, local.length)))
    } else {
      this.#text = local
    }
    this.#fit()
    if (op.length > 0) this.#wishes.changed(shared, stretchesOf(shared, op))
  }

  #show(text: string, move: (position: number) => number): void {
    const box = this.#box
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = box
    this.#text = text
    if (box.value !== text) {
      box.value = text
      box.setSelectionRange(move(selectionStart), move(selectionEnd), selectionDirection)
      box.scrollTop = scrollTop
    }
    this.#fit()
  }

  /** As high as its text. Measured in a way that does not let the page jump. */
  #fit(): void {
    const box = this.#box
    const holder = box.parentElement
    const floor = holder?.style.minHeight ?? ''
    if (holder) holder.style.minHeight = `${holder.offsetHeight}px`
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
    if (holder) holder.style.minHeight = floor
  }
}
