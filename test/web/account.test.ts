/** One’s own account in a real browser: password, app, sessions, look; and what ends meanwhile. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axeFaults } from '#test/web/axe.ts'
import { codeOf } from '#test/server/browser.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

const skip = noBrowser

test('an app is added by a picture and its first code, and removed again', { skip }, async () => {
  const { page, faults, context, human } = await office.sit('account')
  await page.getByRole('button', { name: 'Add an app' }).click()
  await page.getByRole('img', { name: 'Picture to scan' }).waitFor()
  const secret = await page.getByLabel('Secret to type').inputValue()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByLabel('Code of the app').fill(codeOf(secret.replaceAll(' ', ''), office.api))
  await page.getByRole('button', { name: 'Confirm the app' }).click()
  const codes = page.getByRole('region', { name: 'Your recovery codes' })
  await codes.waitFor()
  assert.equal(await codes.getByRole('listitem').count(), 10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes are left').waitFor()
  await page.getByRole('button', { name: 'Remove the app' }).click()
  await page.getByRole('button', { name: 'Add an app' }).waitFor()
  assert.deepEqual(faults, [])
  assert.ok(human.email !== '')
  await context.close()
})

/** Makes the session one whose person showed long ago who it is. */
async function longAgo({ human }: Seat): Promise<void> {
  const { database, organization } = office.shop
  await database.transaction(organization, (query) =>
    query({
      text: `update access.session set confirmed_at = clock_timestamp() - interval '1 hour'
        where organization = $1 and person = $2`,
      values: [organization, human.person],
    }),
  )
}

test('what wants proof asks for it in a dialog, and goes on by itself', { skip }, async () => {
  const seat = await office.sit('account')
  const { page, context, human } = seat
  await page.getByRole('button', { name: 'Add an app' }).waitFor()
  await longAgo(seat)
  await page.waitForTimeout(5_100)
  await page.getByRole('button', { name: 'Add an app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show again who you are' })
  await dialog.getByRole('textbox', { name: 'Password' }).fill('not this one at all')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByText('not your present password').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('textbox', { name: 'Password' }).fill(human.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('img', { name: 'Picture to scan' }).waitFor()
  await context.close()
})

test(
  '17 errors that help: a session that ended is taken up again, and what was typed is there',
  {
    skip,
  },
  async () => {
    const { page, context, human } = await office.sit('account')
    const field = page.getByRole('textbox', { name: 'Present password' })
    await field.fill(human.password)
    await page.getByRole('textbox', { name: 'New password' }).fill('bent dune kettle')
    await page.waitForLoadState('networkidle')
    await context.clearCookies()
    await page.getByRole('button', { name: 'Change the password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.waitFor()
    assert.deepEqual(await axeFaults(page), [])
    assert.equal(await dialog.getByLabel('Mail address').inputValue(), human.email)
    await dialog.getByRole('textbox', { name: 'Password' }).fill(human.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The password is changed').waitFor()
    await context.close()
  },
)

test('sessions are listed, and all others ended', { skip }, async () => {
  const { page, context, human } = await office.sit('account')
  const { email, password } = human
  const other = await office.api.post('', '/sign-in', { email, password })
  assert.equal(other.status, 200)
  await page.reload()
  await page.getByRole('button', { name: 'End all others' }).click()
  await page.getByText(/1 session has ended/).waitFor()
  await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' })
  await context.close()
})

test('24 reach: language, dark, contrast and density are chosen and stay', { skip }, async () => {
  const { page, context, faults } = await office.sit('account', { width: 375, height: 700 })
  await page.getByText('Dark', { exact: true }).click()
  await page.getByText('High', { exact: true }).click()
  await page.getByText('Comfortable').click()
  await page.getByText('Deutsch').click()
  await page.getByRole('heading', { name: 'Ihr Konto' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Ihr Konto' }).waitFor()
  const root = page.locator('html')
  assert.equal(await root.getAttribute('data-mantine-color-scheme'), 'dark')
  assert.equal(await root.getAttribute('data-contrast'), 'more')
  assert.equal(await root.getAttribute('data-density'), 'comfortable')
  assert.equal(await root.getAttribute('lang'), 'de')
  assert.deepEqual(await axeFaults(page), [])
  assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 375)
  assert.deepEqual(faults, [])
  await context.close()
})
