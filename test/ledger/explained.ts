/** Explains every figure of a report by its lines, for tests, and holds their sum against it. */
import assert from 'node:assert/strict'
import { addDecimals, formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { reports } from '#departments/reports.ts'
import { besides } from '#ledger/reports/comparison.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import type { Database } from '#server/database/database.ts'
import { explainFigure } from '#server/explanations.ts'
import { today } from '#test/ledger/reports.ts'

/** Whose books are asked, and by whom. */
export interface Reader {
  readonly database: Database
  readonly organization: string
  readonly company: string
  readonly readableClass: number
}

type Texts = Readonly<Record<string, string>>

/** The lines behind a figure, page by page. */
export async function linesBehind(
  { database, organization, company, readableClass }: Reader,
  report: string,
  parameters: Texts,
  cell: Texts,
  figure: string,
  limit = 1_000,
): Promise<JsonTable['rows']> {
  const rows: JsonTable['rows'][number][] = []
  let after: string | null = ''
  while (after !== null) {
    const list = { 'lines-limit': `${limit}`, 'lines-after': after }
    const request = { report, company, parameters, today, readableClass, figure, cell, list }
    const page = await explainFigure(database, reports, organization, request)
    assert.ok(page.ok, page.ok ? '' : JSON.stringify(page.problems))
    const written = tableToJson(page.value)
    assert.ok(written.rows.length <= limit || readableClass < 6)
    rows.push(...written.rows)
    after = written.next
  }
  return rows
}

/**
 * Explains each figure of each row of a report; the lines' shares must sum to it, and no line may
 * stand behind it twice. Answers how many figures were explained.
 */
export async function explainAll(
  reader: Reader,
  report: string,
  parameters: Texts,
  { rows }: JsonTable,
  limit?: number,
): Promise<number> {
  const { explanation, comparison } = reports.find(({ name }) => name === report) ?? assert.fail()
  const isCompared =
    rows[0] !== undefined && Object.keys(rows[0]).some((name) => name.endsWith('_before'))
  const earlier = isCompared
    ? (comparison?.figures ?? []).flatMap((name) => Object.values(besides(name)))
    : []
  const figures: readonly string[] = [...explanation.figures, ...earlier]
  let explained = 0
  for (const row of rows) {
    const told = explanation.coordinates.flatMap(({ name }) => {
      const cell = row[name] ?? null
      return cell === null ? [] : [[name, String(cell)] as const]
    })
    for (const figure of figures) {
      const cell = row[figure] ?? null
      if (cell === null) continue
      const lines = await linesBehind(
        reader,
        report,
        parameters,
        Object.fromEntries(told),
        figure,
        limit,
      )
      const what = `${report} ${JSON.stringify(parameters)} ${JSON.stringify(row)} ${figure}`
      assert.equal(sumOf(lines), plain(String(cell)), what)
      const singly = lines.filter(({ entry }) => entry !== null)
      const names = new Set(singly.map(({ entry, line }) => `${entry}/${line}`))
      assert.equal(names.size, singly.length, what)
      explained += 1
    }
  }
  return explained
}

/** The sum of the lines' shares, without zeros at its end. */
export function sumOf(lines: JsonTable['rows']): string {
  let sum: Decimal = { units: 0n, scale: 0 }
  for (const { figure } of lines) sum = addDecimals(sum, decimalOf(String(figure)))
  return formatDecimal(trimmed(sum))
}

function plain(text: string): string {
  return formatDecimal(trimmed(decimalOf(text)))
}

function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? assert.fail(`${text} is no figure`)
}
