/** The log of calls in a real browser: found, narrowed, opened, and reached from a key. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'

let office: Office
const skip = noBrowser

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test('25 no dead ends: administrators see the calls of keys', { skip }, async () => {
  const { api, shop } = office
  const key = await api.key(shop.organization)
  const done = await api.get(key, '/companies')
  const refused = await api.post(key, '/companies/store/entries', {}, { 'idempotency-key': 'one' })
  assert.equal(refused.status, 400)
  await api.services.calls.flush()
  const { page, faults, context } = await office.sit('settings/keys', { roles: ['owner'] })
  await page.getByRole('link', { name: 'Calls of tests' }).click()
  await page.getByRole('button', { name: 'GET /companies', exact: true }).waitFor()
  assert.match(page.url(), /settings\/calls\?key=/)
  assert.deepEqual(await axeFaults(page), [])
  // The newest stands first; it opens to all that was noted, and the address keeps it open.
  const first = page.getByRole('row').nth(1)
  await first.getByRole('button', { name: 'POST /companies/store/entries' }).click()
  const number = refused.headers.get('x-request-id') ?? ''
  await page.getByText(number, { exact: true }).waitFor()
  await page.reload()
  await page.getByText(number, { exact: true }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('combobox', { name: 'Answer' }).selectOption('2xx')
  await page.getByRole('button', { name: 'POST' }).waitFor({ state: 'detached' })
  assert.match(page.url(), /status=2xx/)
  await page.getByRole('button', { name: 'GET /companies', exact: true }).click()
  await page.getByText(done.headers.get('x-request-id') ?? '', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('Operation', { exact: true }).fill('postEntries')
  await page.getByLabel('Operation', { exact: true }).press('Enter')
  await page.getByRole('button', { name: 'GET' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'POST /companies/store/entries' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'GET /companies', exact: true }).waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('25 no dead ends: who makes no keys is told who sees calls', { skip }, async () => {
  const { page, context } = await office.sit('settings/calls', { roles: ['billing clerk'] })
  await page.getByText(/None of your roles lets you do this: list the calls/).waitFor()
  await context.close()
})
