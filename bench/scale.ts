/** How much the benchmarks do: the sizes of the goals, or a quick look that proves they run. */
import pg from 'pg'
import { databaseName } from '#server/embedded-books.ts'
import type { House } from './house.ts'

export interface Scale {
  readonly pgbenchSeconds: number
  readonly httpSeconds: number
  readonly hotSeconds: number
  readonly setEntries: number
  readonly growthLines: readonly number[]
  readonly growthSeconds: number
  readonly growthEntries: number
  readonly reportLines: number
  readonly invoices: number
  readonly sealLines: number
  /** Of the online store's file; and how long another client posts meanwhile. */
  readonly importInvoices: number
  readonly importSeconds: number
  /** Sets of papers in each round. */
  readonly paperSets: number
  /** Journals that are written over HTTP in each round, and as many that are posted. */
  readonly httpJournals: number
  readonly listPapers: number
  readonly listSeconds: number
}

/** The sizes that the goals speak of. */
export const whole: Scale = {
  pgbenchSeconds: 30,
  httpSeconds: 15,
  hotSeconds: 10,
  setEntries: 100_000,
  growthLines: [10_000, 1_000_000, 10_000_000],
  growthSeconds: 6,
  growthEntries: 30_000,
  reportLines: 5_000_000,
  invoices: 1_000_000,
  sealLines: 1_000_000,
  importInvoices: 12_795,
  importSeconds: 40,
  paperSets: 20,
  httpJournals: 30_000,
  listPapers: 1_000_000,
  listSeconds: 10,
}

/** Small sizes: no figure of these is worth quoting. */
export const quick: Scale = {
  pgbenchSeconds: 3,
  httpSeconds: 3,
  hotSeconds: 2,
  setEntries: 10_000,
  growthLines: [10_000, 50_000],
  growthSeconds: 2,
  growthEntries: 10_000,
  reportLines: 200_000,
  invoices: 20_000,
  sealLines: 50_000,
  importInvoices: 1_500,
  importSeconds: 8,
  paperSets: 2,
  httpJournals: 2_000,
  listPapers: 20_000,
  listSeconds: 2,
}

/** What autovacuum would have done by the next morning. */
export async function vacuum({ at }: House): Promise<void> {
  const { host, port, superuser } = at
  const client = new pg.Client({ host, port, ...superuser, database: databaseName })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
