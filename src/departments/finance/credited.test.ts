/** Tests of what is left of an invoice for credit notes: no row gives more than it was billed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDecimal } from '#base/decimal.ts'
import { Creditable } from '#departments/finance/credited.ts'
import type { RowTaken } from '#departments/finance/credited.ts'
import { takeSale } from '#departments/finance/sale-gathering.ts'
import { code, day, figure, fineOf, ground, issued, line } from '#test/sales.ts'

const goods = { item: 'mug', leaves: 'suppliers', arrives: 'customers' }

function row(of: number, priced: bigint, quantity = '0'): RowTaken {
  return { row: of, priced, quantity: figure(quantity) }
}

function refusals(creditable: Creditable, ...taken: readonly RowTaken[]): string[] {
  return creditable.problemsOf(taken).map(({ rule, field }) => `${rule} ${field}`)
}

test('a row gives what it was billed, in one piece or in several, and nothing more', () => {
  const creditable = new Creditable(issued([line({ ...goods, quantity: figure('3') })]))
  assert.deepEqual(refusals(creditable, row(1, 645n, '3')), [])
  assert.deepEqual(refusals(creditable, row(1, 646n, '3')), ['more-than-billed lines[1]'])
  assert.deepEqual(refusals(creditable, row(1, 645n, '4')), [
    'more-than-delivered lines[1].quantity',
  ])
  assert.deepEqual(refusals(creditable, row(1, 400n), row(1, 246n)), ['more-than-billed lines[1]'])
  assert.deepEqual(refusals(creditable, row(2, 1n)), ['invoice-row-unknown lines[1].invoiceRow'])
  creditable.take([row(1, 215n, '1')], [])
  assert.deepEqual(refusals(creditable, row(1, 430n, '2')), [])
  assert.deepEqual(refusals(creditable, row(1, 430n, '3'), row(1, 1n)), [
    'more-than-billed lines[1]',
    'more-than-delivered lines[1].quantity',
  ])
})

test('a lower price is credited without goods, and goods that never moved do not come back', () => {
  const creditable = new Creditable(issued([line({ quantity: figure('3') })]))
  assert.deepEqual(refusals(creditable, row(1, 30n)), [])
  assert.deepEqual(refusals(creditable, row(1, 30n, '1')), [
    'more-than-delivered lines[1].quantity',
  ])
})

test('a row below zero is credited below zero', () => {
  const creditable = new Creditable(issued([line(), line({ quantity: figure('-1') })]))
  assert.deepEqual(refusals(creditable, row(2, -215n)), [])
  assert.deepEqual(refusals(creditable, row(2, -216n)), ['more-than-billed lines[1]'])
  assert.deepEqual(refusals(creditable, row(2, 1n)), ['more-than-billed lines[1]'])
})

for (const inclusive of [false, true]) {
  const prices = inclusive ? 'that include the tax' : 'without tax'
  test(`credited piece by piece, an invoice at prices ${prices} comes to exactly its sums`, () => {
    const known = ground({ taxCodeOn: (name) => code(name, { inclusive }) })
    const price = { unitPrice: figure('0.99') }
    const invoice = issued([line(price), line(price), line(price)], { currency: 'EUR' }, known)
    const creditable = new Creditable(invoice)
    const on = day('2026-11-23')
    const sums = { net: 0n, tax: 0n, taxWorth: 0n }
    for (const at of [1, 2, 3]) {
      const note = { customer: 'ANN', currency: 'EUR', taxedOn: on, ratedOn: on }
      const sale = fineOf(
        takeSale(
          known,
          { ...note, lines: [line(price)] },
          {
            taxOf: (name) => invoice.taxes.find(({ taxCode }) => taxCode === name),
            restOf: (name) => creditable.restOf(name),
            rate: { rate: figure('0.85'), quoted: 'own per foreign' },
          },
        ),
      )
      const [tax] = sale.taxes
      assert.ok(tax !== undefined)
      const pence = (amount: typeof tax.tax): bigint =>
        BigInt(formatDecimal({ units: amount.units * 10n ** BigInt(2 - amount.scale), scale: 0 }))
      sums.net += pence(tax.net)
      sums.tax += pence(tax.tax)
      sums.taxWorth += pence(tax.taxWorth)
      const taken = { taxCode: 'GB-S', tax: pence(tax.tax), taxWorth: pence(tax.taxWorth) }
      creditable.take([row(at, 99n)], [taken])
    }
    const [billed] = invoice.taxes
    const expected = inclusive
      ? { net: 247n, tax: 50n, taxWorth: 43n }
      : { net: 297n, tax: 59n, taxWorth: 50n }
    assert.deepEqual(sums, expected)
    assert.deepEqual(
      [billed?.net, billed?.tax, billed?.taxWorth].map((one) => one && formatDecimal(one)),
      inclusive ? ['2.47', '0.5', '0.43'] : ['2.97', '0.59', '0.5'],
    )
  })
}
