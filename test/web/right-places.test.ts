/** Errors that lead to where they are set right, in a real browser. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { fillIn } from '#test/web/keyboard.ts'
import { bill } from '#test/web/list-office.ts'

let office: Office
const skip = noBrowser

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test(
  '17 errors that help: an unknown code leads to its register, new with it',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices/new')
    await fillIn(page, 'Customer', 'NOBODY')
    await page.keyboard.press('Tab')
    const link = page.getByRole('link', { name: 'Add the party “NOBODY”' })
    await link.first().waitFor()
    assert.deepEqual(await axeFaults(page), [])
    await link.first().click()
    await page.waitForURL(/\/parties\/new\?code=NOBODY/)
    await page.getByRole('textbox', { name: 'Code', exact: true }).waitFor()
    assert.equal(
      await page.getByRole('textbox', { name: 'Code', exact: true }).inputValue(),
      'NOBODY',
    )
    // What was typed before is still there.
    await page.goBack()
    await page.getByText(/You typed something here/).waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test('17 errors that help: a locked period leads to the periods', { skip }, async () => {
  const { api, shop } = office
  const key = await api.key(shop.organization)
  const locked = { state: 'locked', reason: 'Sent' }
  const [id = ''] = await shop.write(salesInvoice, [{ ...bill, issuedOn: '2026-01-15' }])
  const set = await api.post(key, '/companies/store/periods/202601/state', locked)
  assert.equal(set.status, 200, set.text)
  const { page, context } = await office.sit(`sales-invoices/${id}`)
  await page.getByRole('button', { name: /^Issue/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/period .* is locked/).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('link', { name: 'To: Years and periods' }).click()
  await page.waitForURL(/\/c\/store\/settings\/periods$/)
  await page.getByRole('heading', { name: 'Years and periods' }).waitFor()
  await context.close()
})

test('17 errors that help: nobody is led where they may not go', { skip }, async () => {
  const seat = await office.sit('settings/keys', { roles: ['billing clerk'] })
  // Who may grant what is lacking is said; the way to the roles is for those who see them.
  await seat.page.getByText(/None of your roles lets you do this: list the keys/).waitFor()
  assert.equal(await seat.page.getByRole('link', { name: 'To: Roles' }).count(), 0)
  await seat.context.close()
  const auditor = await office.sit('settings/keys', { roles: ['auditor'] })
  await auditor.page.getByText(/None of your roles lets you do this: list the keys/).waitFor()
  await auditor.page.getByRole('link', { name: 'To: Roles' }).click()
  await auditor.page.waitForURL(/\/settings\/roles$/)
  await auditor.context.close()
})

test('17 errors that help: a fault tells its number, and it can be copied', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices', { roles: usualRoles })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('grid').waitFor()
  await page.route('**/api/v1/companies/store/credit-notes*', (route) =>
    route.fulfill({
      status: 500,
      headers: { 'x-request-id': 'abc-1', 'content-type': 'application/problem+json' },
      body: JSON.stringify({
        detail: 'This is a fault of ours.',
        problems: [{ rule: 'defect', field: '', message: 'This is a fault of ours.' }],
      }),
    }),
  )
  await page.getByRole('link', { name: 'Credit notes' }).click()
  await page.getByText('abc-1', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Copy the number' }).click()
  await page.getByText('Copied').waitFor()
  assert.equal(await page.evaluate<string>('navigator.clipboard.readText()'), 'abc-1')
  assert.deepEqual(await axeFaults(page), [])
  await context.close()
})
