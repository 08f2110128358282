/** What keeps screens fast, as far as it is no time: how much is sent, asked and drawn. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { bill, mug } from '#test/web/list-office.ts'
import { doStep, until } from '#test/web/keyboard.ts'

const skip = noBrowser
let office: Office

before(async () => {
  if (noBrowser === false) office = await openOffice()
})
after(() => office?.close())

test('23 speed: the shell is smaller than 300 kB, packed', { skip }, () => {
  const folder = join(import.meta.dirname, '../../build/web')
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path = '']) => path)
  assert.ok(files.some((path) => path.endsWith('.js')))
  assert.ok(files.some((path) => path.endsWith('.css')))
  const sizes = files.map((path) => gzipSync(readFileSync(join(folder, path))).length)
  const all = sizes.reduce((sum, size) => sum + size, gzipSync(page).length)
  assert.ok(all < 300_000, `${all} bytes in ${files.join(', ')}`)
})

test('23 speed: a page opens after few files, and asks for nothing twice', { skip }, async () => {
  const { page, faults, context } = await office.sit('inbox')
  await page.goto(page.url().replace('inbox', 'sales-invoices'), { waitUntil: 'networkidle' })
  const asked = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)",
  )
  // A browser has six files on the way at once; those of the shell, and then those of the page.
  const files = asked.filter((path) => path.startsWith('/assets/'))
  assert.ok(files.length > 3 && files.length <= 12, files.join(', '))
  for (const path of ['/api/v1/me', '/api/v1/companies/store/screens'])
    assert.equal(asked.filter((one) => one === path).length, 1, path)
  assert.deepEqual(faults, [])
  await context.close()
})

test('23 speed: who is not signed in is asked nothing before the door', { skip }, async () => {
  const { page, context } = await office.sit('inbox')
  const headOf = async (): Promise<string | undefined> =>
    (await page.request.get(page.url(), { headers: { accept: 'text/html' } })).headers()['link']
  assert.match(
    (await headOf()) ?? '',
    /^<\/api\/v1\/me>; rel=preload.*\/companies\/store\/screens>/,
  )
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  assert.equal(await headOf(), undefined)
  await context.close()
})

const lines = Array.from({ length: 500 }, (_, at) => ({ ...mug, description: `Line ${at + 1}` }))

test(
  '23 speed: of 500 lines those in sight are drawn, and all are worked on',
  { skip },
  async () => {
    const [id = ''] = await office.shop.write(salesInvoice, [{ ...bill, lines }])
    const { page, faults, context } = await office.sit(`sales-invoices/${id}`)
    const grid = page.getByRole('grid', { name: 'Lines' })
    const cell = (name: string) => grid.getByRole('gridcell', { name, exact: true })
    await cell('Line 1').click()
    assert.equal(await grid.getAttribute('aria-rowcount'), '501')
    assert.ok((await grid.getByRole('row').count()) < 60)
    await page.keyboard.press('Escape')
    // The last one is far out of sight; it is drawn as soon as one goes there.
    await page.keyboard.press('Control+End')
    await cell('Line 500').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('The last of all')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('!')
    await page.keyboard.press('Enter')
    await cell('Line 1!').waitFor()
    // Scrolled by hand, the rows in the middle are there, and the one that has the focus stays.
    await page.evaluate("document.querySelector('main').scrollTop = 12000")
    await until(page, () => inSight(page), 'rows are in sight')
    await cell('Line 1!').waitFor({ state: 'attached' })
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('400')),
      [],
    )
    await context.close()
  },
)

test(
  '23 speed: what an issued paper of 500 lines took is drawn as it opens',
  { skip },
  async () => {
    const [id = ''] = await office.shop.write(salesInvoice, [{ ...bill, lines }])
    const { page, faults, context } = await office.sit(`sales-invoices/${id}`)
    await page.getByRole('grid', { name: 'Lines' }).waitFor()
    await doStep(page, /It gets the number INV-2026-/)
    await page.getByRole('heading', { name: /^INV-2026-/ }).waitFor()
    const taken = page.locator('.taken details')
    await taken.locator('summary').click()
    const last = taken.getByRole('grid').first().locator('tr[aria-rowindex]').last()
    // Rows that come into sight take the place of others, and what is below may still come.
    const drawn = async (): Promise<boolean> => {
      await last.evaluate("(row) => row.scrollIntoView({ block: 'center' })")
      return await inSight(page)
    }
    await until(page, drawn, 'rows are in sight')
    assert.deepEqual(faults, [])
    await context.close()
  },
)

/** Whether a row is drawn in the middle of the screen. */
async function inSight(page: Awaited<ReturnType<Office['sit']>>['page']): Promise<boolean> {
  return await page.evaluate<boolean>(
    "(document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('td') ?? null) !== null",
  )
}
