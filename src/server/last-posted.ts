/** The last day on which something was posted: where the books of a company stand. */
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** The latest posting day of a company's entries, as YYYY-MM-DD; null where there are none. */
export async function lastPostedDay(
  database: Database,
  organization: string,
  company: string,
): Promise<string | null> {
  const [found] = await database.transaction(
    organization,
    (query) =>
      query<{ day: string | null }>({
        name: 'last-posted',
        text: `select max(posted_on)::text as day from ledger.entry
          where organization = $1 and company = $2`,
        values: [organization, company],
      }),
    { mode: 'snapshot', within: callersPatience },
  )
  return found?.day ?? null
}
