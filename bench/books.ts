/** Books of a size: posted through the door like any others, in sets, over two connections. */
import { newId } from '#base/id.ts'
import type { Posting } from '#ledger/door.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'

const entry = { journal: 'general', reason: 'benchmark' }

/** Makes the n-th posting of a stream. */
export type Stream = (n: number) => Posting

/** Posts so many entries of a stream in sets; answers entries a second. All must be recorded. */
export async function post(
  database: Database,
  organization: string,
  stream: Stream,
  plan: {
    readonly entries: number
    readonly set: number
    readonly connections: number
    readonly from?: number
  },
): Promise<number> {
  let next = plan.from ?? 0
  const last = next + plan.entries
  const began = performance.now()
  const drive = async (): Promise<void> => {
    while (next < last) {
      const first = next
      next = Math.min(last, next + plan.set)
      const set = Array.from({ length: next - first }, (_, place) => stream(first + place))
      const receipts = await record(database, organization, set)
      const refused = receipts.find(({ outcome }) => outcome !== 'recorded')
      if (refused !== undefined) throw new Error(JSON.stringify(refused))
    }
  }
  await Promise.all(Array.from({ length: plan.connections }, drive))
  return plan.entries / ((performance.now() - began) / 1000)
}

/** Two lines: one of many accounts to sales. */
export function twoLines(accounts: readonly string[], postedOn: Temporal.PlainDate): Stream {
  return (n) => {
    const amount = BigInt(1 + (n % 90_000))
    return posting(`two ${newId(Date.now())}`, postedOn, [
      { account: accounts[n % accounts.length] as string, currency: 'GBP', amount },
      { account: 'sales', currency: 'GBP', amount: -amount },
    ])
  }
}

/** Ten lines over 200 accounts and 12 departments, on a day of the 36 months from `first`. */
export function tenLines(
  accounts: readonly string[],
  first: Temporal.PlainDate,
  entries: number,
): Stream {
  const days = first.until(first.add({ months: 36 })).days
  return (n) => {
    const postedOn = first.add({ days: Math.floor((n / entries) * days) })
    const lines: LineProposal[] = Array.from({ length: 10 }, (_, place) => ({
      account: accounts[(n * 7 + place * 13) % accounts.length] as string,
      currency: 'GBP',
      amount: place % 2 === 0 ? BigInt(100 + (n % 1000)) : -BigInt(100 + (n % 1000)),
      dimensions: { department: `department ${(n + (place >> 1)) % 12}` },
    }))
    return posting(`ten ${newId(Date.now())}`, postedOn, lines)
  }
}

/** A year of invoices, evenly spread, each due in thirty days. */
export interface YearOfInvoices {
  readonly firstDay: Temporal.PlainDate
  readonly invoices: number
}

/** The n-th invoice: an open item of one of 5,000 customers. */
export function invoice(year: YearOfInvoices): Stream {
  return (n) => {
    const postedOn = dayOfInvoice(year, n)
    const amount = BigInt(100 + (n % 9000))
    return posting(`invoice ${n}`, postedOn, [
      {
        account: 'receivables',
        currency: 'GBP',
        amount,
        subject: {
          kind: 'open item',
          paper: `I${n}`,
          party: `customer ${n % 5000}`,
          openedOn: postedOn,
          dueOn: postedOn.add({ days: 30 }),
        },
      },
      { account: 'sales', currency: 'GBP', amount: -amount },
    ])
  }
}

/** The n-th receipt: pays 49 of 50 invoices whole on the day on which they are due. */
export function receipt(year: YearOfInvoices): Stream {
  return (n) => {
    const paid = Array.from({ length: 49 }, (_, place) => n * 50 + place)
    const lines: LineProposal[] = paid.map((number) => ({
      account: 'receivables',
      currency: 'GBP',
      amount: -BigInt(100 + (number % 9000)),
      subject: { kind: 'open item', paper: `I${number}` },
    }))
    const total = lines.reduce((sum, { amount }) => sum - amount, 0n)
    return posting(`receipt ${n}`, dayOfReceipt(year, n), [
      { account: 'bank', currency: 'GBP', amount: total },
      ...lines,
    ])
  }
}

/** How many receipts there are until the year's last day. */
export function receiptsOf(year: YearOfInvoices): number {
  const last = dayOfInvoice(year, year.invoices - 1)
  let count = 0
  while (Temporal.PlainDate.compare(dayOfReceipt(year, count), last) <= 0) count += 1
  return count
}

function dayOfInvoice({ firstDay, invoices }: YearOfInvoices, n: number): Temporal.PlainDate {
  return firstDay.add({ days: Math.floor((n * 365) / invoices) })
}

function dayOfReceipt(year: YearOfInvoices, n: number): Temporal.PlainDate {
  return dayOfInvoice(year, n * 50 + 49).add({ days: 30 })
}

function posting(
  key: string,
  postedOn: Temporal.PlainDate,
  lines: readonly LineProposal[],
): Posting {
  const id = newId(Date.now())
  return { id, company: 'store', actor: 'benchmark', entry: { ...entry, key, postedOn, lines } }
}
