/** Writes off what a customer will not pay, of an invoice or without one, with relief from tax. */
import { divideTogether, formatDecimal } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import type { Behind, Explains } from '#kit/explaining.ts'
import { fills } from '#kit/filling.ts'
import { oneAtATime } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { loadPapers } from '#kit/store.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { party } from '#departments/register/party.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { IssuedInvoice } from '#departments/finance/credited.ts'
import { part } from '#departments/finance/behind.ts'
import { numbersInBooks } from '#departments/finance/open-items.ts'
import { sum } from '#departments/finance/reckoning.ts'
import { gatherRelief } from '#departments/finance/relief.ts'
import type { Relief, ReliefGround } from '#departments/finance/relief.ts'
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
import type { Sale, SaleGround } from '#departments/finance/sale-gathering.ts'
import { saleLine, saleNeeds, saleTaken } from '#departments/finance/sale.ts'
import type { SaleTaken } from '#departments/finance/sale.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { piecesOf, readLeft, sumOf, take } from '#departments/finance/settling.ts'
import type { OpenLeft, Piece } from '#departments/finance/settling.ts'
import { said } from '#departments/supply/goods-lines.ts'

const fields = {
  customer: link(party),
  receivable: link(account, { help: 'The account of the debt.' }),
  invoice: optional(link(salesInvoice, { standsOn: ['issued'] })),
  adjustedOn: day(),
  currency: link(currency),
  reason: text({ most: 1000 }),
  relief: yesOrNo({ help: 'Whether the tax on what is written off is claimed back.' }),
  dimensions: optional(dimensions()),
  lines: rows({ ...saleLine, expense: link(account, { help: 'The account of bad debts.' }) }),
  ...saleTaken,
  invoiceNumber: taken(text({ most: 60 })),
  settled: taken(money({ currencyIn: 'currency' })),
  reliefs: taken(
    rows({
      taxCode: link(taxCode),
      account: link(account),
      box: text(),
      tax: money({ currencyIn: 'currency' }),
      taxWorth: money(),
      netWorth: money(),
    }),
  ),
}

export interface BadDebtAdjustment extends Values<typeof fields> {}

const ofSale = saleExplains<BadDebtAdjustment>({
  days: (_, { adjustedOn }) => Promise.resolve({ taxedOn: adjustedOn, ratedOn: adjustedOn }),
  otherwise: ({ invoice, reliefs }) =>
    reliefs.length > 0
      ? 'Tax claimed back'
      : invoice === null
        ? null
        : 'As the open item stood in the books',
})

const debtExplains: Explains<BadDebtAdjustment> = {
  figures: {
    ...ofSale.figures,
    settled: 'All that is written off is taken of the invoice’s open item.',
    'reliefs.tax': 'Of the tax of the invoice the share that is written off, less earlier claims.',
    'reliefs.taxWorth': 'What that share is worth in the company’s own currency.',
    'reliefs.netWorth': 'What the net on which the tax was reckoned is worth, in the same share.',
  },
  gathers: async (moment, adjustment) => {
    const tell = await ofSale.gathers(moment, adjustment)
    return (path, row) => tellRelief(adjustment, path, row) ?? tell(path, row)
  },
}

/**
 * What is written off is positive, what is taken back of it negative. Its prices include the tax of
 * the invoice; its lines themselves bear none.
 */
export const badDebtAdjustment = document('bad-debt adjustment', {
  fields,
  about: 'What a customer will not pay, written off, with relief from tax.',
  number: 'BDA-{year}-{00000}',
  states: ['draft', 'adjusted', 'void'],
  transitions: {
    adjust: {
      from: 'draft',
      to: 'adjusted',
      by: 'credit controller',
      needs: {
        ...saleNeeds,
        'Relief from tax is claimed for an invoice.': ({ relief, invoice }) =>
          !relief || invoice !== null,
      },
      gathers: async (moment, adjustments) => {
        const known = await gatherDebts(moment, adjustments)
        return (adjustment) => {
          const sale = takeSale(known.ground, saleOf(adjustment))
          const problems = known.inBooks(adjustment)
          if (!sale.ok) return refused(...problems, ...sale.problems)
          if (frozen(sale.value.tax).units !== 0n) problems.push(taxed)
          const invoice = known.invoices.get(adjustment.invoice ?? '')
          if (invoice === undefined) {
            return problems.length > 0 ? refused(...problems) : fine(sale.value)
          }
          return writeOff(known, adjustment, sale.value, invoice, problems)
        }
      },
      posts: (adjustment) => ({
        journal: 'adjustments',
        postedOn: adjustment.adjustedOn,
        documentDate: adjustment.adjustedOn,
        lines: linesOf(adjustment),
      }),
    },
    void: {
      from: 'adjusted',
      to: 'void',
      by: 'credit controller',
      notWhoDid: 'adjust',
      posts: 'reversal',
    },
  },
  fills: [
    fills('customer', party, (known) => ({
      currency: known.currency,
      receivable: known.receivable,
    })),
  ],
  day: 'adjustedOn',
  sorts: [['customer', 'adjustedOn'], ['adjustedOn']],
  explains: debtExplains,
  read: 'staff',
  write: 'credit controller',
})

function saleOf({ customer, currency: code, adjustedOn, lines }: BadDebtAdjustment): Sale {
  return { customer, currency: code, taxedOn: adjustedOn, ratedOn: adjustedOn, lines }
}

/** More than anything in the books. */
const largest = 10n ** 18n

/** What is known of the debts of a set. */
interface Debts {
  readonly ground: SaleGround
  readonly inBooks: (adjustment: { readonly number: string | null }) => Problem[]
  readonly invoices: ReadonlyMap<string, IssuedInvoice>
  readonly open: OpenLeft
  readonly relief: ReliefGround
}

async function gatherDebts(
  moment: Moment,
  adjustments: readonly (BadDebtAdjustment & { readonly number: string | null })[],
): Promise<Debts> {
  const ids = [...new Set(adjustments.flatMap(({ invoice }) => invoice ?? []))]
  await oneAtATime(moment, 'bad debt of a sales invoice', ids)
  const loaded = await loadPapers(moment.query, salesInvoice, moment, ids)
  const invoices = new Map(loaded.map((invoice) => [invoice.id, invoice]))
  const open = await readLeft(
    moment,
    adjustments.map(({ receivable, invoice }) => {
      const number = invoices.get(invoice ?? '')?.number ?? null
      return { account: receivable, kind: openItem, papers: number === null ? [] : [number] }
    }),
  )
  return {
    ground: await gatherSales(moment, adjustments.map(saleOf)),
    inBooks: await numbersInBooks(moment, adjustments),
    invoices,
    open,
    relief: await gatherRelief(moment, loaded),
  }
}

/**
 * What is taken of the open item of an invoice, unless something hinders it. Problems:
 * `invoice-other`, `more-than-open`, those of relief.
 */
function writeOff(
  { open, relief }: Debts,
  adjustment: BadDebtAdjustment,
  sale: SaleTaken,
  invoice: IssuedInvoice,
  hindrances: readonly Problem[],
): Outcome<Partial<BadDebtAdjustment>> {
  const digits = frozen(sale.digits)
  const amount = minorOf(frozen(sale.total), digits)
  const piecesUpTo = (most: bigint): Piece[] => {
    const { receivable, customer: payer, currency: code } = adjustment
    const item = { account: receivable, item: frozen(invoice.number), party: payer }
    const wish = { ...item, currency: code, digits, amount: null, at: 'invoice' }
    const found = piecesOf(wish, open, most)
    return found.ok ? found.value : []
  }
  const left = sumOf(piecesUpTo(largest).map((piece) => piece.amount))
  const claim = adjustment.relief
    ? relief.of(invoice, amount, adjustment.adjustedOn)
    : { reliefs: [], problems: [] }
  const problems = [
    ...hindrances,
    ...otherProblems(adjustment, invoice),
    ...(amount > 0n && amount <= left ? [] : [moreThanOpen(invoice, left, digits)]),
    ...claim.problems,
  ]
  if (problems.length > 0) return refused(...problems)
  const pieces = piecesUpTo(amount)
  take(pieces)
  const worth = sumOf(pieces.map((piece) => piece.worth))
  if (adjustment.relief) relief.claim(invoice, amount, claim.reliefs)
  return fine({
    ...relieved(withWorth(sale, adjustment.lines, worth), claim.reliefs),
    invoiceNumber: invoice.number,
    settled: amountOf(amount, digits),
  })
}

function linesOf(
  adjustment: BadDebtAdjustment & { readonly number: string | null },
): LineProposal[] {
  const { invoiceNumber, receivable, number, adjustedOn } = adjustment
  const { digits, ownDigits, isForeign } = unitsOf(adjustment)
  const lines = adjustment.lines.map((line) => ({ ...line, account: line.expense }))
  const sale = { ...adjustment, lines }
  const debt = {
    account: receivable,
    paper: invoiceNumber ?? frozen(number),
    amount: -minorOf(frozen(adjustment.total), digits),
    worth: -minorOf(frozen(adjustment.worth), ownDigits),
  }
  const reliefs = adjustment.reliefs.map((relief) => ({
    account: relief.account,
    currency: adjustment.currency,
    amount: minorOf(relief.tax, digits),
    ...(isForeign ? { base: minorOf(relief.taxWorth, ownDigits) } : {}),
    party: adjustment.customer,
    ...said(adjustment.dimensions ?? {}),
    taxCode: relief.taxCode,
    taxBox: relief.box,
    taxBase: minorOf(relief.netWorth, ownDigits),
  }))
  return [
    ...saleLines(sale, -1n),
    ...reliefs,
    ...(invoiceNumber === null
      ? debtLine(sale, debt, { openedOn: adjustedOn, dueOn: adjustedOn })
      : settledLine(sale, debt)),
  ]
}

/** What is claimed back is no loss: the lines lose their share of it, by the largest remainder. */
function relieved(
  sale: SaleTaken,
  reliefs: readonly Relief[],
): Partial<SaleTaken> & {
  readonly reliefs: BadDebtAdjustment['reliefs']
} {
  const [digits, ownDigits] = [frozen(sale.digits), frozen(sale.ownDigits)]
  const rest = (figures: readonly bigint[], claimed: bigint): bigint[] => {
    const whole = sum(figures)
    if (claimed === 0n || whole === 0n) return [...figures]
    const shares = divideTogether(
      figures.map((figure) => figure * claimed),
      whole,
    )
    return figures.map((figure, at) => figure - (shares[at] ?? 0n))
  }
  const nets = rest(
    sale.reckoned.map(({ net }) => minorOf(net, digits)),
    sum(reliefs.map(({ amount }) => amount)),
  )
  const worths = rest(
    sale.reckoned.map(({ worth }) => minorOf(worth, ownDigits)),
    sum(reliefs.map(({ worth }) => worth)),
  )
  return {
    ...sale,
    reckoned: sale.reckoned.map((line, at) => ({
      ...line,
      net: amountOf(nets[at] ?? 0n, digits),
      worth: amountOf(worths[at] ?? 0n, ownDigits),
      unrounded: reliefs.length > 0 ? null : line.unrounded,
    })),
    reliefs: reliefs.map(({ tax, box, amount, worth, netWorth }) => ({
      taxCode: tax.taxCode,
      account: frozen(tax.account),
      box,
      tax: amountOf(amount, digits),
      taxWorth: amountOf(worth, ownDigits),
      netWorth: amountOf(netWorth, ownDigits),
    })),
  }
}

function tellRelief(
  { reliefs, settled, currency: code, ownCurrency }: BadDebtAdjustment,
  path: string,
  row: number | null,
): Behind | null {
  if (path === 'settled' && settled !== null) {
    const parts = [part('Amount', settled, { at: 'total' })]
    return { figure: settled, currency: code, facts: [], parts }
  }
  const relief = reliefs[(row ?? 0) - 1]
  const name = (['tax', 'taxWorth', 'netWorth'] as const).find((one) => path === `reliefs.${one}`)
  if (relief === undefined || name === undefined) return null
  const figure = relief[name]
  const currencyOf = name === 'tax' ? code : frozen(ownCurrency)
  const parts = [part('Part of the tax of the invoice', figure, { text: relief.taxCode })]
  return { figure, currency: currencyOf, facts: [], parts }
}

function otherProblems(adjustment: BadDebtAdjustment, invoice: IssuedInvoice): Problem[] {
  return (['customer', 'currency', 'receivable'] as const)
    .filter((name) => adjustment[name] !== invoice[name])
    .map((name) => ({
      rule: 'invoice-other',
      field: name,
      message: `The ${name} of the invoice ${invoice.number} is ${invoice[name]}. Use the same.`,
    }))
}

const taxed = {
  rule: 'tax-on-bad-debt',
  field: 'lines',
  message: 'A bad debt bears no tax of its own. Use a tax code that is outside the scope.',
}

function moreThanOpen(
  { number, currency: code }: IssuedInvoice,
  left: bigint,
  digits: number,
): Problem {
  const rest = formatDecimal({ units: left, scale: digits })
  const message =
    `Of the invoice ${number} ${rest} ${code} are open. Write off more than nothing, and no more ` +
    'than that.'
  return { rule: 'more-than-open', field: 'lines', message }
}
