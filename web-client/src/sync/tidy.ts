import { length, normalize, tidy } from '../board/text'
import type { Edit, TextOp } from '../board/types'

/** An edit with every text in it as the server takes it (E3); the same object when nothing is to be changed. */
export function tidyEdit(edit: Edit): Edit {
  switch (edit.e) {
    case 'type': {
      const op = edit.op.map((part) => (typeof part === 'string' ? tidy(part) : part))
      if (op.every((part, index) => part === edit.op[index])) return edit
      return { ...edit, op: normalize(op.filter((part) => part !== '')) }
    }
    case 'set':
      return 'value' in edit && typeof edit.value === 'string' ? { ...edit, value: tidy(edit.value) } : edit
    case 'create': {
      if (!edit.fields) return edit
      const fields = Object.entries(edit.fields)
      const tidied = fields.map(([field, value]) => [field, typeof value === 'string' ? tidy(value) : value])
      return { ...edit, fields: Object.fromEntries(tidied) }
    }
    default:
      return edit
  }
}

/** What turns a text to which the operation was done into one to which the tidied operation was. */
export function tidying(op: TextOp): TextOp {
  const parts = op.flatMap((part): TextOp => {
    if (typeof part === 'number') return [part]
    if (typeof part !== 'string') return []
    const tidied = tidy(part)
    return tidied === part ? [length(part)] : [tidied, { d: length(part) }]
  })
  return normalize(parts.filter((part) => part !== ''))
}
