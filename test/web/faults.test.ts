/** Faults while somebody works: nothing typed is lost, and it is said what to do. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { noBrowser, openOffice, usualRoles } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { fillCells, fillIn, pressUntil, until } from '#test/web/keyboard.ts'
import { bill, rowsOf } from '#test/web/list-office.ts'

const skip = noBrowser
let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

const roles = [...usualRoles, 'bookkeeper', 'receipts clerk']

/** A paper of another kind than those of paper.test.ts, typed as far as it can be saved. */
async function typeJournal(page: Page): Promise<void> {
  await fillIn(page, 'Reason', 'Rent of November')
  await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
  await fillCells(page, '4000', '1000.50')
  await page.keyboard.press('Enter')
}

async function typeReceipt(page: Page): Promise<void> {
  await fillIn(page, 'Payer', 'ANN')
  await page.keyboard.press('Tab')
  await fillIn(page, 'Bank', '1000')
  await fillIn(page, 'Receivables', '1100')
  await fillIn(page, 'Credit', '2120')
  await fillIn(page, 'Currency', 'GBP')
  await fillIn(page, 'Amount', '15.48')
}

const kinds = [
  { list: 'manual-journals', type: typeJournal, last: '1000.5', holds: 'Rent of November' },
  { list: 'receipts', type: typeReceipt, last: '15.48', holds: '15.48' },
] as const

/** Whether a value stands in some input of the page, or as its text. */
async function holds(page: Page, value: string): Promise<boolean> {
  return await page.evaluate<boolean>(
    `[...document.querySelectorAll('main input, main textarea, main td')].some((one) =>
      (one.value ?? one.textContent).includes(${JSON.stringify(value)}))`,
  )
}

async function signInAgain(page: Page, { human }: Pick<Seat, 'human'>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByRole('textbox', { name: 'Password' }).fill(human.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** An invoice that somebody else wrote; answers its place. */
async function written(): Promise<string> {
  const [id = ''] = await office.shop.write(salesInvoice, [bill])
  return `sales-invoices/${id}`
}

for (const { list, type, last, holds: value } of kinds) {
  test(`a cut connection costs nothing that was typed: ${list}`, { skip }, async () => {
    const { page, context } = await office.sit(`${list}/new`, { roles })
    await page.locator('.fields').waitFor()
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await type(page)
    await page.keyboard.press('Control+s')
    await page
      .getByText(/The server cannot be reached/)
      .first()
      .waitFor()
    assert.ok(await holds(page, value))
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Save again' }).click()
    await page.waitForURL(new RegExp(`${list}/[0-9a-f-]{36}`))
    await until(page, () => holds(page, value), 'it is saved')
    await context.close()
  })

  test(`a session that ends is taken up again in place: ${list}`, { skip }, async () => {
    const seat = await office.sit(`${list}/new`, { roles })
    const { page, context } = seat
    await page.locator('.fields').waitFor()
    // What is asked while one types would find the session ended before the saving does.
    const looked = page.waitForResponse(
      (one) =>
        one.url().includes('preview=true') && (one.request().postData() ?? '').includes(last),
    )
    await type(page)
    await looked
    await page.waitForLoadState('networkidle')
    await context.clearCookies()
    await page.keyboard.press('Control+s')
    await signInAgain(page, seat)
    await page.waitForURL(new RegExp(`${list}/[0-9a-f-]{36}`))
    await until(page, () => holds(page, value), 'it is saved')
    await context.close()
  })
}

test('a comment outlives a cut connection, an ended session and a reload', { skip }, async () => {
  const seat = await office.sit(await written())
  const { page, context } = seat
  const comment = page.getByRole('textbox', { name: 'Comment' })
  const said = page.locator('.timeline .said')
  const say = page.getByRole('button', { name: 'Comment', exact: true })
  await comment.fill('Is this right?')
  await context.setOffline(true)
  await say.click()
  await page
    .getByText(/The server cannot be reached/)
    .first()
    .waitFor()
  assert.equal(await comment.inputValue(), 'Is this right?')
  await context.setOffline(false)
  await page.reload()
  assert.equal(await comment.inputValue(), 'Is this right?')
  // Whatever else is still asked for would find the session ended before the comment does.
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  await say.click()
  await signInAgain(page, seat)
  await said.getByText('Is this right?').waitFor()
  assert.equal(await said.count(), 1)
  assert.equal(await comment.inputValue(), '')
  // It is of this paper: on another one nothing waits.
  await page.goto(`${office.api.address}/c/store/${await written()}`)
  assert.equal(await comment.inputValue(), '')
  await context.close()
})

test(
  'a form of the settings outlives a cut connection and an ended session',
  { skip },
  async () => {
    const seat = await office.sit('settings/people', { roles: ['owner'] })
    const { page, context } = seat
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const form = page.getByRole('dialog', { name: 'Invite somebody' })
    await form.getByLabel('Name').fill('Bea Binder')
    await form.getByLabel('Mail').fill('bea@example.com')
    await context.setOffline(true)
    await form.getByRole('button', { name: 'Invite somebody' }).click()
    await form.getByText(/The server cannot be reached/).waitFor()
    assert.equal(await form.getByLabel('Name').inputValue(), 'Bea Binder')
    await context.setOffline(false)
    await page.waitForLoadState('networkidle')
    await context.clearCookies()
    await form.getByRole('button', { name: 'Invite somebody' }).click()
    await signInAgain(page, seat)
    await page.getByText('Bea Binder is invited').waitFor()
    await context.close()
  },
)

test('two people on one row of a register put both together', { skip }, async () => {
  const lead = { roles: ['billing lead', 'billing clerk'] }
  const one = await office.sit('parties/HANS', lead)
  const two = await office.sit('parties/HANS', lead)
  await two.page.getByLabel('Town').fill('Hers')
  await two.page.getByLabel('Postcode').fill('20095')
  await one.page.getByLabel('Town').fill('His')
  await one.page.getByLabel('Street').fill('Kai 1')
  await one.page.keyboard.press('Control+s')
  await one.page.locator('.timeline').getByText('His').waitFor()
  await two.page.keyboard.press('Control+s')
  const dialog = two.page.getByRole('dialog', { name: 'Put both together' })
  await dialog.getByText('One value was changed by both of you.').waitFor()
  await dialog.getByRole('button', { name: 'Go on with this' }).click()
  assert.equal(await two.page.getByLabel('Street').inputValue(), 'Kai 1')
  assert.equal(await two.page.getByLabel('Postcode').inputValue(), '20095')
  await two.page.keyboard.press('Control+s')
  await two.page.locator('.timeline').getByText('20095').waitFor()
  const { text } = await office.api.get(two.human.session, '/parties/HANS')
  assert.match(text, /"street":"Kai 1"/)
  assert.match(text, /"town":"Hers"/)
  await one.context.close()
  await two.context.close()
})

test('a server that starts anew finds what was typed meanwhile', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await page.keyboard.press('Tab')
  await office.api.away(async () => {
    await fillIn(page, 'Reference', 'Order 7')
    await page.keyboard.press('Control+s')
    await page
      .getByText(/The server cannot be reached/)
      .first()
      .waitFor()
  })
  await page.getByRole('button', { name: 'Save again' }).click()
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await until(page, () => holds(page, 'Order 7'), 'it is saved')
  await context.close()
})

test(
  'a list that is scrolled keeps its rows while the server is away, and goes on',
  { skip },
  async () => {
    await office.shop.write(
      salesInvoice,
      Array.from({ length: 450 }, () => ({ ...bill, reference: 'many' })),
    )
    const { page, context } = await office.sit('sales-invoices?reference=many')
    await rowsOf(page).first().waitFor()
    await page.getByText(/200 of 450 loaded/).waitFor()
    const bottom = "document.querySelector('.list-grid').scrollTop = 1e6"
    const trouble = page.getByRole('alert')
    await office.api.away(async () => {
      await page.evaluate(bottom)
      await trouble.getByText(/The server cannot be reached/).waitFor()
      assert.ok((await rowsOf(page).count()) > 10)
    })
    await trouble.getByRole('button').click()
    await trouble.waitFor({ state: 'detached' })
    await until(page, () => scrolledTo(page, bottom, 450), 'all rows are loaded')
    await context.close()
  },
)

/** Whether the last of so many rows is drawn, after one went to the end. */
async function scrolledTo(page: Page, bottom: string, count: number): Promise<boolean> {
  await page.evaluate(bottom)
  return (await page.locator(`.list-body [aria-rowindex="${count + 1}"]`).count()) === 1
}

for (const [language, zone, typed] of [
  ['ja-JP', 'Pacific/Kiritimati', '1,234.50'],
  ['ar-EG', 'Africa/Cairo', '1234.50'],
  ['fr-CH', 'Pacific/Pago_Pago', '1234,50'],
  ['hi-IN', 'Asia/Kolkata', '1,234.50'],
] as const) {
  test(
    `a browser of another language and zone writes the same: ${language}`,
    { skip },
    async () => {
      const seat = await office.sit('sales-invoices/new', { language, zone })
      const { page, faults, context } = seat
      await fillIn(page, 'Customer', 'ANN')
      await fillIn(page, 'Issued on', 't')
      await fillIn(page, 'Due on', '+3')
      await pressUntil(page, 'Tab', page.getByRole('grid', { name: 'Lines' }))
      await fillCells(page, '', 'Repairs', '1', typed, 'GB-S', '4000')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+s')
      await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
      const id = page.url().split('/').at(-1)?.replace(/\?.*/, '') ?? ''
      const { text } = await office.api.get(
        seat.human.session,
        `/companies/store/sales-invoices/${id}`,
      )
      // Today is the company's, wherever one sits.
      assert.match(text, /"issuedOn":"2026-11-22"/)
      assert.match(text, /"dueOn":"2026-11-25"/)
      assert.match(text, /"unitPrice":"1234\.5(0)?"/)
      assert.deepEqual(
        faults.filter((fault) => !fault.includes('400')),
        [],
      )
      await context.close()
    },
  )
}

const rubbish = ['1e308', '--5', '0x10', 'NaN', '1.2.3.4', '💥', '9'.repeat(400), '٣٤', '1/0', '{}']

test('rubbish in figures, days and pickers stays as typed, and is refused', { skip }, async () => {
  const { page, faults, context } = await office.sit('receipts/new', { roles })
  await fillIn(page, 'Payer', 'ANN')
  for (const label of ['Amount', 'Received on', 'Bank'] as const) {
    const field = page.locator('.fields').getByLabel(label).first()
    for (const text of rubbish) {
      await field.fill(text)
      await page.getByLabel('Reference').focus()
      // A field that reads it says what it read; what it cannot read stays, to the letter.
      assert.notEqual(await field.inputValue(), '', `${label} ${text}`)
    }
    await field.fill('💥')
    await page.getByLabel('Reference').focus()
    assert.equal(await field.inputValue(), '💥')
    // Whether there is such an account is looked up once all the rest can be read.
    const isWrong = async (): Promise<boolean> =>
      (await field.getAttribute('aria-invalid')) !== null
    if (label !== 'Bank') await until(page, isWrong, `${label} is refused`)
  }
  await page.keyboard.press('Control+s')
  await page.waitForTimeout(300)
  assert.match(page.url(), /receipts\/new/)
  assert.equal(await page.getByLabel('Amount').inputValue(), '💥')
  assert.deepEqual(
    faults.filter((fault) => !/4(00|22)/.test(fault)),
    [],
  )
  await context.close()
})

test(
  'two thousand rows of rubbish are pasted into a grid, which stays at hand',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices/new')
    const grid = page.getByRole('grid', { name: 'Lines' })
    await fillIn(page, 'Customer', 'ANN')
    await pressUntil(page, 'Tab', grid)
    const row = (at: number): string =>
      `${at}\\t"=1+1 ""x"""\\t${rubbish[at % rubbish.length]}\\t\\t`
    await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(
      Array.from({ length: 2000 }, (_, at) => row(at)).join('\n'),
    )})
    const how = { clipboardData: data, bubbles: true, cancelable: true }
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', how))
  })()`)
    await until(page, async () => (await grid.getAttribute('aria-rowcount')) === '2001', 'pasted')
    await page.keyboard.press('Control+End')
    await page.keyboard.press('F2')
    await page.keyboard.type('still typed')
    await page.keyboard.press('Enter')
    await grid.getByText('still typed').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Go on with it' }).click()
    await until(page, async () => (await grid.getAttribute('aria-rowcount')) === '2001', 'kept')
    assert.deepEqual(
      faults.filter((fault) => !/4(00|13|22)/.test(fault)),
      [],
    )
    await context.close()
  },
)

test(
  'a file of more than 50 MB says the limit at once, and the others are attached',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit(await written())
    await page.getByRole('textbox', { name: 'Comment' }).waitFor()
    await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(50_000_001)], 'scan.pdf'))
    data.items.add(new File(['small'], 'note.txt'))
    const how = { bubbles: true, cancelable: true, dataTransfer: data }
    document.body.dispatchEvent(new DragEvent('drop', how))
  })()`)
    await page.getByText('scan.pdf has 51 MB; a file has at most 50 MB.').waitFor()
    await page.getByRole('button', { name: 'note.txt', exact: true }).waitFor()
    await page.getByText('scan.pdf has 51 MB; a file has at most 50 MB.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'scan.pdf', exact: true }).count(), 0)
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test('back, forward, and a tab that was closed find what was typed', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices')
  await page.getByRole('heading', { name: 'Sales invoices' }).waitFor()
  await page.goto(`${office.api.address}/c/store/sales-invoices/new`)
  await fillIn(page, 'Customer', 'ANN')
  await fillIn(page, 'Reference', 'Order 8')
  await page.goBack()
  await page.getByRole('heading', { name: 'Sales invoices' }).waitFor()
  await page.goForward()
  await taken(page)
  await page.getByLabel('Reference').fill('Order 9')
  await page.close()
  const again = await reopened(context)
  await taken(again)
  assert.equal(await again.getByLabel('Reference').inputValue(), 'Order 9')
  await context.close()
})

async function taken(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go on with it' }).click()
  assert.equal(await page.getByRole('combobox', { name: 'Customer' }).inputValue(), 'ANN')
}

async function reopened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${office.api.address}/c/store/sales-invoices/new`)
  return page
}
