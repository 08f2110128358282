/** Nothing from the books moves a cursor, and JSON gives it back all the same. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { plain, plainJson, plainLines } from './plain.ts'

// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

test('control characters and turns of direction become spaces', () => {
  assert.equal(plain('a\u001b[2Jb\u009b1mc\u202ed\r\ne'), 'a [2Jb 1mc d  e')
  assert.equal(plainLines('a\tb\n\u0007c\r'), 'a\tb\n c ')
  assert.equal(plain('Zoë 🛶 ₲'), 'Zoë 🛶 ₲')
})

test('any text is safe, and comes back whole from JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      assert.doesNotMatch(plain(text), control)
      const json = plainJson({ text })
      assert.doesNotMatch(json, control)
      assert.equal((JSON.parse(json) as { text: string }).text, text)
    }),
    { numRuns: 300 },
  )
})

test('whole numbers beyond what JSON holds are text', () => {
  assert.equal(plainJson({ units: 9_007_199_254_740_993n }), '{"units":"9007199254740993"}')
})
