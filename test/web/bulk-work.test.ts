/** Steps with more papers than one act takes, in a real browser: the server goes on by itself. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { servicesOver } from '#server/services.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { atList, bill, openListOffice, rowsOf } from '#test/web/list-office.ts'

let office: Office
const many = 620

/** Servers take the work up until it is done. */
async function worked(session: string): Promise<void> {
  const { api, shop } = office
  const services = servicesOver(shop.database, api.entrance, pino({ level: 'silent' }))
  const runner = startRunner({ services, kinds: [bulkJob], server: 'the test', interval: 50 })
  for (;;) {
    const { json } = await office.api.get(session, '/jobs')
    const [first] = json['jobs'] as { state: string }[]
    if (first?.state === 'done') break
    await pause(100)
  }
  await runner.stop()
}

before(async () => {
  if (noBrowser !== false) return
  office = await openListOffice()
  const some = (count: number, more: object): object[] =>
    Array.from({ length: count }, () => ({ ...bill, reference: 'job', ...more }))
  await office.shop.write(salesInvoice, some(many, {}))
})

after(async () => {
  await office?.close()
})

test(
  '4 bulk: more than 500 are done by the server, which goes on when the browser is closed',
  { skip: noBrowser, timeout: 120_000 },
  () =>
    atList(office, 'sales-invoices?reference=job&state=draft', async (page, seat) => {
      await rowsOf(page).first().waitFor()
      await page.getByText('200 of 620 loaded').waitFor()
      await page.keyboard.press('a')
      await page.getByRole('button', { name: 'Select all 620 that match' }).click()
      await page.getByRole('button', { name: 'Issue 620 sales invoices' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('620 sales invoices ready.').waitFor({ timeout: 60_000 })
      // Meanwhile somebody changes one: it is refused by itself, with its sentence.
      const [first] = await draftsOf(seat.human.session)
      await changed(seat.human.session, first)
      await page.keyboard.press('Enter')
      await dialog.getByText('The server goes on with it').waitFor()
      assert.deepEqual(await axeFaults(page), [])
      await page.goto('about:blank')
      await worked(seat.human.session)
      await page.goto(`${office.api.address}/c/store/inbox?tab=news`)
      await page.getByText('Issue: 620 sales invoices').click()
      await page.getByText('619 sales invoices done, 1 refused.').waitFor()
      await page
        .getByText(/was changed|changed since|version/i)
        .first()
        .waitFor()
      assert.deepEqual(await axeFaults(page), [])
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Save what was refused as CSV' }).click(),
      ])
      assert.match(await readFile(await file.path(), 'utf8'), /version-other/)
      await page.getByRole('link', { name: 'Jobs' }).click()
      await page.getByRole('link', { name: 'Issue: 620 sales invoices' }).waitFor()
    }),
)

interface Draft {
  readonly id: string
  readonly version: number
}

async function draftsOf(session: string): Promise<readonly Draft[]> {
  const path = '/companies/store/sales-invoices?reference=job&state=draft&limit=1'
  const { json } = await office.api.get(session, path)
  return json['papers'] as Draft[]
}

async function changed(session: string, paper: Draft | undefined): Promise<void> {
  const papers = [{ ...paperOf(paper), reference: 'job 2' }]
  const reply = await office.api.post(session, '/companies/store/sales-invoices/changes', {
    papers,
  })
  assert.equal(reply.status, 200, reply.text)
}

function paperOf(paper: Draft | undefined): Draft {
  if (paper === undefined) throw new Error('There is no draft.')
  return { id: paper.id, version: paper.version }
}

test(
  '4 bulk: what is done stays done when the rest is cancelled',
  { skip: noBrowser, timeout: 120_000 },
  async () => {
    const drafts = Array.from({ length: 510 }, () => ({ ...bill, reference: 'stop' }))
    await office.shop.write(salesInvoice, drafts)
    await atList(office, 'sales-invoices?reference=stop', async (page) => {
      await rowsOf(page).first().waitFor()
      await page.getByText('200 of 510 loaded').waitFor()
      await page.keyboard.press('a')
      await page.getByRole('button', { name: 'Select all 510 that match' }).click()
      await page.getByRole('button', { name: 'Throw away 510 sales invoices' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('510 sales invoices ready.').waitFor({ timeout: 60_000 })
      await page.keyboard.press('Enter')
      await dialog.getByText('0 of 510').waitFor()
      await dialog.getByRole('button', { name: 'Cancel the rest' }).click()
      await dialog.getByText(/Cancelled\. 0 sales invoices done.*510 not begun/).waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('200 of 510 loaded').waitFor()
    })
  },
)
