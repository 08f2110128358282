/** What a report is: a question in SQL with checked parameters and typed columns. */
import type { Comparison } from './comparison.ts'
import type { Explanation } from './explanation.ts'
import type { Heading } from './heading.ts'
import type { Parameter, Value, Values } from './parameter.ts'
import type { ReportedCompany } from './reported-company.ts'
import type { Outcome, Problem } from '#base/problem.ts'

/**
 * The SQL stands beside the description. $1 is the organization and $2 the company; $3 is the
 * highest class that the reader sees line by line, and $4 the accounts on which so few stand that
 * even a total would tell one of them. The parameters follow in their order, and then what the
 * report supplies itself. It answers the columns by name and, where it is paged, `next`: what to
 * give as `after` for the page that follows, or null.
 */
export interface Report extends Heading {
  /** The file with the question. */
  readonly sql: URL
  readonly parameters: readonly Parameter[]
  /**
   * It reads most lines of a company, so tables are joined by hash, also while the planner has not
   * counted yet what was posted a moment ago and takes a look at each row for the cheaper way.
   */
  readonly inBulk?: boolean
  /** What is wrong with the parameters together, each of which is fine by itself. */
  readonly together?: (values: Values) => Problem[]
  /** Further values for the statement, or why the report says nothing of this company. */
  readonly supplies?: (company: ReportedCompany) => Outcome<readonly Value[]>
  /** How the lines behind a figure are found: no report is without. */
  readonly explanation: Explanation
  /** How its figures are set beside those of an earlier time. */
  readonly comparison?: Comparison
}

/** A span of days must not end before it begins. */
export function spanInOrder(values: Values): Problem[] {
  const { from, until } = values
  if (typeof from !== 'string' || typeof until !== 'string' || from <= until) return []
  const message = `The span begins on ${from}, after its end on ${until}. Give an earlier day.`
  return [{ rule: 'span-backwards', field: 'from', message }]
}
