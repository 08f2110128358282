/** Coming in, in a real browser: the link of the terminal, mailed links, a session that ended. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeInvitation } from '#server/access/links.ts'
import { makeWelcome } from '#server/access/welcome.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'

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

test('22 onboarding: from the link to a company with its first steps', { skip: noBrowser }, own)
async function own(): Promise<void> {
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
  await page.getByRole('link', { name: 'next' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  assert.deepEqual(faults, [])
  // She writes a customer, as the screens do; the list of steps goes on.
  await page.evaluate(async () => {
    await fetch('/api/v1/parties', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rows: [{ code: 'ANN', name: 'Ann Ltd' }] }),
    })
  })
  await page.reload()
  await page.getByText('done').waitFor()
  await context.close()
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
