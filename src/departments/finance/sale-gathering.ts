/** Gathers what a set of sales needs to know, once for all, and takes from it paper by paper. */
import type { PlainDate } from '#base/date.ts'
import { rescale, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { rowsByCode, rowsGoodOn } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import type { RegisterRow } from '#kit/register.ts'
import { currencyDigits } from '#departments/finance/currency-digits.ts'
import type { DigitsOf } from '#departments/finance/currency-digits.ts'
import { party } from '#departments/register/party.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { TaxCode } from '#departments/register/tax-code.ts'
import { meet, reckon, sum } from '#departments/finance/reckoning.ts'
import type { ReckonedLine, Reckoning, Rest } from '#departments/finance/reckoning.ts'
import type { SaleLine, SaleTaken, SaleTax } from '#departments/finance/sale.ts'
import { worthOf, worthsOf } from '#departments/finance/worth.ts'
import { gatherRates } from '#departments/finance/rates.ts'
import type { RateOf } from '#departments/finance/rates.ts'
import type { Conversion, Rate } from '#departments/finance/worth.ts'
import { gatherGoods, takeGoods } from '#departments/supply/goods-lines.ts'
import type { GoodsGround } from '#departments/supply/goods-lines.ts'

/** A paper of a sale before anything is taken. */
export interface Sale {
  readonly customer: string
  readonly currency: string
  /** The day as of which tax codes hold: the tax point. */
  readonly taxedOn: PlainDate
  /** The day as of which the rate of exchange holds. */
  readonly ratedOn: PlainDate
  readonly lines: readonly SaleLine[]
}

type Party = RegisterRow<typeof party.fields>

/** What is known of all that a set of sales names. */
export interface SaleGround {
  readonly partyOf: (code: string) => Party | undefined
  readonly digitsOf: DigitsOf
  readonly ownCurrency: string
  readonly taxCodeOn: (code: string, on: PlainDate) => TaxCode | undefined
  readonly rateOf: RateOf
  readonly goods: GoodsGround
}

/** Looks up what the sales of a set name, in a few questions for all of them. */
export async function gatherSales(moment: Moment, sales: readonly Sale[]): Promise<SaleGround> {
  const ownCurrency = moment.companyCurrency
  const foreign = sales.filter((sale) => sale.currency !== ownCurrency)
  const codes = sales.flatMap(({ lines, taxedOn }) =>
    lines.map((line) => ({ code: line.taxCode, on: taxedOn })),
  )
  const rates = sales.map((sale) => ({ currency: sale.currency, on: sale.ratedOn }))
  const [parties, digitsOf, taxCodeOn, rateOf, goods] = await Promise.all([
    rowsByCode(
      moment,
      party,
      sales.map(({ customer }) => customer),
    ),
    currencyDigits(
      moment,
      foreign.map((sale) => sale.currency),
    ),
    rowsGoodOn(moment, taxCode, codes),
    gatherRates(moment, rates),
    gatherGoods(
      moment,
      sales.flatMap(({ lines }) => lines),
    ),
  ])
  return {
    partyOf: (code) => parties.get(code),
    digitsOf,
    ownCurrency,
    taxCodeOn,
    rateOf,
    goods,
  }
}

/** What a sale that corrects an earlier one takes from that, instead of from the registers. */
export interface Earlier {
  readonly taxOf: (taxCode: string) => SaleTax | undefined
  readonly restOf: (taxCode: string) => (Rest & { readonly taxWorth: bigint }) | null
  readonly rate: Rate | null
}

/**
 * All that a sale takes. Problems: `tax-code-not-good`, `tax-account-missing`,
 * `exchange-rate-missing`, `quantity-digits`, `figure-too-large`.
 */
export function takeSale(
  ground: SaleGround,
  sale: Sale,
  earlier: Earlier | null = null,
): Outcome<SaleTaken> {
  const rules = rulesOf(ground, sale, earlier)
  const rate =
    earlier === null
      ? ground.rateOf({ currency: sale.currency, on: sale.ratedOn })
      : fine(sale.currency === ground.ownCurrency ? null : earlier.rate)
  const goods = sale.lines.map((line, at) =>
    takeGoods(ground.goods, line, `lines[${at + 1}].quantity`),
  )
  const problems = [...rules.problems, ...goods.flatMap((one) => one.problems)]
  if (!rate.ok) problems.push(...rate.problems)
  if (problems.length > 0 || !rate.ok) return refused(...problems)
  const conversion = {
    rate: rate.value,
    digits: ground.digitsOf(sale.currency),
    ownDigits: ground.digitsOf(ground.ownCurrency),
  }
  const ruleOf = (code: string): Rule => rules.ruleOf(code) ?? untaxed
  const reckoning = reckon(sale.lines, conversion.digits, ruleOf, earlier?.restOf)
  if (isTooLarge(reckoning, conversion.digits)) return refused(tooLarge())
  return fine({
    ...billed(ground.partyOf(sale.customer)),
    ...figuresOf(reckoning, conversion, ground.ownCurrency),
    ...rowsOf(sale.lines, reckoning, { conversion, ruleOf, earlier, goods }),
  })
}

/**
 * The same sale, worth something else in all: what its open item is worth in the books. The
 * difference, of pennies as a rule, is borne by the line that is worth most.
 */
export function withWorth(sale: SaleTaken, lines: readonly SaleLine[], worth: bigint): SaleTaken {
  const ownDigits = sale.ownDigits ?? 0
  const difference = worth - minorOf(sale.worth ?? { units: 0n, scale: 0 }, ownDigits)
  if (difference === 0n) return sale
  const before = sale.reckoned.map((line) => minorOf(line.worth, ownDigits))
  const worths = [...before]
  meet(worths, sum(before) + difference, before)
  const at = worths.findIndex((one, place) => one !== before[place])
  return {
    ...sale,
    worth: amountOf(worth, ownDigits),
    reckoned: sale.reckoned.map((line, place) => ({
      ...line,
      worth: amountOf(worths[place] ?? 0n, ownDigits),
    })),
    taxes: sale.taxes.map((tax) =>
      tax.taxCode === lines[at]?.taxCode
        ? { ...tax, netWorth: amountOf(minorOf(tax.netWorth, ownDigits) + difference, ownDigits) }
        : tax,
    ),
  }
}

/** An amount in minor units as the paper has it. */
export function amountOf(units: bigint, digits: number): Decimal {
  return trimmed({ units, scale: digits })
}

/** An amount of the paper in minor units; it has no more digits than its currency. */
export function minorOf(amount: Decimal, digits: number): bigint {
  return rescale(amount, digits, 'down').units
}

/** How a code taxes, with where its figures stand. */
type Rule = Pick<
  SaleTax,
  'treatment' | 'inclusive' | 'rounding' | 'account' | 'salesBox' | 'outputBox'
> & { readonly basisPoints: bigint }

const untaxed: Rule = {
  treatment: 'outside',
  basisPoints: 0n,
  inclusive: false,
  rounding: 'per document',
  account: null,
  salesBox: null,
  outputBox: null,
}

function rulesOf(
  ground: SaleGround,
  { lines, taxedOn }: Sale,
  earlier: Earlier | null,
): { readonly ruleOf: (code: string) => Rule | undefined; readonly problems: Problem[] } {
  const problems: Problem[] = []
  const rules = new Map<string, Rule>()
  for (const [at, { taxCode: code }] of lines.entries()) {
    if (rules.has(code)) continue
    const field = `lines[${at + 1}].taxCode`
    const frozen = earlier?.taxOf(code)
    const good = earlier === null ? ground.taxCodeOn(code, taxedOn) : undefined
    if (frozen !== undefined) {
      rules.set(code, { ...frozen, basisPoints: BigInt(frozen.basisPoints) })
    } else if (good === undefined) {
      problems.push(notGood(code, taxedOn, field, earlier !== null))
    } else if (good.basisPoints > 0 && good.outputAccount === null) {
      problems.push(accountMissing(code, field))
    } else {
      rules.set(code, {
        ...good,
        basisPoints: BigInt(good.basisPoints),
        account: good.outputAccount,
      })
    }
  }
  return { ruleOf: (code) => rules.get(code), problems }
}

function billed(customer: Party | undefined) {
  return {
    billedName: customer?.name ?? null,
    billedStreet: customer?.street ?? null,
    billedPostcode: customer?.postcode ?? null,
    billedTown: customer?.town ?? null,
    billedCountry: customer?.country ?? null,
    billedVatNumber: customer?.vatNumber ?? null,
    collective: customer?.collective ?? false,
  }
}

function figuresOf(
  { taxes }: Reckoning,
  { rate, digits, ownDigits }: Conversion,
  ownCurrency: string,
) {
  const net = sum(taxes.map((one) => one.net))
  const tax = sum(taxes.map((one) => one.tax))
  return {
    digits,
    ownCurrency,
    ownDigits,
    rate: rate?.rate ?? null,
    quoted: rate?.quoted ?? null,
    net: amountOf(net, digits),
    tax: amountOf(tax, digits),
    total: amountOf(net + tax, digits),
  }
}

interface RowSurroundings {
  readonly conversion: Conversion
  readonly ruleOf: (code: string) => Rule
  readonly earlier: Earlier | null
  readonly goods: readonly Pick<ReturnType<typeof takeGoods>, 'taken'>[]
}

/** The lines and taxes as they are frozen; what lines are worth sums to what all is worth. */
function rowsOf(
  lines: readonly SaleLine[],
  reckoning: Reckoning,
  { conversion, ruleOf, earlier, goods }: RowSurroundings,
): Pick<SaleTaken, 'reckoned' | 'taxes' | 'worth'> {
  const { digits, ownDigits } = conversion
  const worths = worthsOf(
    reckoning.lines.map(({ net }) => net),
    conversion,
  )
  const taxes = reckoning.taxes.map(({ taxCode: code, net, tax }) => {
    const { basisPoints, ...rule } = ruleOf(code)
    const rest = earlier?.restOf(code) ?? null
    const isLast = rest !== null && rest.tax === tax && tax !== 0n
    const taxWorth = isLast ? rest.taxWorth : worthOf(tax, conversion)
    const netWorth = sum(worths.filter((_, at) => lines[at]?.taxCode === code))
    return {
      taxCode: code,
      treatment: rule.treatment,
      basisPoints: Number(basisPoints),
      inclusive: rule.inclusive,
      rounding: rule.rounding,
      account: rule.account,
      salesBox: rule.salesBox,
      outputBox: rule.outputBox,
      net: amountOf(net, digits),
      tax: amountOf(tax, digits),
      netWorth: amountOf(netWorth, ownDigits),
      taxWorth: amountOf(taxWorth, ownDigits),
    }
  })
  const taxWorth = sum(taxes.map((one) => minorOf(one.taxWorth, ownDigits)))
  return {
    reckoned: reckoning.lines.map((line, at) => ({
      priced: amountOf(line.priced, digits),
      net: amountOf(line.net, digits),
      unrounded: unrounded(line, ruleOf(lines[at]?.taxCode ?? ''), digits),
      worth: amountOf(worths[at] ?? 0n, ownDigits),
      ...(goods[at]?.taken ?? { itemDigits: null, leavesAccount: null, arrivesAccount: null }),
    })),
    taxes,
    worth: amountOf(sum(worths) + taxWorth, ownDigits),
  }
}

/** The exact figure where rounding lost something; of a price with tax there is no exact net. */
function unrounded({ exact }: ReckonedLine, rule: Rule, digits: number): Decimal | null {
  const bare = trimmed(exact)
  return rule.inclusive || bare.scale <= digits ? null : bare
}

/** Whether something goes beyond what the books and the paper's columns have room for. */
function isTooLarge({ lines, taxes }: Reckoning, digits: number): boolean {
  const total = sum(taxes.map(({ net, tax }) => net + tax))
  const figures = [...lines.map(({ exact }) => exact), { units: total, scale: digits }]
  return figures.some((figure) => {
    const whole = rescale(figure, 0, 'up').units
    return whole > largest || whole < -largest
  })
}

const largest = 10n ** 13n

function tooLarge(): Problem {
  const message = 'It comes to more than 10,000,000,000,000. Correct the quantities or prices.'
  return { rule: 'figure-too-large', field: 'lines', message }
}

function notGood(code: string, on: PlainDate, field: string, corrects: boolean): Problem {
  const message = corrects
    ? `The invoice has no line with the tax code ${code}. Use the code of the line it corrects.`
    : `The tax code ${code} is not good on ${on.toString()} yet. Use another code, or have its ` +
      'rate of that day added.'
  return { rule: 'tax-code-not-good', field, message }
}

function accountMissing(code: string, field: string): Problem {
  const message =
    `The tax code ${code} names no account for the tax on sales. Use another code, or have ` +
    'the account added.'
  return { rule: 'tax-account-missing', field, message }
}
