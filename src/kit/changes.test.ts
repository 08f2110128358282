/** Tests that changes are told field by field, and that who may not read a value gets none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf } from '#kit/changes.ts'
import { allFields } from '#kit/sight.ts'
import { loan } from '#test/kit.ts'

const all = allFields(loan.fields)
const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.50' }

test('each field that became different is told with its label', () => {
  const before = { state: 'draft', backOn: null, books: [book], extra: { weight: '2' } }
  const after = {
    state: 'lent',
    backOn: '2026-12-01',
    books: [
      { ...book, copies: 3 },
      { ...book, title: 'Atlas' },
    ],
    extra: { weight: '2', colour: 'red' },
  }
  assert.deepEqual(changesOf(loan, before, after, all), [
    { field: 'state', label: 'State', from: 'draft', to: 'lent' },
    { field: 'backOn', label: 'Expected back', from: null, to: '2026-12-01' },
    { field: 'books[1].copies', label: 'Books 1: Copies', from: 2, to: 3 },
    { field: 'books[2].title', label: 'Books 2: Title', from: null, to: 'Atlas' },
    { field: 'books[2].shelf', label: 'Books 2: Shelf', from: null, to: 'A 1' },
    { field: 'books[2].copies', label: 'Books 2: Copies', from: null, to: 2 },
    { field: 'books[2].value', label: 'Books 2: Value', from: null, to: '12.50' },
    { field: 'extra.colour', label: 'Colour', from: null, to: 'red' },
  ])
})

test('of what a reader may not read it is told that it changed, and nothing more', () => {
  const readable = new Set([...all].filter((name) => name !== 'books.value'))
  const changes = changesOf(
    loan,
    { books: [book], note: null },
    { books: [{ ...book, value: '73913.37' }], note: 'dear' },
    readable,
  )
  assert.deepEqual(changes, [
    { field: 'note', label: 'Note', from: null, to: 'dear' },
    { field: 'books[1].value', label: 'Books 1: Value' },
  ])
})

test('a beginning tells what is filled in, an end what was', () => {
  const whole = { state: 'draft', number: null, lentTo: 'ANN', backOn: null, books: [] }
  assert.deepEqual(
    changesOf(loan, null, whole, all).map(({ field, to }) => [field, to]),
    [
      ['state', 'draft'],
      ['lentTo', 'ANN'],
    ],
  )
  assert.deepEqual(
    changesOf(loan, whole, null, all).map(({ field, from }) => [field, from]),
    [
      ['state', 'draft'],
      ['lentTo', 'ANN'],
    ],
  )
})
