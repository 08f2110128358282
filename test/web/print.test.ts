/** Papers and statements on paper: the same figures as on the screen, and many in one file. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { startRunner } from '#server/jobs/runner.ts'
import type { Repeated } from '#server/repeated.ts'
import { printJob } from '#server/transfer/print-job.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { bill, openListOffice } from '#test/web/list-office.ts'
import { lookAtPdf } from '#test/pdf.ts'

const skip = noBrowser
let office: Office
let runner: Repeated | undefined

before(async () => {
  if (noBrowser !== false) return
  office = await openListOffice()
  const { services } = office.api
  runner = startRunner({ services, kinds: [printJob], server: 'test', interval: 50 })
})
after(async () => {
  await runner?.stop()
  await office?.close()
})

/** Waits until the rows of a statement are there: those below the first ones follow by and by. */
async function drawnWhole(page: Page): Promise<void> {
  const rows = page.locator('.statement tbody tr')
  await rows.first().waitFor()
  // A loaded machine may take its time between two screens of rows.
  for (let seen = 0, same = 0; same < 5;) {
    await page.waitForTimeout(200)
    await page.evaluate('new Promise((done) => requestIdleCallback(() => done(null)))')
    const count = await rows.count()
    same = count === seen ? same + 1 : 0
    seen = count
  }
}

/** The amounts in a text, with both cents. */
function amounts(text: string): string[] {
  return [...text.matchAll(/(?<![\d.,])\d[\d,]*\.\d\d(?![\d.])/g)].map(([one]) => one)
}

test(
  '16 print: an invoice that goes out has its address, its figures, and nothing else',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('sales-invoices/')
    await page.getByRole('link', { name: 'INV-2026-00003' }).click()
    await page.getByRole('heading', { name: 'INV-2026-00003', exact: true }).waitFor()
    await page.locator('.sums').getByText('Open', { exact: true }).waitFor()
    const screen = amounts(await page.locator('.sums').innerText())
    await page.getByRole('button', { name: 'More' }).click()
    const address = await page
      .getByRole('menuitem', { name: 'Download as PDF' })
      .getAttribute('href')
    const reply = await context.request.get(`${office.api.address}${address}`)
    const text = lookAtPdf(await reply.body())
      .pages.join(' ')
      .replaceAll(/\s+/g, ' ')
    assert.match(text, /Sales invoice INV-2026-00003/)
    assert.match(text, /Ann Ltd/)
    assert.match(text, /Tax rate\s+Net\s+Tax[\s\S]*20%/)
    for (const figure of screen.slice(0, 3))
      assert.ok(text.includes(figure), `${figure} in ${text}`)
    // What is the house's own business stays in the house.
    assert.doesNotMatch(text, /Receivable|Revenue|4000|1100|Worth|Digits|Collective/)
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(amounts(await page.locator('.sums').innerText()), screen)
    assert.ok(await page.getByRole('navigation', { name: 'Desks' }).isHidden())
    assert.ok(await page.getByRole('button', { name: 'More' }).isHidden())
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '16 print: 500 invoices of a selection are one file, each on a page of its own',
  { skip },
  async () => {
    const { shop } = office
    const many = Array.from({ length: 500 }, () => ({ ...bill, reference: 'many' }))
    const done = await shop.act(salesInvoice, 'issue', await shop.write(salesInvoice, many))
    assert.ok(done.every(({ outcome }) => outcome === 'done'))
    const { page, faults, context } = await office.sit('sales-invoices?reference=many')
    await page.getByText('of 500 loaded').waitFor()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: 'Select all 500 that match' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Print 500 sales invoices' }).click(),
    ])
    const { pages } = lookAtPdf(await readFile(await file.path()))
    assert.equal(pages.length, 500)
    const numbers = pages.map((text) => /INV-2026-\d{5}/.exec(text)?.[0])
    assert.equal(new Set(numbers).size, 500)
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test(
  '16 print: a statement of account is the same on screen, paper and PDF',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit(
      'reports/party-statement?party=ANN&from=2026-01-01&until=2026-11-22',
    )
    await drawnWhole(page)
    const shown = async (): Promise<string[]> =>
      amounts(await page.locator('.statement').innerText()).toSorted()
    const screen = await shown()
    assert.ok(screen.length > 4)
    const address = await page.getByRole('link', { name: 'As PDF' }).getAttribute('href')
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await shown(), screen)
    const reply = await context.request.get(`${office.api.address}${address}`)
    const paper = amounts(lookAtPdf(await reply.body()).pages.join(' '))
    for (const figure of screen) assert.ok(paper.includes(figure), `${figure} is not on paper`)
    assert.deepEqual(faults, [])
    await context.close()
  },
)

test('16 print: in German the paper, the screen and the PDF say the same', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices?number=INV-2026-00003', {
    language: 'de-DE',
  })
  await page.getByRole('link', { name: 'INV-2026-00003' }).click()
  await page.getByRole('heading', { name: 'INV-2026-00003', exact: true }).waitFor()
  await page.locator('.sums').getByText('Offen', { exact: true }).waitFor()
  const screen = germanAmounts(await page.locator('.sums').innerText())
  assert.ok(screen.length >= 3)
  await page.getByRole('button', { name: 'Mehr' }).click()
  const item = page.getByRole('menuitem', { name: 'Als PDF herunterladen' })
  const text = await textOfPdf(context, await item.getAttribute('href'))
  assert.match(text, /Rechnung INV-2026-00003/)
  assert.match(text, /Bezeichnung\s+Menge\s+Einzelpreis/)
  assert.match(text, /5\. Okt\. 2026/)
  assert.match(text, /Steuersatz\s+Netto\s+Steuer[\s\S]*20\s%/)
  for (const figure of screen.slice(0, 3)) assert.ok(text.includes(figure), `${figure} in ${text}`)
  assert.doesNotMatch(text, /Sales|Invoice|Issued|Quantity|Price|Rate|Total/)
  await page.emulateMedia({ media: 'print' })
  assert.deepEqual(germanAmounts(await page.locator('.sums').innerText()), screen)
  assert.deepEqual(faults, [])
  await context.close()
})

for (const [report, words] of [
  ['party-statement?party=ANN&from=2026-01-01&until=2026-11-22', /Kontoauszug eines Partners/],
  ['trial-balance?until=2026-11-22', /Summen- und Saldenliste/],
  ['balance-sheet?as-of=2026-11-22', /Bilanz/],
] as const) {
  const [name = ''] = report.split('?')
  test(`16 print: ${name} says in German the same on screen and PDF`, { skip }, async () => {
    const { page, faults, context } = await office.sit(`reports/${report}`, { language: 'de-DE' })
    const table = page.locator('.statement')
    await drawnWhole(page)
    const address = await page.getByRole('link', { name: 'Als PDF' }).getAttribute('href')
    const text = await textOfPdf(context, address)
    assert.match(text, words)
    // A column's name stands on top of it, and what a row is called, first in it; days are words.
    const titles = await table.locator('thead th').allInnerTexts()
    const called = await table.locator('tbody th').allInnerTexts()
    const told = plain(text)
    for (const one of [...titles, ...called].map(plain).filter((word) => !/^$|\d{4}$/.test(word)))
      assert.ok(told.includes(one), `${one} is not in ${text}`)
    for (const figure of germanAmounts(await table.innerText()))
      assert.ok(told.includes(plain(figure)), `${figure} is not in ${text}`)
    assert.deepEqual(faults, [])
    await context.close()
  })
}

/** Without blanks and hyphens, where lines are broken, and the two minus signs. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u00AD-]/g, '').replaceAll('\u2212', '')
}

async function textOfPdf(context: BrowserContext, address: string | null): Promise<string> {
  const reply = await context.request.get(`${office.api.address}${address}`)
  return lookAtPdf(await reply.body())
    .pages.join(' ')
    .replaceAll(/\s+/g, ' ')
}

/** The amounts in a German text, with both cents. */
function germanAmounts(text: string): string[] {
  return [...text.matchAll(/(?<![\d.,])\d[\d.]*,\d\d(?![\d,])/g)].map(([one]) => one)
}
