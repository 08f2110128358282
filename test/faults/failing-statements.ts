/** Makes statements of this process's connections to one database fail, as PostgreSQL would. */
import pg from 'pg'

/**
 * How a statement fails. A SQLSTATE: PostgreSQL raises it in the place of the statement, so that
 * the transaction is aborted there too. `lost`: it is sent and carried out, and then the connection
 * breaks before the answer.
 */
export type Failure = { readonly state: string } | 'lost'

/** Looks at each statement before it is sent; null lets it pass. */
export type Decide = (text: string, on: object) => Failure | null

type Query = (this: pg.Client, ...words: unknown[]) => unknown

const prototype = pg.Client.prototype as unknown as { query: Query }

/** From now on `decide` rules over the statements to a database; the answer ends that. */
export function failStatements(database: string, decide: Decide): () => void {
  const whole = prototype.query
  const run = (on: pg.Client, text: string): Promise<unknown> =>
    whole.call(on, text) as Promise<unknown>
  prototype.query = function (this: pg.Client, ...words) {
    const [statement] = words
    const takesCallback = words.some((word) => typeof word === 'function')
    const text = typeof statement === 'string' ? statement : (statement as { text?: string })?.text
    if (this.database !== database || takesCallback || typeof text !== 'string') {
      return whole.apply(this, words)
    }
    const failure = decide(text, this)
    if (failure === null) return whole.apply(this, words)
    if (failure !== 'lost') return run(this, raising(failure.state))
    return (whole.apply(this, words) as Promise<unknown>).then(() => {
      ;(
        this as unknown as { connection: { stream: { destroy(): void } } }
      ).connection.stream.destroy()
      throw new Error('Connection terminated unexpectedly')
    })
  }
  return () => (prototype.query = whole)
}

/** A statement that fails with this state. */
export function raising(state: string): string {
  return `do $$ begin raise exception 'made to fail' using errcode = '${state}'; end $$`
}
