/** Reports as screens know them, read through the API: for the tests that explain each figure. */
import assert from 'node:assert/strict'
import { reports } from '#departments/reports.ts'
import type { TestApi } from '#test/http.ts'
import { figureIn, linesPath, reportPath, sameFigure, sumOf } from '#web/report/table.ts'
import type { Meant, Table, Texts } from '#web/report/table.ts'
import type { ReportPage } from '#web/screens.ts'

/** A report as screens know it. */
export function described(name: string): ReportPage {
  const found = reports.find((one) => one.name === name)
  assert.ok(found)
  return {
    name,
    title: name,
    answers: found.answers,
    parameters: found.parameters.map((parameter) => ({
      name: parameter.name,
      meaning: parameter.meaning,
      type: parameter.type.name,
      choices: parameter.type.choices ?? null,
      otherwise: parameter.otherwise ?? null,
      required: parameter.required ?? false,
    })),
    figures: found.explanation.figures,
    coordinates: found.explanation.coordinates.map((one) => one.name),
    mayShare: false,
    compares: found.comparison !== undefined,
  }
}

/** Reads tables with somebody's session, and holds figures against the lines behind them. */
export function reading(api: TestApi, session: string) {
  const tableOf = async (path: string, params: Texts = {}): Promise<Table> => {
    const asked = new URLSearchParams(params).toString()
    const reply = await api.get(session, asked === '' ? path : `${path}?${asked}`)
    assert.equal(reply.status, 200, `${path} ${asked}: ${reply.text}`)
    return reply.json as unknown as Table
  }
  const linesOf = async (meant: Meant): Promise<Table> =>
    await tableOf(linesPath('store', meant, { 'lines-limit': '10000' }))
  return {
    tableOf,
    linesOf,
    /** Asserts that the lines behind a figure sum to it, where it stands in its table. */
    isExplained: async (meant: Meant): Promise<void> => {
      const { report, params } = meant
      const plain = figureIn(await tableOf(reportPath('store', report), params), meant) ?? '0'
      const { rows } = await linesOf(meant)
      const sum = sumOf(rows.map((row) => row['figure'] ?? null))
      assert.ok(sameFigure(sum, plain), `${JSON.stringify(meant)}: ${sum} ≠ ${plain}`)
    },
  }
}
