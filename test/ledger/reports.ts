/** What the tests of reports share: asking for one and reading its figures as they are written. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { reports } from '#departments/reports.ts'
import { runReport } from '#server/reports.ts'

export const today = Temporal.PlainDate.from('2026-12-31')

export function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}

/** Runs a report of the test store, which must answer. */
export async function ask(
  database: Database,
  organization: string,
  report: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<JsonTable> {
  const answer = await runReport(database, reports, organization, {
    report,
    company: 'store',
    parameters,
    today,
    readableClass: 6,
  })
  assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.problems))
  return tableToJson(answer.value)
}

/** The rows, each as its cells of the named columns with a space between; "-" for an empty one. */
export function cells({ rows }: JsonTable, ...columns: string[]): string[] {
  return rows.map((row) => columns.map((name) => row[name] ?? '-').join(' '))
}

/** Records entries in the test store; every one must be newly recorded. */
export async function post(
  database: Database,
  organization: string,
  entries: readonly EntryProposal[],
): Promise<void> {
  const answers = await record(
    database,
    organization,
    entries.map((entry) => ({ id: newId(Date.now()), company: 'store', actor: 'tester', entry })),
  )
  for (const answer of answers) assert.equal(answer.outcome, 'recorded', JSON.stringify(answer))
}
