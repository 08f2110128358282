/** What a report is: a question in SQL with checked parameters and typed columns. */
import type { Column } from './column.ts'
import type { Parameter, Value } from './parameter.ts'
import type { Problem } from '#base/problem.ts'

/**
 * The SQL stands beside it in `<name>.sql`. $1 is the organization, $2 the company, and the
 * parameters follow in their order. It answers the columns by name and, where it is paged, `next`:
 * what to give as `after` for the page that follows, or null.
 */
export interface Report {
  readonly name: string
  /** What it answers, as a sentence. */
  readonly answers: string
  readonly parameters: readonly Parameter[]
  readonly columns: readonly Column[]
  /**
   * It reads most lines of a company, so tables are joined by hash, also while the planner has not
   * counted yet what was posted a moment ago and takes a look at each row for the cheaper way.
   */
  readonly inBulk?: boolean
  /** What is wrong with the parameters together, each of which is fine by itself. */
  readonly together?: (values: Readonly<Record<string, Value>>) => Problem[]
}

/** A span of days must not end before it begins. */
export function spanInOrder(values: Readonly<Record<string, Value>>): Problem[] {
  const { from, until } = values
  if (typeof from !== 'string' || typeof until !== 'string' || from <= until) return []
  const message = `The span begins on ${from}, after its end on ${until}. Give an earlier day.`
  return [{ rule: 'span-backwards', field: 'from', message }]
}
