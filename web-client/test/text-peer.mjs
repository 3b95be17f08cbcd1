// Started by the server's tests: answers every line of cases with what ot-text-unicode makes of them.
import { createInterface } from 'node:readline'
import { type } from 'ot-text-unicode'

const copy = (op) => op.map((part) => (typeof part === 'object' ? { ...part } : part))

function answer({ text, a, b, c }) {
  const first = type.normalize(copy(a))
  const second = type.normalize(copy(b))
  const after = type.apply(text, first)
  const next = type.normalize(copy(c))
  const invertible = type.makeInvertible(
    first.map((part) => (typeof part === 'object' ? { d: typeof part.d === 'string' ? [...part.d].length : part.d } : part)),
    text,
  )
  return {
    first,
    second,
    after,
    left: type.transform(first, second, 'left'),
    right: type.transform(first, second, 'right'),
    composed: type.compose(first, next),
    afterNext: type.apply(after, next),
    invertible,
    inverse: type.invert(invertible),
    position: type.transformPosition(Math.floor([...text].length / 2), first),
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(JSON.parse(line).map(answer)) + '\n')
}
