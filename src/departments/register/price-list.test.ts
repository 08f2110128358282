/** Tests of which price of which list holds, and that the answer says why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDecimal } from '#base/decimal.ts'
import { priceList, priceOf } from '#departments/register/price-list.ts'
import type { ListedPrices, PriceQuestion } from '#departments/register/price-list.ts'
import { day, figure } from '#test/sales.ts'

type Price = Omit<ListedPrices['prices'][number], 'row'>

function price(of: string, more: Partial<Price> = {}): Price {
  return {
    item: 'mug',
    currency: 'GBP',
    price: figure(of),
    fromQuantity: null,
    firstDay: null,
    lastDay: null,
    ...more,
  }
}

function list(code: string, general: boolean, ...prices: readonly Price[]): ListedPrices {
  return { code, general, prices: prices.map((one, at) => ({ ...one, row: at + 1 })) }
}

const lists = [
  list(
    'retail',
    true,
    price('5'),
    price('4.50', { fromQuantity: figure('10') }),
    price('4', { fromQuantity: figure('10'), firstDay: day('2026-12-01') }),
    price('6', { currency: 'EUR' }),
    price('5.10'),
  ),
  list('ann', false, price('3', { lastDay: day('2026-11-30') })),
]

function ask(more: Partial<PriceQuestion> = {}): string {
  const found = priceOf(lists, {
    item: 'mug',
    quantity: figure('1'),
    currency: 'GBP',
    day: day('2026-11-22'),
    ownList: null,
    ...more,
  })
  return found === null ? 'none' : `${formatDecimal(found.price)} ${found.because}`
}

test('without a reason for another the first row of the general list holds', () => {
  assert.equal(ask(), '5 Row 1 of the list retail: for any quantity and day.')
  assert.equal(ask({ currency: 'EUR' }), '6 Row 4 of the list retail: for any quantity and day.')
})

test('the highest quantity that is reached holds, at its very edge, too', () => {
  assert.equal(ask({ quantity: figure('9.999') }).slice(0, 2), '5 ')
  assert.equal(ask({ quantity: figure('10') }), '4.5 Row 2 of the list retail: from 10 on.')
})

test('of equal quantities the row that began last holds', () => {
  const december = { quantity: figure('12'), day: day('2026-12-01') }
  assert.equal(ask(december), '4 Row 3 of the list retail: from 10 on, from 2026-12-01.')
})

test('the customer’s own list comes first, as long as it has a price', () => {
  assert.equal(ask({ ownList: 'ann' }), '3 Row 1 of the list ann: until 2026-11-30.')
  assert.equal(ask({ ownList: 'ann', day: day('2026-12-01') }).slice(0, 2), '5 ')
})

test('where no list has a price there is none', () => {
  assert.equal(ask({ item: 'lamp' }), 'none')
  assert.equal(ask({ currency: 'JPY', ownList: 'nobody’s' }), 'none')
})

test('a price that ends before it begins is refused', () => {
  const [holds] = Object.values(priceList.needs)
  const wrong = price('1', { firstDay: day('2026-02-01'), lastDay: day('2026-01-31') })
  assert.equal(holds?.({ name: 'x', general: true, prices: [price('1'), wrong] }), false)
  assert.equal(holds?.({ name: 'x', general: true, prices: [price('1')] }), true)
})
