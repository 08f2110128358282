/** What is given back to a customer: on rows of an invoice, or without one. */
import { compareDates } from '#base/date.ts'
import { addDecimals } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import type { Problem } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { draftsFrom } from '#kit/drafting.ts'
import { optional, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import type { Behind, Explains } from '#kit/explaining.ts'
import { fills } from '#kit/filling.ts'
import { loadPapers } from '#kit/store.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { negated, part } from '#departments/finance/behind.ts'
import { gatherCreditables } from '#departments/finance/credited.ts'
import type { Creditable } from '#departments/finance/credited.ts'
import { numbersInBooks } from '#departments/finance/open-items.ts'
import { pricedLine, sum } from '#departments/finance/reckoning.ts'
import { saleExplains } from '#departments/finance/sale-behind.ts'
import {
  debtLine,
  frozen,
  openItem,
  saleLines,
  settledLine,
  unitsOf,
} from '#departments/finance/sale-entry.ts'
import {
  amountOf,
  gatherSales,
  minorOf,
  takeSale,
  withWorth,
} from '#departments/finance/sale-gathering.ts'
import type { Earlier, Sale } from '#departments/finance/sale-gathering.ts'
import { listPrices } from '#departments/finance/sale-prices.ts'
import { saleLine, saleNeeds, salePrints, saleTaken } from '#departments/finance/sale.ts'
import type { SaleTaken } from '#departments/finance/sale.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { piecesOf, readLeft, sumOf, take } from '#departments/finance/settling.ts'
import type { OpenLeft } from '#departments/finance/settling.ts'
import { moves } from '#departments/supply/goods-lines.ts'

const fields = {
  customer: link(party),
  receivable: link(account, { help: 'The account of the debt that grows less.' }),
  invoice: optional(link(salesInvoice, { standsOn: ['issued'] })),
  issuedOn: day(),
  dueOn: optional(day({ help: 'When it is paid back, where it is not settled.' })),
  currency: link(currency),
  reason: text({ most: 1000 }),
  dimensions: optional(dimensions()),
  lines: rows({
    invoiceRow: optional(whole(1, 10_000, { help: 'The row of the invoice that it corrects.' })),
    ...saleLine,
    revenue: link(account, { help: 'The account of the revenue that grows less.' }),
  }),
  ...saleTaken,
  invoiceNumber: taken(text({ most: 60 })),
  settled: taken(money({ currencyIn: 'currency', help: 'Of the invoice’s own open item.' })),
  settledWorth: taken(money()),
}

export interface CreditNote extends Values<typeof fields> {}

const ofSale = saleExplains<CreditNote>({
  // A note bears the tax and the rate of exchange of the invoice that it corrects.
  days: async (moment, { invoice, issuedOn }) => {
    const ids = invoice === null ? [] : [invoice]
    const [found] = await loadPapers(moment.query, salesInvoice, moment, ids)
    if (found === undefined) return { taxedOn: issuedOn, ratedOn: issuedOn }
    return { taxedOn: found.suppliedOn ?? found.issuedOn, ratedOn: found.issuedOn }
  },
  otherwise: ({ invoice }) => (invoice === null ? null : 'What was left of the invoice'),
})

const noteExplains: Explains<CreditNote> = {
  figures: {
    ...ofSale.figures,
    settled: 'What is given back, as far as the invoice was open.',
    settledWorth: 'What that is worth in the books, as far as the invoice was open.',
  },
  gathers: async (moment, note) => {
    const tell = await ofSale.gathers(moment, note)
    return (path, row) => tellSettled(note, path) ?? tell(path, row)
  },
}

export const creditNote = document('credit note', {
  fields,
  about: 'What is given back of an invoice, or without one: the debt, the revenue and the tax.',
  number: 'CN-{year}-{00000}',
  states: ['draft', 'issued', 'void'],
  transitions: {
    issue: {
      from: 'draft',
      to: 'issued',
      by: 'billing lead',
      needs: {
        ...saleNeeds,
        'Each line of a note on an invoice names the row that it corrects.': ({ invoice, lines }) =>
          lines.every(({ invoiceRow }) => (invoiceRow === null) === (invoice === null)),
      },
      gathers: async (moment, notes) => {
        const inBooks = await numbersInBooks(moment, notes)
        const creditables = await gatherCreditables(
          moment,
          notes.flatMap(({ invoice }) => invoice ?? []),
        )
        const ground = await gatherSales(moment, notes.map(saleOf))
        const open = await readLeft(
          moment,
          notes.flatMap(({ invoice, receivable }) => {
            const number = creditables.get(invoice ?? '')?.invoice.number ?? null
            const papers = number === null ? [] : [number]
            return [{ account: receivable, kind: openItem, papers }]
          }),
        )
        return (note) => {
          const creditable = creditables.get(note.invoice ?? '')
          const sale = takeSale(ground, saleOf(note), earlierOf(creditable))
          const problems = [...inBooks(note), ...correctionProblems(note, creditable)]
          if (!sale.ok) return refused(...problems, ...sale.problems)
          if (frozen(sale.value.total).units < 0n) problems.push(belowZero)
          const ofRows = rowsTaken(note, sale.value)
          problems.push(...(creditable?.problemsOf(ofRows) ?? []))
          if (problems.length > 0) return refused(...problems)
          if (creditable === undefined) return fine(sale.value)
          const settled = settle(note, sale.value, creditable, open)
          creditable.take(ofRows, codesTaken(settled))
          return fine(settled)
        }
      },
      posts: (note) => {
        const { issuedOn, number, receivable } = note
        const { digits, ownDigits } = unitsOf(note)
        const none = { units: 0n, scale: 0 }
        const settled = minorOf(note.settled ?? none, digits)
        const settledWorth = minorOf(note.settledWorth ?? none, ownDigits)
        const rest = minorOf(frozen(note.total), digits) - settled
        const restWorth = minorOf(frozen(note.worth), ownDigits) - settledWorth
        const ofInvoice = {
          account: receivable,
          paper: note.invoiceNumber ?? '',
          amount: -settled,
          worth: -settledWorth,
        }
        const own = {
          account: receivable,
          paper: frozen(number),
          amount: -rest,
          worth: -restWorth,
        }
        const lines = note.lines.map((line) => ({ ...line, account: line.revenue }))
        const sale = { ...note, lines }
        const days = { openedOn: issuedOn, dueOn: note.dueOn ?? issuedOn }
        return {
          journal: 'credit notes',
          postedOn: issuedOn,
          documentDate: issuedOn,
          lines: [
            ...saleLines(sale, -1n),
            ...settledLine(sale, ofInvoice),
            ...debtLine(sale, own, days),
          ],
        }
      },
    },
    void: { from: 'issued', to: 'void', by: 'billing lead', notWhoDid: 'issue', posts: 'reversal' },
  },
  fills: [
    fills('customer', party, (known) => ({
      currency: known.currency,
      receivable: known.receivable,
    })),
    fills('lines.item', item, ({ name, revenue, taxCode }) => ({
      description: name,
      revenue,
      taxCode,
    })),
    listPrices,
  ],
  drafts: [
    draftsFrom(salesInvoice, ({ id, state, customer, receivable, currency: code, ...invoice }) =>
      state === 'issued'
        ? {
            customer,
            receivable,
            currency: code,
            invoice: id,
            dimensions: invoice.dimensions,
            lines: invoice.lines.map((line, at) => ({ ...line, invoiceRow: at + 1 })),
          }
        : null,
    ),
  ],
  worth: ({ lines, currency: code }, digits) => {
    return { amount: sum(lines.map((line) => pricedLine(line, digits).priced)), currency: code }
  },
  day: 'issuedOn',
  sorts: [['customer', 'issuedOn'], ['issuedOn']],
  prints: salePrints(['issuedOn', 'dueOn', 'invoiceNumber'], ['reason']),
  explains: noteExplains,
  read: 'staff',
  write: 'billing clerk',
})

function saleOf({ customer, currency: code, issuedOn, lines }: CreditNote): Sale {
  return { customer, currency: code, taxedOn: issuedOn, ratedOn: issuedOn, lines }
}

/** A credit note bears the tax and the rate of exchange of the invoice that it corrects. */
function earlierOf(creditable: Creditable | undefined): Earlier | null {
  if (creditable === undefined) return null
  const { taxes, rate, quoted } = creditable.invoice
  return {
    taxOf: (code) => taxes.find(({ taxCode }) => taxCode === code),
    restOf: (code) => creditable.restOf(code),
    rate: rate === null || quoted === null ? null : { rate, quoted },
  }
}

/** What a row takes: as it is priced, and the goods that come back. */
function rowsTaken({ lines }: CreditNote, { reckoned, digits }: SaleTaken) {
  return lines.map((line, at) => ({
    row: line.invoiceRow ?? 0,
    priced: minorOf(reckoned[at]?.priced ?? { units: 0n, scale: 0 }, frozen(digits)),
    quantity: moves(line) ? line.quantity : { units: 0n, scale: 0 },
  }))
}

function codesTaken({ taxes, digits, ownDigits }: SaleTaken) {
  return taxes.map(({ taxCode, tax, taxWorth }) => ({
    taxCode,
    tax: minorOf(tax, frozen(digits)),
    taxWorth: minorOf(taxWorth, frozen(ownDigits)),
  }))
}

/**
 * The note with what it settles of the invoice's own open item: as much as is left of that. The
 * rest, of an invoice that was paid, becomes an open item of the note's own.
 */
function settle(note: CreditNote, sale: SaleTaken, { invoice }: Creditable, open: OpenLeft) {
  const [digits, ownDigits] = [frozen(sale.digits), frozen(sale.ownDigits)]
  const total = minorOf(frozen(sale.total), digits)
  const { receivable, customer: payer, currency: code } = note
  const debt = { account: receivable, item: invoice.number ?? '', party: payer }
  const wish = { ...debt, currency: code, digits, amount: null, at: 'invoice' }
  const found = piecesOf(wish, open, total)
  // Of an invoice that was paid nothing is open: then nothing is settled.
  const pieces = found.ok ? found.value : []
  take(pieces)
  const amount = sumOf(pieces.map((piece) => piece.amount))
  const worth = sumOf(pieces.map((piece) => piece.worth))
  return {
    ...(amount === total ? withWorth(sale, note.lines, worth) : sale),
    invoiceNumber: invoice.number,
    settled: amountOf(amount, digits),
    settledWorth: amountOf(worth, ownDigits),
  }
}

/** What is settled of the invoice: the whole, less what became an open item of the note's own. */
function tellSettled(note: CreditNote, path: string): Behind | null {
  const figure =
    path === 'settled' ? note.settled : path === 'settledWorth' ? note.settledWorth : null
  const all = path === 'settled' ? note.total : note.worth
  if (figure === null || all === null) return null
  const rest = addDecimals(figure, negated(all))
  const at = path === 'settled' ? 'total' : 'worth'
  const parts = [
    part(path === 'settled' ? 'Amount' : 'Worth', all, { at }),
    ...(rest.units === 0n ? [] : [part('An open item of its own', rest)]),
  ]
  const told = path === 'settled' ? note.currency : frozen(note.ownCurrency)
  return { figure, currency: told, facts: [], parts }
}

/** Problems: `invoice-other`, `before-invoice`, `row-other`. */
function correctionProblems(note: CreditNote, creditable: Creditable | undefined): Problem[] {
  if (creditable === undefined) return []
  const { invoice } = creditable
  const called = `the invoice ${invoice.number}`
  const problems: Problem[] = []
  for (const name of ['customer', 'currency', 'receivable'] as const) {
    if (note[name] === invoice[name]) continue
    const message = `The ${name} of ${called} is ${invoice[name]}. Use the same.`
    problems.push({ rule: 'invoice-other', field: name, message })
  }
  if (compareDates(note.issuedOn, invoice.issuedOn) < 0) {
    const message = `It stands before ${called} of ${invoice.issuedOn.toString()}. Use a later day.`
    problems.push({ rule: 'before-invoice', field: 'issuedOn', message })
  }
  for (const [at, line] of note.lines.entries()) {
    const corrected = invoice.lines[(line.invoiceRow ?? 0) - 1]
    if (corrected === undefined) continue
    for (const name of ['item', 'taxCode'] as const) {
      if (line[name] === corrected[name]) continue
      const message = `Row ${line.invoiceRow} of ${called} has ${corrected[name] ?? 'no item'}.`
      const field = `lines[${at + 1}].${name}`
      problems.push({ rule: 'row-other', field, message: `${message} Use the same.` })
    }
  }
  return problems
}

const belowZero = {
  rule: 'total-below-zero',
  field: 'lines',
  message: 'A credit note comes to zero or more. Write an invoice for what is still owed.',
}
