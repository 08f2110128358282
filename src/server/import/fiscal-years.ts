/** Which fiscal years an import must open, so that every day of it stands in one without gaps. */
import { compareDates, type PlainDate } from '#base/date.ts'
import { fine, refused, type Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'

export interface FiscalYear {
  readonly year: number
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
}

export interface YearToOpen {
  readonly year: number
  readonly startsOn: PlainDate
}

/** So many years are opened at once at most: a day that is further off is a slip of the pen. */
const mostYears = 1_000

/**
 * The years of twelve months that are missing between the first and the last day, oldest first.
 * They follow on the years that exist, whatever month those begin in; without any they are calendar
 * years. Problem: `years-apart`.
 * Worked: 2026 begins in April; a day in March 2025 asks for 2024 from April 2024, and for 2025.
 */
export function yearsToOpen(
  existing: readonly FiscalYear[],
  first: PlainDate,
  last: PlainDate,
): Outcome<YearToOpen[]> {
  const sorted = existing.toSorted((a, b) => compareDates(a.startsOn, b.startsOn))
  const oldest = sorted[0] ?? calendarYear(first.year)
  const newest = sorted.at(-1) ?? oldest
  const before: YearToOpen[] = []
  const after: YearToOpen[] = sorted.length === 0 ? [oldest] : []
  let { year, startsOn } = oldest
  while (compareDates(first, startsOn) < 0 && before.length <= mostYears) {
    year -= 1
    startsOn = startsOn.subtract({ months: 12 })
    before.unshift({ year, startsOn })
  }
  ;({ year } = newest)
  let { endsOn } = newest
  while (compareDates(last, endsOn) > 0 && after.length <= mostYears) {
    year += 1
    startsOn = endsOn.add({ days: 1 })
    endsOn = startsOn.add({ months: 12 }).subtract({ days: 1 })
    after.push({ year, startsOn })
  }
  const all = [...before, ...after]
  const [lowest = oldest] = all
  const highest = all.at(-1) ?? newest
  if (all.length <= mostYears && lowest.year >= 1 && highest.year <= 9999) return fine(all)
  const message =
    `The days go from ${first.toString()} to ${last.toString()}, and every fiscal year between ` +
    `them and those of the company would have to be opened, more than ${mostYears}. Correct the ` +
    'day that is wrong, or import the parts into companies of their own.'
  return refused({ rule: 'years-apart', field: 'postedOn', message })
}

/** Opens the years in one statement, in their order. */
export async function openYears(
  query: Query,
  organization: string,
  company: string,
  years: readonly YearToOpen[],
): Promise<void> {
  if (years.length === 0) return
  await query({
    text: `select ledger.open_fiscal_year($1, $2, y.year, y.starts, 12) from (
        select year, starts from unnest($3::integer[], $4::date[]) as t (year, starts)
        order by starts
      ) y`,
    values: [
      organization,
      company,
      years.map(({ year }) => year),
      years.map(({ startsOn }) => startsOn.toString()),
    ],
  })
}

function calendarYear(year: number): FiscalYear {
  return {
    year,
    startsOn: Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    endsOn: Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  }
}
