/** Random books of the test store: histories of sales, payments, wages, dollars and goods. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { openFiscalYear } from '#server/set-up.ts'
import { storeIn } from '#test/books.ts'
import { day } from '#test/ledger/reports.ts'

/** What happens in the store, so many days after the first of 2026. */
export interface Act {
  readonly kind: 'sale' | 'payment' | 'wages' | 'dollars' | 'goods' | 'reserve' | 'adjustment'
  readonly at: number
  readonly pence: bigint
  readonly who: number
}

/** A history of thirty to sixty acts. */
export const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('sale', 'payment', 'wages', 'dollars', 'goods', 'reserve', 'adjustment'),
    at: fc.integer({ min: 0, max: 729 }),
    pence: fc.bigInt({ min: 1n, max: 1_000_000n }),
    who: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 30, maxLength: 60 },
)

/** The day on which every history begins. */
export const firstDay = day('2026-01-01')
const pounds = (
  account: string,
  amount: bigint,
  more: Partial<LineProposal> = {},
): LineProposal => ({
  account,
  currency: 'GBP',
  amount,
  ...more,
})

function linesOf({ kind, at, pence, who }: Act): LineProposal[] {
  const party = `party ${who}`
  const openedOn = firstDay.add({ days: Math.max(0, at - (kind === 'payment' ? 20 : 0)) })
  const subject = {
    kind: 'open item',
    paper: `${who}`,
    party,
    // A subject keeps the days it was opened with; some have no due date.
    ...(who % 2 === 0 ? { openedOn, dueOn: openedOn.add({ days: 14 }) } : { openedOn }),
  }
  const dimensions = { department: who % 2 === 0 ? 'shop' : 'office' }
  const goods = (place: string, quantity: bigint): Partial<LineProposal> => ({
    item: 'mug',
    quantity,
    unit: { place },
  })
  switch (kind) {
    case 'sale':
      return [pounds('receivables', pence, { subject }), pounds('sales', -pence, { dimensions })]
    case 'payment':
      return [pounds('bank', pence), pounds('receivables', -pence, { subject })]
    case 'wages':
    case 'adjustment':
      return [pounds('wages', pence, { dimensions }), pounds('bank', -pence)]
    case 'dollars':
      return [
        { account: 'receivables', currency: 'USD', amount: pence * 2n, base: pence, subject },
        { account: 'position', currency: 'USD', amount: -pence * 2n, base: -pence },
      ]
    case 'goods':
      return [
        pounds('stock', pence, goods('shelf', BigInt(who) + 1n)),
        pounds('suppliers', 0n, goods('suppliers', -BigInt(who) - 1n)),
        pounds('bank', -pence),
      ]
    case 'reserve':
      return [
        pounds('stock', 0n, { ...goods('shelf', -1n), layer: 'pending' }),
        pounds('customers', 0n, { ...goods('customers', 1n), layer: 'pending' }),
      ]
  }
}

function entryOf(act: Act, place: number): EntryProposal {
  const adjusts = act.kind === 'adjustment'
  return {
    key: `${place}`,
    journal: 'general',
    kind: adjusts ? 'adjustment' : act.kind === 'reserve' ? 'pending' : 'regular',
    ...(adjusts ? { periodKind: 'adjustment' } : {}),
    postedOn: adjusts ? day('2026-12-31') : firstDay.add({ days: act.at }),
    reason: act.kind,
    lines: linesOf(act),
  }
}

/** New books in which all of it happened, as far as the door let it. */
export async function booksOf(database: Database, history: readonly Act[]): Promise<string> {
  const organization = await storeIn(database)
  const startsOn = day('2027-01-01')
  await database.transaction(organization, (query) =>
    openFiscalYear(query, organization, 'store', { year: 2027, startsOn }),
  )
  const receipts = await record(
    database,
    organization,
    history.map((act, place) => ({
      id: newId(Date.now()),
      company: 'store',
      actor: 'tester',
      entry: entryOf(act, place),
    })),
  )
  assert.ok(receipts.filter(({ outcome }) => outcome === 'recorded').length > 10)
  return organization
}

// A machine that judges a change draws the same books each time; a person's draws new ones.
export const seed = process.env['CI'] === 'true' ? { seed: 20_261_122 } : {}
