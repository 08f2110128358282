/** Keys that somebody chose for themselves, in a browser: chosen, told, obeyed, and usual again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'

const skip = noBrowser
let office: Office
const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
})
after(() => office?.close())

test(
  '6 keyboard: keys are chosen on the account page, told everywhere, and obeyed',
  { skip },
  async () => {
    await sitting('account', async ({ page }) => {
      await choose(page, 'A new one', 'v')
      await choose(page, 'Filter', 'f')
      await choose(page, 'Save', 'Control+Shift+Enter', 'Ctrl+Enter')
      await page.getByText('That key already does: The next step').waitFor()
      await page.keyboard.press('Control+d')
      await choose(page, 'Search or do something', 'Control+j')
      await page.goto(`${office.api.address}/c/store/sales-invoices`)
      const fresh = page.getByRole('button', { name: /New sales invoice/ })
      await fresh.getByText('v', { exact: true }).waitFor()
      await page.keyboard.press('?')
      const keys = page.getByRole('dialog', { name: 'Keys' })
      await keys.getByText('v', { exact: true }).waitFor()
      assert.equal(await keys.getByText('n', { exact: true }).count(), 0)
      await page.keyboard.press('Escape')
      await keys.waitFor({ state: 'detached' })
      await page.keyboard.press('n')
      await page.keyboard.press('Control+j')
      await page.getByRole('combobox', { name: 'Search or do something' }).fill('Filter')
      await page.getByRole('option', { name: 'Filter' }).getByText('f', { exact: true }).waitFor()
      await page.keyboard.press('Escape')
      assert.match(page.url(), /sales-invoices$/)
      await page.keyboard.press('v')
      await page.waitForURL('**/sales-invoices/new')
      await page.getByRole('button', { name: 'Save' }).getByText('Ctrl D').waitFor()
    })
  },
)

test(
  '6 keyboard: keys are as usual one by one and all, and stay over a reload',
  { skip },
  async () => {
    await sitting('account', async ({ page }) => {
      await choose(page, 'A new one', 'v')
      await choose(page, 'Approve', 'y')
      await page.reload()
      await named(page, 'Approve: y').waitFor()
      await page.getByRole('button', { name: 'As usual: a, Approve' }).click()
      await named(page, 'Approve: a').waitFor()
      await page.getByRole('button', { name: 'All keys as usual' }).click()
      await named(page, 'A new one: n').waitFor()
      assert.equal(await page.evaluate(() => localStorage.getItem('keys')), null)
      await choose(page, 'A new one', 'ArrowDown')
      await page.getByText('That key moves, edits or leaves in every grid').waitFor()
      await page.keyboard.press('Escape')
      await named(page, 'A new one: n').waitFor()
    })
  },
)

test('24 reach: axe finds nothing in the keys, on a phone and in the dark', { skip }, async () => {
  const look = async ({ page }: { page: Page }): Promise<void> => {
    await named(page, 'A new one: n').click()
    await page.getByText('Press a key …').waitFor()
    await page.keyboard.press('x')
    await page.getByText('That key already does: Select the row').waitFor()
    assert.deepEqual(await axeFaults(page), [])
  }
  await sitting('account', look)
  await sitting('account', look, { width: 375, look: 'dark', touch: true })
})

function named(page: Page, name: string) {
  return page.getByRole('button', { name: `${name}. Press to choose another key` })
}

/** Presses a key for a deed; what is taken is shown where no other is said. */
async function choose(page: Page, what: string, key: string, shown?: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${what}: .*Press to choose`) }).click()
  await page.keyboard.press(shown === undefined ? key : 'Control+Enter')
}
