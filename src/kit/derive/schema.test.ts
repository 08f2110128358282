/** Tests that JSON comes in as values, goes out again the same, and is refused in sentences. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { schemaOf } from '#kit/derive/schema.ts'
import { validated } from '#kit/validation.ts'
import { loan } from '#test/kit.ts'

const schema = schemaOf(loan.fields)

const written = {
  lentTo: 'ANN',
  lentOn: '2026-11-22',
  backOn: null,
  note: null,
  books: [{ title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.50' }],
}

test('values come in as the books need them', () => {
  const read = z.decode(schema, written)
  assert.equal(read.lentOn.toString(), '2026-11-22')
  assert.deepEqual(read.books[0]?.value, { units: 125n, scale: 1 })
})

test('and go out as they came, in the shortest spelling', () => {
  const again = z.encode(schema, z.decode(schema, written))
  assert.deepEqual(again, {
    ...written,
    books: [{ title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.5' }],
  })
})

test('what may be empty may be left out', () => {
  const { backOn, note, ...rest } = written
  assert.deepEqual([backOn, note], [null, null])
  assert.equal(z.decode(schema, rest as never).backOn, null)
})

test('bad values are told by field, all at once, in sentences', () => {
  const answer = validated(schema, {
    lentTo: ' ANN',
    lentOn: '2026-02-30',
    colour: 'red',
    books: [{ title: '', shelf: 'A 1', copies: 0, value: '1.234' }, 'x'],
  })
  assert.equal(answer.ok, false)
  assert.deepEqual(
    answer.ok ? [] : answer.problems.map(({ field, message }) => `${field}: ${message}`),
    [
      'lentTo: The field lentTo: it is no code of a friend. Take one from the list.',
      'lentOn: The field lentOn: it is no day. Write it as 2026-11-22.',
      'books[1].title: The field books[1].title: it is empty. Fill it in, or leave the field out.',
      'books[1].copies: The field books[1].copies: it must be a whole number from 1 to 100.',
      'books[1].value: The field books[1].value: it is no figure with at most 15 digits before ' +
        'and 2 behind the point. Write it as 12.50 or -12.50.',
      'books[2]: The field books[2] must be an object.',
      'colour: There is no field “colour” here. Remove it, or correct its name.',
    ],
  )
})
