/** Tests of sums over rows, of groups, and of rows that come whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { arranged } from './arranged.ts'
import { groupsOf, sumsOf } from './sums.ts'

const total: FieldPage = {
  name: 'total',
  label: 'Total',
  help: null,
  kind: 'money',
  optional: true,
  taken: true,
  side: 'end',
  operators: [],
  schema: {},
  link: null,
  currencyIn: 'currency',
}

const rows = [
  { total: '0.1', currency: 'GBP', state: 'draft', goods: true },
  { total: '0.2', currency: 'GBP', state: 'issued', goods: false },
  { total: '9007199254740993', currency: 'EUR', state: 'issued', goods: false },
  { total: '0.01', currency: 'EUR', state: 'draft', goods: false },
  { total: null, currency: 'EUR', state: 'draft', goods: true },
]

test('sums are exact, and each currency stands by itself', () => {
  assert.deepEqual(
    sumsOf(rows, [total, { ...total, name: 'state', kind: 'choice' }]).map(
      ({ currency, amount }) => `${currency} ${amount}`,
    ),
    ['GBP 0.3', 'EUR 9007199254740993.01'],
  )
})

test('groups stand where their first row stands', () => {
  assert.deepEqual(
    groupsOf(rows, 'state').map(({ value, rows: of }) => `${value} ${of.length}`),
    ['draft 3', 'issued 2'],
  )
  assert.deepEqual(
    groupsOf(rows, 'goods').map(({ value }) => value),
    ['true', 'false'],
  )
})

test('rows that come whole are filtered and sorted as the API does it', () => {
  const asked = (name: string, operator: 'is' | 'anyOf' | 'from' | 'isEmpty', written: string) =>
    arranged(rows, { filters: [{ name, operator, written }], sort: [] }).length
  assert.deepEqual(
    [
      asked('state', 'is', 'draft'),
      asked('state', 'anyOf', 'draft,issued'),
      asked('total', 'from', '0.2'),
      asked('total', 'isEmpty', 'true'),
      asked('goods', 'is', 'true'),
    ],
    [3, 5, 2, 1, 2],
  )
  const sorted = arranged(rows, { filters: [], sort: [{ name: 'total', descending: true }] })
  assert.deepEqual(sorted[0]?.total, '9007199254740993')
})
