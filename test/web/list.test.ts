/** Lists in a real browser: found, sorted, chosen and worked on, by mouse and by keyboard alone. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { listKeys } from '#web/list/key-map.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'

let office: Office

const mug = {
  item: 'mug',
  description: 'A mug',
  quantity: '1',
  unitPrice: '100',
  revenue: '4000',
  taxCode: 'GB-S',
}
const bill = { customer: 'ANN', issuedOn: '2026-11-10', lines: [mug] }
/** It falls due before it is issued, so that it cannot be. */
const late = { ...bill, dueOn: '2026-11-01', reference: 'late' }

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  const { shop } = office
  const issued = await shop.write(salesInvoice, [
    { ...bill, issuedOn: '2026-08-05' },
    { ...bill, issuedOn: '2026-09-05', customer: 'HANS', lines: [{ ...mug, taxCode: 'GB-EX' }] },
    { ...bill, issuedOn: '2026-10-05', lines: [mug, mug] },
  ])
  const done = await shop.act(salesInvoice, 'issue', issued)
  assert.ok(
    done.every(({ outcome }) => outcome === 'done'),
    JSON.stringify(done),
  )
  await shop.write(salesInvoice, [bill, { ...bill, reference: 'second' }, late])
})
after(() => office?.close())

/** Sits down before a list, and gets up again after the work; nothing may go wrong meanwhile. */
async function at(
  place: string,
  work: (page: Page, seat: Seat) => Promise<void>,
  habits: Habits = {},
): Promise<void> {
  const seat = await office.sit(place, habits)
  await work(seat.page, seat)
  assert.deepEqual(seat.faults, [])
  await seat.context.close()
}

const behaves = (name: string, work: () => Promise<void>) => test(name, { skip: noBrowser }, work)

const rowsOf = (page: Page) => page.locator('.list-body [role=row]:not(.group)')
const selectedOf = (page: Page) => page.locator('.list-body [aria-selected=true]')
const numbers = (page: Page) => page.locator('.lead-link').allInnerTexts()

/** Waits until so many rows stand there, and none of an earlier question. */
async function counted(page: Page, wanted: number): Promise<void> {
  const begun = performance.now()
  for (;;) {
    const [rows, stale] = [await rowsOf(page).count(), await page.locator('.stale').count()]
    if (rows === wanted && stale === 0) return
    if (performance.now() - begun > patience) assert.equal(rows, wanted, page.url())
    await page.waitForTimeout(20)
  }
}

const patience = 10_000

behaves('a list shows what people want to see of it, figures exact and their sums', () =>
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

behaves('2 everything in the URL: reload, back and forward restore it exactly', () =>
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
    const seen = async () => ({
      url: page.url(),
      rows: await numbers(page),
      active: await page.locator('.list-body .active').innerText(),
    })
    const before = await seen()
    assert.match(before.url, /\?state=issued&sort=dueOn&list\.row=/)
    await page.reload()
    await counted(page, 3)
    await page.locator('.list-body .active').waitFor()
    assert.deepEqual(await seen(), before)
    // To the paper and back is the same list, with the same row.
    await page.keyboard.press('Enter')
    await page.waitForURL(/sales-invoices\/[\da-f-]{36}/)
    await page.goBack()
    await counted(page, 3)
    await page.locator('.list-body .active').waitFor()
    assert.deepEqual(await seen(), before)
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

behaves('3 filter bar: fields, values, spans and several are typed; chips go by key', () =>
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

behaves('6 keyboard: rows are moved through, chosen, extended and opened by keys alone', () =>
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

test('6 keyboard: no key is lost', () => {
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

behaves('1 saved views: kept under a name, for the team, and opened by default', async () => {
  await at('sales-invoices?state=draft&list.group=customer', async (page) => {
    await counted(page, 3)
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByLabel('Name').fill('To issue <b>')
    await page.getByLabel('For the whole team').check()
    await page.getByLabel('The list opens with it').check()
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
})

behaves('4 bulk actions: a look before, one refused with its sentence, and as a file', () =>
  at('sales-invoices?state=draft', async (page) => {
    await counted(page, 3)
    await page.keyboard.press('a')
    await page.getByRole('button', { name: 'Issue 3 sales invoices' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 sales invoices can be done; 1 is refused:').waitFor()
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

behaves('5 undo: drafts that were thrown away come back as they were', () =>
  at('sales-invoices?state=draft&list.columns=state,reference,customer', async (page) => {
    await counted(page, 1)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('button', { name: 'Throw away 1 sales invoice' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Throw away 1 sales invoice' }).click()
    await dialog.getByText('1 sales invoices done.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('No sales invoices fit these filters.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await counted(page, 1)
    assert.match(await rowsOf(page).first().innerText(), /late/)
  }),
)

behaves('16 export: what is seen, with the columns and filters of the view', () =>
  at('sales-invoices?customer=HANS&list.columns=number,total,customer', async (page) => {
    await counted(page, 1)
    await page.getByRole('button', { name: 'More' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as CSV' }).click(),
    ])
    const [head, row, ...more] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
    assert.equal(head?.replace('\uFEFF', ''), 'number,total,customer')
    assert.match(row ?? '', /^INV-2026-00002,100(\.0+)?,HANS$/)
    assert.deepEqual(more, [])
  }),
)

behaves('25 no dead ends: the list is copied as a call of the API and as a command', () =>
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

behaves('21 empty and error states: what belongs there, and what is wrong with the question', () =>
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

behaves(
  'hostile texts are shown as text: no dialog, no script, no report of the policy',
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

for (const look of ['light', 'dark'] as const) {
  behaves(
    `24 reach: axe finds nothing (${look}), also with a selection and on a phone`,
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

behaves('on a phone a row is two lines, and filters are behind a button', () =>
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

behaves('3 many rows: the first are there before the count, and more as one scrolls', async () => {
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
    assert.ok(Number(loaded) >= 300, loaded)
  })
})

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
