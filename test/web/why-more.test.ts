/** What explains itself since: stock, changes, sums of desks and lists, effects, what is open. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear, importOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'
import { stockUp } from '#test/web/stocked.ts'

const skip = noBrowser
let office: Office

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  await stockUp(office.shop)
  await importOldBills(office.shop, office.api)
})
after(() => office?.close())

test(
  '9 explain: the stock of the desk opens its movements, and how it is valued',
  { skip },
  async () => {
    await sitting('desks/stock', async ({ page }) => {
      await page.locator('.standing-figure a.explained').click()
      const why = await explainedBy(page, '18.00', 'The lines sum to the figure.')
      await why.getByText('worth of what came in less worth of what went out').waitFor()
      await why.getByText('at cost: each movement has the worth with which it was posted').waitFor()
      assert.deepEqual(await why.locator('tbody td.figure').allInnerTexts(), ['30.00', '−12.00'])
      await why.getByText('1200 · 10 mug').waitFor()
      assert.deepEqual(await axeFaults(page), [])
      await why.getByRole('link', { name: 'Ten mugs for the shelf' }).click()
      await why.getByText('Where it came from').waitFor()
    })
  },
)

test('9 explain: what is reserved of a place opens the promise behind it', { skip }, async () => {
  await sitting('reports/stock-by-unit', async ({ page }) => {
    const shelf = page.getByRole('row', { name: /^shelf/ })
    await shelf.getByRole('link').first().waitFor()
    assert.deepEqual(await shelf.getByRole('link').allInnerTexts(), ['6', '1', '5'])
    await shelf.getByRole('link').nth(1).click()
    const why = await explainedBy(page, '1', 'The lines sum to the figure.')
    await why.getByRole('link', { name: 'A mug for Ann' }).waitFor()
  })
})

test('9 explain: imported sales lead to the row of their file', { skip }, async () => {
  await sitting('reports/sales?from=2026-03-01&until=2026-03-31', async ({ page }) => {
    const march = page.getByRole('row', { name: /^2026-03/ })
    await march.getByRole('link', { name: '195.00' }).first().click()
    const why = await explainedBy(page, '195.00', 'The lines sum to the figure.')
    await why.getByText('price × quantity of each row to the last digit; added up').waitFor()
    await why.getByRole('link', { name: /OLD-2/ }).first().click()
    await why.getByText('Rows 3 to 4 of the file old bills.csv').waitFor()
  })
})

test(
  '9 explain: a change is the figure now less the earlier one, each opened',
  { skip },
  async () => {
    const span = 'from=2026-10-01&until=2026-10-31&compare=period-before'
    await sitting(`reports/income-statement?${span}`, async ({ page }) => {
      const sales = page.getByRole('row', { name: /^4000/ }).getByRole('link')
      await sales.nth(2).waitFor()
      const [now, earlier, change] = await sales.allInnerTexts()
      await sales.nth(2).click()
      const why = await explainedBy(page, change ?? '', 'The lines sum to the figure.')
      const shares = await why.locator('tbody td.figure').allInnerTexts()
      assert.deepEqual(shares, [now, `−${earlier ?? ''}`])
      await why.getByRole('link', { name: 'less the figure at the earlier time' }).click()
      await explainedBy(page, earlier ?? '', 'The lines sum to the figure.')
      await page.goBack()
      await why.getByRole('link', { name: 'the figure as it is now' }).click()
      await explainedBy(page, now ?? '', 'The lines sum to the figure.')
    })
  },
)

test('9 explain: what is overdue is its ages added up, each opened', { skip }, async () => {
  await sitting('desks/receivables', async ({ page }) => {
    await page.locator('.desk-sum a.explained').click()
    const shown = await page.locator('.desk-sum a.explained').innerText()
    const why = page.getByRole('complementary', { name: 'Why?' })
    await why.getByText('These figures added up; each opens what is behind it.').waitFor()
    assert.equal(await why.locator('.why-figure').getAttribute('data-figure'), shown)
    assert.equal(await why.locator('[data-sum]').getAttribute('data-sum'), shown)
    assert.equal(await why.locator('tbody tr').count(), 4)
    assert.deepEqual(await axeFaults(page), [])
    await page.reload()
    await why.getByRole('link').first().click()
    await why.getByText('The lines sum to the figure.').waitFor()
  })
})

test(
  '9 explain: what is open of an invoice is its total less what settled it',
  { skip },
  async () => {
    const { session } = await office.api.human(office.shop.organization)
    const bills = '/companies/store/sales-invoices?number=INV-2026-00002'
    const [bill] = (await office.api.get(session, bills)).json['papers'] as { id: string }[]
    await sitting(`sales-invoices/${bill?.id}`, async ({ page }) => {
      const open = page.locator('.sums > div').filter({ hasText: /^Open/ })
      assert.equal(await open.locator('dd').innerText(), '53.20')
      await open.locator('a.explained').click()
      const why = await explainedBy(page, '53.20 GBP', 'The parts sum to the figure.')
      await why.getByText('The total, less what has settled it by now.').waitFor()
      assert.deepEqual(await why.locator('tbody td.figure').allInnerTexts(), ['103.20', '−50.00'])
      assert.deepEqual(await axeFaults(page), [])
      await why.getByRole('link', { name: 'Settled' }).click()
      await why.getByText('Money for INV-2026-00002').first().waitFor()
    })
  },
)

test('9 explain: the sum at the foot of a list is that of its papers', { skip }, async () => {
  await sitting('sales-invoices?customer=ANN&state=issued', async ({ page }) => {
    const sum = page.locator('.list-foot button.explained').first()
    const shown = await sum.innerText()
    await sum.click()
    const why = await explainedBy(page, `${shown} GBP`, 'The parts sum to the figure.')
    await why.getByText(/added up\.$/).waitFor()
    assert.equal(await why.locator('dl div').count(), 2, 'both filters are told')
    assert.deepEqual(await axeFaults(page), [])
    await page.reload()
    await explainedBy(page, `${shown} GBP`, 'The parts sum to the figure.')
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
    // Of what is chosen, the sum is another, and so is its why.
    await page.locator('.list-body [role=row] input[type=checkbox]').first().check()
    await sum.click()
    await why.getByText('1 sales invoice selected').waitFor()
    assert.equal(await why.locator('tbody tr').count(), 1)
    await why.getByRole('link').first().click()
    await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}\?why=/)
    await why.getByText('The parts sum to the figure.').waitFor()
  })
})

test('9 explain: each figure of what a step would do opens its entries', { skip }, async () => {
  await sitting('sales-invoices?state=draft', async ({ page }) => {
    await page.getByText('2 in all').waitFor()
    for (const box of await page.locator('.list-body input[type=checkbox]').all()) await box.check()
    await page.getByRole('button', { name: 'Issue 2 sales invoices' }).click()
    const dialog = page.getByRole('dialog')
    const figure = dialog.locator('.account-totals tbody button.explained').first()
    const whole = await figure.innerText()
    await figure.click()
    const shares = dialog.locator('.total-shares li')
    assert.equal(await shares.count(), 2)
    const amounts = await shares.locator('[data-side=end]').allInnerTexts()
    const sum = amounts.reduce((all, text) => all + Math.round(Number(text) * 100), 0)
    assert.equal(sum, Math.round(Number(whole) * 100))
    assert.deepEqual(await axeFaults(page), [])
    await figure.click()
    assert.equal(await shares.count(), 0)
  })
})

/** The pane is open at a figure, and says that what is behind it comes to it. */
async function explainedBy(page: Page, figure: string, proof: string): Promise<Locator> {
  const why = page.getByRole('complementary', { name: 'Why?' })
  await why.locator('.why-figure').getByText(figure, { exact: true }).waitFor()
  await why.getByText(proof).waitFor()
  return why
}
