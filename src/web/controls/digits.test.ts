/** Tests of the digits with which the figures of a column stand below each other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { digitsIn, minorAmount, plainAmount } from '#web/controls/digits.ts'

const currencies = { GBP: 2, JPY: 0, KWD: 3 }
const pound = { currencies, company: { currency: 'GBP', scale: 2 } }

function field(name: string, kind: string, currencyIn: string | null = null): FieldPage {
  return {
    name,
    kind,
    currencyIn,
    label: name,
    help: null,
    optional: true,
    taken: false,
    side: 'end',
    operators: [],
    schema: {},
    link: null,
  }
}

test('figures of a column have as many digits as the longest of them', () => {
  const rows = [{ quantity: '10' }, { quantity: '1.5' }, { quantity: 'rubbish.123' }, {}]
  assert.deepEqual(
    [...digitsIn([field('quantity', 'decimal'), field('day', 'day')], rows, {}, pound)],
    [['quantity', 1]],
  )
})

test('prices and amounts have at least the digits of their currency', () => {
  const columns = [field('price', 'decimal', 'currency'), field('net', 'money')]
  const rows = [{ price: '1.9', net: '5' }]
  const digits = (currency: string) => [...digitsIn(columns, rows, { currency }, pound).values()]
  assert.deepEqual(digits('GBP'), [2, 2])
  assert.deepEqual(digits('JPY'), [1, 2])
  assert.deepEqual(digits('KWD'), [3, 2])
  assert.deepEqual([...digitsIn(columns, [{ price: '1.905' }], {}, pound).values()], [3, 2])
})

test('minor units become figures and figures minor units, exactly', () => {
  for (const [minor, digits, plain] of [
    ['125000', 2, '1250.00'],
    ['5', 2, '0.05'],
    ['-5', 2, '-0.05'],
    ['90071992547409931234', 3, '90071992547409931.234'],
    ['12', 0, '12'],
  ] as const) {
    assert.equal(plainAmount(minor, digits), plain)
    assert.equal(minorAmount(plain, digits), minor)
  }
  assert.equal(minorAmount('12.5', 2), '1250')
  assert.equal(minorAmount('12.345', 2), null)
})
