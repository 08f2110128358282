/** A shop with a few invoices, for the tests of lists; and somebody who sits down before one. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { openOffice } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'

export const mug = {
  item: 'mug',
  description: 'A mug',
  quantity: '1',
  unitPrice: '100',
  revenue: '4000',
  taxCode: 'GB-S',
}
export const bill = { customer: 'ANN', issuedOn: '2026-11-10', lines: [mug] }
/** It falls due before it is issued, so that it cannot be. */
const late = { ...bill, dueOn: '2026-11-01', reference: 'late' }

/** Three invoices that are issued, and three drafts, of which one cannot be. */
export async function openListOffice(): Promise<Office> {
  const office = await openOffice()
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
  return office
}

/** Sits down before a list, and gets up again after the work; nothing may go wrong meanwhile. */
export async function atList(
  office: Office,
  place: string,
  work: (page: Page, seat: Seat) => Promise<void>,
  habits: Habits = {},
): Promise<void> {
  const seat = await office.sit(place, habits)
  await work(seat.page, seat)
  assert.deepEqual(seat.faults, [])
  await seat.context.close()
}

export function rowsOf(page: Page): Locator {
  return page.locator('.list-body [role=row]:not(.group)')
}

export function selectedOf(page: Page): Locator {
  return page.locator('.list-body [aria-selected=true]')
}

/** Waits until so many rows stand there, and none of an earlier question. */
export async function counted(page: Page, wanted: number): Promise<void> {
  const begun = performance.now()
  for (;;) {
    const [rows, stale] = [await rowsOf(page).count(), await page.locator('.stale').count()]
    if (rows === wanted && stale === 0) return
    if (performance.now() - begun > patience) assert.equal(rows, wanted, page.url())
    await page.waitForTimeout(20)
  }
}

const patience = 10_000
