/** A sample of each paper, in the order of the catalogue. */
import assert from 'node:assert/strict'
import { allocation } from '#departments/finance/allocation.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { rowsByCode } from '#kit/lookup.ts'
import { someone } from '#test/kit-books.ts'
import { fill, sentences } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'
import type { PaperSample } from './sample.ts'

/** A paper that others stand on, and that somebody brought on before. */
export interface Earlier {
  readonly id: string
  readonly number: string
}

/** Writes a paper and brings it on; it must go on. */
export async function done(
  shop: Shop,
  of: Document,
  verb: string,
  values: Content,
): Promise<Earlier> {
  const { write, transitions } = shop.described(of)
  const earlier = someone('uma', write, transitions[verb]?.by ?? '')
  const ids = await shop.write(of, [values], earlier)
  const [one] = await shop.act(of, verb, ids, earlier)
  assert.ok(one?.outcome === 'done', one === undefined ? '' : sentences([one]).join(' '))
  return { id: one.id, number: one.number ?? '' }
}

const day = '2026-11-22'
/** No fiscal year of the shop has it. */
const nextYear = '2027-01-04'

const mugs = (quantity: string): Content => ({ item: 'mug', quantity })
const plain = { quantity: '1', unitPrice: '100', revenue: '4000', taxCode: 'GB-S' }
const bill = { customer: 'ANN', issuedOn: day, lines: [mugs('10'), plain] }

/** An invoice that was issued: of ten mugs, and of something for 100, unless others are said. */
export function issued(shop: Shop, values: Content = bill): Promise<Earlier> {
  return done(shop, salesInvoice, 'issue', values)
}

const money = { payer: 'ANN', receivedOn: day, bank: '1000', receivables: '1100', credit: '2120' }
const euros = {
  ...money,
  payer: 'HANS',
  currency: 'EUR',
  differences: '6900',
  amount: '20',
  worth: '17.55',
}

/** The level of dunning of the letters. */
async function mildLevel(shop: Shop): Promise<void> {
  const mild = { level: 1, overdueFrom: 7, pause: 14, letter: 'Have you forgotten us?' }
  await shop.inBooks(async (books) => {
    const there = await rowsByCode(books, dunningLevel, ['mild'])
    if (there.size === 0) await fill(books, dunningLevel, { mild })
  })
}

/** What a new paper needs, so that the tests of all papers go over it, too. */
export const paperSamples: readonly PaperSample[] = [
  {
    of: stockAdjustment,
    make: () => {
      const count = { adjustedOn: day, reason: 'The count of November' }
      const lines = [{ ...mugs('3'), arrives: 'lost', dimensions: { room: 'shop' } }]
      return Promise.resolve({
        good: [
          { ...count, lines, dimensions: { department: 'sales' } },
          {
            ...count,
            lines: [
              ...lines,
              { item: 'tea', quantity: '-1.25', leaves: 'lost', arrives: 'suppliers' },
            ],
          },
        ],
        hindered: [
          { ...count, lines: [{ ...mugs('0.5'), arrives: 'lost' }] },
          { ...count, lines: [{ ...mugs('1'), arrives: 'suppliers' }] },
          { ...count, adjustedOn: nextYear, lines },
        ],
      })
    },
  },
  {
    of: salesInvoice,
    make: () =>
      Promise.resolve({
        good: [
          { ...bill, reference: 'PO 7', note: 'Thank you.', dimensions: { country: 'Wales' } },
          {
            customer: 'HANS',
            issuedOn: day,
            suppliedOn: '2026-11-20',
            dueOn: '2026-12-31',
            lines: [
              { item: 'tea', quantity: '1.25', unitPrice: '31.99', discount: '10' },
              { ...plain, unitPrice: '0.99', taxCode: 'GB-SI', description: 'Ribbon' },
            ],
          },
        ],
        hindered: [
          { ...bill, currency: 'JPY', lines: [plain] },
          { ...bill, lines: [mugs('-1')] },
          { ...bill, suppliedOn: '2010-01-01' },
          { ...bill, dueOn: '2026-11-21' },
          { ...bill, issuedOn: nextYear, dueOn: nextYear },
        ],
      }),
  },
  {
    of: creditNote,
    make: async (shop) => {
      const { id: invoice } = await issued(shop)
      const note = { customer: 'ANN', issuedOn: day, reason: 'Agreed' }
      const on = (unitPrice: string) => [{ ...plain, unitPrice, invoiceRow: 2 }]
      return {
        good: [
          { ...note, invoice, lines: on('60') },
          { ...note, dueOn: '2026-12-01', lines: [{ ...plain, unitPrice: '5' }] },
        ],
        hindered: [
          { ...note, invoice, lines: on('60') },
          { ...note, invoice, issuedOn: '2026-11-21', lines: on('1') },
          { ...note, lines: on('1') },
        ],
      }
    },
  },
  {
    of: badDebtAdjustment,
    make: async (shop) => {
      const { id: invoice } = await issued(shop, {
        customer: 'HANS',
        issuedOn: day,
        lines: [plain],
      })
      const debt = { customer: 'HANS', invoice, adjustedOn: day, reason: 'Insolvent' }
      const lost = (unitPrice: string) => ({
        relief: false,
        lines: [{ quantity: '1', unitPrice, taxCode: 'GB-OS', expense: '6500' }],
      })
      return {
        good: [
          { ...debt, ...lost('70') },
          { ...debt, ...lost('30') },
        ],
        hindered: [
          { ...debt, ...lost('30') },
          { ...debt, ...lost('1'), relief: true },
        ],
      }
    },
  },
  {
    of: receipt,
    make: async (shop) => {
      const [{ number: one }, { number: other }, { number: euro }] = [
        await issued(shop),
        await issued(shop),
        await issued(shop, { customer: 'HANS', issuedOn: day, lines: [plain] }),
      ]
      return {
        good: [
          {
            ...money,
            amount: '200.00',
            reference: 'Thanks',
            settles: [{ item: one, amount: '100.00' }, { item: other }],
          },
          { ...euros, settles: [{ item: euro }] },
        ],
        hindered: [
          { ...money, amount: '50', settles: [{ item: one, amount: '45.81' }] },
          { ...money, amount: '10', receivedOn: nextYear, settles: [] },
          { ...euros, worth: null, settles: [{ item: euro }] },
        ],
      }
    },
  },
  {
    of: allocation,
    make: async (shop) => {
      const { number: paid } = await done(shop, receipt, 'post', {
        ...money,
        amount: '500.00',
        settles: [],
      })
      const [{ number: one }, { number: other }] = [await issued(shop), await issued(shop)]
      const use = {
        party: 'ANN',
        allocatedOn: day,
        receivables: '1100',
        credit: '2120',
        uses: [{ receipt: paid }],
      }
      return {
        good: [
          { ...use, settles: [{ item: one, amount: '20.50' }] },
          { ...use, settles: [{ item: one }, { item: other }] },
        ],
        hindered: [
          { ...use, settles: [{ item: one }] },
          { ...use, uses: [], settles: [] },
        ],
      }
    },
  },
  {
    of: manualJournal,
    make: () => {
      const rent = (amount: string, more: Content = {}) => [
        { account: '6010', debit: amount, currency: 'GBP', department: 'sales', ...more },
        { account: '1000', credit: amount, currency: 'GBP', note: 'By standing order' },
      ]
      const written = { postedOn: day, reason: 'Rent of November' }
      return Promise.resolve({
        good: [
          { ...written, documentDate: '2026-11-20', lines: rent('900.00') },
          {
            ...written,
            lines: [
              { account: '1000', debit: '10', currency: 'EUR', worth: '8.60' },
              { account: '1010', credit: '10', currency: 'EUR', worth: '8.60' },
            ],
          },
        ],
        hindered: [
          // The account wants an open item and a party, and the books say so.
          { ...written, lines: rent('1.00', { account: '1100' }) },
          { ...written, lines: rent('1.00', { currency: 'EUR' }) },
          { ...written, postedOn: nextYear, lines: rent('1.00') },
        ],
      })
    },
  },
  {
    of: dunningLetter,
    make: async (shop) => {
      const { number } = await issued(shop)
      await mildLevel(shop)
      const letter = {
        party: 'ANN',
        sentOn: day,
        dunningLevel: 'mild',
        level: 1,
        receivables: '1100',
        currency: 'GBP',
        letter: 'Have you forgotten us?',
        items: [{ item: number, dueOn: '2026-11-01', daysOverdue: 21, amount: '145.80' }],
      }
      return {
        good: [{ ...letter, fee: '5.00', feeIncome: '4400' }, letter],
        hindered: [
          { ...letter, items: [] },
          { ...letter, fee: '5.00' },
          { ...letter, fee: '5.00', feeIncome: '4400', sentOn: nextYear },
        ],
      }
    },
  },
]
