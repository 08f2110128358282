/** Work with lists in a real browser: views, steps with many papers, undo, files, hostile texts. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'
import { atList, bill, counted, openListOffice, rowsOf, selectedOf } from '#test/web/list-office.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openListOffice()
})
after(() => office?.close())

const at = (place: string, work: (page: Page, seat: Seat) => Promise<void>, habits?: Habits) =>
  atList(office, place, work, habits)

test(
  '1 saved views: kept under a name, for the team, and opened by default',
  { skip: noBrowser },
  async () => {
    await at('sales-invoices?state=draft&list.group=customer', async (page) => {
      await counted(page, 3)
      await page.getByRole('button', { name: 'Save as a view' }).click()
      await page.getByLabel('Name').fill('To issue <b>')
      await page.getByLabel('For the whole team').check()
      await page.getByLabel('Open with this view').check()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.waitForURL(/list\.view=/)
      await page.locator('.view-tab[aria-current=page]', { hasText: 'To issue <b>' }).waitFor()
    })
    // Somebody else, who asks for nothing, sees it as the list.
    await at('sales-invoices', async (page) => {
      await page.waitForURL(/state=draft&list\.group=customer&list\.view=/)
      await counted(page, 3)
      assert.match(await page.locator('.list-body .group').innerText(), /ANN/)
      await page.getByRole('link', { name: 'All', exact: true }).click()
      await counted(page, 6)
      await page.getByRole('link', { name: 'To issue <b>' }).click()
      await counted(page, 3)
      await page.getByRole('button', { name: 'Throw “To issue <b>” away' }).click()
      await page.getByRole('link', { name: 'To issue <b>' }).waitFor({ state: 'detached' })
    })
  },
)

test(
  '4 bulk actions: a look before, one refused with its sentence, and as a file',
  { skip: noBrowser },
  () =>
    at('sales-invoices?state=draft', async (page) => {
      await counted(page, 3)
      await page.keyboard.press('a')
      await page.getByRole('button', { name: 'Issue 3 sales invoices' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('2 sales invoices ready; 1 is refused:').waitFor()
      assert.match(await dialog.locator('.effect').innerText(), /1100[\s\S]*240\.00/)
      const sentence = /It falls due on or after the day it is issued/
      await dialog.getByText(sentence).waitFor()
      await page.keyboard.press('Enter')
      await dialog.getByText('2 sales invoices done, 1 refused.').waitFor()
      await dialog.getByText(sentence).waitFor()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Save what was refused as CSV' }).click(),
      ])
      assert.match(await readFile(await file.path(), 'utf8'), sentence)
      await page.keyboard.press('Escape')
      await counted(page, 1)
      assert.equal(await selectedOf(page).count(), 0)
    }),
)

test('5 undo: drafts that were thrown away come back as they were', { skip: noBrowser }, () =>
  at('sales-invoices?state=draft&list.columns=state,reference,customer', async (page) => {
    await counted(page, 1)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('button', { name: 'Throw away 1 sales invoice' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Throw away 1 sales invoice' }).click()
    await dialog.getByText('1 sales invoice done.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('No sales invoices fit these filters.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await counted(page, 1)
    assert.match(await rowsOf(page).first().innerText(), /late/)
  }),
)

test('16 export: what is seen, with the columns and filters of the view', { skip: noBrowser }, () =>
  at('sales-invoices?customer=HANS&list.columns=number,total,customer', async (page) => {
    await counted(page, 1)
    await page.getByRole('button', { name: 'More' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as CSV' }).click(),
    ])
    const [head, row, ...more] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
    assert.equal(head?.replace('\uFEFF', ''), 'Number,Total,Customer')
    assert.match(row ?? '', /^INV-2026-00002,100(\.0+)?,HANS$/)
    assert.deepEqual(more, [])
  }),
)

test(
  '25 no dead ends: the list is copied as a call of the API and as a command',
  { skip: noBrowser },
  () =>
    at('sales-invoices?customer=HANS&sort=-issuedOn', async (page, { context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await counted(page, 1)
      const copied = async (name: string): Promise<string> => {
        await page.getByRole('button', { name: 'More' }).click()
        await page.getByRole('menuitem', { name }).click()
        await page.getByText('Copied').last().waitFor()
        return await page.evaluate<string>('navigator.clipboard.readText()')
      }
      assert.equal(
        await copied('Copy as backstay command'),
        'backstay paper sales-invoice list --company store --where customer=HANS --sort=-issuedOn',
      )
      const curl = await copied('Copy as curl')
      const [, address = ''] = /'(http[^']+)'$/.exec(curl) ?? []
      const answer = await page.evaluate<{ papers: unknown[] }>(
        `fetch(${JSON.stringify(address)}).then((reply) => reply.json())`,
      )
      assert.equal(answer.papers.length, 1)
    }),
)

test(
  '21 empty and error states: what belongs there, and what is wrong with the question',
  { skip: noBrowser },
  () =>
    at('dunning-letters', async (page, seat) => {
      await page.getByText('There are no dunning letters yet').waitFor()
      const trouble = page.getByRole('alert')
      await page.goto(`${office.api.address}/c/store/sales-invoices?strange=1`)
      await trouble.getByText('There is no field “strange” here.').waitFor()
      await page.goto(`${office.api.address}/c/store/sales-invoices?issuedOn.from=soon`)
      await trouble.getByText('It is no day. Write it as 2026-11-22.').waitFor()
      await page.keyboard.press('c')
      await counted(page, 6)
      // That the server refused it is no fault of the page's.
      seat.faults.splice(0, seat.faults.length, ...seat.faults.filter((one) => !/400/.test(one)))
    }),
)

test(
  '4 bulk actions: all that match, in pieces, also what is not loaded',
  { skip: noBrowser },
  async () => {
    const drafts = Array.from({ length: 230 }, () => ({ ...bill, reference: 'many' }))
    await office.shop.write(salesInvoice, drafts)
    await at('sales-invoices?reference=many', async (page) => {
      await rowsOf(page).first().waitFor()
      await page.getByText('200 of 230 loaded').waitFor()
      await page.keyboard.press('a')
      await page.getByRole('button', { name: 'Select all 230 that match' }).click()
      await page.getByRole('button', { name: 'Throw away 230 sales invoices' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('230 sales invoices ready.').waitFor()
      await page.keyboard.press('Enter')
      await dialog.getByText('230 sales invoices done.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('No sales invoices fit these filters.').waitFor()
    })
  },
)

test(
  'hostile texts are shown as text: no dialog, no script, no report of the policy',
  { skip: noBrowser },
  async () => {
    const { shop } = office
    const texts = keptTexts.filter((text) => text.length <= 200)
    await shop.write(
      salesInvoice,
      texts.map((reference) => ({ ...bill, reference })),
    )
    await at(
      'sales-invoices?state=draft&list.columns=reference,state&list.group=reference',
      async (page) => {
        await page.locator('.list-body [role=row]').first().waitFor()
        const search = new URLSearchParams({
          reference: texts[6] ?? '',
          'list.columns': 'reference',
        })
        await page.goto(`${office.api.address}/c/store/sales-invoices?${search.toString()}`)
        await counted(page, 1)
        assert.equal(await page.locator('.lead-link').innerText(), texts[6])
        assert.match(await page.locator('.filter-bar button.chip').innerText(), /<script>alert/)
        await page.keyboard.press('/')
        await page.keyboard.type('<img src=x onerror=alert(1)>')
        await page.getByRole('option').first().waitFor()
        assert.equal(await page.locator('.list-page img, .list-page script').count(), 0)
      },
    )
  },
)
