/** A bill to a customer. Issuing it records the debt, the revenue, the tax and the goods. */
import { compareDates, parseDate } from '#base/date.ts'
import { refused } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { fills } from '#kit/filling.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { numbersInBooks } from '#departments/finance/open-items.ts'
import { withOpen } from '#departments/finance/open-behind.ts'
import { pricedLine, sum } from '#departments/finance/reckoning.ts'
import { saleExplains } from '#departments/finance/sale-behind.ts'
import { debtLine, frozen, saleLines, unitsOf } from '#departments/finance/sale-entry.ts'
import { gatherSales, minorOf, takeSale } from '#departments/finance/sale-gathering.ts'
import type { Sale } from '#departments/finance/sale-gathering.ts'
import { listPrices } from '#departments/finance/sale-prices.ts'
import { saleLine, saleNeeds, saleTaken, salePrints } from '#departments/finance/sale.ts'

const fields = {
  customer: link(party),
  receivable: link(account, { help: 'The account of the debt.' }),
  issuedOn: day(),
  suppliedOn: optional(day({ help: 'The tax point, where it is another day.' })),
  dueOn: day(),
  currency: link(currency),
  reference: optional(text({ help: 'The customer’s own number of the order.' })),
  dimensions: optional(dimensions()),
  note: optional(text({ most: 2000, help: 'Stands on the print.' })),
  lines: rows({ ...saleLine, revenue: link(account, { help: 'The account of the revenue.' }) }),
  ...saleTaken,
}

export interface SalesInvoice extends Values<typeof fields> {}

export const salesInvoice = document('sales invoice', {
  fields,
  about: 'A bill to a customer. Issuing it records the debt, the revenue, the tax and the goods.',
  number: 'INV-{year}-{00000}',
  states: ['draft', 'issued', 'void'],
  transitions: {
    issue: {
      from: 'draft',
      to: 'issued',
      by: 'billing clerk',
      needs: {
        ...saleNeeds,
        'It falls due on or after the day it is issued.': ({ issuedOn, dueOn }) =>
          compareDates(issuedOn, dueOn) <= 0,
      },
      gathers: async (moment, invoices) => {
        const inBooks = await numbersInBooks(moment, invoices)
        const ground = await gatherSales(moment, invoices.map(saleOf))
        return (invoice) => {
          const sale = takeSale(ground, saleOf(invoice))
          if (!sale.ok) return sale
          const problems = inBooks(invoice)
          if (frozen(sale.value.total).units < 0n) problems.push(belowZero)
          return problems.length > 0 ? refused(...problems) : sale
        }
      },
      posts: (invoice) => {
        const { issuedOn, dueOn, receivable, number } = invoice
        const { digits, ownDigits } = unitsOf(invoice)
        const lines = invoice.lines.map((line) => ({ ...line, account: line.revenue }))
        const debt = {
          account: receivable,
          paper: frozen(number),
          amount: minorOf(frozen(invoice.total), digits),
          worth: minorOf(frozen(invoice.worth), ownDigits),
        }
        const sale = { ...invoice, lines }
        return {
          journal: 'sales',
          postedOn: issuedOn,
          documentDate: issuedOn,
          lines: [...saleLines(sale, 1n), ...debtLine(sale, debt, { openedOn: issuedOn, dueOn })],
        }
      },
    },
    void: { from: 'issued', to: 'void', by: 'billing lead', notWhoDid: 'issue', posts: 'reversal' },
  },
  fills: [
    fills('customer', party, ({ daysToPay, ...known }, { issuedOn }) => ({
      currency: known.currency,
      receivable: known.receivable,
      dueOn: dueAfter(issuedOn, daysToPay),
    })),
    fills('lines.item', item, ({ name, revenue, taxCode, leaves, arrives }) => ({
      description: name,
      revenue,
      taxCode,
      leaves,
      arrives,
    })),
    listPrices,
  ],
  worth: ({ lines, currency: code }, digits) => {
    return { amount: sum(lines.map((line) => pricedLine(line, digits).priced)), currency: code }
  },
  day: 'issuedOn',
  sorts: [['customer', 'issuedOn'], ['issuedOn'], ['dueOn']],
  prints: salePrints(['issuedOn', 'suppliedOn', 'dueOn', 'reference'], ['note']),
  explains: withOpen(
    'sales invoice',
    saleExplains<SalesInvoice>({
      days: (_moment, { suppliedOn, issuedOn }) =>
        Promise.resolve({ taxedOn: suppliedOn ?? issuedOn, ratedOn: issuedOn }),
      otherwise: () => null,
    }),
  ),
  read: 'staff',
  write: 'billing clerk',
})

function saleOf({ customer, currency: code, issuedOn, suppliedOn, lines }: SalesInvoice): Sale {
  return {
    customer,
    currency: code,
    taxedOn: suppliedOn ?? issuedOn,
    ratedOn: issuedOn,
    lines,
  }
}

/** The day on which so many days have passed since the one that was sent; null without either. */
function dueAfter(issuedOn: unknown, daysToPay: number | null): Temporal.PlainDate | null {
  const first = typeof issuedOn === 'string' ? parseDate(issuedOn) : null
  return first === null || daysToPay === null ? null : first.add({ days: daysToPay })
}

const belowZero = {
  rule: 'total-below-zero',
  field: 'lines',
  message: 'An invoice comes to zero or more. Write a credit note for what is given back.',
}
