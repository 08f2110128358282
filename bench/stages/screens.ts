/** How screens feel in a browser: ways between them, first rows, keys, frames, the first load. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { openShop } from '#test/stories/shop.ts'
import { noBrowser, openOfficeOf } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import type { House } from '../house.ts'
import { median } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'
import { felt, p95, wayTo } from '../screens/clock.ts'
import type { Way } from '../screens/clock.ts'
import { startExample } from '../screens/example.ts'
import { fillInvoices, longInvoice } from '../screens/million.ts'

/** What one round found, in milliseconds. */
interface Round {
  readonly ways: number
  readonly rows: number
  readonly keys: number
  readonly gridKeys: number
  readonly frames: number
  readonly load: number
}

/** Screens over the example, over a million invoices, and over an invoice of 500 lines. */
export async function screens(house: House, scale: Scale): Promise<Figure[]> {
  if (noBrowser !== false) throw new Error(noBrowser)
  const office = await openOfficeOf(await openShop({ version: 18, ...house.at }))
  const example = await startExample(house.port + 1)
  try {
    await fillInvoices(office.shop, scale.listPapers)
    const long = await longInvoice(office.shop)
    const guest = await enter(office.browser, example.link)
    const { results, beside } = await rounds(house, scale, async () => ({
      ways: p95(await walked(guest)),
      rows: median(await firstRows(office)),
      keys: p95(await typed(office)),
      ...(await inGrid(office, long)),
      load: median(await loads(office)),
    }))
    return figuresOf(scale, results, beside)
  } finally {
    await example.stop()
    await office.close()
  }
}

function figuresOf(
  { listPapers }: Scale,
  results: readonly Round[],
  beside: readonly number[],
): Figure[] {
  const most = (what: string, name: keyof Round, goal: number): Figure => {
    const runs = results.map((round) => round[name])
    const reached = median(runs) < goal
    return { what, goal: `< ${goal} ms`, runs, unit: 'ms', beside, reached }
  }
  const size = shellSize() / 1000
  return [
    most('ways from screen to screen over the example, p95', 'ways', 200),
    most(`first rows of ${listPapers.toLocaleString('en-GB')} invoices`, 'rows', 300),
    most('from a key to the frame that shows it, p95', 'keys', 50),
    most('– in a grid of 500 lines', 'gridKeys', 50),
    most('frames while a grid of 500 lines is typed into, p95', 'frames', 17.5),
    most('first load on 4G until the first rows', 'load', 2_000),
    {
      what: 'the shell, packed',
      goal: '< 300 kB',
      runs: [size],
      unit: 'kB',
      beside: [],
      reached: size < 300,
    },
  ]
}

/** A guest of the example, who came in by the link of the terminal. */
async function enter(browser: Browser, link: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(link)
  await page.getByRole('button', { name: 'See the example company' }).click()
  await page.waitForURL('**/c/store')
  return page
}

const rail = (place: string): string => `.rail a[href^="/c/store/${place}"]`
const row = '.list-body [role=row]'
const figure = 'main table tbody tr'

/** Round a day’s work, and into a paper from its list; each screen was not seen a moment ago. */
const ways: readonly Way[] = [
  { link: rail('sales-invoices'), heading: 'Sales invoices', there: row },
  { link: `${row} .lead-link`, heading: '', there: 'main .paper .grid td' },
  { link: rail('parties'), heading: 'Parties', there: row },
  { link: rail('reports/trial-balance'), heading: 'Trial balance', there: figure },
  { link: rail('items'), heading: 'Items', there: row },
  { link: rail('credit-notes'), heading: 'Credit notes', there: row },
  { link: rail('reports/aged-receivables'), heading: 'Aged receivables', there: figure },
  { link: rail('receipts'), heading: 'Receipts', there: row },
  { link: rail('accounts'), heading: 'Accounts', there: row },
  { link: rail('reports/income-statement'), heading: 'Income statement', there: figure },
]

/** Each way twice: the first time its page is fetched, too. */
async function walked(page: Page): Promise<number[]> {
  const times: number[] = []
  await page.reload()
  await page.locator('.rail a').first().waitFor()
  for (const way of [...ways, ...ways]) {
    await page.waitForTimeout(300)
    times.push(await wayTo(page, way))
  }
  return times
}

/** The list of all invoices, opened from the desk by somebody who comes for the first time. */
async function firstRows(office: Office): Promise<number[]> {
  const times: number[] = []
  for (let time = 0; time < 5; time += 1) {
    const { page, context } = await office.sit('inbox')
    await page.locator('.rail a').first().waitFor()
    await page.waitForTimeout(500)
    times.push(await wayTo(page, ways[0] ?? { link: '', heading: '', there: '' }))
    await context.close()
  }
  return times
}

/** Keys that move in a list, that filter it, and that fill in a field. */
async function typed(office: Office): Promise<readonly number[]> {
  const { page, context } = await office.sit('sales-invoices')
  await page.locator(row).first().waitFor()
  const inList = await felt(page, async () => {
    for (let key = 0; key < 40; key += 1) await pressed(page, 'j')
    await page.keyboard.press('/')
    await page.keyboard.type('customer F17 issued', { delay: pace })
  })
  await page.goto(page.url().replace(/sales-invoices.*/, 'sales-invoices/new'))
  const field = page.getByLabel('Reference')
  await field.focus()
  const inPaper = await felt(page, () => page.keyboard.type(sentence, { delay: pace }))
  await context.close()
  return [...inList.keys, ...inPaper.keys]
}

const sentence = 'Repairs of the roof, the gutter and the door in the yard'
/** Milliseconds between two keys: a fast typist. */
const pace = 60

async function pressed(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.waitForTimeout(pace)
}

async function inGrid(office: Office, id: string): Promise<Pick<Round, 'gridKeys' | 'frames'>> {
  const { page, context } = await office.sit(`sales-invoices/${id}`)
  const cell = page.getByRole('gridcell', { name: 'Line 3', exact: true })
  await cell.waitFor()
  await page.waitForTimeout(1000)
  await cell.click()
  const { keys, frames } = await felt(page, async () => {
    await page.keyboard.type(sentence, { delay: pace })
    for (let line = 0; line < 20; line += 1) await pressed(page, 'Enter')
    for (let line = 0; line < 20; line += 1) await pressed(page, 'ArrowDown')
  })
  await context.close()
  return { gridKeys: p95(keys), frames: p95(frames) }
}

/** A list opened in an empty browser, as by 4G: 9 Mbit/s, and 170 ms to the server and back. */
async function loads(office: Office): Promise<number[]> {
  const times: number[] = []
  for (let time = 0; time < 3; time += 1) {
    const { page, context } = await office.sit('inbox')
    const place = page.url().replace('inbox', 'sales-invoices')
    const tools = await context.newCDPSession(page)
    await tools.send('Network.enable')
    await tools.send('Network.setCacheDisabled', { cacheDisabled: true })
    await tools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 170,
      downloadThroughput: 9_000_000 / 8,
      uploadThroughput: 9_000_000 / 8,
    })
    await page.goto(place, { waitUntil: 'commit' })
    await page.locator(row).first().waitFor()
    times.push(await page.evaluate<number>('performance.now()'))
    await context.close()
  }
  return times
}

/** Bytes of the first page and of what it names, packed. */
function shellSize(): number {
  const folder = join(import.meta.dirname, '../../build/web')
  const page = readFileSync(join(folder, 'index.html'))
  const files = [...page.toString().matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)]
  const packed = files.map(([, path = '']) => gzipSync(readFileSync(join(folder, path))).length)
  return packed.reduce((sum, size) => sum + size, gzipSync(page).length)
}
