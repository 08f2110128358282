/** The owner's connection, which sees every row, spells values one way, and may take its time. */
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { errorState } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { tableDigest } from '#server/backup/table-digest.ts'
import type { TableFigures } from '#server/backup/table-digest.ts'
import type { Table } from '#server/backup/tables.ts'

/**
 * Where row-level security would hide rows from this login, reading fails instead. Every value is
 * spelled the same on every server, or equal rows would not have equal digests.
 */
const settings = [
  'row_security=off',
  'timezone=UTC',
  'datestyle=ISO,YMD',
  'intervalstyle=postgres',
  'bytea_output=hex',
  'extra_float_digits=1',
  'statement_timeout=0',
  'idle_in_transaction_session_timeout=0',
  'lock_timeout=60s',
]

/** Does work with a connection of the owner's, which ends with it. */
export async function asOwner<Result>(
  address: Address,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    ...address,
    application_name: 'backstay backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  })
  // A connection that breaks makes the statement under way fail, which is where it is seen.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch((error: unknown) => {
      if (errorState(error) === '') throw error
    })
  }
}

/** The bytes of a table as COPY prints them, read no faster than they are taken. */
export function copyOut(client: pg.Client, { name, columns }: Table): AsyncIterable<Buffer> {
  return client.query(to(`copy (select ${columns.join(', ')} from ${name}) to stdout`))
}

/** What a table holds now. */
export async function figuresOf(
  client: pg.Client,
  table: Table,
  onProgress: (rows: number) => void = () => {},
): Promise<TableFigures> {
  const digest = tableDigest()
  for await (const chunk of copyOut(client, table)) {
    digest.update(chunk)
    onProgress(digest.figures().rows)
  }
  return digest.figures()
}

/** The trial balance of every company, by account, currency and layer, from the running sums. */
const trialBalance = `
  copy (
    select organization, company, account, currency, layer, sum(debit), sum(credit),
      sum(base_debit), sum(base_credit)
    from ledger.balance
    group by organization, company, account, currency, layer
  ) to stdout`

/** The figures of the trial balance: as many rows as it has lines. */
export async function trialBalanceFigures(client: pg.Client): Promise<TableFigures> {
  const digest = tableDigest()
  const lines: AsyncIterable<Buffer> = client.query(to(trialBalance))
  for await (const chunk of lines) digest.update(chunk)
  return digest.figures()
}

/** Whether debit equals credit in every company and layer, per currency and in worth. */
export async function isBalanced(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ zero: boolean }>(`
    select coalesce(bool_and(zero), true) as zero from (
      select sum(debit) = sum(credit) as zero from ledger.balance
      group by organization, company, layer, currency
      union all
      select sum(base_debit) = sum(base_credit) from ledger.balance
      group by organization, company, layer
    ) sums`)
  return rows[0]?.zero === true
}
