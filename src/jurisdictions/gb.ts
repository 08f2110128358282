/** The United Kingdom: its rates of VAT as dated values, each with the law that it stands in. */
import { divideRounded } from '#base/decimal.ts'
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'

/** A rate of tax and the days it holds on, both included; without a last day it holds still. */
export interface DatedRate {
  readonly from: PlainDate
  readonly until?: PlainDate
  /** Hundredths of a percent: 1750n is 17.5 %. */
  readonly basisPoints: bigint
  /** Where the rate and its first day are laid down. */
  readonly source: string
}

/**
 * Every standard rate since VAT began. HMRC publishes the same days in its "VAT rates" pages; two
 * open tables, kdeldycke/vat-rates and ibericode/vat-rates, agree with them.
 */
export const standardRates: readonly DatedRate[] = [
  rate('1973-04-01', '1974-07-28', 1000n, 'Finance Act 1972, section 9(1)'),
  rate('1974-07-29', '1979-06-17', 800n, 'VAT (Change of Rate) Order 1974, SI 1974/1224'),
  rate('1979-06-18', '1991-03-31', 1500n, 'Finance (No. 2) Act 1979, section 1'),
  rate(
    '1991-04-01',
    '2008-11-30',
    1750n,
    'Finance Act 1991, section 13; VAT Act 1994, section 2(1)',
  ),
  rate(
    '2008-12-01',
    '2009-12-31',
    1500n,
    'VAT (Change of Rate) Order 2008, SI 2008/3020; its end: Finance Act 2009, section 9',
  ),
  rate(
    '2010-01-01',
    '2011-01-03',
    1750n,
    'VAT Act 1994, section 2(1), as before the Order of 2008',
  ),
  rate('2011-01-04', undefined, 2000n, 'Finance (No. 2) Act 2010, section 3'),
]

/**
 * Where the other treatments of its return are laid down, by the words of tax codes; with the first
 * day of the law that says so today. A rate of some weeks or months, such as that of hotels and
 * food of 2020 to 2022, is none of them.
 */
export const otherRates: Readonly<Record<string, readonly DatedRate[]>> = {
  reduced: [
    rate(
      '2001-11-01',
      undefined,
      500n,
      'VAT Act 1994, section 29A and schedule 7A (Finance Act 2001, section 99)',
    ),
  ],
  zero: [rate('1994-09-01', undefined, 0n, 'VAT Act 1994, section 30(2) and schedule 8')],
  exempt: [rate('1994-09-01', undefined, 0n, 'VAT Act 1994, section 31 and schedule 9')],
  export: [rate('1994-09-01', undefined, 0n, 'VAT Act 1994, section 30(6); VAT Notice 703')],
  'union supply': [
    // Since then only Northern Ireland supplies goods within the Union.
    rate('1994-09-01', '2020-12-31', 0n, 'VAT Act 1994, section 30(8); VAT Notice 725'),
  ],
  'reverse charge': [
    rate(
      '2007-06-01',
      undefined,
      0n,
      'VAT Act 1994, section 55A (at home) and section 8 (from abroad): the customer owes the tax',
    ),
  ],
  outside: [
    rate(
      '1994-09-01',
      undefined,
      0n,
      'VAT Act 1994, section 4(1): only taxable supplies made in the United Kingdom are charged',
    ),
  ],
}

/** The first day on which the United Kingdom had a VAT. */
export const vatBegan: PlainDate = Temporal.PlainDate.from('1973-04-01')

/**
 * The first day on which goods sent from Great Britain to the European Union were exports and no
 * longer supplies within it: the transition period ended with 31 December 2020 (Withdrawal
 * Agreement, article 126).
 */
export const leftTheUnionForVat: PlainDate = Temporal.PlainDate.from('2021-01-01')

/** The standard rate of VAT of a day; null for days before VAT began. */
export function standardRate(on: PlainDate): DatedRate | null {
  const found = standardRates.find(
    ({ from, until }) =>
      compareDates(from, on) <= 0 && (until === undefined || compareDates(on, until) <= 0),
  )
  return found ?? null
}

/**
 * The tax on a net amount, in minor units, rounded half-up to the minor unit: 17.5 % of 139.12 is
 * 24.35. A negative net gives the same tax with a minus.
 */
export function taxOn(net: bigint, basisPoints: bigint): bigint {
  return divideRounded(net * basisPoints, 10_000n, 'half-up')
}

/**
 * When relief from the VAT on a bad debt may be claimed: the first and the last day. Six months
 * must have passed since the later of the day on which the debt fell due and the day of the supply
 * (VAT Act 1994, section 36; VAT Regulations 1995, regulation 172), and no more than four years and
 * six months (regulation 165A). HMRC's manual VR7420 works it: a supply of 25 January 2010, due on
 * 14 February, is relieved from 14 August 2010 to 14 August 2014.
 */
export function badDebtRelief(
  suppliedOn: PlainDate,
  dueOn: PlainDate,
): { readonly from: PlainDate; readonly until: PlainDate } {
  const later = compareDates(suppliedOn, dueOn) > 0 ? suppliedOn : dueOn
  return { from: later.add({ months: 6 }), until: later.add({ years: 4, months: 6 }) }
}

/** A rate for people: 1750n is "17.5 %". */
export function writtenRate(basisPoints: bigint): string {
  const rest = basisPoints % 100n
  const whole = (basisPoints / 100n).toString()
  if (rest === 0n) return `${whole} %`
  return `${whole}.${rest.toString().padStart(2, '0').replace(/0$/, '')} %`
}

function rate(
  from: string,
  until: string | undefined,
  basisPoints: bigint,
  source: string,
): DatedRate {
  const first = Temporal.PlainDate.from(from)
  if (until === undefined) return { from: first, basisPoints, source }
  return { from: first, until: Temporal.PlainDate.from(until), basisPoints, source }
}
