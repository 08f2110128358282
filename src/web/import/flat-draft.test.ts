/** Drafts as rows of cells, and one cell corrected. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  columnsOf,
  corrected,
  flatRows,
  keyColumn,
  pathOf,
  problemsAt,
} from '#web/import/flat-draft.ts'
import type { Draft } from '#web/import/imports.ts'

const draft: Draft = {
  place: 1,
  key: 'R1',
  goodFrom: null,
  line: 2,
  values: { customer: 'BOB', digits: 2, lines: [{ item: 'mug', quantity: '1' }, { item: 'tea' }] },
  problems: [
    { rule: 'link-unknown', field: 'customer', message: 'There is no party “BOB”.' },
    { rule: 'missing', field: 'lines[2].quantity', message: 'It is missing.' },
  ],
}

test('a draft is as many rows as its longest list, the head on the first', () => {
  const rows = flatRows(draft)
  assert.equal(rows.length, 2)
  assert.equal(rows[0]?.cells.get('customer'), 'BOB')
  assert.equal(rows[1]?.cells.get('customer'), undefined)
  assert.equal(rows[1]?.cells.get('lines.item'), 'tea')
  const order = ['customer', 'currency', 'lines.item', 'lines.quantity']
  assert.deepEqual(columnsOf([draft], order, undefined), [
    keyColumn,
    'customer',
    'lines.item',
    'lines.quantity',
  ])
})

test('a problem stands at its cell', () => {
  assert.deepEqual(pathOf('lines[2].quantity', draft, undefined), { path: 'lines.quantity', at: 1 })
  assert.equal(problemsAt(draft, 'lines.quantity', 1, undefined).length, 1)
  assert.equal(problemsAt(draft, 'lines.quantity', 0, undefined).length, 0)
  assert.equal(problemsAt(draft, 'customer', 0, undefined).length, 1)
})

test('a problem that names line and column stands at the cell that the column fills', () => {
  const fields = {
    country: { column: 'Their country', otherwise: null },
    'lines.quantity': { column: 'How many', otherwise: null },
  }
  const mapping = { key: 'No', fields, habits: {} }
  assert.deepEqual(
    [
      'line 2, column Their country',
      'line 3, column How many',
      'line 2, column No',
      'line 2, column Other',
      '',
    ].map((field) => pathOf(field, draft, mapping)),
    [
      { path: 'country', at: 0 },
      { path: 'lines.quantity', at: 1 },
      { path: keyColumn, at: 0 },
      null,
      null,
    ],
  )
})

test('one cell is corrected, and nothing else', () => {
  assert.deepEqual(corrected(draft, 'lines.quantity', 1, '3').values['lines'], [
    { item: 'mug', quantity: '1' },
    { item: 'tea', quantity: '3' },
  ])
  const other = corrected(draft, 'digits', 0, '3', 'number')
  assert.equal(other.values['digits'], 3)
  assert.equal(other.values['customer'], 'BOB')
  assert.deepEqual(corrected(draft, keyColumn, 0, ''), {
    ...other,
    key: null,
    values: draft.values,
  })
})
