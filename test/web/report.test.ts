/** Reports in a real browser: asked in words, laid out as statements, the same on paper. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { lookAtPdf } from '#test/pdf.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear, importOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'

const skip = noBrowser
let office: Office

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  await importOldBills(office.shop, office.api)
})
after(() => office?.close())

test(
  '8 smart inputs: days are typed in few keys, spans in words, and stand in the address',
  {
    skip,
  },
  async () => {
    await sitting('reports/income-statement', async ({ page }) => {
      const until = page.getByLabel('Until')
      await until.fill('last quarter')
      await until.press('Enter')
      await page.waitForURL(/from=2026-07-01&until=2026-09-30|until=2026-09-30&from=2026-07-01/)
      assert.equal(await page.getByLabel('Span').inputValue(), 'last quarter')
      await page.getByLabel('Until').fill('t')
      await page.getByLabel('Until').press('Enter')
      await page.waitForURL(/until=2026-11-22/)
      await page.getByLabel('Until').fill('soon')
      await page.getByLabel('Until').press('Enter')
      await page.getByRole('alert').getByText('This is no day.').waitFor()
      await page.getByLabel('Span').selectOption('this year')
      await page.waitForURL(/from=2026-01-01/)
    })
  },
)

test(
  'a party is picked by its name, and what a report must be told is asked for',
  {
    skip,
  },
  async () => {
    await sitting('reports/party-statement', async ({ page }) => {
      await page.getByText('Say what it is about: Party.').waitFor()
      const party = page.getByRole('combobox', { name: 'Party' })
      await party.fill('Hans GmbH')
      await page.locator('datalist option[value="HANS"]').waitFor({ state: 'attached' })
      await party.press('Enter')
      await page.waitForURL(/party=HANS/)
      await page.getByText('Closing balance').waitFor()
    })
  },
)

test(
  'columns of an earlier time stand beside the figures, and are explained, too',
  {
    skip,
  },
  async () => {
    await sitting('reports/income-statement?from=2026-10-01&until=2026-10-31', async ({ page }) => {
      await page.getByLabel('Compare').selectOption('period-before')
      await page.waitForURL(/compare=period-before/)
      await page.getByRole('columnheader', { name: 'Amount, before' }).waitFor()
      const row = page.getByRole('row', { name: /4000/ })
      assert.deepEqual(await row.getByRole('cell').allInnerTexts(), [
        'sales',
        '258.00',
        '30.59',
        '227.41',
      ])
      assert.equal(await row.getByRole('link').count(), 3)
      await row.getByRole('link', { name: '30.59' }).click()
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByText('The lines sum to the figure.').waitFor()
      await why.getByText(/INV-2026-00003/).waitFor()
    })
  },
)

test(
  'two groups stand as rows and columns, and their sums are explained, too',
  {
    skip,
  },
  async () => {
    const place = 'reports/sales-analysis?rows=customer&columns=month&from=2026-06-01'
    await sitting(place, async ({ page }) => {
      await page.getByRole('columnheader', { name: '2026-10' }).waitFor()
      const ann = page.getByRole('row', { name: /^ANN/ })
      assert.deepEqual(await ann.getByRole('link').allInnerTexts(), [
        '7.45',
        '86.00',
        '258.00',
        '0.00',
        '351.45',
      ])
      const why = page.getByRole('complementary', { name: 'Why?' })
      for (const figure of ['258.00', '351.45']) {
        await ann.getByRole('link', { name: figure }).click()
        await why.locator('.why-figure', { hasText: figure }).waitFor()
        await why.getByText('The lines sum to the figure.').waitFor()
      }
      await page
        .getByRole('row', { name: /^Total/ })
        .getByRole('link', { name: '455.45' })
        .click()
      await why.locator('.why-figure', { hasText: '455.45' }).waitFor()
      await why.getByText('The lines sum to the figure.').waitFor()
    })
  },
)

test(
  'a journal stands as a book has it: each entry under its day and reason',
  {
    skip,
  },
  async () => {
    await sitting('reports/journal?from=2026-03-01&until=2026-03-31', async ({ page }) => {
      const entry = page.getByRole('link', { name: 'sales invoice OLD-2: issue' })
      await entry.waitFor()
      const book = page.locator('.statement tbody', { has: entry })
      assert.match(await book.locator('.part').innerText(), /^5 Mar 2026/)
      assert.deepEqual(await shownFigures(book), [
        '0.00',
        '60.00',
        '−60.00',
        '0.00',
        '15.00',
        '−15.00',
        '0.00',
        '15.00',
        '−15.00',
        '90.00',
        '0.00',
        '90.00',
      ])
      await entry.click()
      await page.getByRole('heading', { level: 1, name: 'Entry of 5 Mar 2026' }).waitFor()
      await page.getByText('Rows 3 to 4 of the file old bills.csv').waitFor()
    })
  },
)

test('17 errors: what is wrong with a parameter is said beside it', { skip }, async () => {
  const { page, context } = await office.sit('reports/account-ledger?account=99')
  const account = page.getByLabel('Account', { exact: true })
  const field = page.locator('.parameter', { has: account })
  await field.getByRole('alert').getByText('The company has no account "99".').waitFor()
  await account.fill('1000 bank')
  await account.press('Enter')
  await page.waitForURL(/account=1000/)
  await page.getByRole('link', { name: 'Money for INV-2026-00001' }).waitFor()
  assert.equal(await page.getByRole('alert').count(), 0)
  await context.close()
})

test('16 print: screen, paper and PDF have the same figures', { skip }, async () => {
  await sitting('reports/trial-balance?until=2026-11-22', async ({ page }) => {
    await page.locator('.statement tfoot').waitFor()
    const screen = await shownFigures(page)
    assert.ok(screen.length > 60)
    const address = await page.getByRole('link', { name: 'As PDF' }).getAttribute('href')
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await shownFigures(page), screen)
    assert.ok(await page.getByRole('navigation', { name: 'Desks' }).isHidden())
    assert.ok(await page.locator('.print-facts').isVisible())
    const display = await page.evaluate(
      "getComputedStyle(document.querySelector('.statement thead')).display",
    )
    assert.equal(display, 'table-header-group', 'the heading stands on each page')
    const reply = await page.context().request.get(`${office.api.address}${address}`)
    const paper = lookAtPdf(await reply.body()).pages.join(' ')
    const printed = [...paper.matchAll(/[−-]?[\d,]+\.\d\d(?!\d)/g)].map(([text]) => plain(text))
    assert.deepEqual(printed.toSorted(), screen.map(plain).toSorted())
  })
})

test(
  '24 reach: on a phone the table scrolls within itself, from right to left too',
  {
    skip,
  },
  async () => {
    await sitting(
      'reports/trial-balance?compare=year-before',
      async ({ page }) => {
        await page.locator('.statement tfoot').waitFor()
        for (const direction of ['ltr', 'rtl']) {
          await page.evaluate(`document.documentElement.dir = '${direction}'`)
          const widths = {
            page: await beyond(page, '#content'),
            table: await beyond(page, '.statement'),
          }
          assert.equal(widths.page, 0, direction)
          assert.ok(widths.table > 100, direction)
          const first = page.locator('.statement tbody th').first()
          const from = await first.boundingBox()
          const by = direction === 'rtl' ? -200 : 200
          await page.evaluate(`document.querySelector('.statement').scrollBy({ left: ${by} })`)
          const to = await first.boundingBox()
          const moved = Math.abs((to?.x ?? 1000) - (from?.x ?? 0))
          assert.ok(moved < 2, `the first column stays, and moved by ${moved}`)
        }
        await page.locator('.statement a.explained').first().click()
        const pane = await page.getByRole('complementary', { name: 'Why?' }).boundingBox()
        assert.equal(pane?.width, 375)
      },
      { width: 375, height: 800, touch: true },
    )
  },
)

test(
  'days and figures are written as the reader’s language does, in German',
  { skip },
  async () => {
    await sitting(
      'reports/balance-sheet?as-of=2026-10-31',
      async ({ page }) => {
        await page.getByRole('heading', { level: 1, name: 'Bilanz' }).waitFor()
        assert.equal(await page.getByLabel('Am', { exact: true }).inputValue(), '31. Okt. 2026')
        const total = page.getByRole('row', { name: /Summe Vermögen/ })
        assert.match(await total.getByRole('link').innerText(), /^\d+,\d\d$/)
      },
      { language: 'de-DE' },
    )
  },
)

/** How much wider the content of a place is than the place. */
async function beyond(page: Page, place: string): Promise<number> {
  const found = `document.querySelector('${place}')`
  return Number(await page.evaluate(`${found}.scrollWidth - ${found}.clientWidth`))
}

async function shownFigures(place: Page | Locator): Promise<string[]> {
  const texts = await place.locator('td.figure').allInnerTexts()
  return texts.filter((text) => text !== '')
}

function plain(text: string): string {
  return text.replaceAll(/[,\s]/g, '').replace('−', '-')
}

test(
  '1 saved views: a report is kept as it is asked for, also for the team',
  { skip },
  async () => {
    const owner = [...usualRoles, 'owner']
    const { page, faults, context } = await office.sit('reports/income-statement', { roles: owner })
    const tabs = page.getByRole('navigation', { name: 'Views' })
    await tabs.getByRole('link', { name: 'As usual' }).waitFor()
    assert.equal(await tabs.getByRole('button').count(), 0)
    await page.getByLabel('Until').fill('last quarter')
    await page.getByLabel('Until').press('Enter')
    await tabs.getByRole('button', { name: 'Save as a view' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('The quarter')
    await dialog.getByLabel('For the whole team').check()
    await dialog.getByLabel('Open with this view').check()
    assert.deepEqual(await axeFaults(page), [])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.locator('.view-tab[aria-current=page]', { hasText: 'The quarter' }).waitFor()
    const address = page.url()
    assert.match(address, /list\.view=/)
    assert.deepEqual(faults, [])
    await context.close()

    // Somebody else opens the report as the team does, and the address shows the same.
    const other = await office.sit('reports/income-statement')
    await other.page.waitForURL(/list\.view=/)
    assert.match(other.page.url(), /from=2026-07-01/)
    assert.equal(await other.page.getByLabel('Span').inputValue(), 'last quarter')
    await other.page.getByRole('link', { name: 'As usual' }).click()
    await other.page.waitForURL(/list\.view=all$/)
    await other.page.goto(address)
    await other.page.locator('.view-tab[aria-current=page]', { hasText: 'The quarter' }).waitFor()
    // What is the team's is not theirs to throw away.
    assert.equal(await other.page.getByRole('button', { name: /Throw away/ }).count(), 0)
    await other.page.getByLabel('Until').fill('t')
    await other.page.getByLabel('Until').press('Enter')
    await other.page.getByRole('button', { name: 'Save as a view' }).click()
    assert.equal(await other.page.getByLabel('For the whole team').count(), 0)
    await other.page.getByRole('dialog').getByLabel('Name').fill('Until today')
    await other.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await other.page.locator('.view-tab[aria-current=page]', { hasText: 'Until today' }).waitFor()
    await other.page.getByRole('button', { name: /Until today/ }).click()
    await other.page.getByRole('link', { name: 'Until today' }).waitFor({ state: 'detached' })
    assert.deepEqual(other.faults, [])
    await other.context.close()
  },
)
