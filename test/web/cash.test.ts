/** Money comes in, in a real browser: what it pays is suggested, taken by keys, and allocated. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { command, doStep, fillIn, pressUntil, until } from '#test/web/keyboard.ts'
import { openItemsIn } from '#test/stories/shop.ts'

const roles = [...usualRoles, 'receipts clerk']
const skip = noBrowser
let office: Office

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await issue('100', '2026-10-01')
  await issue('50', '2026-11-01')
  await issue('25', '2026-11-20')
})
after(() => office?.close())

/** An invoice of Ann's without tax, due on the day it is issued. */
async function issue(unitPrice: string, issuedOn: string): Promise<void> {
  const { shop } = office
  const line = {
    description: 'Repairs',
    quantity: '1',
    unitPrice,
    taxCode: 'GB-EX',
    revenue: '4000',
  }
  const invoice = { customer: 'ANN', issuedOn, dueOn: issuedOn, lines: [line] }
  await shop.act(salesInvoice, 'issue', await shop.write(salesInvoice, [invoice]))
}

function offer(page: Page) {
  return page.getByRole('region', { name: /open items?$/ })
}

/** What is suggested, row by row. */
async function offered(page: Page): Promise<string[]> {
  const rows = await offer(page).getByRole('row').allInnerTexts()
  return rows.slice(1).map((text) => text.replaceAll(/\s+/g, ' ').trim())
}

async function accounts(page: Page): Promise<void> {
  await fillIn(page, 'Bank', '1000')
  await fillIn(page, 'Credit', '2120')
}

test(
  '6 keyboard: a receipt is spread over what is due first, and allocated',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('', { roles })
    await command(page, 'new receipt', 'New receipt')
    await page.getByRole('heading', { name: 'New receipt' }).waitFor()
    await fillIn(page, 'Payer', 'ANN')
    await page.keyboard.press('Tab')
    await offer(page).waitFor()
    assert.deepEqual(await offered(page), [
      'INV-2026-00001 1 Oct 2026 1 Oct 2026 100.00 No amount is said yet Take',
      'INV-2026-00002 1 Nov 2026 1 Nov 2026 50.00 No amount is said yet Take',
      'INV-2026-00003 20 Nov 2026 20 Nov 2026 25.00 No amount is said yet Take',
    ])
    await accounts(page)
    await fillIn(page, 'Amount', '100+20')
    await page.keyboard.press('Tab')
    await offer(page).getByText('Next due: what is left of the amount').waitFor()
    assert.deepEqual(await offered(page), [
      'INV-2026-00001 1 Oct 2026 1 Oct 2026 100.00 100.00 Next due: all of it Take',
      'INV-2026-00002 1 Nov 2026 1 Nov 2026 50.00 20.00 Next due: what is left of the amount Take',
      'INV-2026-00003 20 Nov 2026 20 Nov 2026 25.00 Nothing is left of the amount Take',
    ])
    // A suggestion is on no paper: nothing is entered before it is taken.
    const grid = page.getByRole('grid', { name: 'Settles' })
    assert.doesNotMatch(await grid.innerText(), /INV-/)
    await page.keyboard.press('Alt+a')
    await offer(page).getByText('Entered, not yet allocated').first().waitFor()
    assert.match(await grid.innerText(), /INV-2026-00001[\s\S]*100[\s\S]*INV-2026-00002[\s\S]*20/)
    await doStep(page, 'It gets the number RC-2026-00001.')
    await page.getByRole('heading', { name: 'RC-2026-00001', exact: true }).waitFor()
    assert.deepEqual(await openItemsIn(office.shop), [
      'INV-2026-00002 30.00 GBP',
      'INV-2026-00003 25.00 GBP',
    ])
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '8 smart inputs: a suggestion is changed, left out, and the rest is credit',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('receipts/new', { roles })
    await fillIn(page, 'Payer', 'ANN')
    await page.keyboard.press('Tab')
    const all = offer(page).getByRole('button', { name: /^The amount is all that is open: 55.00/ })
    await all.waitFor()
    await accounts(page)
    await pressUntil(page, 'Tab', all)
    await page.keyboard.press('Enter')
    const amount = page.getByRole('textbox', { name: 'Amount', exact: true })
    await until(page, async () => (await amount.inputValue()) === '55.00', 'the amount is 55.00')
    // One is taken by itself and changed: what is left goes to the other.
    const take = (name: string) => offer(page).getByRole('button', { name, exact: true })
    await pressUntil(page, 'Tab', take('Take: INV-2026-00003'))
    await page.keyboard.press('Enter')
    await take('Leave out: INV-2026-00003').waitFor()
    const grid = page.getByRole('grid', { name: 'Settles' })
    await pressUntil(page, 'Shift+Tab', grid)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await offer(page).getByText('20.00 of the amount would be left over').waitFor()
    await pressUntil(page, 'Tab', take('Take: INV-2026-00002'))
    await page.keyboard.press('Enter')
    await take('Leave out: INV-2026-00002').waitFor()
    await page.keyboard.press('Enter')
    await take('Take: INV-2026-00002').waitFor()
    await page.keyboard.press('Alt+a')
    await doStep(page, 'It gets the number RC-2026-00002.')
    await page.getByRole('heading', { name: 'RC-2026-00002', exact: true }).waitFor()
    assert.deepEqual(
      (await openItemsIn(office.shop)).map((line) => line.replaceAll(/^RC-\S+/g, 'credit')),
      ['INV-2026-00003 20.00 GBP', 'credit -20.00 GBP'],
    )
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '10 graph: an invoice goes on to its receipt, filled with what is open',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices/', { roles })
    await page.getByRole('link', { name: 'INV-2026-00003' }).click()
    await page.getByRole('heading', { name: 'INV-2026-00003', exact: true }).waitFor()
    await page.getByRole('button', { name: 'New credit note', exact: true }).waitFor()
    await pressUntil(page, 'Tab', page.getByRole('button', { name: 'New receipt', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'New receipt' }).waitFor()
    const field = (name: string) => page.locator('.fields').getByLabel(name).first()
    assert.equal(await field('Payer').inputValue(), 'ANN')
    assert.match(await field('Amount').inputValue(), /^20(\.00)?$/)
    const grid = page.getByRole('grid', { name: 'Settles' })
    assert.match(await grid.innerText(), /INV-2026-00003[\s\S]*20/)
    await accounts(page)
    await doStep(page, 'It gets the number RC-2026-00003.')
    await page.getByRole('heading', { name: 'RC-2026-00003', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Sales invoice INV-2026-00003' }).click()
    await page.getByRole('link', { name: 'Receipt RC-2026-00003' }).waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  },
)
