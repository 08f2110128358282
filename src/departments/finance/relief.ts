/** Relief from the tax on debts that are never paid: what may be claimed, and when. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { divideRounded, parseDecimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import { rowsGoodOn } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { badDebtRelief as reliefInBritain } from '#jurisdictions/gb.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { TaxCode } from '#departments/register/tax-code.ts'
import type { IssuedInvoice } from '#departments/finance/credited.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import type { SaleTax } from '#departments/finance/sale.ts'

/** Countries that relieve bad debts, each with the days between which it may be claimed. */
const reliefDays: Readonly<Record<string, typeof reliefInBritain>> = { GB: reliefInBritain }

/** The relief of one tax code, in minor units. */
export interface Relief {
  readonly tax: SaleTax
  readonly box: string
  readonly amount: bigint
  /** In the company's own currency: the relief, and the net amount on which it is reckoned. */
  readonly worth: bigint
  readonly netWorth: bigint
}

/** What was claimed for an invoice so far, in minor units. */
interface Claimed {
  writtenOff: bigint
  readonly byCode: Map<string, { readonly amount: bigint; readonly worth: bigint }>
}

/** What is known of relief for the invoices of a set, and what its members have claimed. */
export class ReliefGround {
  private readonly codeOn: (code: string, on: PlainDate) => TaxCode | undefined
  private readonly claimed: ReadonlyMap<string, Claimed>

  constructor(
    codeOn: (code: string, on: PlainDate) => TaxCode | undefined,
    claimed: ReadonlyMap<string, Claimed>,
  ) {
    this.codeOn = codeOn
    this.claimed = claimed
  }

  /**
   * The relief of what is written off of an invoice: of each code's tax the share of the whole that
   * is written off by now, less what was claimed before, so that parts sum to the whole. Problems:
   * `relief-unknown`, `relief-too-early`, `relief-too-late`.
   */
  of(
    invoice: IssuedInvoice,
    amount: bigint,
    adjustedOn: PlainDate,
  ): { readonly reliefs: readonly Relief[]; readonly problems: readonly Problem[] } {
    const before = this.claimed.get(invoice.id) ?? { writtenOff: 0n, byCode: new Map() }
    const problems: Problem[] = []
    const reliefs = invoice.taxes.flatMap((tax): Relief[] => {
      if (tax.tax.units === 0n) return []
      const code = this.codeOn(tax.taxCode, taxedOn(invoice))
      const days = reliefDays[code?.country ?? '']
      const box = code?.reliefBox ?? null
      if (days === undefined || box === null) {
        problems.push(unknownRelief(tax.taxCode))
        return []
      }
      const { from, until } = days(taxedOn(invoice), invoice.dueOn)
      if (compareDates(adjustedOn, from) < 0) problems.push(tooEarly(invoice, from))
      if (compareDates(adjustedOn, until) > 0) problems.push(tooLate(invoice, until))
      return [reliefOfCode(invoice, tax, box, amount, before)]
    })
    return { reliefs, problems }
  }

  /** Notes what a member of the set claims. */
  claim(invoice: IssuedInvoice, amount: bigint, reliefs: readonly Relief[]): void {
    const claimed = this.claimed.get(invoice.id)
    if (claimed === undefined) return
    claimed.writtenOff += amount
    for (const { tax, amount: of, worth } of reliefs) add(claimed, tax.taxCode, of, worth)
  }
}

/** Looks up the tax codes of invoices and what was claimed for them before. */
export async function gatherRelief(
  moment: Moment,
  invoices: readonly IssuedInvoice[],
): Promise<ReliefGround> {
  const wanted = invoices.flatMap((invoice) =>
    invoice.taxes.map((tax) => ({ code: tax.taxCode, on: taxedOn(invoice) })),
  )
  const ids = invoices.map(({ id }) => id)
  const [codeOn, claims] = await Promise.all([
    rowsGoodOn(moment, taxCode, wanted),
    moment.query<Claim>({
      name: 'relief claimed',
      text: claimsOfInvoices,
      values: [moment.organization, moment.company, `{${ids.join(',')}}`],
    }),
  ])
  return new ReliefGround(
    codeOn,
    new Map(invoices.map((invoice) => [invoice.id, claimedOf(invoice, claims)])),
  )
}

function reliefOfCode(
  invoice: IssuedInvoice,
  tax: SaleTax,
  box: string,
  amount: bigint,
  { writtenOff, byCode }: Claimed,
): Relief {
  const [digits, ownDigits] = [frozen(invoice.digits), frozen(invoice.ownDigits)]
  const whole = minorOf(frozen(invoice.total), digits)
  const share = (part: bigint, of: bigint): bigint => divideRounded(of * part, whole, 'half-up')
  const before = byCode.get(tax.taxCode) ?? { amount: 0n, worth: 0n }
  const byNow = writtenOff + amount
  return {
    tax,
    box,
    amount: share(byNow, minorOf(tax.tax, digits)) - before.amount,
    worth: share(byNow, minorOf(tax.taxWorth, ownDigits)) - before.worth,
    netWorth: share(amount, minorOf(tax.netWorth, ownDigits)),
  }
}

/** The tax point of an invoice. */
function taxedOn({ suppliedOn, issuedOn }: IssuedInvoice): PlainDate {
  return suppliedOn ?? issuedOn
}

interface Claim {
  readonly invoice: string
  readonly paper: string
  readonly settled: string
  readonly code: string | null
  readonly tax: string | null
  readonly worth: string | null
}

const claimsOfInvoices = `
  select a.invoice, a.id as paper, a.settled::text as settled, r.tax_code as code,
    r.tax::text as tax, r.tax_worth::text as worth
  from paper.bad_debt_adjustment a
  left join paper.bad_debt_adjustment_reliefs r on r.organization = a.organization
    and r.company = a.company and r.paper = a.id
  where a.organization = $1 and a.company = $2 and a.invoice = any ($3::uuid[])
    and a.state = 'adjusted' and a.relief`

function claimedOf(invoice: IssuedInvoice, claims: readonly Claim[]): Claimed {
  const [digits, ownDigits] = [frozen(invoice.digits), frozen(invoice.ownDigits)]
  const own = claims.filter((claim) => claim.invoice === invoice.id)
  // An adjustment stands once for each code that it relieves.
  const settled = new Map(own.map((claim) => [claim.paper, minor(claim.settled, digits)]))
  const writtenOff = [...settled.values()].reduce((all, one) => all + one, 0n)
  const claimed: Claimed = { writtenOff, byCode: new Map() }
  for (const { code, tax, worth } of own) {
    if (code !== null) add(claimed, code, minor(tax, digits), minor(worth, ownDigits))
  }
  return claimed
}

function add({ byCode }: Claimed, code: string, amount: bigint, worth: bigint): void {
  const before = byCode.get(code) ?? { amount: 0n, worth: 0n }
  byCode.set(code, { amount: before.amount + amount, worth: before.worth + worth })
}

function minor(text: string | null, digits: number): bigint {
  const found = text === null ? null : parseDecimal(text)
  return found === null ? 0n : minorOf(found, digits)
}

function unknownRelief(code: string): Problem {
  const message =
    `The tax code ${code} says nothing of relief from bad debts. Claim none, or have the role in ` +
    'the return added to it.'
  return { rule: 'relief-unknown', field: 'relief', message }
}

function tooEarly({ number }: IssuedInvoice, from: PlainDate): Problem {
  const message =
    `Relief for the invoice ${number} may be claimed from ${from.toString()} on. Write it off ` +
    'without relief, or then.'
  return { rule: 'relief-too-early', field: 'relief', message }
}

function tooLate({ number }: IssuedInvoice, until: PlainDate): Problem {
  const message =
    `Relief for the invoice ${number} could be claimed until ${until.toString()}. Write it off ` +
    'without relief.'
  return { rule: 'relief-too-late', field: 'relief', message }
}
