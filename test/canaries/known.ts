/** What is there in a house, as addresses name it: papers, rows, entries, imports, jobs, files. */
import { addressName } from '#kit/spelling.ts'
import type { House } from './house.ts'

/** A paper or a row, and what hangs on it. */
export interface Topic {
  /** "/companies/store/sales-invoices", "/parties". */
  readonly at: string
  readonly kind: string
  readonly key: string
  readonly code: string
  readonly goodFrom: string | null
  readonly state: string | null
  readonly version: number
  /** Who wrote it; null where nobody is said to have. */
  readonly madeBy: string | null
  readonly attachments: readonly string[]
}

export interface Known {
  readonly topics: readonly Topic[]
  readonly entries: readonly { readonly company: string; readonly id: string }[]
  readonly imports: readonly string[]
  readonly jobs: readonly string[]
  readonly webhooks: readonly string[]
  readonly accounts: readonly { readonly company: string; readonly code: string }[]
  readonly parties: readonly string[]
}

/** Looks into the tables, as the superuser. */
export async function knownIn(house: House): Promise<Known> {
  const { sql } = house
  const ids = async (text: string): Promise<string[]> =>
    (await sql<{ id: string }>(text)).map(({ id }) => id)
  return {
    topics: await topicsIn(house),
    entries: await sql(
      'select company, id from ledger.entry where organization = $1 order by posted_on, id',
    ),
    imports: await ids('select id from transfer.import where organization = $1'),
    jobs: await ids('select id from job.run where organization = $1'),
    webhooks: await ids('select id from webhook.webhook where organization = $1'),
    accounts: await sql(
      `select distinct a.company, a.code from ledger.account a
        join ledger.line l on l.organization = a.organization and l.account = a.id
        where a.organization = $1 order by 1, 2`,
    ),
    // The busiest first: of many, the first few are asked most.
    parties: await ids(
      `select party as id from ledger.line where organization = $1 and party is not null
        group by party order by count(*) desc, party`,
    ),
  }
}

/** All papers of the store, and all rows that people write. */
async function topicsIn({ catalogue, sql }: House): Promise<Topic[]> {
  const topics: Topic[] = []
  for (const of of catalogue.all) {
    if (of.noun === 'register' && of.isLedgers) continue
    const isPaper = of.noun === 'document'
    const day = of.target.dated ? 'good_from::text' : 'null::text'
    const columns = isPaper
      ? 'id::text as key, id::text as code, null::text as day, state'
      : `concat_ws(' ', code, ${day}) as key, code, ${day} as day, null::text as state`
    const found = await sql<{
      key: string
      code: string
      day: string | null
      state: string | null
      version: number
      madeBy: string | null
      attachments: string[]
    }>(
      `select ${columns}, version, created_by as "madeBy", array(
          select distinct a.attachment::text from paper.attachment a
          where a.organization = t.organization and a.kind = $2
            and a.key = ${isPaper ? 't.id::text' : `concat_ws(' ', t.code, ${day})`}) as attachments
        from ${of.target.table} t where organization = $1`,
      of.name,
    )
    const companies = of.target.of === 'company' ? '/companies/store' : ''
    const at = `${companies}/${addressName(of.plural)}`
    topics.push(
      ...found.map(({ day: goodFrom, ...rest }) => ({ at, kind: of.name, goodFrom, ...rest })),
    )
  }
  return topics
}

/** The address of a topic, below the root. */
export function topicAddress({ at, key }: Pick<Topic, 'at' | 'key'>): string {
  return `${at}/${encodeURIComponent(key)}`
}
