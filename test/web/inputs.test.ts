/** Smart inputs in a real browser: spans of days in both languages, and what was used last. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { germanSpans, spanNames } from '#web/controls/spans.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear } from '#test/web/half-year.ts'
import { fillIn, pressUntil, until } from '#test/web/keyboard.ts'
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

for (const { language, field, line, label } of [
  { language: 'en-GB', field: 'issued on', line: 'Filter', label: 'Issued on' },
  { language: 'de-DE', field: 'rechnungsdatum', line: 'Filtern', label: 'Rechnungsdatum' },
]) {
  test(
    `3 filter bar: the whole list of spans of days is offered (${language})`,
    { skip },
    async () => {
      await sitting(
        'sales-invoices',
        async ({ page }) => {
          const input = page.getByRole('combobox', { name: line })
          await input.fill(field)
          await page
            .getByRole('option', { name: new RegExp(`^${label}`) })
            .first()
            .click()
          const options = page.getByRole('option')
          await options.nth(spanNames.length - 1).waitFor()
          assert.deepEqual(
            await options.allInnerTexts(),
            spanNames.map((name) => {
              const told = language === 'de-DE' ? germanSpans[name] : name
              return `${label}: ${told}`
            }),
          )
          // Either language is understood in either.
          for (const [typed, from, to] of [
            ['letztes Quartal', '2026-07-01', '2026-09-30'],
            ['last 30 days', '2026-10-24', '2026-11-22'],
            ['letzte 7 Tage', '2026-11-16', '2026-11-22'],
            ['Jahr bis heute', '2026-01-01', '2026-11-22'],
            ['q3', '2026-07-01', '2026-09-30'],
          ] as const) {
            await input.fill(typed)
            await page.keyboard.press('Enter')
            await page.waitForURL(new RegExp(`issuedOn.*${from}.*${to}`))
            await page.keyboard.press('c')
            await input.fill(field)
            await page
              .getByRole('option', { name: new RegExp(`^${label}`) })
              .first()
              .click()
          }
          assert.deepEqual(await axeFaults(page), [])
        },
        { language },
      )
    },
  )
}

test('8 smart inputs: parameters of reports take spans and relative days', { skip }, async () => {
  await sitting('reports/income-statement', async ({ page }) => {
    const from = page.getByLabel('From', { exact: true })
    for (const [typed, begins, ends] of [
      ['this fiscal year', '2026-01-01', '2026-12-31'],
      ['letztes Quartal', '2026-07-01', '2026-09-30'],
      ['last 90 days', '2026-08-25', '2026-11-22'],
      ['Monat bis heute', '2026-11-01', '2026-11-22'],
    ] as const) {
      await from.fill(typed)
      await from.press('Enter')
      await page.waitForURL(
        new RegExp(`from=${begins}.*until=${ends}|until=${ends}.*from=${begins}`),
      )
    }
    await page.getByLabel('Span').selectOption('last 30 days')
    await page.waitForURL(/from=2026-10-24/)
  })
})

test(
  '8 smart inputs: pickers show first what this person used last in this field',
  { skip },
  async () => {
    await sitting('sales-invoices/new', async ({ page }) => {
      const customer = page.getByRole('combobox', { name: 'Customer' })
      const options = page.getByRole('option')
      await customer.click()
      await options.first().waitFor()
      assert.equal(await options.filter({ hasText: 'used last' }).count(), 0)
      await options.filter({ hasText: 'HANS' }).click()
      await page.waitForFunction(() =>
        Object.keys(localStorage).some((key) => key.startsWith('recent')),
      )
      await page.goto(`${office.api.address}/c/store/sales-invoices`)
      await page.getByRole('heading', { name: 'Sales invoices' }).waitFor()
      await page.goto(`${office.api.address}/c/store/credit-notes/new`)
      await customer.click()
      await options.filter({ hasText: 'HANS' }).getByText('used last').waitFor()
      assert.match(await options.first().innerText(), /HANS/)
      // Another field with the same register has its own.
      await page.goto(`${office.api.address}/c/store/receipts`)
      const kept = await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith('recent')),
      )
      assert.equal(kept.length, 1)
      assert.match(kept[0] ?? '', /^recent [0-9a-f-]{36} store party customer$/)
    })
  },
)

test(
  '8 smart inputs: a proposal that comes late is replaced by what one types, like any other',
  { skip },
  async () => {
    await sitting('sales-invoices/new', async ({ page }) => {
      // Answers wait until somebody is in the field to which they bring something.
      const { promise: isThere, resolve: arrive } = Promise.withResolvers<void>()
      await page.route(/preview=true/, async (route) => {
        await isThere
        await route.continue()
      })
      await fillIn(page, 'Customer', 'ANN')
      await fillIn(page, 'Issued on', 't')
      const due = page.getByLabel('Due on')
      await pressUntil(page, 'Tab', due)
      assert.equal(await due.inputValue(), '')
      arrive()
      await until(page, async () => (await due.inputValue()) === '22 Dec 2026', 'it is proposed')
      await page.keyboard.type('+3')
      await page.keyboard.press('Tab')
      assert.equal(await due.inputValue(), '25 Nov 2026')
      // Nor does the next proposal come in between once somebody types.
      const note = page.getByLabel('Note')
      await note.focus()
      await page.keyboard.type('Left')
      await page.keyboard.type(' at the gate')
      assert.equal(await note.inputValue(), 'Left at the gate')
    })
  },
)
