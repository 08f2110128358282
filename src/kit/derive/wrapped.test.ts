/** Tests that long lines of statements are broken where that changes nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrapped } from '#kit/derive/wrapped.ts'

test('a line ends before column 100, and goes on under its beginning', () => {
  const names = Array.from({ length: 20 }, (_, at) => `column_${at}`).join(', ')
  const text = wrapped(`begin\n  insert into t (${names})\nend`)
  assert.deepEqual(
    text.split('\n').map((line) => line.length <= 100),
    [true, true, true, true, true],
  )
  assert.match(text, /^begin\n {2}insert into t \(.*,\n {4}column_\d+, .*\)\nend$/s)
  assert.equal(text.replaceAll(/,\n +/g, ', '), `begin\n  insert into t (${names})\nend`)
})

test('nothing inside of quotes is broken, and no type', () => {
  const quoted = `select '${'a b '.repeat(40)}'`
  assert.equal(wrapped(quoted), `select\n  '${'a b '.repeat(40)}'`)
  const types = `(${Array.from({ length: 9 }, (_, at) => `a${at} numeric(27, 12)[]`).join(', ')})`
  assert.doesNotMatch(wrapped(types), /\d,\n/)
})

test('what is short stays as it is', () => {
  const text = 'create table t (\n  a text\n)'
  assert.equal(wrapped(text), text)
})
