/** The prices of lines that say none: from price lists, by customer, currency, day and quantity. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { formatDecimal } from '#base/decimal.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { priceList } from '#departments/register/price-list.ts'
import type { Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { prepare } from '#kit/write.ts'
import type { Decimal } from '#base/decimal.ts'
import { clerk, fill, openShops } from './shop.ts'
import type { Shop } from './shop.ts'

const head = { customer: 'ANN', receivable: '1100', issuedOn: '2026-11-22' }
const mug = { item: 'mug', quantity: '1' }

const prices = [
  { item: 'mug', currency: 'GBP', price: '5' },
  { item: 'mug', currency: 'GBP', price: '4.50', fromQuantity: '10' },
  { item: 'mug', currency: 'GBP', price: '4', fromQuantity: '10', firstDay: '2026-12-01' },
  { item: 'mug', currency: 'EUR', price: '6' },
]
const spring = [{ item: 'mug', currency: 'GBP', price: '3.333333', lastDay: '2026-11-30' }]

async function furnished(shop: Shop): Promise<void> {
  await shop.inBooks(async (books) => {
    await fill(books, priceList, {
      // Of the general lists the first by its code holds.
      retail: { name: 'Retail', general: true, prices },
      second: {
        name: 'Second',
        general: true,
        prices: [
          { item: 'mug', currency: 'GBP', price: '9' },
          { item: 'POST', currency: 'GBP', price: '1.10' },
        ],
      },
      spring: { name: 'Spring', general: false, prices: spring },
    })
    await fill(books, party, {
      SPRING: { name: 'Spring Ltd', currency: 'GBP', daysToPay: 7, priceList: 'spring' },
    })
    await fill(books, item, { lamp: { name: 'Lamp', kind: 'service', price: '20' } })
  })
}

/** The prices of the lines of each paper, or what is wrong with it. */
async function pricesOf(
  { inBooks }: Shop,
  of: Document,
  set: readonly object[],
): Promise<string[]> {
  const made = await inBooks((books) =>
    prepare(
      books,
      of,
      set.map((values) => ({ values, actor: clerk })),
    ),
  )
  return made.map((one) => {
    if (!one.ok) return one.problems.map(({ rule, field }) => `${rule} ${field}`).join(', ')
    const lines = asDescribed<{ unitPrice: Decimal }[]>(one.value['lines'])
    return lines.map(({ unitPrice }) => formatDecimal(unitPrice)).join(' ')
  })
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('a line without a price takes it from the lists, set by set'), async () => {
    await furnished(shop)
    const many = { ...mug, quantity: '10' }
    const lines = [mug, many, { ...mug, unitPrice: '0.01' }, { ...mug, quantity: '-12' }]
    const rest = { revenue: '4000', taxCode: 'GB-S' }
    const cases: readonly (readonly [object, string])[] = [
      [{ ...head, lines }, '5 4.5 0.01 4.5'],
      [{ ...head, issuedOn: '2026-12-01', dueOn: '2026-12-24', lines: [many] }, '4'],
      [{ ...head, currency: 'EUR', lines: [mug, many] }, '6 6'],
      [{ ...head, lines: [{ item: 'POST', quantity: '2' }] }, '1.1'],
      // The customer's own list goes first as long as it has a price.
      [{ ...head, customer: 'SPRING', lines: [mug, many] }, '3.333333 3.333333'],
      [{ ...head, customer: 'SPRING', issuedOn: '2026-12-02', lines: [mug, many] }, '5 4'],
      // The item's own price is in the company's currency.
      [{ ...head, lines: [{ item: 'lamp', quantity: '1', ...rest }] }, '20'],
      [
        { ...head, currency: 'EUR', lines: [mug, { item: 'lamp', quantity: '1', ...rest }] },
        'field-missing lines[2].unitPrice',
      ],
      [{ ...head, lines: [{ item: 'tea', quantity: '1' }] }, 'field-missing lines[1].unitPrice'],
      [
        { ...head, lines: [{ item: 'nothing', quantity: '1', ...rest }] },
        'link-unknown lines[1].item, field-missing lines[1].unitPrice',
      ],
      [
        { ...head, issuedOn: 'soon', dueOn: '2026-12-24', lines: [{ ...mug, quantity: 'x' }] },
        'field-form issuedOn, field-form lines[1].quantity, field-missing lines[1].unitPrice',
      ],
    ]
    const set = cases.map(([values]) => values)
    const expected = cases.map(([, told]) => told)
    assert.deepEqual(await pricesOf(shop, salesInvoice, set), expected)
    for (const [at, values] of set.entries()) {
      assert.deepEqual(await pricesOf(shop, salesInvoice, [values]), expected.slice(at, at + 1))
    }
    // A credit note without an invoice takes back at the same price.
    assert.deepEqual(
      await pricesOf(shop, creditNote, [{ ...head, reason: 'Broken', lines: [many] }]),
      ['4.5'],
    )
  })

  test(here('a set asks as much as one of its members'), async () => {
    const asked = async (count: number): Promise<number> => {
      const invoice = { ...head, lines: [mug, { item: 'POST', quantity: '1' }] }
      const set = Array.from({ length: count }, () => ({ values: invoice, actor: clerk }))
      return await shop.inBooks(async (books) => {
        let statements = 0
        const query: typeof books.query = (statement) => {
          statements += 1
          return books.query(statement)
        }
        const made = await prepare({ ...books, query }, salesInvoice, set)
        assert.ok(made.every(({ ok }) => ok))
        return statements
      })
    }
    assert.equal(await asked(40), await asked(1))
  })
}
