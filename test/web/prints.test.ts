/** Templates of prints in a real browser: seen while they are typed, kept, and what goes out. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { ownField } from '#kit/own-fields.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { lookAtPdf } from '#test/pdf.ts'
import { pngOf } from '#test/pictures.ts'
import { fill } from '#test/stories/shop.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { bill, mug, openListOffice } from '#test/web/list-office.ts'

const skip = noBrowser
const roles = ['administrator', 'billing lead']
let office: Office

before(async () => {
  if (noBrowser !== false) return
  office = await openListOffice()
  const colour = { belongsTo: 'sales invoice', label: 'Colour', holds: 'text' }
  await office.shop.inBooks((books) => fill(books, ownField, { colour }))
})
after(() => office?.close())

function sheetOf(page: Page): Locator {
  return page.getByRole('article', { name: 'Preview' })
}

/** The text of a paper's PDF, as it stands now. */
async function paperOf({ context }: Seat, id: string): Promise<string> {
  const address = `${office.api.address}/api/v1/companies/store/sales-invoices/${id}/print`
  const reply = await context.request.get(address)
  return lookAtPdf(await reply.body())
    .pages.join(' ')
    .replaceAll(/\s+/g, ' ')
}

async function issued(extra: object = {}): Promise<string> {
  const ids = await office.shop.write(salesInvoice, [{ ...bill, ...extra }])
  await office.shop.act(salesInvoice, 'issue', ids)
  return ids[0] ?? ''
}

test('16 print: a template is seen while it is typed, and saved', { skip }, async () => {
  const seat = await office.sit('settings/prints', { roles })
  const { page, faults, context } = seat
  const sheet = sheetOf(page)
  await sheet.getByRole('heading', { name: /^Sales invoice INV-2026-\d{5}$/ }).waitFor()
  await page.getByLabel('Letterhead').fill('Northwind Traders\n12 Harbour Street')
  await sheet.getByText('12 Harbour Street').waitFor()
  await page.getByRole('textbox', { name: 'Text above the table' }).fill('Dear customer, ')
  await page.getByRole('combobox', { name: 'Insert a field: Text above the table' }).click()
  await page.getByRole('option', { name: 'Due on', exact: true }).click()
  await sheet.getByText(/^Dear customer, \d+ \w+ 20\d\d$/).waitFor()
  await page.getByLabel('Footer').fill('VAT GB 123 4567 89')
  await sheet.getByText('VAT GB 123 4567 89').waitFor()
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngOf(240, 80)),
  })
  await sheet.locator('header img').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Papers that go out from now on look like this.').waitFor()

  // What is saved is there again, with the picture, and goes out.
  await page.reload()
  await sheet.locator('header img').waitFor()
  assert.equal(await page.getByLabel('Footer').inputValue(), 'VAT GB 123 4567 89')
  const text = await paperOf(seat, await issued())
  assert.match(text, /^Northwind Traders 12 Harbour Street .*Dear customer, .*VAT GB 123 4567 89/)
  assert.deepEqual(faults, [])
  await context.close()
})

test('16 print: an own field is chosen, and stands on screen and PDF', { skip }, async () => {
  const id = await issued({ extra: { colour: 'deep blue' } })
  const seat = await office.sit('settings/prints', { roles })
  const { page, faults, context } = seat
  const sheet = sheetOf(page)
  await sheet.getByRole('heading', { name: /^Sales invoice/ }).waitFor()
  assert.equal(await sheet.getByText('deep blue').count(), 0)
  await page.getByRole('combobox', { name: 'Fields beside the address' }).click()
  await page.getByRole('option', { name: 'Colour' }).click()
  await sheet.getByText('deep blue').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Papers that go out from now on look like this.').waitFor()
  assert.doesNotMatch(await paperOf(seat, id), /deep blue/)
  assert.match(await paperOf(seat, await issued({ extra: { colour: 'red' } })), /Colour red/)
  assert.deepEqual(faults, [])
  await context.close()
})

test('16 print: hostile text stays text, and a wrong field is told at once', { skip }, async () => {
  const seat = await office.sit('settings/prints', { roles })
  const { page, faults, context } = seat
  const sheet = sheetOf(page)
  await sheet.getByRole('heading', { name: /^Sales invoice/ }).waitFor()
  const hostile = '<img src=x onerror=alert(1)> {{7*7}} </article><script>alert(2)</script>'
  await page.getByRole('textbox', { name: 'Text below the table' }).fill(hostile)
  await sheet.getByText(hostile).waitFor()
  assert.equal(await sheet.locator('script, img[src=x]').count(), 0)
  await page.getByRole('textbox', { name: 'Text below the table' }).fill('Pay by {payBy}.')
  await page.getByText('“{payBy}” is no field of the sales invoice.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.mantine-Textarea-error').waitFor()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('422')),
    [],
  )
  await context.close()
})

test('16 print: in German the preview is German, also on a phone', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/prints', {
    roles,
    language: 'de-DE',
    width: 375,
    height: 800,
  })
  const sheet = page.getByRole('article', { name: 'Vorschau' })
  await sheet.getByRole('heading', { name: /^Rechnung INV-2026-\d{5}$/ }).waitFor()
  await page
    .getByRole('textbox', { name: 'Text über der Tabelle' })
    .fill('Sehr geehrte Damen und Herren,')
  await sheet.getByText('Sehr geehrte Damen und Herren,').waitFor()
  await page.getByText('Deutsch').waitFor()
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  assert.equal(wide, false)
  assert.deepEqual(await axeFaults(page), [])
  assert.deepEqual(faults, [])
  await context.close()
})

test('16 print: of 300 lines none is missing, from the screen or as PDF', { skip }, async () => {
  const lines = Array.from({ length: 300 }, (_, at) => ({ ...mug, description: `Mug no. ${at}.` }))
  const id = await issued({ lines })
  const seat = await office.sit(`sales-invoices/${id}`)
  const { page, faults, context } = seat
  await page.getByText('What happened').waitFor()
  const rows = page.locator('.lines tbody tr')
  assert.ok((await rows.count()) < 300)
  await page.evaluate(`addEventListener('beforeprint', () => {
    window.rowsPrinted = document.querySelectorAll('.lines tbody tr').length
  })`)
  await page.pdf({ format: 'A4' })
  assert.equal(await page.evaluate('window.rowsPrinted'), 300)
  const address = `${office.api.address}/api/v1/companies/store/sales-invoices/${id}/print`
  const { pages } = lookAtPdf(await (await context.request.get(address)).body())
  assert.ok(pages.length > 5)
  const bare = pages.map((text) => text.replaceAll(/\s/g, ''))
  // The last page may have the tax alone.
  const ofLines = bare.filter((text) => text.includes('Mugno.'))
  for (const text of ofLines) assert.ok(text.includes('ItemDescriptionQuantity'), text)
  const whole = ofLines.join('')
  for (const [at] of lines.entries()) assert.ok(whole.includes(`Mugno.${at}.`), `line ${at}`)
  assert.deepEqual(faults, [])
  await context.close()
})
