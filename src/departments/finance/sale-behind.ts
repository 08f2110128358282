/**
 * How the figures of a sale came about: each as the sum of what it was made of, with the rate,
 * since when it holds, how it was rounded and where that is laid down. Told from what is frozen.
 */
import type { PlainDate } from '#base/date.ts'
import { addDecimals, formatDecimal, multiplyDecimals, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Behind, Explains, Fact, FigurePart, TellBehind } from '#kit/explaining.ts'
import { rowsGoodOn } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { writtenRate } from '#jurisdictions/gb.ts'
import type { DatedRate } from '#jurisdictions/gb.ts'
import { lawOf } from '#jurisdictions/tax-rates.ts'
import {
  completed,
  converted,
  fact,
  negated,
  part,
  quotient,
  rateFacts,
  rounded,
} from '#departments/finance/behind.ts'
import type { BehindWord } from '#departments/finance/behind.ts'
import { meet, pricedLine, taxShares } from '#departments/finance/reckoning.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { amountOf, minorOf } from '#departments/finance/sale-gathering.ts'
import type { SaleLine, SaleTaken, SaleTax } from '#departments/finance/sale.ts'
import type { Rate } from '#departments/finance/worth.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { TaxCode } from '#departments/register/tax-code.ts'

/** A paper of a sale that has taken, or has taken nothing yet. */
export interface ReckonedSale extends SaleTaken {
  readonly currency: string
  readonly lines: readonly SaleLine[]
}

/** What one kind of sale tells differently from another. */
export interface SaleManner<Of> {
  /** The day as of which its tax codes held, and that of its rate of exchange. */
  readonly days: (
    moment: Moment,
    sale: Of,
  ) => Promise<{ readonly taxedOn: PlainDate; readonly ratedOn: PlainDate }>
  /** What else may be in a figure than what its lines say: null for nothing at all. */
  readonly otherwise: (sale: Of) => BehindWord | null
}

/** The figures of every sale that are explained, each with how it is reckoned. */
export const saleFigures = {
  net: 'The net of all tax codes, added up.',
  tax: 'The tax of all tax codes, added up.',
  total: 'Net and tax.',
  worth: 'What its lines and its taxes are worth in the company’s own currency, added up.',
  'reckoned.priced': 'Quantity × price less discount, rounded half up to the currency’s digits.',
  'reckoned.net': 'The amount of the line, less the tax that is contained in its price.',
  'reckoned.unrounded': 'Quantity × price less discount, before it was rounded.',
  'reckoned.tax': 'The line’s share of the tax of its code.',
  'reckoned.worth': 'The net of the line, by the rate of exchange.',
  'taxes.net': 'The net of all lines with this tax code, added up.',
  'taxes.tax': 'The tax of all lines with this tax code, added up.',
  'taxes.netWorth': 'What the net of all lines with this tax code is worth, added up.',
  'taxes.taxWorth': 'The tax of the code, by the rate of exchange.',
} as const

/** Tells what is behind each figure of a sale. */
export function saleExplains<Of extends ReckonedSale>(manner: SaleManner<Of>): Explains<Of> {
  return {
    figures: saleFigures,
    gathers: async (moment, sale) => {
      if (sale.total === null) return () => null
      const days = await manner.days(moment, sale)
      const asked = sale.taxes.map((tax) => ({ code: tax.taxCode, on: days.taxedOn }))
      const codeOn = await rowsGoodOn(moment, taxCode, asked)
      return tellSale({ sale, ...days, codeOn, otherwise: manner.otherwise(sale) })
    },
  }
}

/** What is known of a sale whose figures are told. */
export interface Ground {
  readonly sale: ReckonedSale
  readonly taxedOn: PlainDate
  readonly ratedOn: PlainDate
  readonly codeOn: (code: string, on: PlainDate) => TaxCode | undefined
  readonly otherwise: BehindWord | null
}

type Tell = (ground: Ground, at: number) => Omit<Behind, 'currency'> | null

/** What is behind a figure, by its path; rows are counted from 0. */
const tells: Readonly<Record<string, Tell>> = {
  net: ({ sale }) => ({ figure: frozen(sale.net), facts: [], parts: ofCodes(sale, 'net') }),
  tax: ({ sale }) => ({ figure: frozen(sale.tax), facts: [], parts: ofCodes(sale, 'tax') }),
  total: ({ sale }) => ({
    figure: frozen(sale.total),
    facts: [],
    parts: [
      part('Net', frozen(sale.net), { at: 'net' }),
      part('Tax', frozen(sale.tax), { at: 'tax' }),
    ],
  }),
  worth: (ground) => {
    const { sale, otherwise } = ground
    const figure = frozen(sale.worth)
    const parts = [
      ...ofLines(sale, 'worth', () => true),
      ...sale.taxes.map((tax, n) =>
        part('Tax of the tax code', tax.taxWorth, inTaxes(tax, n, 'taxWorth')),
      ),
    ]
    return { figure, facts: exchange(ground), parts: completed(parts, figure, otherwise) }
  },
  'reckoned.priced': tellPriced,
  'reckoned.unrounded': tellUnrounded,
  'reckoned.net': tellLineNet,
  'reckoned.tax': tellLineTax,
  'reckoned.worth': (ground, at) => {
    const line = ground.sale.reckoned[at]
    return line === undefined ? null : tellWorth(ground, line.net, line.worth)
  },
  'taxes.net': (ground, at) => tellCode(ground, at, 'net'),
  'taxes.netWorth': (ground, at) => tellCode(ground, at, 'netWorth'),
  'taxes.tax': tellTax,
  'taxes.taxWorth': (ground, at) => {
    const tax = ground.sale.taxes[at]
    return tax === undefined ? null : tellWorth(ground, tax.tax, tax.taxWorth)
  },
}

const inOwn = new Set(['worth', 'reckoned.worth', 'taxes.netWorth', 'taxes.taxWorth'])

/** Tells what is behind the figures of a sale, from what was gathered. */
export function tellSale(ground: Ground): TellBehind {
  const { sale } = ground
  return (path, row) => {
    const behind = tells[path]?.(ground, (row ?? 0) - 1) ?? null
    const currency = inOwn.has(path) ? frozen(sale.ownCurrency) : sale.currency
    return behind === null ? null : { ...behind, currency }
  }
}

function tellPriced({ sale }: Ground, at: number): Omit<Behind, 'currency'> | null {
  const figure = sale.reckoned[at]?.priced
  const line = sale.lines[at]
  if (figure === undefined || line === undefined) return null
  const digits = frozen(sale.digits)
  const parts = rounded(exactParts(line, digits), figure, digits)
  return { figure, facts: [roundedTo(digits)], parts }
}

function tellUnrounded({ sale }: Ground, at: number): Omit<Behind, 'currency'> | null {
  const figure = sale.reckoned[at]?.unrounded ?? null
  const line = sale.lines[at]
  if (figure === null || line === undefined) return null
  return { figure, facts: [], parts: exactParts(line, frozen(sale.digits)) }
}

/** Quantity × price, and what the discount takes. */
function exactParts(line: SaleLine, digits: number): FigurePart[] {
  const whole = multiplyDecimals(line.quantity, line.unitPrice)
  const { quantity, unitPrice, discount } = line
  const text = `${formatDecimal(quantity)} × ${formatDecimal(unitPrice)}`
  const price = part('Quantity × price', trimmed(whole), { text })
  if (discount === null) return [price]
  const { exact } = pricedLine(line, digits)
  const off = trimmed(addDecimals(exact, negated(whole)))
  return [price, part('Discount', off, { text: `${formatDecimal(discount)} %` })]
}

function tellLineNet({ sale, otherwise }: Ground, at: number): Omit<Behind, 'currency'> | null {
  const reckoned = sale.reckoned[at]
  const line = sale.lines[at]
  if (reckoned === undefined || line === undefined) return null
  const { net: figure, priced } = reckoned
  const row = { row: at + 1 }
  const parts = [part('Line', priced, { ...row, text: saidOf(line), at: placed(at, 'priced') })]
  const tax = taxOf(sale, line)
  if (tax?.inclusive === true) {
    const share = negated(shareOf(sale, tax, at, otherwise))
    parts.push(part('Tax contained in the price', share, { ...row, at: placed(at, 'tax') }))
  }
  return { figure, facts: [], parts: completed(parts, figure, otherwise) }
}

/** The tax of one line: no field of the paper, and behind every tax of a code. */
function tellLineTax(ground: Ground, at: number): Omit<Behind, 'currency'> | null {
  const { sale, otherwise } = ground
  const line = sale.lines[at]
  const reckoned = sale.reckoned[at]
  const tax = line === undefined ? undefined : taxOf(sale, line)
  if (tax === undefined || reckoned === undefined) return null
  const figure = shareOf(sale, tax, at, otherwise)
  const rate = { units: BigInt(tax.basisPoints), scale: 4 }
  const { priced } = reckoned
  const exact = tax.inclusive
    ? quotient(multiplyDecimals(priced, rate), addDecimals({ units: 1n, scale: 0 }, rate))
    : multiplyDecimals(priced, rate)
  const name = tax.inclusive ? 'Amount with its tax × rate ÷ (100 % + rate)' : 'Amount × rate'
  const text = `${formatDecimal(priced)} × ${writtenRate(BigInt(tax.basisPoints))}`
  const parts = [part(name, trimmed(exact), { row: at + 1, text, at: placed(at, 'priced') })]
  const facts = taxFacts(ground, tax)
  return { figure, facts, parts: rounded(parts, figure, frozen(sale.digits), otherwise) }
}

function tellTax(ground: Ground, at: number): Omit<Behind, 'currency'> | null {
  const { sale, otherwise } = ground
  const tax = sale.taxes[at]
  if (tax === undefined) return null
  const parts = sale.lines.flatMap((line, n) =>
    line.taxCode === tax.taxCode
      ? [
          part('Line', shareOf(sale, tax, n, otherwise), {
            row: n + 1,
            text: saidOf(line),
            at: placed(n, 'tax'),
          }),
        ]
      : [],
  )
  const base = addDecimals(tax.net, tax.inclusive ? tax.tax : { units: 0n, scale: 0 })
  const facts = [fact('Tax reckoned on', formatDecimal(base)), ...taxFacts(ground, tax)]
  return { figure: tax.tax, facts, parts: completed(parts, tax.tax, otherwise) }
}

function tellCode(ground: Ground, at: number, name: 'net' | 'netWorth') {
  const { sale, otherwise } = ground
  const tax = sale.taxes[at]
  if (tax === undefined) return null
  const isOf = (line: SaleLine): boolean => line.taxCode === tax.taxCode
  const parts = ofLines(sale, name === 'net' ? 'net' : 'worth', isOf)
  const figure = tax[name]
  return {
    figure,
    facts: name === 'net' ? [] : exchange(ground),
    parts: completed(parts, figure, otherwise),
  }
}

function tellWorth(ground: Ground, amount: Decimal, figure: Decimal) {
  const { sale, otherwise } = ground
  const parts = converted(amount, rateOf(sale))
  return {
    figure,
    facts: exchange(ground),
    parts: rounded(parts, figure, frozen(sale.ownDigits), otherwise),
  }
}

function taxFacts({ sale, taxedOn, codeOn }: Ground, tax: SaleTax): Fact[] {
  const { taxCode: code, treatment, basisPoints, inclusive, rounding } = tax
  const row = codeOn(code, taxedOn)
  const used = { country: row?.country ?? '', treatment, basisPoints, on: taxedOn }
  const law = lawOf(used)
  const isSame = row?.basisPoints === basisPoints
  return [
    fact('Tax code', code),
    fact('Treatment', treatment),
    fact('Rate', writtenRate(BigInt(basisPoints))),
    ...(law === null ? [] : [fact(sinceOf(law), law.from.toString())]),
    fact('Tax point', taxedOn.toString()),
    ...(isSame && row?.goodFrom !== undefined
      ? [fact('Tax code valid from', row.goodFrom.toString())]
      : []),
    fact('Rule', law?.source ?? 'no law on record: the company’s own tax code says so'),
    fact('Prices', inclusive ? 'include the tax' : 'without the tax'),
    fact('Rounding of tax', rounding),
    roundedTo(frozen(sale.digits)),
  ]
}

/** Where nothing is charged there is no rate, but a law. */
function sinceOf({ basisPoints }: DatedRate): BehindWord {
  return basisPoints === 0n ? 'Law in force since' : 'Rate in force since'
}

function roundedTo(digits: number): Fact {
  return fact('Rounded half up to', formatDecimal({ units: 1n, scale: digits }))
}

function exchange({ sale, ratedOn }: Ground): Fact[] {
  const rate = rateOf(sale)
  return rateFacts(rate, ratedOn, rate === null ? '' : formatDecimal(rate.rate))
}

function rateOf({ rate, quoted }: ReckonedSale): Rate | null {
  return rate === null || quoted === null ? null : { rate, quoted }
}

function ofCodes({ taxes }: ReckonedSale, name: 'net' | 'tax'): FigurePart[] {
  const called = name === 'net' ? 'Net of the tax code' : 'Tax of the tax code'
  return taxes.map((tax, n) => part(called, tax[name], inTaxes(tax, n, name)))
}

function inTaxes({ taxCode: text }: SaleTax, n: number, name: string) {
  return { text, at: `taxes[${n + 1}].${name}` }
}

function ofLines(
  { lines, reckoned }: ReckonedSale,
  name: 'net' | 'worth',
  isOf: (line: SaleLine) => boolean,
): FigurePart[] {
  return lines.flatMap((line, n) => {
    const figure = reckoned[n]?.[name]
    if (figure === undefined || !isOf(line)) return []
    return [part('Line', figure, { row: n + 1, text: saidOf(line), at: placed(n, name) })]
  })
}

/** The line's share of its code's tax; of a correction with what was left of the earlier paper. */
function shareOf(
  sale: ReckonedSale,
  tax: SaleTax,
  at: number,
  otherwise: BehindWord | null,
): Decimal {
  const digits = frozen(sale.digits)
  const places = [...sale.lines.keys()].filter((n) => sale.lines[n]?.taxCode === tax.taxCode)
  const none = { units: 0n, scale: 0 }
  const amounts = places.map((n) => minorOf(sale.reckoned[n]?.priced ?? none, digits))
  const shares = taxShares(amounts, { ...tax, basisPoints: BigInt(tax.basisPoints) })
  if (otherwise !== null) meet(shares, minorOf(tax.tax, digits), amounts)
  return amountOf(shares[places.indexOf(at)] ?? 0n, digits)
}

function taxOf({ taxes }: ReckonedSale, { taxCode: code }: SaleLine): SaleTax | undefined {
  return taxes.find((tax) => tax.taxCode === code)
}

function saidOf({ description, item }: SaleLine): string | null {
  return description ?? item
}

function placed(at: number, name: string): string {
  return `reckoned[${at + 1}].${name}`
}
