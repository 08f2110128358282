/** What an act would do is seen before its button can be pressed, in a real browser. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { bill, counted, openListOffice } from '#test/web/list-office.ts'
import { openItemsIn } from '#test/stories/shop.ts'

const skip = noBrowser
let office: Office

before(async () => {
  if (noBrowser === false) office = await openListOffice()
})
after(() => office?.close())

/** Lets no preview through until the answer is called. */
async function held(page: Page): Promise<() => void> {
  const gate = Promise.withResolvers<undefined>()
  await page.route(/preview=true/, async (route) => {
    await gate.promise
    await route.continue()
  })
  return () => gate.resolve(undefined)
}

test(
  '19 preview: one paper, its number, its entry and both sums, then the button',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices?reference=second')
    await page.getByText('draft').first().waitFor()
    const release = await held(page)
    await page.locator('.lead-link').first().click()
    await page.getByRole('button', { name: 'Issue' }).click()
    const dialog = page.getByRole('dialog')
    const issue = dialog.getByRole('button', { name: 'Issue' })
    assert.equal(await issue.isDisabled(), true)
    release()
    await dialog.getByText(/It gets the number INV-2026-0000\d/).waitFor()
    assert.match(
      await dialog.getByRole('row', { name: /^Sum/ }).innerText(),
      /GBP\s+120.00\s+120.00/,
    )
    assert.equal(await issue.isDisabled(), false)
    assert.deepEqual(await axeFaults(page), [])
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '19 preview: many papers, their numbers, debits and credits, and who is refused',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices?state=draft')
    await counted(page, 3)
    const former = await openItemsIn(office.shop)
    const release = await held(page)
    await page.keyboard.press('a')
    await page.getByRole('button', { name: 'Issue 3 sales invoices' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('progressbar').waitFor()
    assert.equal(await dialog.getByRole('button', { name: /^Issue/ }).count(), 0)
    release()
    await dialog.getByText('2 sales invoices ready; 1 is refused:').waitFor()
    await dialog.getByText('They get 2 numbers from INV-2026-00004 on.').waitFor()
    assert.match(await dialog.getByRole('row', { name: /^1100/ }).innerText(), /GBP\s+240.00/)
    assert.match(await dialog.getByRole('row', { name: /^Sum/ }).innerText(), /240.00\s+240.00/)
    await dialog.getByRole('button', { name: 'Issue 2 sales invoices' }).waitFor()
    assert.deepEqual(await axeFaults(page), [])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.deepEqual(await openItemsIn(office.shop), former)
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '19 preview: a void shows what it takes back, and undoing shows its whole plan',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices?state=issued')
    await page.getByRole('link', { name: 'INV-2026-00001' }).click()
    await page.getByRole('heading', { name: 'INV-2026-00001', exact: true }).waitFor()
    const dialog = page.getByRole('dialog')
    for (const [item, act] of [
      ['Void', 'Void'],
      ['Undo with all that stands on it …', 'Undo all'],
    ] as const) {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: item }).first().click()
      await dialog.getByRole('row', { name: /^Sum/ }).waitFor()
      assert.match(await dialog.getByRole('row', { name: /^Sum/ }).innerText(), /120.00\s+120.00/)
      assert.equal(await dialog.getByRole('button', { name: act }).isDisabled(), false)
      await dialog.getByRole('button', { name: 'Back', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '19 preview: a period tells its drafts and what is posted before it is closed',
  { skip },
  async () => {
    await office.shop.write(salesInvoice, [{ ...bill, issuedOn: '2026-01-15' }])
    const roles = ['billing lead', 'accountant', 'tax officer', 'auditor'] as const
    const { page, faults, context } = await office.sit('settings/periods', { roles })
    await page.getByRole('button', { name: 'Close 202601', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('link', { name: '1 sales invoice' }).waitFor()
    await dialog.getByText('Nothing is posted in this period.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Close 202608', exact: true }).click()
    await dialog.getByText('No draft has a day in this period.').waitFor()
    assert.match(await dialog.getByRole('row', { name: /^Sum/ }).innerText(), /120.00\s+120.00/)
    assert.equal(
      await dialog.getByRole('button', { name: 'Close', exact: true }).isDisabled(),
      false,
    )
    assert.deepEqual(await axeFaults(page), [])
    assert.deepEqual(faults, [])
    await context.close()
  },
)
