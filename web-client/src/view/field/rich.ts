import { defaultKeymap } from '@codemirror/commands'
import { Annotation, EditorState, Prec, StateEffect, StateField, type Transaction } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, keymap, placeholder, type DecorationSet } from '@codemirror/view'
import { length, tidy } from '../../board/text'
import { shapes } from '../../ui/marks'
import type { Stretch } from '../textchange'
import { keyOf, type Editor, type EditorWishes, type OtherCaret } from './editor'

/**
 * CodeMirror without a history of its own (undo belongs to the board), with others' carets. It lives in a shadow root,
 * where its styles are adopted sheets: style elements would be refused by the page's content security policy.
 */
export class RichEditor implements Editor {
  readonly #view: EditorView
  readonly #host: HTMLElement
  readonly #wishes: EditorWishes

  constructor(parent: HTMLElement, wishes: EditorWishes) {
    this.#wishes = wishes
    this.#host = document.createElement('div')
    this.#host.className = 'rich notranslate'
    this.#host.translate = false
    parent.append(this.#host)
    const root = this.#host.attachShadow({ mode: 'open', delegatesFocus: true })
    const inside = document.createElement('div')
    root.append(inside)
    this.#view = new EditorView({
      parent: inside,
      root,
      state: EditorState.create({
        doc: wishes.text,
        extensions: [
          EditorView.lineWrapping,
          EditorState.lineSeparator.of('\n'),
          EditorState.transactionFilter.of((transaction) => this.#kept(transaction)),
          EditorView.contentAttributes.of({
            'aria-label': wishes.label,
            'aria-multiline': 'true',
            spellcheck: 'true',
            autocorrect: 'on',
            autocapitalize: 'sentences',
            translate: 'no',
            dir: 'auto',
            ...(wishes.lang === '' ? {} : { lang: wishes.lang }),
          }),
          wishes.hint === '' ? [] : placeholder(wishes.hint),
          Prec.highest(
            EditorView.domEventHandlers({
              keydown: (event) => {
                const key = keyOf(event)
                return key !== null && wishes.key(key)
              },
              beforeinput: (event) => {
                const key =
                  event.inputType === 'historyUndo' ? 'undo' : event.inputType === 'historyRedo' ? 'redo' : null
                return key !== null && wishes.key(key)
              },
              blur: () => wishes.blurred(),
            }),
          ),
          keymap.of(defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter' && binding.key !== 'Escape')),
          EditorView.clipboardInputFilter.of((text) => tidy(text)),
          otherCarets,
          look,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              let before = update.startState.doc.toString()
              for (const transaction of update.transactions) {
                if (!transaction.docChanged) continue
                if (transaction.annotation(fromOthers) === undefined) wishes.changed(before, stretchesIn(transaction))
                before = transaction.newDoc.toString()
              }
            }
            if (update.selectionSet || update.focusChanged) {
              const { from, to } = update.state.selection.main
              wishes.caret(from, to)
            }
          }),
        ],
      }),
    })
  }

  get text(): string {
    return this.#view.state.doc.toString()
  }

  get settled(): boolean {
    return !this.#view.composing
  }

  focus(at?: { readonly x: number; readonly y: number }): void {
    const position = (at && this.#view.posAtCoords(at)) ?? this.#view.state.doc.length
    this.#view.dispatch({ selection: { anchor: position } })
    this.#view.contentDOM.focus({ preventScroll: true })
  }

  remote(stretches: readonly Stretch[]): void {
    this.#view.dispatch({ changes: stretches.map((one) => ({ ...one })), annotations: fromOthers.of(true) })
  }

  carets(carets: readonly OtherCaret[]): void {
    this.#view.dispatch({ effects: setCarets.of(carets) })
  }

  destroy(): void {
    this.#view.destroy()
    this.#host.remove()
  }

  #kept(transaction: Transaction): Transaction | readonly [] {
    if (!transaction.docChanged || transaction.annotation(fromOthers) !== undefined) return transaction
    const longer = transaction.newDoc.length > transaction.startState.doc.length
    if (longer && length(transaction.newDoc.toString()) > this.#wishes.limit) {
      this.#wishes.full()
      return []
    }
    return transaction
  }
}

const fromOthers = Annotation.define<true>()
const setCarets = StateEffect.define<readonly OtherCaret[]>()

function stretchesIn(transaction: Transaction): Stretch[] {
  const stretches: Stretch[] = []
  transaction.changes.iterChanges((from, to, _fromAfter, _toAfter, inserted) => {
    stretches.push({ from, to, insert: inserted.toString() })
  })
  return stretches
}

class CaretMark extends WidgetType {
  constructor(
    readonly name: string,
    readonly party: OtherCaret['party'],
    readonly low: boolean,
  ) {
    super()
  }

  override eq(other: CaretMark): boolean {
    return other.name === this.name && other.party === this.party && other.low === this.low
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('span')
    mark.className = `caret ${this.party}${this.low ? ' low' : ''}`
    mark.setAttribute('aria-hidden', 'true')
    const flag = document.createElement('span')
    flag.className = 'flag'
    const shape = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    shape.setAttribute('viewBox', '0 0 40 40')
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute('d', shapes[this.party])
    shape.append(path)
    flag.append(shape, this.name)
    mark.append(flag)
    return mark
  }

  override ignoreEvent(): boolean {
    return true
  }
}

const otherCarets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setCarets)) now = drawn(effect.value, transaction.state)
    }
    return now
  },
  provide: (field) => EditorView.decorations.from(field),
})

function drawn(carets: readonly OtherCaret[], state: EditorState): DecorationSet {
  const end = state.doc.length
  return Decoration.set(
    carets.flatMap((caret) => {
      const from = Math.min(caret.from, end)
      const to = Math.min(caret.to, end)
      const mark = Decoration.widget({
        widget: new CaretMark(caret.name, caret.party, to <= state.doc.line(1).to),
        side: 1,
      }).range(to)
      if (from === to) return [mark]
      return [Decoration.mark({ class: `taken ${caret.party}` }).range(Math.min(from, to), Math.max(from, to)), mark]
    }),
    true,
  )
}

const colours = Object.fromEntries(
  Object.keys(shapes).map((party) => [`.${party}`, { '--party': `var(--party-${party})` }]),
)

const look = EditorView.theme({
  '&': { color: 'inherit', background: 'none' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--text)', minHeight: '1.5em' },
  '.cm-line': { padding: '0', unicodeBidi: 'plaintext' },
  '.cm-placeholder': { color: 'var(--quiet)' },
  '.taken': { background: 'var(--changed)', outline: '1px solid var(--party)' },
  '.caret': {
    position: 'relative',
    borderInlineStart: '2px solid var(--party)',
    marginInline: '-1px',
    pointerEvents: 'none',
  },
  '.flag': {
    position: 'absolute',
    insetInlineStart: '-2px',
    bottom: '100%',
    display: 'inline-flex',
    gap: '3px',
    alignItems: 'center',
    padding: '0 5px',
    borderRadius: '4px 4px 4px 0',
    background: 'var(--party)',
    color: 'var(--raised)',
    fontSize: '0.72rem',
    lineHeight: '1.5',
    whiteSpace: 'nowrap',
    zIndex: '2',
  },
  '.low .flag': { bottom: 'auto', top: '100%', borderRadius: '0 4px 4px 4px' },
  '.flag svg': { width: '0.6rem', height: '0.6rem', fill: 'currentColor' },
  ...colours,
})
