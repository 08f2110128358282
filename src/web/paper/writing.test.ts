/** What is sent of what was typed, where problems stand, what is kept, and how two people merge. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage, RowsPage } from '#kit/derive/page.ts'
import { keep, keptName, readKept } from './kept.ts'
import { merged, withTheirs } from './merge.ts'
import { elsewhere, ownProblems, placeOf, sentencesAt, sentencesOf, soFar } from './problems.ts'
import { completed, isSame, ownProposals, ownRowProposals, sentOf } from './typed.ts'

function field(name: string, more: Partial<FieldPage> = {}): FieldPage {
  return {
    name,
    label: name,
    help: null,
    kind: 'text',
    optional: false,
    taken: false,
    side: 'start',
    operators: [],
    schema: {},
    link: null,
    currencyIn: null,
    ...more,
  }
}

const lines: RowsPage = {
  name: 'lines',
  label: 'Lines',
  help: null,
  taken: false,
  rows: [field('item'), field('quantity', { kind: 'decimal', side: 'end' })],
  beside: [],
  proposedFrom: null,
}
const parts = [field('customer'), field('note', { optional: true }), lines]

test('what is sent is what was said, without empty rows behind the last', () => {
  const typed = { customer: 'ANN', note: undefined, lines: [{}, { item: 'mug' }, {}, { item: '' }] }
  assert.deepEqual(sentOf(parts, typed), { customer: 'ANN', lines: [{}, { item: 'mug' }] })
  assert.deepEqual(sentOf(parts, {}), { lines: [] })
})

test('what is proposed completes what was said, and never changes it', () => {
  const typed = { customer: 'ANN', note: null, lines: [{ item: 'mug', quantity: '2' }] }
  const proposed = { note: 'Thanks', lines: [{ quantity: '1', item: 'x', price: '5' }] }
  assert.deepEqual(completed(parts, typed, proposed), {
    customer: 'ANN',
    note: null,
    lines: [{ item: 'mug', quantity: '2', price: '5' }],
  })
})

test('the company proposes its own currency where amounts are told in one', () => {
  const money = field('amount', { kind: 'money', currencyIn: 'currency' })
  const both = [field('currency'), money]
  assert.deepEqual(ownProposals(both, 'GBP'), { currency: 'GBP' })
  assert.deepEqual(ownProposals([field('currency')], 'GBP'), {})
  assert.deepEqual(ownRowProposals({ ...lines, rows: both }, 'GBP'), { currency: 'GBP' })
})

test('an empty value is as one that was not said', () => {
  assert.ok(isSame({ a: null, b: [{ c: undefined, d: 1 }] }, { b: [{ d: 1 }] }))
  assert.ok(isSame({ a: 1, b: 2 }, { b: 2, a: 1 }))
  assert.ok(!isSame({ a: 1 }, { a: '1' }))
})

test('17 errors: each sentence stands at its field, or above where it has none', () => {
  const problems = ownProblems([
    {
      rule: 'field-form',
      field: 'papers[1].lines[2].quantity',
      message: 'The field papers[1].lines[2].quantity: it is no figure.',
    },
    {
      rule: 'field-missing',
      field: 'papers[1].customer',
      message: 'The field papers[1].customer is missing.',
    },
    { rule: 'need', field: 'papers[1]', message: 'It has lines.' },
    { rule: 'field-form', field: 'rows[1].code', message: 'No code.' },
    { rule: 'row', field: 'lines[1]', message: 'The whole row.' },
  ])
  assert.deepEqual(placeOf('lines[2].quantity'), { name: 'lines', row: 1, inner: 'quantity' })
  assert.deepEqual(sentencesAt(problems, 'customer'), ['It is missing.'])
  const cells = sentencesOf(problems, 'lines')
  assert.deepEqual(cells.at(1, 'quantity', false), ['It is no figure.'])
  assert.deepEqual(cells.at(0, 'item', true), ['The whole row.'])
  assert.deepEqual(cells.at(0, 'quantity', false), [])
  assert.deepEqual([...cells.names], ['quantity'])
  assert.deepEqual(
    elsewhere(problems, ['customer', 'lines']).map(({ message }) => message),
    ['It has lines.', 'No code.'],
  )
  const typed = { customer: '', lines: [{}, { quantity: '12*' }] }
  assert.deepEqual(
    soFar(problems, typed).map(({ message }) => message),
    ['The field papers[1].lines[2].quantity: it is no figure.'],
  )
})

test('a draft is kept under its person, and rubbish in the store is no draft', () => {
  const store = new Map<string, string>()
  const shelf = {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => void store.set(name, value),
  }
  const keeper = { organization: 'O', person: 'ann', company: 'store', list: 'l', key: 'new' }
  const name = keptName(keeper)
  assert.notEqual(name, keptName({ ...keeper, person: 'bob' }))
  const at = '2026-11-22T10:00:00Z'
  const kept = { typed: { customer: 'ANN' }, was: {}, version: null, key: 'k', at }
  assert.ok(keep(shelf, name, kept))
  assert.deepEqual(readKept(shelf, name), kept)
  store.set(name, '{"typed": 7')
  assert.equal(readKept(shelf, name), null)
  store.set(name, '[]')
  assert.equal(readKept(shelf, name), null)
  const full = () => {
    throw new Error('full')
  }
  assert.equal(keep({ setItem: full }, name, kept), false)
})

test('18 concurrent editing: what one changed is taken, what both changed is asked', () => {
  const was = { customer: 'ANN', note: 'a', lines: [{ item: 'mug', quantity: '1' }] }
  const mine = { customer: 'ANN', note: 'b', lines: [{ item: 'mug', quantity: '2' }] }
  const theirs = { customer: 'BEN', note: 'c', lines: [{ item: 'tea', quantity: '3' }] }
  const both = merged(parts, was, mine, theirs)
  assert.deepEqual(both.content, {
    customer: 'BEN',
    note: 'b',
    lines: [{ item: 'tea', quantity: '2' }],
  })
  assert.deepEqual(
    both.clashes.map(({ part, row, inner }) => [part.name, row, inner]),
    [
      ['note', null, null],
      ['lines', 0, 'quantity'],
    ],
  )
  assert.deepEqual(withTheirs(both, both.clashes), theirs)
})

test('18 concurrent editing: where rows came or went, the rows are asked for as a whole', () => {
  const was = { lines: [{ item: 'mug' }] }
  const mine = { lines: [{ item: 'mug' }, { item: 'tea' }] }
  const theirs = { lines: [] }
  const both = merged([lines], was, mine, theirs)
  assert.equal(both.clashes.length, 1)
  assert.deepEqual(both.content, mine)
  assert.deepEqual(withTheirs(both, both.clashes), theirs)
  assert.deepEqual(merged([lines], was, was, theirs), { content: theirs, clashes: [] })
})
