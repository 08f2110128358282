/** What rules and papers need of a database: a statement inside a transaction, and its rows. */

/** A statement; with a name it is prepared once per connection. */
export interface Statement {
  readonly name?: string
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Runs a statement inside a transaction and answers its rows. */
export type Query = <Row extends object>(statement: Statement) => Promise<Row[]>
