/** Coming in, in a real browser: the link of the terminal, mailed links, a session that ended. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeInvitation } from '#server/access/links.ts'
import { makeWelcome } from '#server/access/welcome.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { fillCells, fillIn, pressUntil } from '#test/web/keyboard.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

/** A browser of somebody who is not signed in, at a page. */
async function stranger(address: string, habits: object = {}): Promise<Seat> {
  const seat = await office.sit('', habits)
  await seat.context.clearCookies()
  await seat.page.goto('about:blank')
  seat.faults.length = 0
  await seat.page.goto(office.api.address + address)
  return seat
}

async function welcomeLink(): Promise<string> {
  const { database, organization } = office.shop
  const link = await database.transaction(organization, (query) =>
    makeWelcome(query, office.api.entrance, organization, Temporal.Now.plainDateISO('UTC')),
  )
  return `/welcome#${link.split('#')[1]}`
}

test(
  '22 onboarding: the link of the terminal opens the example, once',
  { skip: noBrowser },
  example,
)
async function example(): Promise<void> {
  const link = await welcomeLink()
  const { page, faults, context } = await stranger(link)
  await page.getByRole('button', { name: 'See the example company' }).waitFor()
  assert.equal(new URL(page.url()).hash, '')
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'See the example company' }).click()
  await page.waitForURL('**/c/store')
  await page.getByRole('button', { name: 'Ada Morgan' }).waitFor()
  assert.deepEqual(faults, [])
  await context.close()
  const second = await stranger(link)
  await second.page.getByRole('button', { name: 'See the example company' }).click()
  await second.page.getByRole('alert').getByText('used before').waitFor()
  await second.context.close()
}

async function fillForm(page: Page, email: string): Promise<void> {
  await page.getByLabel('Company').fill('Kestrel & Daughters')
  await page.getByLabel('First fiscal year begins on').fill('2026-01-01')
  await page.getByLabel('Your name').fill('Mia Kestrel')
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill('lantern teapot gravel')
}

test(
  '22 onboarding: from the link to the first invoice, by what the screens say',
  { skip: noBrowser },
  own,
)
async function own(): Promise<void> {
  const begun = performance.now()
  const { page, faults, context } = await stranger(await welcomeLink())
  await page.getByRole('button', { name: 'Start your own company' }).click()
  await page.waitForURL('**/new-company')
  await fillForm(page, 'mia@example.com')
  // The browser is of Britain, so country and currency are proposed.
  assert.equal(
    await page.getByRole('combobox', { name: 'Currency' }).inputValue(),
    'GBP  British Pound',
  )
  await page.getByText('Whoever says who may do what').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByLabel('I have read this').check()
  await page.getByRole('button', { name: 'Start the company' }).click()
  await page.waitForURL('**/c/kestrel-daughters/first-steps')
  // Tax codes came with the country; the rest is to do, department by department.
  await page.getByText(/^1 of \d+ are done\.$/).waitFor()
  for (const name of ['Sales', 'Receivables', 'Books', 'Tax', 'Stock', 'House']) {
    await page.getByRole('main').getByRole('heading', { name, exact: true }).waitFor()
  }
  assert.deepEqual(await axeFaults(page), [])
  await nextStep(page)
  await addCustomer(page)
  await nextStep(page)
  await addItem(page)
  await nextStep(page)
  await issueInvoice(page)
  assert.deepEqual(faults, [])
  // It is done, the desk tells what is next, and that can be hidden and found again.
  await page.getByRole('link', { name: 'My desk' }).click()
  await page.getByText(/^4 of \d+ are done\./).waitFor()
  await page.getByRole('link', { name: 'Write down a first receipt of money' }).waitFor()
  await page.getByRole('button', { name: 'Hide it from my desk' }).click()
  await page.getByText(/of \d+ are done/).waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { name: 'Needs you first' }).waitFor()
  await page.waitForLoadState('networkidle')
  assert.equal(await page.getByText(/of \d+ are done/).count(), 0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do something' }).fill('First steps')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/first-steps')
  await page.getByRole('button', { name: 'Show it on my desk' }).click()
  await page.getByRole('link', { name: 'To my desk' }).click()
  await page.getByText(/^4 of \d+ are done\./).waitFor()
  const minutes = (performance.now() - begun) / 60_000
  assert.ok(minutes < 10, `${minutes} minutes`)
  await context.close()
}

/** Goes where the desk says that one goes next. */
async function nextStep(page: Page): Promise<void> {
  if (!page.url().endsWith('/first-steps')) {
    await page.getByRole('link', { name: 'My desk' }).click()
    await page.getByRole('link', { name: 'See all first steps' }).click()
  }
  await page.getByRole('link', { name: 'next', exact: true }).click()
  await page.waitForURL('**/new')
}

/** Writes what a picker is searched by, and takes what it finds first. */
async function pick(page: Page, label: string, words: string, found: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(words)
  await page.getByRole('option', { name: found }).first().click()
}

async function addCustomer(page: Page): Promise<void> {
  await fillIn(page, 'Code', 'ANN')
  await fillIn(page, 'Name', 'Ann Ltd')
  await fillIn(page, 'Country', 'GB')
  await fillIn(page, 'Days to pay', '30')
  await pick(page, 'Currency', 'GBP', /GBP/)
  await pick(page, 'Receivable', 'receivable', /receivable/i)
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.waitForURL('**/parties/ANN')
}

async function addItem(page: Page): Promise<void> {
  await fillIn(page, 'Code', 'ADVICE')
  await fillIn(page, 'Name', 'An hour of advice')
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('service')
  await fillIn(page, 'Price', '80')
  await pick(page, 'Revenue', 'sales', /sales/i)
  await pick(page, 'Tax code', 'standard', /GB-S/)
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.waitForURL('**/items/ADVICE')
}

/** The customer and the item say the rest. */
async function issueInvoice(page: Page): Promise<void> {
  await pick(page, 'Customer', 'ann', /Ann Ltd/)
  await page
    .getByRole('combobox', { name: 'Currency', exact: true })
    .and(page.locator('[value=GBP]'))
    .waitFor()
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
  await fillCells(page, 'ADVICE', '', '3')
  await page.keyboard.press('Enter')
  await page.getByText('240.00').first().waitFor()
  await page.getByRole('button', { name: /^Issue/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('288.00').first().waitFor()
  await dialog.getByRole('button', { name: /^Issue/ }).click()
  await page.getByRole('heading', { name: /^INV-\d{4}-00001$/ }).waitFor()
}

test(
  '17 errors that help: a form that is refused says where, and keeps what was typed',
  {
    skip: noBrowser,
  },
  refusedForm,
)
async function refusedForm(): Promise<void> {
  const { page, context } = await stranger(await welcomeLink(), { width: 375, height: 700 })
  await page.getByRole('button', { name: 'Start your own company' }).click()
  await fillForm(page, 'mia2@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('kestrel kestrel')
  await page.getByLabel('I have read this').check()
  await page.getByRole('button', { name: 'Start the company' }).click()
  await page.getByText('first that are guessed').waitFor()
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Mia Kestrel')
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  assert.ok(wide <= 375, `${wide} px`)
  await context.close()
}

test(
  '22 onboarding: an invitation sets a password, and its person signs in',
  {
    skip: noBrowser,
  },
  invited,
)
async function invited(): Promise<void> {
  const { database, organization } = office.shop
  const { person, email } = await office.api.human(organization, 'bea@example.com', ['staff'])
  const link = await database.transaction(organization, (query) =>
    makeInvitation(query, office.api.entrance, { organization, person }),
  )
  const { page, faults, context } = await stranger(`/invitation#${link.split('#')[1]}`)
  await page.getByRole('textbox', { name: 'New password' }).fill('short')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByText('Take 12 or more').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('textbox', { name: 'New password' }).fill('wobbly giraffe fiddle')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByText('The password is set').waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill('wobbly giraffe fiddle')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/c/store')
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('422') && !fault.includes('401')),
    [],
  )
  await context.close()
}

test('a forgotten password is answered alike for everybody', { skip: noBrowser }, forgotten)
async function forgotten(): Promise<void> {
  const { page, context } = await stranger('/sign-in', { look: 'dark' })
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  // The page before it has a field of the same name.
  const send = page.getByRole('button', { name: 'Send the link' })
  await send.waitFor()
  await page.getByLabel('Mail address').fill('nobody@example.com')
  await send.click()
  await page.getByText('the link is on its way').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await context.close()
}
