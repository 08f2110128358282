/** The shell in a real browser: who comes in, where one is, and what the command bar finds. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test('the rail shows the desks that one may enter', { skip: noBrowser }, async () => {
  const { page, faults, context } = await office.sit('')
  const rail = page.getByRole('navigation', { name: 'Desks' })
  await rail.getByRole('link', { name: 'Sales invoices' }).waitFor()
  assert.ok(await rail.getByRole('link', { name: 'Trial balance' }).isVisible())
  assert.deepEqual(faults, [])
  await context.close()
})

test(
  '7 command palette: a key opens it, and a paper is found by its number',
  {
    skip: noBrowser,
  },
  async () => {
    const { page, faults, context } = await office.sit('')
    await page.getByRole('navigation', { name: 'Desks' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('trial')
    await page.getByRole('option', { name: 'Trial balance' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/c/store/reports/trial-balance')
    assert.deepEqual(faults, [])
    await context.close()
  },
)
