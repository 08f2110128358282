/** The server's connections to PostgreSQL: transactions that see one organization, and retries. */
import pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { isId } from '#base/id.ts'
import type { Query, Statement } from '#base/query.ts'
import { types } from '#server/database/types.ts'

/** Where a database is and who logs in there. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** Encrypts the connection; `rejectUnauthorized` also makes sure who the server is. */
  readonly ssl?: { readonly rejectUnauthorized: boolean }
}

export interface TransactionOptions {
  /** `snapshot`: everything is read as of one moment, and nothing is written. */
  readonly mode?: 'write' | 'snapshot'
  /** Whether the work may be done again when its outcome is unknown, as keys make safe. */
  readonly repeatable?: boolean
}

/** The database cannot be reached or is not ready; the same request may be sent again later. */
export class Unavailable extends Error {}

export interface Database {
  /**
   * Runs work in one transaction in which only the organization's rows are seen. Deadlocks,
   * serialization failures and lock time-outs run the whole work again, up to ten times.
   */
  transaction<Result>(
    organization: string,
    work: (query: Query) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>
  /** Runs one statement outside of any organization, such as a look at the server's settings. */
  bare<Row extends object>(statement: Statement): Promise<Row[]>
  close(): Promise<void>
}

/** Opens a pool of connections; `connections` is its size. */
export function openDatabase(address: Address, connections = 10): Database {
  const pool = new pg.Pool({
    ...address,
    max: connections,
    types,
    application_name: 'backstay',
    statement_timeout: 60_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    // A connection that falls silent is given up a little after the statement's own limit.
    query_timeout: 70_000,
    keepAlive: true,
    // Statements are sent without waiting for the answers of those before them.
    pipeline: true,
    options: '-c timezone=UTC -c datestyle=ISO',
  })
  // A connection that breaks while idle is replaced by the pool at its next use.
  pool.on('error', () => {})
  // One that breaks between two statements says so at the next; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    transaction: (organization, work, options = {}) =>
      retried(options, () => once(pool, organization, work, options)),
    bare: async <Row extends object>(statement: Statement) =>
      await retried({ repeatable: true }, () => run<Row>(pool, statement)),
    close: () => pool.end(),
  }
}

const attempts = 10

async function retried<Result>(
  { repeatable = false, mode }: TransactionOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const passing = passes(error)
      const lost = isLost(error)
      const again = passing || (lost && (repeatable || mode === 'snapshot'))
      if (!again || attempt === attempts) {
        if (lost || passing)
          throw new Unavailable('The database is not available.', { cause: error })
        throw error
      }
      // Jitter keeps two transactions that met once from meeting again.
      await pause(Math.random() * Math.min(2 ** attempt * (lost ? 20 : 2), 1_000))
    }
  }
}

async function once<Result>(
  pool: pg.Pool,
  organization: string,
  work: (query: Query) => Promise<Result>,
  { mode = 'write' }: TransactionOptions,
): Promise<Result> {
  // The identifier stands in the statement's text, as `set` takes no parameters: it is checked.
  if (!isId(organization)) throw new Error('The organization is not an identifier.')
  const begin = mode === 'snapshot' ? 'begin isolation level repeatable read read only' : 'begin'
  const client = await pool.connect()
  let broken = false
  try {
    // The first statement follows without waiting. Should the beginning fail, it sees no rows.
    const begun = client.query(`${begin}; set local app.organization = '${organization}'`)
    const [result] = await Promise.all([work((statement) => run(client, statement)), begun])
    await client.query('commit')
    return result
  } catch (error) {
    broken = isLost(error)
    if (!broken) await client.query('rollback').catch(() => (broken = true))
    throw error
  } finally {
    client.release(broken)
  }
}

async function run<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  { name, text, values }: Statement,
): Promise<Row[]> {
  const result = await on.query<Row>({
    text,
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: [...values] }),
  })
  return result.rows
}

/** The SQLSTATE of an error of the database's, or the name of a connection's, or "". */
export function errorState(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Serialization failure, deadlock, lock not available: the same work may pass a moment later. */
function passes(error: unknown): boolean {
  return ['40001', '40P01', '55P03'].includes(errorState(error))
}

const lostStates = /^(08|57P0|53300)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST)/
const lostSentences =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|not queryable/

/** Whether the connection was lost, so that nobody knows what became of the transaction. */
function isLost(error: unknown): boolean {
  return (
    lostStates.test(errorState(error)) ||
    (error instanceof Error && lostSentences.test(error.message))
  )
}
