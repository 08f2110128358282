/** The first day of the fiscal year in which a company is. */
import type { PlainDate } from '#base/date.ts'
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** The start of the fiscal year that began last until a day, as YYYY-MM-DD; null without one. */
export async function fiscalYearStart(
  database: Database,
  organization: string,
  company: string,
  on: PlainDate,
): Promise<string | null> {
  const [found] = await database.transaction(
    organization,
    (query) =>
      query<{ day: string | null }>({
        name: 'fiscal-start',
        text: `select max(starts_on)::text as day from ledger.fiscal_year
          where organization = $1 and company = $2 and starts_on <= $3::date`,
        values: [organization, company, on.toString()],
      }),
    { mode: 'snapshot', within: callersPatience },
  )
  return found?.day ?? null
}
