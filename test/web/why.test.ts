/** Any figure explained, in a real browser: its lines, their papers, and the row of a file. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { described, reading } from '#test/web/explained-reports.ts'
import { halfYear, importOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'
import {
  cellsOf,
  explainedColumns,
  figureIn,
  linesPath,
  reportPath,
  sameFigure,
  sumOf,
  usedParameters,
} from '#web/report/table.ts'
import type { Table, Texts } from '#web/report/table.ts'

const skip = noBrowser
let office: Office
/** The session of somebody who sees everything. */
let session: string

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  await importOldBills(office.shop, office.api)
  session = (await office.api.human(office.shop.organization)).session
})
after(() => office?.close())

/** What is asked of the main reports, and how many figures each must have explained at least. */
const questions: readonly [report: string, params: Texts, least: number][] = [
  ['trial-balance', { until: '2026-11-22', compare: 'period-before', from: '2026-07-01' }, 60],
  ['balance-sheet', { 'as-of': '2026-11-22', compare: 'period-before' }, 16],
  ['income-statement', { until: '2026-11-30', from: '2026-10-01', compare: 'period-before' }, 8],
  ['aged-receivables', { 'as-of': '2026-11-22' }, 24],
  ['open-items', { 'as-of': '2026-11-22' }, 14],
  ['party-statement', { party: 'ANN', from: '2026-07-01', until: '2026-11-22' }, 20],
  ['vat-return', { from: '2026-01-01', until: '2026-12-31' }, 18],
  ['sales-analysis', { rows: 'month', columns: 'customer' }, 12],
]

for (const [name, params, least] of questions) {
  test(`9 explain: the lines behind each figure of ${name} sum to it`, { skip }, async () => {
    const of = described(name)
    const { tableOf } = reading(office.api, session)
    const table = await tableOf(reportPath('store', name), params)
    const used = usedParameters(of, table)
    const named = (row: Table['rows'][number]): Texts => cellsOf(of.coordinates, row)
    const currency = (row: Table['rows'][number]): Texts => cellsOf(['currency'], row)
    const cells = [...table.rows.map(named), ...table.totals.map(currency)]
    let explained = 0
    for (const figure of explainedColumns(of, table)) {
      for (const cell of cells) {
        const meant = { report: name, params: used, of: cell, figure }
        const plain = figureIn(table, meant)
        if (plain === null) continue
        const lines = await tableOf(linesPath('store', meant, { 'lines-limit': '10000' }))
        const sum = sumOf(lines.rows.map((row) => row['figure'] ?? null))
        assert.ok(sameFigure(sum, plain), `${figure} of ${JSON.stringify(cell)}: ${sum} ≠ ${plain}`)
        explained += 1
      }
    }
    assert.ok(explained >= least, `only ${explained} figures were explained`)
  })
}

test('9 explain: who only reads is told the rows of the file, too', { skip }, async () => {
  const place = 'reports/income-statement?from=2026-03-01&until=2026-03-31'
  const look = async ({ page }: Seat): Promise<void> => {
    await page.getByRole('row', { name: /4000/ }).getByRole('link').click()
    const why = page.getByRole('complementary', { name: 'Why?' })
    await why.getByRole('link', { name: /OLD-2/ }).first().click()
    await why.getByText('Rows 3 to 4 of the file old bills.csv').waitFor()
    assert.equal(await why.getByRole('link', { name: 'Open the import' }).count(), 0)
  }
  await sitting(place, look, { roles: ['auditor'] })
})

test(
  '9 explain: from a figure to its lines, the paper, its file, and the row of the import',
  {
    skip,
  },
  async () => {
    await sitting('reports/income-statement?from=2026-03-01&until=2026-03-31', async ({ page }) => {
      const figure = page.getByRole('row', { name: /4000/ }).getByRole('link')
      assert.equal(await figure.innerText(), '195.00')
      await figure.click()
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByText('The lines sum to the figure.').waitFor()
      assert.equal(await why.locator('.why-figure').innerText(), '195.00')
      assert.deepEqual(await why.locator('tbody td.figure').allInnerTexts(), [
        '120.00',
        '60.00',
        '15.00',
      ])
      assert.equal(await why.locator('[data-sum]').getAttribute('data-sum'), '195.00')
      await why.getByRole('link', { name: /OLD-2/ }).first().click()
      await why.getByText('Rows 3 to 4 of the file old bills.csv').waitFor()
      const file = why.getByRole('link', { name: 'signed order.txt' })
      const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
      assert.equal(download.suggestedFilename(), 'signed order.txt')
      const paper = why.getByRole('link', { name: 'Open sales invoice OLD-2' })
      assert.match(
        (await paper.getAttribute('href')) ?? '',
        /\/c\/store\/sales-invoices\/[0-9a-f-]+$/,
      )
      await why.getByRole('link', { name: 'Open the entry' }).click()
      await page.waitForURL('**/c/store/entries/*')
      await page.getByRole('row', { name: /trade receivables/ }).waitFor()
      await page.goBack()
      await why.getByRole('button', { name: 'Back' }).click()
      await why.getByText('Sum of 3 lines').waitFor()
    })
  },
)

test(
  '2 url: reload, back and forward restore the report, the figure and the step',
  {
    skip,
  },
  async () => {
    await sitting('reports/trial-balance?until=2026-10-31&from=2026-10-01', async ({ page }) => {
      await page
        .getByRole('row', { name: /4000/ })
        .getByRole('link', { name: '258.00' })
        .nth(0)
        .click()
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByRole('link', { name: /INV-2026-00004/ }).click()
      await why.getByText('Where it came from').waitFor()
      await page.reload()
      await why.getByText('Where it came from').waitFor()
      assert.equal(await page.getByLabel('Until').inputValue(), '31 Oct 2026')
      await page.goBack()
      await why.getByText('The lines sum to the figure.').waitFor()
      await page.goBack()
      await why.waitFor({ state: 'detached' })
      await page.goForward()
      await page.goForward()
      await why.getByText('Where it came from').waitFor()
    })
  },
)

test(
  '6 keyboard: figures are walked by arrows, opened by Enter, and left by Escape',
  {
    skip,
  },
  async () => {
    await sitting('reports/balance-sheet', async ({ page }) => {
      const figures = page.locator('.statement a.explained')
      await figures.first().waitFor()
      const stops = await page.locator('.statement a.explained[tabindex="0"]').count()
      assert.equal(stops, 1, 'the table is one stop of the Tab key')
      await page.getByRole('button', { name: 'Print' }).focus()
      for (let pressed = 0; pressed < 6; pressed += 1) {
        await page.keyboard.press('Tab')
        if (await hasFocus(figures.first())) break
      }
      await page.keyboard.press('ArrowDown')
      assert.ok(await hasFocus(figures.nth(1)))
      await page.keyboard.press('Enter')
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByText('The lines sum to the figure.').waitFor()
      assert.ok(await hasFocus(why))
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await why.getByRole('heading', { name: /^Entry of/ }).waitFor()
      await page.keyboard.press('Escape')
      await why.waitFor({ state: 'detached' })
      assert.ok(await hasFocus(figures.nth(1)))
    })
  },
)

test('24 reach: no fault is found in light or dark, nor with the pane open', { skip }, async () => {
  for (const look of ['light', 'dark'] as const) {
    await sitting(
      'reports/balance-sheet?compare=year-before',
      async ({ page }) => {
        await page.locator('.statement a.explained').first().click()
        await page.getByText('The lines sum to the figure.').waitFor()
        assert.deepEqual(await axeFaults(page), [])
        await page.locator('.why-lines tbody a').first().click()
        await page.getByText('Where it came from').waitFor()
        assert.deepEqual(await axeFaults(page), [])
        await page.getByRole('link', { name: 'Open the entry' }).click()
        await page.getByRole('heading', { level: 1, name: /^Entry of/ }).waitFor()
        assert.deepEqual(await axeFaults(page), [])
      },
      { look },
    )
  }
})

async function hasFocus(one: Locator): Promise<boolean> {
  return (await one.and(one.page().locator(':focus')).count()) === 1
}
