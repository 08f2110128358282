/** Tests of what is meant by what is typed into a filter, and of spans of days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { meantAtFirst, meantOf } from './meaning.ts'
import type { Meant, Speech } from './meaning.ts'

const today = '2026-11-22'

const speech: Speech = {
  today,
  fiscalYearFrom: '2026-04-01',
  language: 'en-GB',
  told: (text) => text,
  span: (name) => name,
  words: {
    is: 'is',
    from: 'from',
    to: 'to',
    startsWith: 'begins with',
    isEmpty: 'is empty',
    isFilled: 'is not empty',
    yes: 'yes',
    no: 'no',
  },
}

function field(name: string, kind: string, more: Partial<FieldPage> = {}): FieldPage {
  const operators = kind === 'text' ? ['is', 'anyOf', 'startsWith'] : ['is', 'anyOf', 'from', 'to']
  return {
    name,
    label: name,
    help: null,
    kind,
    optional: false,
    taken: false,
    side: kind === 'money' ? 'end' : 'start',
    operators,
    schema: {},
    link: null,
    currencyIn: null,
    ...more,
  }
}

const state = field('state', 'choice', { schema: { enum: ['draft', 'issued', 'void'] } })
const issuedOn = field('issuedOn', 'day')
const total = field('total', 'money')
const number = field('number', 'text', { optional: true })
const link = { to: 'party', address: 'parties', key: 'code', ofCompany: false } as const
const customer = field('customer', 'link', { link })
const fields = [number, state, issuedOn, customer, total]

function filters(meant: readonly Meant[]): string[] {
  return meant.flatMap((one) =>
    one.filters === undefined
      ? []
      : [one.filters.map(({ name, operator, written }) => `${name} ${operator} ${written}`).join()],
  )
}

test('a state, a span, a customer are meant without naming the field', () => {
  const first = (typed: string) => meantAtFirst(fields, 'issuedOn', typed, speech, [])
  assert.equal(filters(first('dra'))[0], 'state is draft')
  assert.equal(filters(first('last q'))[0], 'issuedOn from 2026-07-01,issuedOn to 2026-09-30')
  assert.equal(filters(first('-30'))[0], 'issuedOn from 2026-10-23,issuedOn to 2026-11-22')
  assert.equal(filters(first('INV-2026'))[0], 'number startsWith INV-2026')
  assert.equal(first('tot')[0]?.field?.name, 'total')
  const found = [{ field: customer, key: 'ANN', name: 'Ann Ltd' }]
  const [ann] = meantAtFirst(fields, 'issuedOn', 'ann', speech, found)
  assert.deepEqual([ann?.label, ann?.filters?.[0]?.written], ['customer is ANN Ann Ltd', 'ANN'])
})

test('a field by the beginning of its label, and what of it, are typed at once', () => {
  const dueOn = field('dueOn', 'day', { label: 'Due on' })
  const meant = (typed: string) =>
    filters(meantAtFirst([...fields, dueOn], 'issuedOn', typed, speech, []))
  assert.ok(meant('due last month').includes('dueOn from 2026-10-01,dueOn to 2026-10-31'))
  assert.ok(meant('due on last month').includes('dueOn from 2026-10-01,dueOn to 2026-10-31'))
  assert.ok(meant('due la').some((one) => one.startsWith('dueOn from 2026-10-01')))
  assert.equal(meant('total > 100')[0], 'total from 100')
  assert.ok(meant('state dra').includes('state is draft'))
  // Too few letters, and a label alone, say nothing of a value.
  assert.ok(!meant('du last month').some((one) => one.startsWith('dueOn')))
  assert.ok(!meant('due on').some((one) => one.startsWith('dueOn')))
})

test('behind a field stand its own operators and values', () => {
  assert.deepEqual(filters(meantOf(state, '', speech, [])), [
    'state is draft',
    'state is issued',
    'state is void',
  ])
  assert.deepEqual(filters(meantOf(state, 'draft, iss', speech, []))[0], 'state anyOf draft,issued')
  assert.equal(filters(meantOf(total, '>= 1,000.50', speech, []))[0], 'total from 1000.5')
  assert.equal(filters(meantOf(total, '12*3', speech, []))[0], 'total is 36')
  assert.equal(filters(meantOf(issuedOn, 't', speech, []))[0], 'issuedOn is 2026-11-22')
  assert.equal(filters(meantOf(issuedOn, 'to eom', speech, []))[0], 'issuedOn to 2026-11-30')
  assert.deepEqual(filters(meantOf(number, '', speech, [])), [
    'number isEmpty true',
    'number isEmpty false',
  ])
})
