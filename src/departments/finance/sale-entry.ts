/**
 * The lines that a sale posts, from its frozen paper alone: what was sold, the goods that left, the
 * tax; and the debt that they come to.
 *
 * Three pieces of A at 2.15 and postage of 1.00 to a customer in the United Kingdom:
 *
 *     sales                  −6.45   A
 *     suppliers' place               A −3
 *     customers' place               A +3
 *     postage and carriage   −1.00   POST
 *     output VAT             −1.49   20 % of 7.45
 *     trade receivables       8.94   open item 1
 */
import type { PlainDate } from '#base/date.ts'
import { formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { LineProposal } from '#ledger/entry.ts'
import type { Dimensions } from '#kit/fields/dimensions.ts'
import type { SaleLine, SaleTaken } from '#departments/finance/sale.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { goodsLines, said } from '#departments/supply/goods-lines.ts'

/** A paper of a sale that has taken. */
export interface FrozenSale extends SaleTaken {
  readonly customer: string
  readonly currency: string
  readonly dimensions: Dimensions | null
  readonly lines: readonly (SaleLine & { readonly account: string })[]
}

/**
 * The lines of what is sold, of its goods and of its tax. The sign is 1n for a sale and −1n for
 * what takes one back.
 */
export function saleLines(sale: FrozenSale, sign: 1n | -1n): LineProposal[] {
  const shared = { ...sale, ...unitsOf(sale), sign }
  return [
    ...sale.lines.flatMap((line, at) => [
      ...moneyLine(shared, line, at),
      ...rowGoods(shared, line, at),
    ]),
    ...sale.taxes.flatMap((tax) => taxLine(shared, tax)),
  ]
}

/** What an open item is of. */
export interface Debt {
  readonly account: string
  /** The number of the paper whose open item it is. */
  readonly paper: string
  /** Minor units: what is owed to the company is positive. */
  readonly amount: bigint
  readonly worth: bigint
}

/** The line of an open item that exists; none where the amount is zero. */
export function settledLine(sale: FrozenSale, { account, paper, amount, worth }: Debt) {
  if (amount === 0n) return []
  const { customer, currency } = sale
  const subject = { kind: openItem, paper, party: customer }
  return [
    { account, currency, amount, ...base(unitsOf(sale), worth), party: customer, subject },
  ] satisfies LineProposal[]
}

/**
 * The line that opens an item of the paper's own; none where the amount is zero. What is settled
 * with it never goes beyond it: it ends at zero.
 */
export function debtLine(
  sale: FrozenSale,
  debt: Debt,
  { openedOn, dueOn }: { readonly openedOn: PlainDate; readonly dueOn: PlainDate },
): LineProposal[] {
  const limit = debt.amount > 0n ? { lowest: 0n } : { highest: 0n }
  return settledLine(sale, debt).map((line) => ({
    ...line,
    subject: { ...line.subject, openedOn, dueOn, ...limit },
  }))
}

/** The trade's word for what is owed by one paper. */
export const openItem = 'open item'

/** A figure of a frozen paper; that it is not there is a defect of ours. */
export function frozen<Value>(value: Value | null): Value {
  if (value === null) throw new Error('a paper is posted that has taken nothing')
  return value
}

interface Units {
  readonly digits: number
  readonly ownDigits: number
  readonly isForeign: boolean
}

type Shared = FrozenSale & Units & { readonly sign: bigint }

/** The digits of the sale's currency and of the company's own. */
export function unitsOf(
  sale: Pick<SaleTaken, 'digits' | 'ownDigits' | 'ownCurrency'> & { readonly currency: string },
): Units {
  return {
    digits: frozen(sale.digits),
    ownDigits: frozen(sale.ownDigits),
    isForeign: sale.currency !== sale.ownCurrency,
  }
}

/** Nothing where nothing is paid: such a line moves goods and no money. */
function moneyLine(sale: Shared, line: FrozenSale['lines'][number], at: number): LineProposal[] {
  const reckoned = sale.reckoned[at]
  const tax = sale.taxes.find(({ taxCode }) => taxCode === line.taxCode)
  if (reckoned === undefined || (reckoned.priced.units === 0n && reckoned.unrounded === null)) {
    return []
  }
  const { unrounded } = reckoned
  return [
    {
      account: line.account,
      currency: sale.currency,
      amount: -sale.sign * minorOf(reckoned.net, sale.digits),
      ...base(sale, -sale.sign * minorOf(reckoned.worth, sale.ownDigits)),
      ...(unrounded === null ? {} : { unrounded: formatDecimal(signed(unrounded, -sale.sign)) }),
      ...(line.item === null ? {} : { item: line.item }),
      ...partyOf(sale),
      ...said({ ...sale.dimensions, ...line.dimensions }),
      taxCode: line.taxCode,
      ...(tax === undefined || tax.salesBox === null ? {} : { taxBox: tax.salesBox }),
      sourceRow: at + 1,
    },
  ]
}

function rowGoods(sale: Shared, line: SaleLine, at: number): LineProposal[] {
  const goods = sale.reckoned[at]
  if (goods === undefined) return []
  return goodsLines(line, goods, {
    sign: sale.sign === 1n ? 1n : -1n,
    currency: frozen(sale.ownCurrency),
    ...partyOf(sale),
    dimensions: { ...sale.dimensions, ...line.dimensions },
    sourceRow: at + 1,
  })
}

function taxLine(sale: Shared, tax: SaleTaken['taxes'][number]): LineProposal[] {
  if (tax.tax.units === 0n) return []
  return [
    {
      account: frozen(tax.account),
      currency: sale.currency,
      amount: -sale.sign * minorOf(tax.tax, sale.digits),
      ...base(sale, -sale.sign * minorOf(tax.taxWorth, sale.ownDigits)),
      ...partyOf(sale),
      ...said(sale.dimensions ?? {}),
      taxCode: tax.taxCode,
      ...(tax.outputBox === null ? {} : { taxBox: tax.outputBox }),
      taxBase: -sale.sign * minorOf(tax.netWorth, sale.ownDigits),
    },
  ]
}

/** In the company's own currency an amount is worth itself, and nothing more is said. */
function base({ isForeign }: Units, worth: bigint): { readonly base?: bigint } {
  return isForeign ? { base: worth } : {}
}

/** Who stands for many is named by the debt alone. */
function partyOf({ collective, customer }: FrozenSale): { readonly party?: string } {
  return collective === true ? {} : { party: customer }
}

function signed({ units, scale }: Decimal, sign: bigint): Decimal {
  return { units: units * sign, scale }
}
