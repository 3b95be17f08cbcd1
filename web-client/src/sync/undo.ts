import { compose, transform } from '../board/text'
import type { Edit } from '../board/types'
import { isType, sameText, touches, type TypeEdit } from './typing'

/** Typing on within this time is one step (milliseconds). */
const PAUSE = 800

interface Step {
  /** What takes it back, in the order it is to be done. */
  readonly edits: readonly Edit[]
  /** Which of the edits are no longer mine to take back. */
  readonly lost: ReadonlySet<string>
  readonly at: number
  readonly typing: boolean
}

/**
 * What one person could take back (or do again), newest last. Each step speaks of what is shown once all newer ones are
 * done, so what others do passes from the top down, each lower step meeting it as it reads after those above.
 */
export class Steps {
  private steps: Step[] = []

  get isEmpty(): boolean {
    return this.steps.length === 0
  }

  push(edits: readonly Edit[], at: number): void {
    if (edits.length > 0) this.steps.push({ edits, lost: new Set(), at, typing: false })
  }

  /** Typing: joined to the newest step when that is typing right there, a moment ago. @param beside taken back with it */
  pushTyping(edit: TypeEdit, at: number, beside: readonly Edit[] = []): void {
    const last = this.steps.at(-1)
    const [before, ...others] = last?.edits ?? []
    const near = last?.typing && before && isType(before) && sameText(before, edit) && at - last.at < PAUSE
    if (near && beside.length === 0 && touches(edit.op, before.op)) {
      this.steps.pop()
      const op = compose(edit.op, before.op)
      if (op.length > 0) this.steps.push({ ...last, edits: [{ ...before, op }, ...others], at })
      else if (others.length > 0) this.steps.push({ ...last, edits: others, at, typing: false })
      return
    }
    this.steps.push({ edits: [edit, ...beside], lost: new Set(), at, typing: true })
  }

  /** What somebody else did, its text operations as they read on what is shown. */
  pass(theirs: readonly Edit[]): void {
    if (this.isEmpty || theirs.length === 0) return
    const taken = new Set(theirs.flatMap((edit) => (isType(edit) ? [markOf(edit)] : valueOf(edit))))
    let passing = theirs.filter(isType)
    const passed = [...this.steps].reverse().map((step) => {
      const lost = new Set([...step.lost, ...step.edits.flatMap(valueOf).filter((value) => taken.has(value))])
      const edits = step.edits.map((edit) => {
        if (!isType(edit)) return edit
        let { op } = edit
        passing = passing.map((their) => {
          if (!sameText(their, edit)) return their
          const after = { ...their, op: transform(their.op, op, 'left') }
          op = transform(op, their.op, 'right')
          return after
        })
        return op === edit.op ? edit : { ...edit, op }
      })
      return { ...step, edits, lost }
    })
    this.steps = passed.reverse()
  }

  /** The newest step: what can still be taken back, and whether others have changed something of it. */
  pop(): { readonly edits: readonly Edit[]; readonly changedByOthers: boolean } | null {
    const step = this.steps.pop()
    if (!step) return null
    const edits = step.edits.filter((edit) => !valueOf(edit).some((value) => step.lost.has(value)))
    const left = edits.filter((edit) => !isType(edit) || edit.op.length > 0)
    return { edits: left, changedByOthers: step.edits.some((edit) => !left.includes(edit) && !isMark(edit)) }
  }

  clear(): void {
    this.steps = []
  }
}

/**
 * What says of a version in another language of which original it speaks (docs/protocol.md M5). It is the page's own
 * bookkeeping, and no longer mine once somebody else has written on in the version: it speaks for their words, too.
 */
function markOf({ item, field }: TypeEdit): string {
  return `${item} ${field}:of`
}

function isMark(edit: Edit): boolean {
  return edit.e === 'set' && edit.field.endsWith(':of')
}

/** What only one of several people can set, by name: the last one has it. */
function valueOf(edit: Edit): readonly string[] {
  if (edit.e === 'set' && 'value' in edit) return [`${edit.item} ${edit.field}`]
  return edit.e === 'move' ? [`${edit.item} `] : []
}
