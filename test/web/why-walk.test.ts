/** A walk over every figure of every report and of every desk: none is there without its why. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { desks } from '#departments/desks.ts'
import { reports } from '#departments/reports.ts'
import type { Report } from '#ledger/reports/report.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { described, reading } from '#test/web/explained-reports.ts'
import { halfYear, importOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'
import { stockUp } from '#test/web/stocked.ts'
import { meantOf, sumMeantOf } from '#web/report/meant.ts'
import {
  cellsOf,
  explainedColumns,
  figureIn,
  reportPath,
  usedParameters,
} from '#web/report/table.ts'
import type { Meant, Table, Texts } from '#web/report/table.ts'

const skip = noBrowser
let office: Office
/** The session of somebody who sees everything. */
let session: string

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  await stockUp(office.shop)
  await importOldBills(office.shop, office.api)
  session = (await office.api.human(office.shop.organization)).session
})
after(() => office?.close())

for (const report of reports) {
  test(`9 explain: every figure of ${report.name} has its why`, { skip }, async () => {
    const { tableOf, isExplained } = reading(office.api, session)
    const of = described(report.name)
    const table = await tableOf(reportPath('store', report.name), questionOf(report))
    const known = explainedColumns(of, table)
    const figures = figureColumns(report, table)
    assert.deepEqual(
      figures.filter((name) => !known.has(name)),
      [],
      'columns without a why',
    )
    const params = usedParameters(of, table)
    let explained = 0
    for (const cell of cellsIn(table, of.coordinates)) {
      for (const figure of figures) {
        const meant: Meant = { report: report.name, params, of: cell, figure }
        if (figureIn(table, meant) === null) continue
        await isExplained(meant)
        explained += 1
      }
    }
    assert.ok(explained >= 3, `only ${explained} figures were explained`)
  })
}

for (const place of ['', ...desks.map(({ name }) => `desks/${name}`)]) {
  test(`9 explain: every figure of the desk “${place}” has its why`, { skip }, async () => {
    const { isExplained } = reading(office.api, session)
    await sitting(place, async ({ page }) => {
      const shown = await figuresShown(page)
      assert.ok(shown.length >= 1, 'the desk shows a figure')
      for (const { text, why } of shown) {
        assert.ok(why !== null, `${text} has no why`)
        const meant = meantOf(why)
        const parts = meant === null ? sumMeantOf(why) : [meant]
        assert.ok(parts !== null && parts.length > 0, `${text}: ${why}`)
        for (const part of parts) await isExplained(part)
      }
    })
  })
}

/** Every parameter that there is to say something about, said. */
function questionOf({ parameters }: Report): Texts {
  const said: Texts = {
    from: '2026-07-01',
    until: '2026-11-30',
    'as-of': '2026-11-30',
    compare: 'period-before',
    places: 'all',
  }
  const needed: Texts = { account: '1100', party: 'ANN' }
  return Object.fromEntries(
    parameters.flatMap(({ name, required }) => {
      const text = said[name] ?? (required === true ? needed[name] : undefined)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

/** The columns that hold figures: not the number of a line, nor how deep a row stands. */
function figureColumns({ columns }: Report, table: Table): string[] {
  const placing = new Set(
    columns.flatMap(({ name, isForPrograms, indentedBy = '' }) =>
      isForPrograms === true ? [name, indentedBy] : [indentedBy],
    ),
  )
  return table.columns
    .filter(({ name, type }) => !['text', 'date'].includes(type) && !placing.has(name))
    .map(({ name }) => name)
}

/** What tells each row, and each sum below them, from the others. */
function cellsIn({ rows, totals }: Table, coordinates: readonly string[]): Texts[] {
  return [
    ...rows.map((row) => cellsOf(coordinates, row)),
    ...totals.map((row) => cellsOf(['currency'], row)),
  ]
}

interface Shown {
  readonly text: string
  /** What it opens; null for nothing. */
  readonly why: string | null
}

/** All figures of a desk, those in the tables of its charts among them. */
async function figuresShown(page: Page): Promise<readonly Shown[]> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('.desk [aria-busy="true"]').first().waitFor({ state: 'detached' })
  return await page.evaluate<Shown[]>(`
    [...document.querySelectorAll('.desk details')].forEach((one) => { one.open = true });
    [...document.querySelectorAll('.standing-figure, .desk-sum strong, .desk td.figure')]
      .map((one) => ({
        text: one.textContent,
        why: one.querySelector('[data-why]')?.dataset.why ?? null,
      }))
      .filter(({ text }) => /[0-9]/.test(text))
  `)
}
