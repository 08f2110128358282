/** Tests of what a list's address says: read and written again it is the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyOfText, anyOfValues } from '#web/controls/any-of.ts'
import { filterText, operators, readAsked, searchOf, sortedBy, withFilters } from './asked.ts'
import type { Filter } from './asked.ts'

test('an address is read, and written again as it was', () => {
  const search = {
    'state.anyOf': 'draft,issued',
    'issuedOn.from': '2026-10-01',
    customer: 'ANN',
    sort: '-issuedOn,number',
    'list.columns': 'number,total',
    'list.group': 'customer',
    'list.density': 'comfortable',
    'list.row': '01a2',
    'list.view': 'all',
  }
  const asked = readAsked(search)
  assert.deepEqual(searchOf(asked), search)
  assert.deepEqual(asked.sort, [
    { name: 'issuedOn', descending: true },
    { name: 'number', descending: false },
  ])
  assert.deepEqual(asked.filters[1], {
    name: 'issuedOn',
    operator: 'from',
    written: '2026-10-01',
  })
})

test('what is no filter goes to the server, which says so', () => {
  assert.deepEqual(filterText(readAsked({ strange: '1', 'a.b': '2' }).filters), {
    strange: '1',
    'a.b': '2',
  })
})

test('own fields are asked for together, and stand in the address one by one', () => {
  const search = { 'extra.colour.anyOf': 'red,blue', 'extra.size.from': '10', 'extra.from': 'x' }
  const asked = readAsked(search)
  assert.deepEqual(searchOf(asked), search)
  assert.deepEqual(filterText(asked.filters), {
    extra: '{"colour":{"anyOf":["red","blue"]},"size":{"from":"10"},"from":{"is":"x"}}',
  })
})

test('whatever filters there are, the address keeps them', () => {
  const filter = fc.record(
    {
      name: fc.stringMatching(/^[a-z][a-zA-Z]{0,10}$/).filter((name) => !taken.includes(name)),
      operator: fc.constantFrom(...operators),
      written: fc.string({ minLength: 1 }),
    },
    { noNullPrototype: true },
  )
  fc.assert(
    fc.property(fc.uniqueArray(filter, { selector: ({ name }) => name }), (filters) => {
      const asked = readAsked({ ...searchOf({ ...readAsked({}), filters }) })
      assert.deepEqual(asked.filters, filters)
    }),
  )
})

const taken = ['sort', 'after', 'limit', 'constructor', 'valueOf', 'toString']

test('a second value of a field is one of several; ends of a range replace each other', () => {
  const draft: Filter = { name: 'state', operator: 'is', written: 'draft' }
  const issued: Filter = { ...draft, written: 'issued' }
  assert.deepEqual(withFilters([draft], [issued]), [
    { name: 'state', operator: 'anyOf', written: 'draft,issued' },
  ])
  assert.deepEqual(withFilters([draft], [draft]), [draft])
  const from: Filter = { name: 'issuedOn', operator: 'from', written: '2026-01-01' }
  const to: Filter = { ...from, operator: 'to', written: '2026-01-31' }
  const on: Filter = { ...from, operator: 'is', written: '2026-02-01' }
  const later: Filter = { ...from, written: '2026-01-15' }
  assert.deepEqual(withFilters([from, draft], [to]), [draft, from, to])
  assert.deepEqual(withFilters([from, to], [later]), [to, later])
  assert.deepEqual(withFilters([from, to], [on]), [on])
})

test('values with commas and quotes come back from a list as they were', () => {
  assert.equal(anyOfText(['A', 'B, C', 'D"E']), 'A,"B, C","D""E"')
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
      assert.deepEqual(anyOfValues(anyOfText(values)), values)
    }),
  )
})

test('a header sorts up, then down, then as before', () => {
  const up = sortedBy([], 'dueOn')
  const down = sortedBy(up, 'dueOn')
  assert.deepEqual(
    [up, down, sortedBy(down, 'dueOn')],
    [[{ name: 'dueOn', descending: false }], [{ name: 'dueOn', descending: true }], []],
  )
})
