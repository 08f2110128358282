/** The books of one transaction, as the kit's papers need them. */
import type { Instant, PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Books, Clearance, Going, RefusedPosting } from '#kit/books.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Document } from '#kit/document.ts'
import { refusalProblems } from '#ledger/refusal.ts'
import { recordIn } from '#server/books.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { highestTold } from '#kit/linked-names.ts'
import { readStanding } from '#server/entries.ts'
import { refusalsTold } from '#server/standing-told.ts'
import { putDown } from '#server/webhooks/put-down.ts'

/** Whose books, and when. */
export interface Desk {
  readonly organization: string
  /** The company's code. */
  readonly company: string
  readonly companyCurrency: string
  /** The digits of the company's currency, as the ledger counts it. */
  readonly companyDigits: number
  readonly catalogue: Catalogue
  /** The company's today. */
  readonly today: PlainDate
  /** Milliseconds since 1970. */
  readonly now: number
  /** The import or other act that all entries belong to. */
  readonly batch?: string
  /** What the organization's own rules still ask for; nothing where it is left out. */
  readonly clear?: (
    query: Query,
    document: Document,
    verb: string,
    going: readonly Going[],
  ) => Promise<Clearance>
}

/** The desk of a company at a moment. */
export function deskOf(
  organization: string,
  company: Pick<CompanyFacts, 'code' | 'currency' | 'scale' | 'timeZone'>,
  catalogue: Catalogue,
  moment: Instant,
): Desk {
  const { code, currency, scale, timeZone } = company
  return {
    organization,
    company: code,
    companyCurrency: currency,
    companyDigits: scale,
    catalogue,
    today: moment.toZonedDateTimeISO(timeZone).toPlainDate(),
    now: moment.epochMilliseconds,
  }
}

/** What papers reach of the ledger, inside a transaction of the organization. */
export function booksIn(query: Query, { clear, ...desk }: Desk): Books {
  const { organization, companyCurrency } = desk
  return {
    ...desk,
    query,
    record: (postings) => recordIn(query, organization, postings),
    standing: (entries) => readStanding(query, organization, entries),
    explain: async (refused) => {
      const scales = await scalesOf(query, organization, companyCurrency, refused)
      const surroundings = { companyCurrency, scaleOf: (code: string) => scales.get(code) }
      // A set has papers of many people: all are told what those may know who see least.
      const told = await refusalsTold(query, organization, refused, highestTold)
      return told.map((refusals) => refusalProblems(refusals, surroundings))
    },
    noted: (of, acts) => putDown(query, desk, of, acts),
    shut: (days) => shutDays(query, desk, days),
    clear: async (document, verb, going) =>
      clear === undefined ? new Map() : await clear(query, document, verb, going),
  }
}

/** The days of these on which no ordinary entry may be posted, with the door's own sentence. */
async function shutDays(
  query: Query,
  {
    organization,
    company,
    companyCurrency,
  }: Pick<Desk, 'organization' | 'company' | 'companyCurrency'>,
  days: readonly PlainDate[],
): Promise<ReadonlyMap<string, Problem>> {
  if (days.length === 0) return new Map()
  const found = await query<{ day: PlainDate; period: number | null; state: string | null }>({
    name: 'paper.shut days',
    text: `select d.day, p.period, p.state from unnest($3::date[]) d (day)
      left join ledger.period p on p.organization = $1 and p.company = $2 and p.kind = 'month'
        and d.day between p.starts_on and p.ends_on
      where p.state is distinct from 'open'`,
    values: [organization, company, `{${[...new Set(days.map(String))].join(',')}}`],
  })
  const surroundings = { companyCurrency, scaleOf: () => undefined }
  return new Map(
    found.flatMap(({ day, period, state }) => {
      const rule = period === null ? 'period-missing' : `period-${state}`
      const facts = { day: day.toString(), period }
      const [problem] = refusalProblems([{ rule, field: 'postedOn', facts }], surroundings)
      return problem === undefined ? [] : [[day.toString(), problem] as const]
    }),
  )
}

/** Digits behind the point of all that the refused entries count. */
async function scalesOf(
  query: Query,
  organization: string,
  companyCurrency: string,
  refused: readonly RefusedPosting[],
): Promise<ReadonlyMap<string, number>> {
  const lines = refused.flatMap(({ posting }) => posting.entry.lines)
  const codes = new Set([companyCurrency, ...lines.map(({ currency }) => currency)])
  for (const { item } of lines) if (item !== undefined) codes.add(item)
  const found = await query<{ code: string; scale: number }>({
    name: 'directory.scales',
    text: `select code, scale from ledger.commodity
            where organization = $1 and code = any ($2)`,
    values: [organization, [...codes]],
  })
  return new Map(found.map(({ code, scale }) => [code, scale]))
}
