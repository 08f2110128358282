/**
 * Payments for the example company, which its file lacks: some customers pay, late and in part.
 * Who pays what and when follows from the numbers of customer and invoice alone, so that every
 * installation has the same books.
 *
 * Customer 17850 pays in whole (17850 mod 5 is 0, a payer). Its invoice 536365 of 1 December 2010
 * over £163.47 is paid 20 + 536365 mod 45 = 30 days later, on 31 December 2010. That is a Friday,
 * and money goes on Fridays: all that falls due to be paid in a week goes as one sum.
 */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { formatDecimal } from '#base/decimal.ts'
import type { NeededAccount } from './accounts.ts'
import type { RetailInvoice } from './invoice.ts'
import { paperColumns } from './papers.ts'
import { reckon } from './reckoning.ts'

/** The accounts that payments need besides those of the file. */
export const paymentAccounts = {
  bank: {
    code: '1000',
    name: 'bank',
    type: 'asset',
    carriesGoods: false,
    needsSubject: false,
    party: 'optional',
  },
  credit: {
    code: '2120',
    name: 'customer credit',
    type: 'liability',
    carriesGoods: false,
    needsSubject: true,
    party: 'required',
  },
} as const satisfies Readonly<Record<string, NeededAccount>>

/** The titles of the table of payments, behind those of papers. */
export const paymentColumns = [...paperColumns, 'Payment', 'Received', 'Sum', 'Paid'] as const

/** A row of the table: what a payment settles of one invoice. */
export interface PaymentRow {
  /** The line of the file on which the invoice begins. */
  readonly line: number
  readonly cells: readonly (string | null)[]
}

interface Settling {
  readonly invoice: RetailInvoice
  readonly amount: bigint
}

/** The rows of all payments until a day, by day and customer; each pays one invoice or several. */
export function* paymentRows(
  invoices: Iterable<RetailInvoice>,
  until: PlainDate,
): Generator<PaymentRow, void, void> {
  const payments = new Map<string, Settling[]>()
  for (const invoice of invoices) {
    const amount = paid(invoice)
    if (amount <= 0n) continue
    const on = payday(invoice)
    if (compareDates(on, until) > 0) continue
    const key = `${on.toString()} ${invoice.customer}`
    const others = payments.get(key)
    if (others === undefined) payments.set(key, [{ invoice, amount }])
    else others.push({ invoice, amount })
  }
  const inOrder = [...payments].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, settlings] of inOrder) {
    const [day = ''] = key.split(' ')
    const sum = settlings.reduce((total, { amount }) => total + amount, 0n)
    for (const { invoice, amount } of settlings) yield rowOf(key, day, sum, invoice, amount)
  }
}

function rowOf(
  key: string,
  day: string,
  sum: bigint,
  { number, customer, rows }: RetailInvoice,
  amount: bigint,
): PaymentRow {
  const known: Readonly<Record<string, string>> = {
    InvoiceNo: number,
    Customer: customer,
    Payment: key,
    Received: day,
    Sum: pounds(sum),
    Paid: pounds(amount),
  }
  return { line: rows[0]?.line ?? 1, cells: paymentColumns.map((title) => known[title] ?? null) }
}

/**
 * What of an invoice is ever paid, in pennies: of five customers three pay all, one pays half of
 * each, and one nothing; nor does anybody pay whom the file does not name.
 */
function paid(invoice: RetailInvoice): bigint {
  const { kind, customer } = invoice
  if (kind !== 'sales invoice' || customer === '') return 0n
  const habit = Number(BigInt(customer) % 5n)
  if (habit === 4) return 0n
  const { rows, taxes } = reckon(invoice)
  const total =
    rows.reduce((sum, { posted }) => sum + posted, 0n) +
    taxes.reduce((sum, { tax }) => sum + tax, 0n)
  return habit === 3 ? total / 2n : total
}

/** The Friday on which an invoice is paid, some three to nine weeks after it. */
function payday({ number, moment }: RetailInvoice): PlainDate {
  const after = moment.day.add({ days: 20 + Number(BigInt(number) % 45n) })
  const friday = 5
  return after.add({ days: (7 + friday - after.dayOfWeek) % 7 })
}

function pounds(pennies: bigint): string {
  return formatDecimal({ units: pennies, scale: 2 })
}
