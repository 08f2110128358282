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
  /**
   * For how many milliseconds somebody waits. A database that has not answered by then is given up;
   * what it still has open of this it ends by itself when half of that passes without a word of
   * ours. Without it, work may take as long as each of its statements is answered in time.
   */
  readonly within?: number
}

/** So many milliseconds a caller waits for what takes a moment as a rule. */
export const callersPatience = 20_000

/** The database cannot be reached or is not ready; the same request may be sent again later. */
export class Unavailable extends Error {}

export interface Database {
  /**
   * Runs work in one transaction in which only the organization's rows are seen. Deadlocks,
   * serialization failures and lock time-outs run the whole work again, up to ten times and as long
   * as somebody waits. Throws `Unavailable` where that does not help.
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

/** A little more than a statement may take: a connection that is silent for longer is given up. */
const longestSilence = 70_000

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
      retried(options, (until) => once(pool, organization, work, options, until)),
    bare: async <Row extends object>(statement: Statement) =>
      await retried({ repeatable: true }, (until) => run<Row>(pool, statement, until)),
    close: () => pool.end(),
  }
}

/**
 * Whether this transaction is the only one that writes for the organization, and stays so until it
 * ends: others wait at their beginning. Nobody waits for the answer, so nobody meets in a ring.
 */
export async function isAlone(query: Query, organization: string): Promise<boolean> {
  const [row] = await query<{ readonly alone: boolean }>({
    name: 'transaction.alone',
    text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as alone',
    values: [presenceName(organization)],
  })
  return row?.alone === true
}

/** What every transaction that may write says at its beginning: that it is there. */
function presenceOf(organization: string): string {
  return `pg_advisory_xact_lock_shared(hashtextextended('${presenceName(organization)}', 0))`
}

function presenceName(organization: string): string {
  return `${organization} writes`
}

const attempts = 10

/** `work` is told until when, by the clock of `performance`, somebody waits for it. */
async function retried<Result>(
  { repeatable = false, mode, within = Infinity }: TransactionOptions,
  work: (until: number) => Promise<Result>,
): Promise<Result> {
  const until = performance.now() + within
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(until)
    } catch (error) {
      const passing = passes(error)
      const lost = isLost(error)
      // Who has waited for a silent database for so long is told so, and does not wait again.
      const isOver = attempt === attempts || fellSilent(error) || performance.now() >= until
      const again = passing || (lost && (repeatable || mode === 'snapshot'))
      if (!again || isOver) {
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
  { mode = 'write', within }: TransactionOptions,
  until: number,
): Promise<Result> {
  // The identifier stands in the statement's text, as `set` takes no parameters: it is checked.
  if (!isId(organization)) throw new Error('The organization is not an identifier.')
  const begin = mode === 'snapshot' ? 'begin isolation level repeatable read read only' : 'begin'
  const limit =
    within === undefined
      ? ''
      : `; set local idle_in_transaction_session_timeout = ${Math.ceil(within / 2)}`
  const present = mode === 'write' ? `; select ${presenceOf(organization)}` : ''
  const client = await pool.connect()
  let broken = false
  try {
    const statements = statementsOn(client, until)
    // The first statement follows without waiting. Should the beginning fail, it sees no rows.
    const text = `${begin}; set local app.organization = '${organization}'${limit}${present}`
    const begun = run(client, { text }, until)
    const [begins, worked] = await Promise.allSettled([begun, work(statements.query)])
    // Both have come to an end: nothing of this is sent when the connection is another's.
    statements.end()
    if (begins.status === 'rejected') throw begins.reason
    if (worked.status === 'rejected') throw statements.causeOf(worked.reason)
    await run(client, { text: 'commit' }, until)
    return worked.value
  } catch (error) {
    broken = isLost(error)
    if (!broken) await run(client, { text: 'rollback' }, until).catch(() => (broken = true))
    throw error
  } finally {
    client.release(broken)
  }
}

/** The statements of one transaction's work. */
interface Statements {
  readonly query: Query
  /** From now on statements are refused: the connection will be another's. */
  end(): void
  /**
   * What made the work fail. Of statements that were sent side by side the first to fail aborts the
   * transaction, but a later one may be the first to be heard, which says only that it came after.
   */
  causeOf(error: unknown): unknown
}

function statementsOn(client: pg.PoolClient, until: number): Statements {
  let cause: unknown
  let isOver = false
  return {
    query: async (statement) => {
      if (isOver) throw new Error('The transaction has ended.')
      try {
        return await run(client, statement, until)
      } catch (error) {
        if (!cameAfter(error)) cause = error
        throw error
      }
    },
    end: () => {
      isOver = true
    },
    causeOf: (error) => (cameAfter(error) && cause !== undefined ? cause : error),
  }
}

/** Whether a statement was not looked at because one before it had aborted the transaction. */
function cameAfter(error: unknown): boolean {
  return errorState(error) === '25P02'
}

/** Runs a statement; a connection that says nothing until then is given up. */
async function run<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  { name, text, values }: Statement,
  until: number,
): Promise<Row[]> {
  const left = Math.max(1, Math.ceil(until - performance.now()))
  const statement = {
    text,
    query_timeout: Math.min(left, longestSilence),
    ...(name === undefined ? {} : { name }),
    ...(values === undefined ? {} : { values: [...values] }),
  }
  return (await on.query<Row>(statement)).rows
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

const silence = /Query read timeout/
/** Whether nothing was heard until the time was over. */
function fellSilent(error: unknown): boolean {
  return error instanceof Error && silence.test(error.message)
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
