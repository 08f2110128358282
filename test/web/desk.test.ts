/** Desks in a real browser: what waits, what is late, how we do, and charts that open figures. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear, parkJob, stageOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'

const skip = noBrowser
let office: Office

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  await stageOldBills(office.shop, office.api)
  await parkJob(office.shop)
})
after(() => office?.close())

test('my desk tells first what needs me, and leads to it', { skip }, async () => {
  await sitting('', async ({ page }) => {
    await page.getByRole('heading', { level: 1, name: 'My desk' }).waitFor()
    await page.getByRole('link', { name: '1 import waits to be posted' }).waitFor()
    const drafts = page.getByRole('link', { name: '2 sales invoices in draft' })
    await drafts.click()
    await page.waitForURL('**/c/store/sales-invoices?state=draft')
  })
})

test('a job that stopped is told, so that somebody lets it go on', { skip }, async () => {
  const roles = ['owner', 'administrator'] as const
  await sitting(
    '',
    async ({ page }) => {
      await page.getByText('1 job is parked').waitFor()
    },
    { roles },
  )
})

test('9 explain: what is late, and who owes it, opens the lines behind it', { skip }, async () => {
  await sitting('', async ({ page }) => {
    await page.getByText('393.39 GBP overdue').waitFor()
    const ann = page.getByRole('row', { name: /^ANN/ })
    assert.deepEqual(await ann.getByRole('link').allInnerTexts(), ['309.60', '53.20'])
    await ann.getByRole('link', { name: '53.20' }).click()
    await isExplained(page, '53.20')
    await page.keyboard.press('Escape')
    const all = page.getByRole('row', { name: /^All customers/ })
    await all.getByRole('link', { name: '30.59' }).click()
    await isExplained(page, '30.59')
  })
})

test('9 explain: each figure of the desk opens what is behind it', { skip }, async () => {
  await sitting('', async ({ page }) => {
    const figures = page.locator('.standing li')
    await figures.first().waitFor()
    const names = await figures.locator('.standing-name').allInnerTexts()
    assert.deepEqual(names, [
      'Sales of the month',
      'Profit of the month',
      'Cash',
      'Owed by customers',
    ])
    await figures.locator('.spark').nth(3).waitFor()
    assert.equal(await figures.locator('.spark').count(), 4, 'each has a line of its past')
    const shown = await figures.locator('.standing-figure').allInnerTexts()
    assert.deepEqual(shown, ['73.41 GBP', '73.41 GBP', '58.94 GBP', '466.80 GBP'])
    for (const at of [0, 1, 2, 3]) {
      await figures.nth(at).locator('a.explained').click()
      await isExplained(page, (shown[at] ?? '').replace(' GBP', ''))
      await page.keyboard.press('Escape')
    }
    await figures.nth(1).getByRole('link', { name: 'Income statement' }).click()
    await page.waitForURL('**/c/store/reports/income-statement')
  })
})

test(
  'a chart is a table, too, and a point of either opens what is behind it',
  {
    skip,
  },
  async () => {
    await sitting('desks/sales', async ({ page }) => {
      const chart = page.getByRole('figure', { name: 'Net sales by month' })
      const bars = chart.locator('.chart-place svg path[fill="#12694f"]')
      await bars.nth(11).waitFor()
      assert.equal(await bars.count(), 12, 'a column for each month')
      await bars.nth(10).click()
      await isExplained(page, '258.00')
      assert.match(page.url(), /of-row%3D2026-10/)
      await page.keyboard.press('Escape')
      await chart.getByText('As a table').click()
      const rows = chart.getByRole('row')
      assert.equal(await rows.count(), 13)
      await chart
        .getByRole('row', { name: /^Jul 26/ })
        .getByRole('link', { name: '86.00' })
        .click()
      await isExplained(page, '86.00')
    })
  },
)

test('the accounts that count as cash are chosen, and kept', { skip }, async () => {
  await sitting('desks/books', async ({ page }) => {
    await page.getByText('58.94').first().waitFor()
    const chart = page.getByRole('figure', { name: 'Cash at the end of each month' })
    await chart.getByText('Accounts that count as cash').click()
    await chart.getByLabel('1100 trade receivables').check()
    await chart.getByText('As a table').click()
    await chart
      .getByRole('row', { name: /^Nov 26/ })
      .getByText('525.74')
      .waitFor()
    await page.reload()
    await chart.getByText('As a table').click()
    await chart
      .getByRole('row', { name: /^Nov 26/ })
      .getByText('525.74')
      .waitFor()
  })
})

test('2 everything in the URL: a desk is looked at as of another day', { skip }, async () => {
  await sitting('', async ({ page }) => {
    const cash = page.locator('.standing li').filter({ hasText: 'Cash' })
    await cash.getByText('58.94').waitFor()
    await page.getByLabel('As of').fill('-3m')
    await page.getByLabel('As of').press('Enter')
    await page.waitForURL(/day=2026-0\d-\d\d/)
    await cash.getByText('58.94').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Look at today' }).click()
    await cash.getByText('58.94').waitFor()
    await page.goBack()
    await cash.getByText('58.94').waitFor({ state: 'detached' })
  })
})

test('a desk shows nobody what their roles do not', { skip }, async () => {
  await sitting(
    '',
    async ({ page }) => {
      await page.getByText('Nothing waits for you.').waitFor()
      assert.equal(await page.locator('.desk-lines li').count(), 0, 'no drafts, imports, jobs')
      assert.equal(await page.locator('.standing').count(), 0)
      assert.equal(await page.locator('.chart').count(), 0)
    },
    { roles: ['warehouse clerk'] },
  )
})

test(
  '24 reach: no fault is found in light or dark, and a phone needs no scrolling sideways',
  {
    skip,
  },
  async () => {
    for (const look of ['light', 'dark'] as const) {
      await sitting(
        '',
        async ({ page }) => {
          await page.locator('.chart-place svg').nth(2).waitFor()
          await page.getByText('As a table').first().click()
          assert.deepEqual(await axeFaults(page), [])
        },
        { look },
      )
    }
    await sitting(
      '',
      async ({ page }) => {
        await page.locator('.chart-place svg').nth(2).waitFor()
        const content = "document.querySelector('#content')"
        assert.equal(await page.evaluate(`${content}.scrollWidth - ${content}.clientWidth`), 0)
      },
      { width: 375, height: 800, touch: true },
    )
  },
)

/** The pane is open, and the lines of it sum to the figure. */
async function isExplained(page: Page, figure: string): Promise<void> {
  const why = page.getByRole('complementary', { name: 'Why?' })
  await why.getByText('The lines sum to the figure.').waitFor()
  assert.equal(await why.locator('.why-figure').innerText(), figure)
}
