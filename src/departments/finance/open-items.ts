/** Open items as papers of a sale meet them: what is left of them, and numbers that have one. */
import { divideRounded } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import { openItems } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { openItem } from '#departments/finance/sale-entry.ts'

/** What is left of an open item, in minor units; both are positive or both zero. */
export interface Left {
  readonly amount: bigint
  readonly worth: bigint
}

/** An open item that papers settle. */
export interface Item {
  /** The account on which it stands. */
  readonly account: string
  /** The number of the paper whose item it is. */
  readonly paper: string
  readonly currency: string
}

/** What is left of open items of a set; it grows less with each paper that takes from it. */
export class OpenItems {
  private readonly left = new Map<string, Left>()

  constructor(items: readonly (Item & Left)[]) {
    for (const item of items) this.left.set(named(item), item)
  }

  /** What is left of an item. */
  of(item: Item): Left {
    return this.left.get(named(item)) ?? { amount: 0n, worth: 0n }
  }

  /** What a part of the item is worth: its share, and all of it with the last piece. */
  worthOf(item: Item, amount: bigint): bigint {
    const left = this.of(item)
    if (amount === 0n || left.amount === 0n) return 0n
    if (amount === left.amount) return left.worth
    return divideRounded(left.worth * amount, left.amount, 'half-up')
  }

  /** Settles a part of the item. */
  take(item: Item, part: Left): void {
    const { amount, worth } = this.of(item)
    this.left.set(named(item), { amount: amount - part.amount, worth: worth - part.worth })
  }
}

/** What is left of items, which stay as they are until the transaction ends. */
export async function gatherOpenItems(moment: Moment, items: readonly Item[]): Promise<OpenItems> {
  const found: (Item & Left)[] = []
  // Accounts in the order of their codes, so that two sets never wait for each other.
  const byAccount = [...Map.groupBy(items, ({ account }) => account)]
  for (const [account, of] of byAccount.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const papers = [...new Set(of.map(({ paper }) => paper))]
    const left = await openItems(moment, { account, kind: openItem, papers })
    found.push(...left.map((item) => ({ ...item, worth: item.base })))
  }
  return new OpenItems(found)
}

interface Numbered {
  readonly number: string | null
}

/**
 * Whether a number that a paper brought along is that of an open item already: two papers of one
 * number would share one debt. Problem: `number-in-books`.
 */
export async function numbersInBooks(
  { query, organization, company }: Moment,
  papers: readonly Numbered[],
): Promise<(paper: Numbered) => Problem[]> {
  const brought = papers.map(({ number }) => number).filter((number) => number !== null)
  if (brought.length === 0) return () => []
  const found = await query<{ paper: string }>({
    name: 'numbers in books',
    text: `select paper from ledger.subject where organization = $1 and company = $2
        and kind = $3 and paper = any ($4::text[]) and row = 0`,
    values: [organization, company, openItem, column(brought, (number) => number)],
  })
  const there = new Set(found.map(({ paper }) => paper))
  return ({ number }) => {
    if (number === null || !there.has(number)) return []
    const message =
      `The books have an open item ${number} already, so this number would be used twice. ` +
      'Give the paper another number.'
    return [{ rule: 'number-in-books', field: 'number', message }]
  }
}

function named({ account, paper, currency }: Item): string {
  return JSON.stringify([account, paper, currency])
}
