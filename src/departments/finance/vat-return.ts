/** The VAT return: the boxes of a country's form from the tax codes and roles of lines. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { boxTold } from '#departments/finance/box-told.ts'
import { rulesOfBoxes } from '#jurisdictions/tax-return.ts'
import type { TaxReturn } from '#jurisdictions/tax-return.ts'
import { taxReturnOf, taxReturns } from '#jurisdictions/tax-returns.ts'
import { money, text } from '#ledger/reports/column.ts'
import * as parameter from '#ledger/reports/parameter.ts'
import type { Value } from '#ledger/reports/parameter.ts'
import { spanInOrder } from '#ledger/reports/report.ts'
import type { Report } from '#ledger/reports/report.ts'
import type { ReportedCompany } from '#ledger/reports/reported-company.ts'

/** What the filed figure is more or less than the exact one. */
export const asFiled = 'as the form is filed: its whole units, and without its sign'

/**
 * A return takes the lines of its days and, with `filed-before`, those of earlier days that were
 * recorded since the return before was filed: a filed return never changes, and what came late goes
 * into the next. With `recorded-until`, the moment when it was filed, it is what it was then.
 */
export const vatReturn: Report = {
  name: 'vat-return',
  answers: "The boxes of the country's VAT return, with what came late into them.",
  sql: new URL('./vat-return.sql', import.meta.url),
  parameters: [
    { name: 'from', meaning: 'The first day.', type: parameter.date, required: true },
    { name: 'until', meaning: 'The last day.', type: parameter.date, required: true },
    {
      name: 'recorded-until',
      meaning: 'What was recorded after this moment does not count; left out, all does.',
      type: parameter.moment,
    },
    {
      name: 'filed-before',
      meaning: 'When the return before was filed: lines of earlier days recorded since are late.',
      type: parameter.moment,
    },
  ],
  columns: [
    { name: 'box', meaning: 'The box of the form; "none" where no box takes a line.', type: text },
    { name: 'name', meaning: 'What it is.', type: text },
    { name: 'amount', meaning: 'As it is filed.', type: money() },
    { name: 'exact', meaning: 'To the last digit and with its sign.', type: money() },
    { name: 'late', meaning: 'What of it came late, for days before.', type: money() },
  ],
  together: spanInOrder,
  supplies: boxesOf,
  explanation: {
    sql: new URL('./vat-return-lines.sql', import.meta.url),
    coordinates: [{ name: 'box', meaning: 'The box of the form.', required: true }],
    figures: ['amount', 'exact', 'late'],
    closes: { amount: { of: 'exact', reason: asFiled } },
    tells: ({ country }, { box = '' }, figure) => boxTold(taxReturnOf(country), box, figure),
  },
}

/** Problems: `return-not-described`, `return-currency`. */
function boxesOf({ country, currency }: ReportedCompany): Outcome<readonly Value[]> {
  const described = taxReturnOf(country)
  if (described === null) {
    const known = taxReturns.map((one) => one.country).join(', ')
    const where = country === null ? 'The company says no country' : `Its country is ${country}`
    const message =
      `${where}, and VAT returns are described of: ${known}. Set the country of the company, or ` +
      'add its return.'
    return refused({ rule: 'return-not-described', field: 'company', message })
  }
  if (described.currency !== currency) {
    const message =
      `The return is filed in ${described.currency}, and the company keeps its books in ` +
      `${currency}. File it from books in ${described.currency}.`
    return refused({ rule: 'return-currency', field: 'company', message })
  }
  return fine([boxesText(described), rulesText(described), codesText(described)])
}

/** What the statement reads as $9. */
function boxesText({ boxes }: TaxReturn): string {
  return JSON.stringify(
    boxes.map(({ box, meaning, isWhole = false, isWithoutSign = false }, place) => ({
      place,
      box,
      name: meaning,
      is_whole: isWhole,
      is_without_sign: isWithoutSign,
    })),
  )
}

/** What the statement reads as $10: one row for each treatment. */
function rulesText(described: TaxReturn): string {
  return JSON.stringify(
    rulesOfBoxes(described).flatMap(({ treatments, role, box, times, from, until }) =>
      treatments.map((treatment) => ({
        treatment,
        role,
        box,
        times,
        first_day: from?.toString() ?? '-infinity',
        last_day: until?.toString() ?? 'infinity',
      })),
    ),
  )
}

/** What the statement reads as $11: the codes that are known by their names. */
function codesText({ codes }: TaxReturn): string {
  return JSON.stringify(
    Object.entries(codes).map(([code, { treatment, narrower = treatment }]) => ({
      code,
      treatment,
      narrower,
    })),
  )
}
