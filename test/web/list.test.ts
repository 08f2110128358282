/** Lists in a real browser: found, sorted, chosen, by mouse and by keyboard alone; many rows. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { listKeys } from '#web/list/key-map.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'
import { atList, counted, openListOffice, rowsOf, selectedOf } from '#test/web/list-office.ts'

let office: Office

before(async () => {
  if (noBrowser === false) office = await openListOffice()
})
after(() => office?.close())

const at = (place: string, work: (page: Page, seat: Seat) => Promise<void>, habits?: Habits) =>
  atList(office, place, work, habits)

test(
  'a list shows what people want to see of it, figures exact and their sums',
  { skip: noBrowser },
  () =>
    at('sales-invoices?sort=issuedOn', async (page) => {
      await counted(page, 6)
      const heads = await page.getByRole('columnheader').allInnerTexts()
      assert.deepEqual(
        heads.map((head) => head.replace(/\W+$/, '')).filter((head) => head !== ''),
        ['Number', 'State', 'Customer', 'Issued on', 'Due on', 'Currency', 'Total'],
      )
      const [first = ''] = await rowsOf(page).allInnerTexts()
      assert.match(first.replaceAll(/\s+/g, ' '), /INV-2026-00001 Issued ANN ?Ann Ltd 5 Aug 2026/)
      assert.match(first, /120\.00$/)
      const sums = (await page.locator('.list-foot').innerText()).replaceAll(/\s+/g, ' ')
      assert.equal(sums, '6 in all Total 360.00 GBP Total 100.00 EUR')
      assert.doesNotMatch(await page.locator('.list-grid').innerText(), /[\da-f]{8}-[\da-f]{4}/)
    }),
)

test(
  '2 everything in the URL: reload, back and forward restore it exactly',
  { skip: noBrowser },
  () =>
    at('sales-invoices', async (page) => {
      await counted(page, 6)
      await page.getByRole('combobox', { name: 'Filter' }).fill('issued')
      await page.getByRole('option', { name: 'State is issued' }).click()
      await counted(page, 3)
      await page.getByRole('columnheader', { name: 'Due on' }).getByRole('button').click()
      await page.waitForURL(/sort=dueOn/)
      await counted(page, 3)
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.waitForURL(/list\.row=/)
      const seen = async () => {
        // Names come behind the rows.
        await page.locator('.list-body .active', { hasText: 'Hans GmbH' }).waitFor()
        return {
          url: page.url(),
          rows: await page.locator('.lead-link').allInnerTexts(),
          active: await page.locator('.list-body .active').innerText(),
        }
      }
      const former = await seen()
      assert.match(former.url, /\?state=issued&sort=dueOn&list\.row=/)
      await page.reload()
      await counted(page, 3)
      await page.locator('.list-body .active').waitFor()
      assert.deepEqual(await seen(), former)
      // To the paper and back is the same list, with the same row.
      await page.keyboard.press('Enter')
      await page.waitForURL(/sales-invoices\/[\da-f-]{36}/)
      await page.goBack()
      await counted(page, 3)
      await page.locator('.list-body .active').waitFor()
      assert.deepEqual(await seen(), former)
      await page.goBack()
      await page.waitForURL((url) => !url.search.includes('sort'))
      await counted(page, 3)
      await page.goBack()
      await counted(page, 6)
      await page.goForward()
      await counted(page, 3)
      assert.equal(await page.locator('.filter-bar button.chip').count(), 1)
    }),
)

test(
  '3 filter bar: fields, values, spans and several are typed; chips go by key',
  { skip: noBrowser },
  () =>
    at('sales-invoices', async (page) => {
      await counted(page, 6)
      const type = async (text: string): Promise<void> => {
        await page.keyboard.type(text)
        await page.getByRole('option').first().waitFor()
        await page.keyboard.press('Enter')
      }
      await page.keyboard.press('/')
      await type('last quarter')
      await page.waitForURL(/issuedOn\.from=2026-07-01&issuedOn\.to=2026-09-30/)
      await counted(page, 2)
      // A customer by the name, without naming the field.
      await page.keyboard.type('hans')
      await page.getByRole('option', { name: /Customer is HANS/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/customer=HANS/)
      await counted(page, 1)
      await page.keyboard.press('Backspace')
      await counted(page, 2)
      await page.keyboard.press('Backspace')
      await counted(page, 6)
      await type('state')
      await type('draft, issued')
      await page.waitForURL(/state\.anyOf=draft%2Cissued/)
      await type('total')
      await type('>= 200')
      await page.waitForURL(/total\.from=200/)
      await counted(page, 1)
      await page.getByRole('button', { name: /Remove the filter State/ }).focus()
      await page.keyboard.press('Delete')
      await page.waitForURL((url) => !url.search.includes('state'))
      await page.keyboard.press('Escape')
      await page.keyboard.press('c')
      await counted(page, 6)
      assert.equal(new URL(page.url()).search, '')
    }),
)

test(
  '6 keyboard: rows are moved through, chosen, extended and opened by keys alone',
  { skip: noBrowser },
  () =>
    at('sales-invoices', async (page) => {
      await counted(page, 6)
      for (const key of ['j', 'j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
        await page.keyboard.press(key)
      }
      assert.equal(await selectedOf(page).count(), 3)
      await page.keyboard.press('Escape')
      assert.equal(await selectedOf(page).count(), 0)
      await page.keyboard.press('a')
      assert.equal(await selectedOf(page).count(), 6)
      await page.keyboard.press('Escape')
      await page.keyboard.press('End')
      const grid = page.getByRole('grid')
      assert.equal(await page.locator('[role=grid]:focus').count(), 1)
      const active = await grid.getAttribute('aria-activedescendant')
      assert.equal(await page.locator('.list-body .active').getAttribute('id'), active)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('k')
      await page.keyboard.press('n')
      await page.waitForURL('**/sales-invoices/new')
    }),
)

test('6 keyboard: no key is lost', { skip: noBrowser }, () => {
  assert.deepEqual(
    listKeys.map(({ keys, does }) => `${keys.join(' ')}: ${does}`),
    [
      'j ↓: list.keyNext',
      'k ↑: list.keyBefore',
      'Enter: list.keyOpen',
      'x Space: list.keySelect',
      'Shift ↓ Shift ↑: list.keyExtend',
      'a: list.keyPage',
      'Esc: list.keyLeave',
      'n: list.keyNew',
      '/: list.keyFilter',
      'c: list.keyClear',
      '?: list.keyKeys',
    ],
  )
})

for (const look of ['light', 'dark'] as const) {
  test(
    `24 reach: axe finds nothing (${look}), also with a selection and on a phone`,
    { skip: noBrowser },
    async () => {
      for (const width of [1440, 375]) {
        await at(
          'sales-invoices?list.group=state&state.anyOf=issued,draft',
          async (page) => {
            await rowsOf(page).first().waitFor()
            await page.keyboard.press('j')
            await page.keyboard.press('x')
            const { violations } = await new AxeBuilder({ page }).include('.list-page').analyze()
            assert.deepEqual(
              violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`),
              [],
            )
          },
          { look, width },
        )
      }
    },
  )
}

test('on a phone a row is two lines, and filters are behind a button', { skip: noBrowser }, () =>
  at(
    'sales-invoices',
    async (page) => {
      await rowsOf(page).first().waitFor()
      const box = await rowsOf(page).first().boundingBox()
      assert.equal(box?.height, 60)
      assert.equal(await page.getByRole('combobox', { name: 'Filter' }).isVisible(), false)
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('combobox', { name: 'Filter' }).waitFor()
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.equal(overflow, 375)
    },
    { width: 375, touch: true },
  ),
)

test(
  '3 many rows: the first are there before the count, and more as one scrolls',
  { skip: noBrowser },
  async () => {
    const { shop } = office
    const superuser = new pg.Client(shop.superuser)
    await superuser.connect()
    await superuser.query(manyInvoices, [shop.organization])
    await superuser.query('analyze paper.sales_invoice')
    await superuser.end()
    await at('credit-notes', async (page) => {
      await page.getByRole('link', { name: 'Sales invoices' }).waitFor()
      const took = await page.evaluate<number>(timeToRows)
      process.stdout.write(`the first rows of 20,000 stood after ${took} ms\n`)
      await page.getByText('10,000+').first().waitFor()
      await page.keyboard.press('j')
      for (let pages = 0; pages < 6; pages += 1) {
        await page.keyboard.press('End')
        await page.waitForTimeout(150)
      }
      const drawn = await rowsOf(page).count()
      assert.ok(drawn < 120, `only what is seen is drawn: ${drawn}`)
      const [, loaded = '0'] =
        /([\d,]+) of 10,000\+/.exec(await page.locator('.list-foot').innerText()) ?? []
      assert.ok(Number(loaded.replaceAll(',', '')) >= 300, loaded)
    })
  },
)

/** How many milliseconds lie between a click in the rail and the first row. */
const timeToRows = `(async () => {
  const links = [...document.querySelectorAll('.rail a')]
  const begun = performance.now()
  links.find((link) => link.textContent === 'Sales invoices').click()
  while (document.querySelector('.list-body [role=row]') === null) {
    await new Promise((drawn) => requestAnimationFrame(drawn))
  }
  return Math.round(performance.now() - begun)
})()`

/** Written past the rules, as bulk of a bench: nothing is done with them. */
const manyInvoices = `
  insert into paper.sales_invoice (organization, company, id, state, number, customer, receivable,
    issued_on, due_on, currency, total, created_by, changed_by)
  select $1, 'store', gen_random_uuid(), 'issued', 'OLD-' || lpad(g::text, 6, '0'), 'ANN', '1100',
    date '2024-01-01' + g % 700, date '2024-02-01' + g % 700, 'GBP', g / 10.0, 'x', 'x'
  from generate_series(1, 20000) g`

test(
  '4 bulk actions: all that match are chosen, many more than are loaded, and come to their sum',
  { skip: noBrowser },
  () =>
    at('sales-invoices?issuedOn.to=2025-12-31', async (page) => {
      await rowsOf(page).first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByRole('button', { name: 'Select all 10,000+ that match' }).click()
      const bar = page.getByRole('region', { name: 'With the selection' })
      await bar.getByText('20,000 selected').waitFor({ timeout: 60_000 })
      // A tenth of each number from 1 to 20,000.
      const foot = page.locator('.list-foot')
      await foot.getByText('Total 20,001,000.00 GBP').waitFor()
      await page.keyboard.press('Escape')
      await bar.waitFor({ state: 'detached' })
    }),
)

test(
  'currencies are listed and found, however many other things are counted before them',
  { skip: noBrowser },
  async () => {
    const { shop, api } = office
    const key = await api.key(shop.organization)
    const commodities = Array.from({ length: 600 }, (_, place) => {
      return { code: `10${String(place).padStart(3, '0')}`, kind: 'item', scale: 0 }
    })
    assert.equal((await api.post(key, '/commodities', { commodities })).status, 200)
    await at('currencies', async (page) => {
      await rowsOf(page).filter({ hasText: 'Pound Sterling' }).waitFor()
      assert.doesNotMatch(await page.locator('.list-grid').innerText(), /10000/)
    })
    await at('sales-invoices/new', async (page) => {
      await page.getByLabel('Currency').fill('eu')
      await page.getByRole('option', { name: /EUR/ }).waitFor()
    })
  },
)
