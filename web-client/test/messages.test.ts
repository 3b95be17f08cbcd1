import { expect, test } from 'vitest'
// @ts-expect-error a plain script without types
import { messageFaults } from '../scripts/message-faults.mjs'

const file = (own: object) => JSON.stringify(own, null, 2)

test('languages with the same keys and placeholders are accepted', () => {
  const texts = { en: file({ a: 'Hello {name}' }), it: file({ a: 'Ciao {name}, ciao {name}' }) }
  expect(messageFaults(texts, 'en')).toEqual([])
})

test('a message that one language lacks is a fault, in either direction', () => {
  const texts = { en: file({ a: 'one' }), it: file({ b: 'due' }) }
  expect(messageFaults(texts, 'en')).toEqual([
    'messages/it.json: "a" is missing',
    'messages/en.json: "b" is missing',
  ])
})

test('an empty message is a fault', () => {
  const texts = { en: file({ a: 'one' }), it: file({ a: '' }) }
  expect(messageFaults(texts, 'en')).toEqual(['messages/it.json: "a" is empty'])
})

test('a placeholder that a translation lost is a fault', () => {
  const texts = { en: file({ a: 'Hello {name}' }), it: file({ a: 'Ciao' }) }
  expect(messageFaults(texts, 'en')).toEqual([
    'messages/it.json: "a" has the placeholders [], en has [name]',
  ])
})

test('a key written twice in one file is a fault', () => {
  const twice = '{\n  "a": "one",\n  "a": "two"\n}'
  expect(messageFaults({ en: twice, it: file({ a: 'uno' }) }, 'en')).toEqual([
    'messages/en.json: "a" stands there twice',
  ])
})
