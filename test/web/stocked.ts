/** Mugs on a shelf, at their cost: bought, sold in part, and one promised to somebody. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const gbp = { currency: 'GBP' }

function mugs(account: string, place: string, quantity: bigint, amount = 0n): LineProposal {
  return { ...gbp, account, amount, item: 'mug', quantity, unit: { place } }
}

const promised = { layer: 'pending' } as const

/** What happens, with the day before today on which it does. */
const happenings: readonly (Pick<EntryProposal, 'reason' | 'lines'> & {
  readonly daysAgo: number
  readonly isPending?: boolean
})[] = [
  {
    daysAgo: 40,
    reason: 'Ten mugs for the shelf',
    lines: [
      mugs('1200', 'shelf', 10n, 3000n),
      mugs('9100', 'suppliers', -10n),
      { ...gbp, account: '1000', amount: -3000n },
    ],
  },
  {
    daysAgo: 20,
    reason: 'Four mugs over the counter',
    lines: [
      mugs('1200', 'shelf', -4n, -1200n),
      mugs('9200', 'customers', 4n),
      { ...gbp, account: '5000', amount: 1200n },
    ],
  },
  {
    daysAgo: 1,
    reason: 'A mug for Ann',
    isPending: true,
    lines: [
      { ...mugs('1200', 'shelf', -1n), ...promised },
      { ...mugs('9200', 'customers', 1n), ...promised },
    ],
  },
]

/** Puts them there; six are left, worth 18.00, and five of them are free. */
export async function stockUp({ inBooks }: Shop): Promise<void> {
  const recorded = await inBooks((books) =>
    books.record(
      happenings.map(({ daysAgo, isPending = false, ...entry }) => ({
        id: newId(Date.now()),
        company: 'store',
        actor: 'ann',
        entry: {
          ...entry,
          key: entry.reason,
          journal: 'general',
          kind: isPending ? 'pending' : 'regular',
          postedOn: shopToday.subtract({ days: daysAgo }),
        },
      })),
    ),
  )
  assert.deepEqual(
    recorded.map(({ outcome }) => outcome),
    happenings.map(() => 'recorded'),
    JSON.stringify(recorded),
  )
}
