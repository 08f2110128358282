/** Webhooks in a real browser: made, tried, seen with each attempt, paused, changed, removed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { readAllowance } from '#server/egress/allowance.ts'
import { openEgress } from '#server/egress/egress.ts'
import { startDeliveryJob } from '#server/webhooks/delivery-job.ts'
import { answering, startReceiver } from '#test/server/receiver.ts'
import type { Receiver } from '#test/server/receiver.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'

let office: Office
let receiver: Receiver
const skip = noBrowser

before(async () => {
  if (noBrowser !== false) return
  receiver = await startReceiver('127.0.0.1')
  const allowance = readAllowance(`http://hooks.lan:${receiver.port}`)
  assert.ok(allowance.ok)
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const egress = openEgress({ allowance: allowance.value, resolve })
  office = await openOffice({ egress, now: () => Temporal.Now.instant() })
})
after(async () => {
  await office?.close()
  await receiver?.close()
})

/** What a server does by itself every two seconds. */
async function tell(): Promise<void> {
  const job = startDeliveryJob({
    services: office.api.services,
    now: () => Temporal.Now.instant(),
    interval: 1_000_000,
  })
  await job.run()
  await job.stop()
}

test('25 surfaces: administrators make webhooks, see what they heard', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/webhooks', { roles: ['owner'] })
  await made(page)
  await tried(page)
  await kept(page)
  assert.equal(receiver.came.length, 2)
  // The browser says of itself that something was refused.
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('422')),
    [],
  )
  await context.close()
})

test('25 surfaces: who makes no keys is told who makes webhooks', { skip }, async () => {
  const { page, context } = await office.sit('settings/webhooks', { roles: ['billing clerk'] })
  await page.getByText(/None of your roles lets you do this/).waitFor()
  await context.close()
})

/** Made, with an address that is refused first. */
async function made(page: Page): Promise<void> {
  await page.getByText('There is no webhook yet.').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'New webhook' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Address').fill('https://10.0.0.1/hooks')
  await form.getByText('Sales invoice', { exact: true }).click()
  await form.getByRole('checkbox', { name: 'issue', exact: true }).check()
  await form.getByText('one chosen').waitFor()
  await form.getByLabel('What it is for').fill('the shop')
  assert.deepEqual(await axeFaults(page), [])
  await form.getByRole('button', { name: 'New webhook' }).click()
  // What is refused stands at its field, and what was typed stays.
  await form.getByText(/belongs to a network of its own/).waitFor()
  await form.getByLabel('Address').fill(`http://hooks.lan:${receiver.port}/hooks`)
  await form.getByRole('button', { name: 'New webhook' }).click()
  assert.match(await shownSecret(page).inputValue(), /^whsec_/)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('Sales invoice: issue').waitFor()
  await page.getByRole('link', { name: `http://hooks.lan:${receiver.port}/hooks` }).click()
  await page.getByText('At work').waitFor()
  assert.match(page.url(), /settings\/webhooks\?webhook=/)
}

/** Tried while its receiver fails, and sent again when it does no longer. */
async function tried(page: Page): Promise<void> {
  receiver.answers = answering(500)
  await page.getByRole('button', { name: /^Send a test/ }).click()
  await page.getByRole('button', { name: 'Test', exact: true }).waitFor()
  await tell()
  await page.getByRole('cell', { name: '500' }).waitFor()
  await page
    .getByText(/Does not take what is sent; the next attempt is on .* One message waits/)
    .waitFor()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  receiver.answers = answering(204)
  const asked = page.waitForResponse(/resendings/)
  await page.getByRole('button', { name: /^Send again/ }).click()
  await asked
  await tell()
  await page.getByRole('cell', { name: '204' }).first().waitFor()
  // The address keeps the row open, with both attempts.
  await page.reload()
  await page.getByRole('listitem').filter({ hasText: '500' }).waitFor()
  assert.equal(await page.locator('.deliveries ol > li').count(), 2)
  assert.deepEqual(await axeFaults(page), [])
  await page.setViewportSize({ width: 375, height: 812 })
  assert.deepEqual(await axeFaults(page), [])
  assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 375)
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** Held back, gone on with, given a new secret, removed. */
async function kept(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Hold back/ }).click()
  await page.getByText(/Paused on .* Nothing waits/).waitFor()
  await page.getByRole('button', { name: /^Resume/ }).click()
  await page.getByText('At work').waitFor()
  await changed(page)
  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
  assert.match(await shownSecret(page).inputValue(), /^whsec_/)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('The old secret holds until').waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('There is no webhook yet.').waitFor()
}

/** Led elsewhere, hearing one step more; what was chosen and not saved is forgotten. */
async function changed(page: Page): Promise<void> {
  const form = page.getByRole('dialog')
  const issue = form.getByRole('checkbox', { name: 'issue', exact: true })
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await form.locator('summary', { hasText: /^Sales invoice/ }).click()
  await issue.uncheck()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  assert.equal(await form.getByLabel('What it is for').inputValue(), 'the shop')
  await form.getByLabel('Address').fill('https://10.0.0.1/hooks')
  await form.locator('summary', { hasText: /^Sales invoice/ }).click()
  assert.equal(await issue.isChecked(), true)
  await form.getByRole('checkbox', { name: 'write', exact: true }).check()
  assert.deepEqual(await axeFaults(page), [])
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText(/belongs to a network of its own/).waitFor()
  await form.getByLabel('Address').fill(`http://hooks.lan:${receiver.port}/new`)
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: `http://hooks.lan:${receiver.port}/new` }).waitFor()
  await page.getByText('Sales invoice: issue, Sales invoice: write').waitFor()
}

function shownSecret(page: Page): Locator {
  return page.getByRole('textbox', { name: /It is shown this once/ })
}
