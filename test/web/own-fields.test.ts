/** Own fields in a real browser: added in the settings, typed on papers, asked for in lists. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { fillCells, fillIn, pressUntil } from '#test/web/keyboard.ts'

const skip = noBrowser
const roles = [...usualRoles, 'administrator']
let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

/** Adds a field in the settings. */
async function addField(page: Page, of: string, label: string, holds: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Paper or register' }).fill(of)
  await page.getByRole('option', { name: of, exact: true }).click()
  await dialog.getByLabel('Name on forms').fill(label)
  await dialog.getByRole('combobox', { name: 'Holds' }).click()
  await page.getByRole('option', { name: holds, exact: true }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: label, exact: true }).waitFor()
}

test('25 no dead ends: an own field is added, typed, listed and asked for', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/own-fields', { roles })
  await addField(page, 'Sales invoice', 'Colour of the slip', 'text')
  await addField(page, 'Sales invoice', 'Weight', 'a figure')
  await page.getByRole('cell', { name: 'colourOfTheSlip' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])

  await page.goto(`${office.api.address}/c/store/sales-invoices/new`)
  await fillIn(page, 'Customer', 'ANN')
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
  await fillCells(page, '', 'Repairs', '1', '100', 'GB-S', '4000')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Colour of the slip' }).fill('red')
  await page.getByRole('textbox', { name: 'Weight' }).fill('heavy')
  await page.keyboard.press('Control+s')
  // What is wrong stands beside the field, as with any other.
  await page.locator('.field', { hasText: 'Weight' }).locator('.field-wrong').waitFor()
  await page.getByRole('textbox', { name: 'Weight' }).fill('1+0.5')
  assert.deepEqual(await axeFaults(page), [])
  await page.keyboard.press('Control+s')
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await page.reload()
  assert.equal(await page.getByRole('textbox', { name: 'Weight' }).inputValue(), '1.5')
  assert.equal(await page.getByRole('textbox', { name: 'Colour of the slip' }).inputValue(), 'red')
  assert.deepEqual(
    faults.filter((fault) => !/\b(400|422)\b/.test(fault)),
    [],
  )
  await context.close()
})

test('3 filter bar: own fields are columns, and filters by their kinds', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices', { roles })
  const grid = page.getByRole('grid')
  await grid.getByRole('row').nth(1).waitFor()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Weight' }).check()
  await page.keyboard.press('Escape')
  await grid.getByRole('columnheader', { name: 'Weight' }).waitFor()
  await grid.getByRole('gridcell', { name: '1.5', exact: true }).waitFor()
  await page.goto(
    `${office.api.address}/c/store/sales-invoices?extra.weight.from=1` +
      '&list.columns=customer,extra.weight',
  )
  await grid.getByRole('gridcell', { name: '1.5', exact: true }).waitFor()
  assert.equal(await grid.getByRole('row').count(), 2)
  await page.getByRole('combobox', { name: 'Filter' }).fill('colour')
  await page
    .getByRole('option', { name: /Colour of the slip/ })
    .first()
    .click()
  await page.keyboard.type('blue')
  await page.keyboard.press('Enter')
  await page
    .getByText(/Nothing|None|No /)
    .first()
    .waitFor()
  assert.match(page.url(), /extra\.weight\.from=1/)
  assert.match(page.url(), /extra\.colourOfTheSlip/)
  assert.deepEqual(await axeFaults(page), [])
  assert.deepEqual(faults, [])
  await context.close()
})

test(
  '5 undo: a field that is ended is asked for no more, and keeps what is in it',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('settings/own-fields', { roles })
    await page.getByRole('button', { name: 'Rename: Weight' }).click()
    await page.getByLabel('Name on forms').fill('Weight in kg')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name: 'Weight in kg', exact: true }).waitFor()
    await page.getByRole('button', { name: 'End: Weight in kg' }).click()
    await page.getByRole('cell', { name: 'ended', exact: true }).waitFor()
    await page.goto(`${office.api.address}/c/store/sales-invoices/new`)
    await page.getByRole('textbox', { name: 'Colour of the slip' }).waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'Weight in kg' }).count(), 0)
    await page.goto(`${office.api.address}/c/store/sales-invoices?extra.weight.from=1`)
    await page.getByRole('grid').getByRole('row').nth(1).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
    const weight = page.getByRole('textbox', { name: 'Weight in kg' })
    assert.equal(await weight.inputValue(), '1.5')
    await page.goto(`${office.api.address}/c/store/settings/own-fields`)
    await page.getByRole('button', { name: 'Ask again: Weight in kg' }).click()
    await page.getByRole('button', { name: 'End: Weight in kg' }).waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test('25 no dead ends: registers have own fields, too', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/own-fields', { roles })
  await addField(page, 'Party', 'Anniversary', 'a day')
  await page.goto(`${office.api.address}/c/store/parties/ANN`)
  const day = page.getByRole('textbox', { name: 'Anniversary' })
  await day.fill('t')
  await page.keyboard.press('Tab')
  assert.equal(await day.inputValue(), '22 Nov 2026')
  await page.keyboard.press('Control+s')
  await page.getByText('Saved').first().waitFor()
  await page.reload()
  assert.equal(await day.inputValue(), '22 Nov 2026')
  assert.deepEqual(faults, [])
  await context.close()
})
