/** A paper in a real browser: what is typed, what is wrong, and that nothing typed is lost. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { doStep, fillCells, fillIn, pressUntil, until } from '#test/web/keyboard.ts'

const skip = noBrowser
let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

function grid(page: Page) {
  return page.getByRole('grid', { name: 'Lines' })
}

/** Writes an invoice of one line, and saves it; answers its place. */
async function savedInvoice(page: Page): Promise<string> {
  await fillIn(page, 'Customer', 'ANN')
  await pressUntil(page, 'Tab', grid(page))
  await fillCells(page, '', 'Repairs', '1', '100', 'GB-S', '4000')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await page.getByText('What happened').waitFor()
  return page.url().split('/c/store/')[1]?.replace(/\?.*/, '') ?? ''
}

test('8 smart inputs: sums and days, as one types them', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  const due = page.getByRole('textbox', { name: 'Due on' })
  const issued = page.getByRole('textbox', { name: 'Issued on' })
  for (const [typed, shown] of [
    ['eom', '30 Nov 2026'],
    ['+3', '25 Nov 2026'],
    ['t', '22 Nov 2026'],
    ['24/12', '24 Dec 2026'],
  ] as const) {
    await due.fill(typed)
    await issued.focus()
    assert.equal(await due.inputValue(), shown)
  }
  // The calendar: a week on, and taken.
  await due.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('gridcell', { name: /24 December 2026/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await due.inputValue(), '31 Dec 2026')
  // What is no day stays as it was typed, and is said to be none.
  await due.fill('31/02')
  await issued.focus()
  assert.equal(await due.inputValue(), '31/02')
  await page.getByText('It is no day. Write it as 2026-11-22.').waitFor()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('400')),
    [],
  )
  await context.close()
})

test('8 smart inputs: a picker finds by name and makes a new one', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await customer.fill('gmbh')
  await page.getByRole('option', { name: 'HANS Hans GmbH' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await customer.inputValue(), 'HANS')
  // What the customer fills in appears by itself: the currency, and when it falls due.
  const currency = page.getByRole('combobox', { name: 'Currency' })
  const due = page.getByRole('textbox', { name: 'Due on' })
  await until(page, async () => (await currency.inputValue()) === 'EUR', 'the currency is EUR')
  await until(page, async () => (await due.inputValue()) === '6 Dec 2026', 'it falls due')
  await customer.fill('ZOE')
  await page.getByRole('option', { name: 'New party …' }).click()
  const dialog = page.getByRole('dialog')
  assert.equal(await dialog.getByRole('textbox', { name: 'Code', exact: true }).inputValue(), 'ZOE')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.getByText('It is missing. Add it.').waitFor()
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Zoe Zed')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await customer.inputValue(), 'ZOE')
  await page.getByText('Zoe Zed').first().waitFor()
  await context.close()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('400') && !fault.includes('422')),
    [],
  )
})

test('17 errors: beside the field, in a sentence, and nothing is lost', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'NOBODY')
  await pressUntil(page, 'Tab', grid(page))
  await fillCells(page, '', 'Repairs', 'many')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  const cell = grid(page).getByRole('gridcell', { name: /many/ })
  await cell.getByText(/It is no figure/).waitFor()
  assert.equal(await cell.getAttribute('aria-invalid'), 'true')
  await fillCells(page, '2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await page.getByText('There is no party “NOBODY”.').first().waitFor()
  const customer = page.getByRole('combobox', { name: 'Customer' })
  assert.equal(await customer.getAttribute('aria-invalid'), 'true')
  assert.equal(await customer.inputValue(), 'NOBODY')
  // What is missing is said as well, since one wanted to save.
  await page.getByText('It is missing. Add it.').first().waitFor()
  await context.close()
})

test('6 keyboard: rows of a spreadsheet are pasted, rubbish as text', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await pressUntil(page, 'Tab', grid(page))
  const hostile = '<img src=x onerror="alert(1)">'
  const pasted = `mug\t\t2\r\nPOST\t"${hostile.replaceAll('"', '""')}"\t=cmd|' /C calc'!A0\r\n`
  await page.evaluate(
    `(() => {
      const data = new DataTransfer()
      data.setData('text/plain', ${JSON.stringify(pasted)})
      const how = { clipboardData: data, bubbles: true, cancelable: true }
      const paste = new ClipboardEvent('paste', how)
      document.activeElement.dispatchEvent(paste)
    })()`,
  )
  await grid(page).getByText(hostile).waitFor()
  await grid(page).getByText("=cmd|' /C calc'!A0").waitFor()
  assert.equal(await grid(page).getByRole('row').count(), 3)
  // A line is taken away, and one is added behind the last cell.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Delete')
  assert.equal(await grid(page).getByRole('row').count(), 2)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Tab')
  assert.equal(await grid(page).getByRole('row').count(), 3)
  // Esc leaves a cell as it was.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F2')
  await page.keyboard.type('tea')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await grid(page).getByText('mug', { exact: true }).waitFor()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('400')),
    [],
  )
  await context.close()
})

test('17 errors: what was typed is there again after a reload', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await fillIn(page, 'Reference', 'Order 17')
  await page.reload()
  await page.getByRole('button', { name: 'Go on with it' }).click()
  assert.equal(await page.getByLabel('Reference').inputValue(), 'Order 17')
  assert.equal(await page.getByRole('combobox', { name: 'Customer' }).inputValue(), 'ANN')
  // Who is not wanted back is gone for good.
  await page.reload()
  await page.getByRole('button', { name: 'Throw it away' }).click()
  await page.reload()
  await page.getByLabel('Reference').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Go on with it' }).count(), 0)
  await context.close()
})

test('17 errors: a session that ended costs nothing that was typed', { skip }, async () => {
  const { page, context, human } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await fillIn(page, 'Reference', 'Order 18')
  const ended = await office.api.post(human.session, '/sign-out', {})
  assert.equal(ended.status, 200)
  while ((await office.api.get(human.session, '/me')).status !== 401) await page.waitForTimeout(200)
  await page.reload()
  await page.getByLabel('Mail address').fill(human.email)
  await page.getByLabel('Password').fill(human.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Go on with it' }).click()
  assert.equal(await page.getByLabel('Reference').inputValue(), 'Order 18')
  await context.close()
})

test('17 errors: a cut connection is said, and saving goes on after it', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices/new')
  await fillIn(page, 'Customer', 'ANN')
  await page.keyboard.press('Tab')
  await context.setOffline(true)
  await fillIn(page, 'Reference', 'Order 19')
  await page.keyboard.press('Control+s')
  await page.getByText(/The server cannot be reached/).waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Save again' }).click()
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await page.getByLabel('Reference').waitFor()
  assert.equal(await page.getByLabel('Reference').inputValue(), 'Order 19')
  await context.close()
})

test('18 concurrent editing: two people on one paper put both together', { skip }, async () => {
  const one = await office.sit('sales-invoices/new')
  const place = await savedInvoice(one.page)
  const two = await office.sit(place)
  await two.page.getByLabel('Reference').fill('Hers')
  await two.page.getByLabel('Note').fill('Only hers')
  await one.page.getByLabel('Reference').fill('His')
  await one.page.getByLabel('Supplied on').fill('2026-11-20')
  await one.page.keyboard.press('Control+s')
  await one.page.locator('.timeline').getByText('His').waitFor()
  await two.page.keyboard.press('Control+s')
  const dialog = two.page.getByRole('dialog', { name: 'Put both together' })
  await dialog.getByText('One value was changed by both of you.').waitFor()
  await dialog.getByRole('radio').last().check()
  await dialog.getByRole('button', { name: 'Go on with this' }).click()
  assert.equal(await two.page.getByLabel('Reference').inputValue(), 'His')
  assert.equal(await two.page.getByLabel('Note').inputValue(), 'Only hers')
  assert.equal(await two.page.getByLabel('Supplied on').inputValue(), '20 Nov 2026')
  await two.page.keyboard.press('Control+s')
  await two.page.locator('.timeline').getByText('Only hers').waitFor()
  await one.context.close()
  await two.context.close()
})

test('13 attachments: dropped, pasted and looked at beside', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  const give = (kind: 'drop' | 'paste', name: string): Promise<unknown> =>
    page.evaluate(
      `(() => {
        const data = new DataTransfer()
        const bytes = Uint8Array.from(atob('${picture}'), (one) => one.charCodeAt(0))
        data.items.add(new File([bytes], '${name}', { type: 'image/png' }))
        const how = { bubbles: true, cancelable: true }
        document.body.dispatchEvent('${kind}' === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data }))
      })()`,
    )
  await page.getByRole('combobox', { name: 'Customer' }).waitFor()
  await give('drop', 'order.png')
  await page.getByText('is attached when you save').waitFor()
  await savedInvoice(page)
  await page.getByRole('button', { name: 'order.png', exact: true }).waitFor()
  await give('paste', 'screenshot.png')
  await page.getByRole('button', { name: 'screenshot.png', exact: true }).click()
  const shown = page.getByRole('img', { name: 'The file' })
  await shown.waitFor()
  const width = "document.querySelector('.picture img').naturalWidth"
  await until(page, async () => (await page.evaluate(width)) === 1, 'the picture is shown')
  // While the paper is a draft, a file can be withdrawn; that it was there is told.
  await page.getByRole('button', { name: 'Withdraw order.png' }).click()
  await page.getByText('withdrew order.png').waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

/** A picture of one point. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('11 and 12: what happened is told, and what people say of it', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  await savedInvoice(page)
  await page.getByLabel('Reference').fill('Order 20')
  await page.keyboard.press('Control+s')
  await page.locator('.timeline').getByText('Order 20').waitFor()
  await page.getByRole('heading', { name: 'Comments' }).click()
  await page.keyboard.press('c')
  await page.keyboard.type('<b>Please</b> look')
  await page.keyboard.press('Control+Enter')
  await page.locator('.timeline .said').getByText('<b>Please</b> look').waitFor()
  await page.getByRole('heading', { name: 'Comments' }).click()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Ctrl+Enter').waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('5 undo: the plan is shown with all that stands on it', { skip }, async () => {
  const { page, context } = await office.sit('sales-invoices/new')
  const place = await savedInvoice(page)
  await doStep(page, /It gets the number INV-2026-/)
  const heading = page.getByRole('heading', { name: /^INV-2026-/ })
  const number = (await heading.textContent()) ?? ''
  await page.keyboard.press('.')
  await page.getByRole('menuitem', { name: 'New credit note from this sales invoice' }).click()
  await fillIn(page, 'Reason', 'All of it')
  await doStep(page, /It gets the number CN-2026-/)
  // Another person takes the invoice back, and with it the note on it.
  const other = await office.sit(place)
  await other.page.getByRole('heading', { name: number, exact: true }).waitFor()
  await other.page.getByRole('button', { name: 'More' }).click()
  await other.page.getByRole('menuitem', { name: /Undo with all/ }).click()
  const plan = other.page.getByRole('dialog').locator('.plan li')
  await plan.first().waitFor()
  const steps = await plan.allTextContents()
  assert.match(steps[0] ?? '', /^Void: credit note CN-2026-/)
  assert.equal(steps[1], `Void: sales invoice ${number}`)
  await other.page.getByRole('button', { name: 'Undo all' }).click()
  await other.page.locator('.path [aria-current]').getByText('void').waitFor()
  await context.close()
  await other.context.close()
})

for (const look of ['light', 'dark'] as const) {
  test(`24 reach: axe finds nothing on a paper (${look})`, { skip }, async () => {
    const { page, context } = await office.sit('sales-invoices/new', { look })
    const check = async (): Promise<void> => assert.deepEqual(await axeFaults(page), [])
    await page.getByRole('combobox', { name: 'Customer' }).waitFor()
    await check()
    await savedInvoice(page)
    await check()
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('dialog')
      .getByText(/It gets the number/)
      .waitFor()
    await check()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'In the books' }).waitFor()
    await check()
    await page.setViewportSize({ width: 375, height: 800 })
    await check()
    const { wide, room } = await page.evaluate<{ wide: number; room: number }>(
      `({ wide: document.querySelector('#content').scrollWidth,
          room: document.querySelector('#content').clientWidth })`,
    )
    assert.ok(wide <= room, `${wide} of ${room} points`)
    await context.close()
  })
}

test('10 graph: registers show their rows by first days', { skip }, async () => {
  const { page, faults, context } = await office.sit('tax-codes/GB-S')
  await page.getByRole('button', { name: 'From 4 Jan 2011' }).waitFor()
  await page.getByRole('button', { name: 'From another day on' }).click()
  await page.getByLabel('Good from').fill('2027-01-01')
  await page.getByLabel('Rate').fill('21 %')
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: 'From 1 Jan 2027' }).waitFor()
  await page.goto(page.url().replace('tax-codes/GB-S', 'accounts/1100'))
  await page.getByText('The ledger keeps this by itself.').waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('6 keyboard: the next paper of the list is one key away', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new')
  await savedInvoice(page)
  await page.goto(page.url().replace(/sales-invoices.*/, 'sales-invoices/new'))
  await savedInvoice(page)
  await page.goto(page.url().replace(/sales-invoices.*/, 'sales-invoices'))
  // Who is signed in is called Ann, too.
  await page.locator('.list-body').getByText('ANN').first().waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByText('What happened').waitFor()
  const first = page.url()
  await page.keyboard.press('j')
  await until(page, async () => page.url() !== first, 'the next is shown')
  await page.getByText('What happened').waitFor()
  await page.keyboard.press('k')
  await until(page, async () => page.url() === first, 'the first is shown again')
  assert.deepEqual(faults, [])
  await context.close()
})

test(
  '18 concurrent editing: a draft that was left meets what changed since',
  { skip },
  async () => {
    const one = await office.sit('sales-invoices/new')
    const place = await savedInvoice(one.page)
    const two = await office.sit(place)
    await two.page.getByLabel('Reference').fill('Left here')
    await one.page.getByLabel('Reference').fill('His')
    await one.page.keyboard.press('Control+s')
    await one.page.locator('.timeline').getByText('His').waitFor()
    await two.page.reload()
    await two.page.getByRole('button', { name: 'Go on with it' }).click()
    await two.page.getByText('Somebody else changed this while you were typing.').waitFor()
    await two.page.getByRole('button', { name: 'Compare' }).click()
    const dialog = two.page.getByRole('dialog', { name: 'Put both together' })
    await dialog.getByText('Left here').waitFor()
    await dialog.getByRole('button', { name: 'Go on with this' }).click()
    await two.page.keyboard.press('Control+s')
    await two.page.locator('.timeline').getByText('Left here').waitFor()
    await one.context.close()
    await two.context.close()
  },
)
