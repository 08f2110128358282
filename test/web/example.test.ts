/** The example in a real browser: told in words and colour in every look, and ended in one act. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { makeWelcome } from '#server/access/welcome.ts'
import { storeIn } from '#test/books.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'

let office: Office
const skip = noBrowser

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
})
after(() => office?.close())

/** The mark that the start of the server gives, under a name that says nothing. */
async function markAsExample(): Promise<void> {
  const { superuser, organization } = office.shop
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(
    `update ledger.organization set is_example = true, name = 'Harbour Ltd'
      where organization = $1`,
    [organization],
  )
  await client.end()
}

test('22 onboarding: an example is told in words and colour, in every look', { skip }, async () => {
  const plain = await office.sit('', { roles: ['owner'] })
  await plain.page.getByRole('heading', { name: 'My desk' }).waitFor()
  assert.equal(await plain.page.getByRole('complementary', { name: 'Example' }).count(), 0)
  await plain.context.close()
  await markAsExample()
  for (const look of ['light', 'dark'] as const) {
    for (const width of [1440, 375]) {
      const { page, faults, context } = await office.sit('', { roles: ['owner'], look, width })
      const strip = page.getByRole('complementary', { name: 'Example' })
      await strip.getByText('Example', { exact: true }).waitFor()
      const [ground, bar] = await page.evaluate<string[]>(
        `['.example-bar', '.bar'].map((one) =>
          getComputedStyle(document.querySelector(one)).backgroundColor)`,
      )
      assert.notEqual(ground, bar)
      assert.deepEqual(await axeFaults(page), [])
      await page.evaluate(`document.documentElement.dataset.contrast = 'more'`)
      assert.deepEqual(await axeFaults(page), [])
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(wide <= width, `${wide} px`)
      assert.deepEqual(faults, [])
      await context.close()
    }
  }
})

test('22 onboarding: the example is deleted in one act, its name typed', { skip }, async () => {
  const { api, shop } = office
  const { database, organization } = shop
  await storeIn(database)
  const clerk = await office.sit('settings/companies', { roles: ['billing clerk'] })
  await clerk.page.getByText('An owner of it may delete it').waitFor()
  assert.equal(await clerk.page.getByRole('button', { name: 'Delete the example' }).count(), 0)
  await clerk.context.close()
  const link = await database.transaction(organization, (query) =>
    makeWelcome(query, api.entrance, organization, Temporal.Now.plainDateISO('UTC')),
  )
  const { page, faults, context } = await office.sit('', { roles: ['owner'] })
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  await page.goto('about:blank')
  await page.goto(`${api.address}/welcome#${link.split('#')[1]}`)
  await page.getByRole('button', { name: 'See the example company' }).click()
  await page.getByRole('complementary', { name: 'Example' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Delete the example' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('It takes up to a minute').waitFor()
  const doIt = dialog.getByRole('button', { name: 'Delete it for ever' })
  assert.ok(await doIt.isDisabled())
  await dialog.getByLabel('Type its name: Harbour Ltd').fill('Harbour')
  assert.ok(await doIt.isDisabled())
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByLabel('Type its name: Harbour Ltd').fill('Harbour Ltd')
  await doIt.click()
  await page.waitForURL('**/sign-in')
  const client = new pg.Client(shop.superuser)
  await client.connect()
  for (const table of ['ledger.organization', 'ledger.entry', 'access.person', 'register.party']) {
    const text = `select from ${table} where organization = $1`
    assert.equal((await client.query(text, [organization])).rowCount, 0, table)
  }
  await client.end()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('401')),
    [],
  )
  await context.close()
})
