/** What a report is asked with: what stands in the address, and days where it cannot go without. */
import { spanOf } from '#web/controls/spans.ts'
import type { Texts } from '#web/report/table.ts'
import type { ReportPage, ReportParameter } from '#web/screens.ts'

export interface AskedFor {
  readonly params: Texts
  /** What has to be said first; the report is not asked before. */
  readonly missing: readonly ReportParameter[]
}

/**
 * The parameters of the address. Days that a report must be told are those of the last quarter, or
 * begin with the month where it needs only the first.
 */
export function askedFor({ parameters }: ReportPage, search: Texts, today: string): AskedFor {
  const days = parameters.filter(({ type, required }) => type === 'date' && required)
  const needed = new Set(days.map(({ name }) => name))
  const calendar = { today, fiscalYearFrom: null }
  const span =
    needed.has('from') && needed.has('until')
      ? spanOf('last quarter', calendar)
      : spanOf('this month', calendar)
  const usual: Texts = { from: span.from, until: span.until }
  const params: Record<string, string> = {}
  for (const { name } of parameters) {
    const given = search[name] ?? (needed.has(name) ? usual[name] : undefined)
    if (given !== undefined && given !== '') params[name] = given
  }
  const missing = parameters.filter(({ name, required }) => required && params[name] === undefined)
  return { params, missing }
}
