/** Numbering in a real browser: a pattern is tried, refused with its reason, kept, and used. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { doStep, fillCells, fillIn, pressUntil } from '#test/web/keyboard.ts'

const skip = noBrowser
const roles = ['administrator']
let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test('19 preview before commit: the next number is seen before it is set', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/numbering', { roles })
  await page.getByRole('cell', { name: 'INV-{year}-{00000}' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'Change the numbers: sales invoice' }).click()
  const dialog = page.getByRole('dialog')
  const pattern = dialog.getByLabel('Pattern')
  await pattern.fill('RC-{year}-{000}')
  await dialog.getByText(/those of the receipt\. Take another pattern\./).waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  // What is refused is told at its field, too.
  await dialog.locator('.mantine-TextInput-error').waitFor()
  await pattern.fill('R/{year}/{0000}')
  await dialog.getByLabel('First number').fill('501')
  await dialog.getByText('R/2026/0501').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'R/2026/0501' }).waitFor()

  // Whoever grants roles bills nobody: somebody else issues the next one.
  await issueOne()
  await page.goto(`${office.api.address}/c/store/settings/numbering`)
  await page.getByRole('cell', { name: 'R/2026/0502' }).waitFor()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('422')),
    [],
  )
  await context.close()
})

/** Writes an invoice and issues it, under the first number of the series. */
async function issueOne(): Promise<void> {
  const { page, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
  await fillCells(page, '', 'Repairs', '1', '100', 'GB-S', '4000')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await page.getByText('What happened').waitFor()
  await doStep(page, 'It gets the number R/2026/0501.')
  await page.getByRole('heading', { name: 'R/2026/0501' }).waitFor()
  await context.close()
}
