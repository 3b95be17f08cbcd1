import { expect, test } from 'vitest'
import { sinces } from '../../src/view/members/since'

test('while a session is on what somebody did is usually taken back since it began', () => {
  expect(sinces(1_790_000_000_000)).toEqual(['session', 5, 15, 60, 'today'])
  expect(sinces(null)).toEqual([5, 15, 60, 'today'])
})
