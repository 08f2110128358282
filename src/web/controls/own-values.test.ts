/** Tests of own fields: beside the others where they are typed, in one place where sent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flatOwn, nestedOwn } from './own-values.ts'

test('what the API answers is flat on the page, and sent as it came', () => {
  const answered = { customer: 'ANN', extra: { colour: 'red', weight: '1.5' } }
  const flat = flatOwn(answered)
  assert.equal(Reflect.get(flat, 'extra.colour'), 'red')
  assert.deepEqual(nestedOwn(flat), answered)
})

test('what has no own fields is sent without a place for them', () => {
  assert.deepEqual(nestedOwn({ customer: 'ANN' }), { customer: 'ANN' })
})

test('own fields that are emptied are sent with the others', () => {
  assert.deepEqual(nestedOwn({ 'extra.colour': null, 'extra.size': '2' }), {
    extra: { colour: null, size: '2' },
  })
})
