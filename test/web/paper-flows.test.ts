/** The four papers of a working day, written by the keyboard alone in a real browser. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { command, doStep, fillCells, fillIn, pressUntil, takeFromMenu } from '#test/web/keyboard.ts'
import { openItemsIn } from '#test/stories/shop.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test('6 keyboard: invoice, credit note and receipt', { skip: noBrowser }, async () => {
  const roles = [...usualRoles, 'receipts clerk']
  const { page, faults, context } = await office.sit('', { roles })

  await invoice(page)
  assert.deepEqual(await openItemsIn(office.shop), ['INV-2026-00001 75.48 GBP'])
  await creditNote(page)
  assert.deepEqual(await openItemsIn(office.shop), ['INV-2026-00001 15.48 GBP'])
  await receipt(page)
  assert.deepEqual(await openItemsIn(office.shop), [])
  assert.deepEqual(faults, [])
  await context.close()
})

test('6 keyboard: a journal by hand, posted by another', { skip: noBrowser }, async () => {
  const roles = [...usualRoles, 'bookkeeper']
  const { page, faults, context } = await office.sit('', { roles })
  await command(page, 'new manual', 'New manual journal')
  await page.getByRole('heading', { name: 'New manual journal' }).waitFor()
  await fillIn(page, 'Reason', 'Rent of November')
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
  await fillCells(page, '4000', 'a lot', '', '')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  // A figure that is none here is said beside it, and mended where it stands.
  await page.getByText('It is no amount of at most 15 digits.').first().waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await fillCells(page, '1000.50', '', '')
  await page.keyboard.press('Tab')
  await fillCells(page, '1000', '', '1000.50', '')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/manual-journals\/[0-9a-f-]{36}/)
  await page.getByText('What happened').waitFor()
  // Who wrote it may not post it: it says why, and who else sits down does.
  await page.keyboard.press('Control+Enter')
  await page
    .getByRole('dialog')
    .getByText(/another person must do/)
    .waitFor()
  // What could not be read was refused, which a browser notes; and nothing else.
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('400')),
    [],
  )
  const place = page.url().split('/c/store/')[1] ?? ''
  const other = await office.sit(place, { roles })
  await other.page.getByRole('heading', { name: 'Manual journal' }).waitFor()
  await doStep(other.page, 'It gets the number MJ-2026-00001.')
  await other.page.getByRole('heading', { name: 'MJ-2026-00001', exact: true }).waitFor()
  assert.deepEqual(other.faults, [])
  await context.close()
  await other.context.close()
})

/** Two lines, the second behind a Tab in the last cell of the first; its price is a sum. */
async function invoice(page: Page): Promise<void> {
  const lines = page.getByRole('grid', { name: 'Lines' })
  await command(page, 'new sales inv', 'New sales invoice')
  await page.getByRole('heading', { name: 'New sales invoice' }).waitFor()
  await fillIn(page, 'Customer', 'ANN')
  await page.keyboard.press('Tab')
  await fillIn(page, 'Due on', '+14')
  await pressUntil(page, 'Tab', lines)
  await fillCells(page, 'mug', '', '2*3', '', '', '')
  await page.keyboard.press('Tab')
  await fillCells(page, '', 'Repairs', '1', '100/2', 'GB-S', '4000')
  await page.keyboard.press('Enter')
  // The books fill in the description of the item, and what it comes to.
  await lines.getByRole('gridcell', { name: 'A mug', exact: true }).first().waitFor()
  await page.getByText('75.48').first().waitFor()
  await doStep(page, 'It gets the number INV-2026-00001.')
  await page.getByRole('heading', { name: 'INV-2026-00001', exact: true }).waitFor()
}

/** What the invoice says, without its first line. */
async function creditNote(page: Page): Promise<void> {
  const lines = page.getByRole('grid', { name: 'Lines' })
  await takeFromMenu(page, 'New credit note from this sales invoice')
  await page.getByRole('heading', { name: 'New credit note' }).waitFor()
  await fillIn(page, 'Reason', 'Not repaired after all')
  await pressUntil(page, 'Tab', lines)
  await page.keyboard.press('Control+Delete')
  await doStep(page, 'It gets the number CN-2026-00001.')
  await page.getByRole('heading', { name: 'CN-2026-00001', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Sales invoice INV-2026-00001' }).waitFor()
}

/** Money for what is left of the invoice. */
async function receipt(page: Page): Promise<void> {
  await command(page, 'new receipt', 'New receipt')
  await page.getByRole('heading', { name: 'New receipt' }).waitFor()
  await fillIn(page, 'Payer', 'ANN')
  await page.keyboard.press('Tab')
  await fillIn(page, 'Bank', '1000')
  await fillIn(page, 'Receivables', '1100')
  await fillIn(page, 'Credit', '2120')
  await fillIn(page, 'Amount', '10+5.48')
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Settles' }))
  await fillCells(page, 'INV-2026-00001', '15.48')
  await page.keyboard.press('Enter')
  await doStep(page, 'It gets the number RC-2026-00001.')
  await page.getByRole('heading', { name: 'RC-2026-00001', exact: true }).waitFor()
}
