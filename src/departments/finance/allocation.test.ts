/** Tests of allocations: credits settle what is owed, as much as is needed and no more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal } from '#base/decimal.ts'
import type { Values } from '#kit/field.ts'
import type { OpenItem } from '#kit/lookup.ts'
import { allocation } from '#departments/finance/allocation.ts'
import { momentWith, pages } from '#test/papers.ts'

const today = Temporal.PlainDate.from('2026-11-22')

type Allocation = Values<typeof allocation.fields>

function open(account: string, kind: string, paper: string, amount: bigint): OpenItem {
  const days = { openedOn: today, dueOn: today }
  const money = { currency: 'GBP', amount, base: amount }
  return { account, kind, paper, row: 0, party: 'ACME', ...money, ...days }
}

const owed = (paper: string, amount: bigint) => open('receivables', 'open item', paper, amount)
const credit = (paper: string, amount: bigint) =>
  open('customer credit', 'customer credit', paper, -amount)

const all = (...items: string[]) => items.map((item) => ({ item, amount: null }))
const uses = (...receipts: string[]) => receipts.map((receipt) => ({ receipt, amount: null }))

async function page(of: Partial<Allocation>, ...items: OpenItem[]): Promise<string> {
  const plain: Allocation = {
    party: 'ACME',
    allocatedOn: today,
    receivables: 'receivables',
    credit: 'customer credit',
    differences: null,
    currency: 'GBP',
    uses: [],
    settles: [],
    booksIn: null,
    digits: null,
    ownDigits: null,
    pieces: [],
  }
  const moment = momentWith(items, today)
  const [found = ''] = await pages(allocation, 'post', moment, [{ ...plain, ...of }])
  return found
}

test('a credit settles an invoice, and the rest of it stays', async () => {
  assert.equal(
    await page({ uses: uses('R7'), settles: all('9') }, credit('R7', 5_000n), owed('9', 3_000n)),
    `customer credit  30.00 GBP  customer credit R7
receivables  -30.00 GBP  open item 9`,
  )
})

test('several credits are used in their order, the last as far as it is needed', async () => {
  assert.equal(
    await page(
      { uses: uses('R1', 'R2', 'R3'), settles: all('9', '10') },
      credit('R1', 1_000n),
      credit('R2', 1_000n),
      credit('R3', 1_000n),
      owed('9', 1_200n),
      owed('10', 300n),
    ),
    `customer credit  10.00 GBP  customer credit R1
customer credit  5.00 GBP  customer credit R2
receivables  -12.00 GBP  open item 9
receivables  -3.00 GBP  open item 10`,
  )
})

test('a credit note settles an invoice without any money', async () => {
  assert.equal(
    await page({ settles: all('C1', '9') }, owed('C1', -2_000n), owed('9', 3_000n)),
    `receivables  20.00 GBP  open item C1
receivables  -20.00 GBP  open item 9`,
  )
})

test('more than is owed is not set off, and no more of a credit than it has', async () => {
  assert.equal(
    await page({ settles: all('C1', '9') }, owed('C1', -2_000n), owed('9', 500n)),
    'The credit notes named settle more than is owed. Name more that is owed, or fewer of them.',
  )
  const amount = parseDecimal('6.00')
  assert.equal(
    await page(
      { uses: [{ receipt: 'R1', amount }], settles: all('9') },
      credit('R1', 500n),
      owed('9', 3_000n),
    ),
    'Of R1, 5.00 GBP are open. Settle no more than that.',
  )
  assert.equal(await page({ uses: uses('R1') }, credit('R1', 500n)), 'Something is settled.')
})
