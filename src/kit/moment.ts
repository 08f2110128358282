/** One transaction of one company, at one moment: what a transition may read from. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'

/** One transaction of one company, at one moment. */
export interface Moment {
  readonly query: Query
  readonly organization: string
  /** The company's code. */
  readonly company: string
  readonly companyCurrency: string
  /** The company's today. */
  readonly today: PlainDate
}
