/** “What is new” in a real browser: marked until it was opened, on every device. */
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

test(
  '25 no dead ends: changes of screens are announced until they were read',
  { skip },
  async () => {
    const { page, faults, context, human } = await office.sit('inbox')
    const menu = page.locator('.bar .person')
    await menu.getByRole('img', { name: 'There is something new' }).waitFor()
    await menu.click()
    await page.getByRole('menuitem', { name: 'What is new' }).click()
    await page.getByRole('heading', { name: 'What is new' }).waitFor()
    await page.getByText(/A step with more than 500 papers/).waitFor()
    await page.getByText(/Each key can be chosen anew/).waitFor()
    await menu.getByRole('img').waitFor({ state: 'detached' })
    assert.deepEqual(await axeFaults(page), [])
    const { json } = await office.api.get(human.session, '/me/preferences')
    assert.ok(Number(json['changesSeen']) > 0)
    // The server remembers it: another look, in another language, is marked no more.
    await office.api.post(human.session, '/me/preferences', { language: 'de' })
    await page.goto(`${office.api.address}/c/store/changes`)
    await page.getByRole('heading', { name: 'Was neu ist' }).waitFor()
    assert.equal(await menu.getByRole('img').count(), 0)
    assert.deepEqual(faults, [])
    await context.close()
  },
)
