/** The closing entry of a year: what income and expense accounts hold goes to retained earnings. */
import type { PlainDate } from '#base/date.ts'
import type { EntryProposal, LineProposal, SubjectProposal } from '#ledger/entry.ts'

/** What an income or expense account holds at a year's end, of one currency and one analysis. */
export interface YearBalance {
  readonly account: string
  readonly currency: string
  /** Minor units, debit positive. */
  readonly amount: bigint
  /** Its worth in the company's currency, minor units. */
  readonly base: bigint
  readonly dimensions?: Readonly<Record<string, string>>
  /** Where the account asks for them, each subject and party is closed on its own. */
  readonly subject?: SubjectProposal
  readonly party?: string
}

/** The year that is closed. */
export interface ClosingYear {
  readonly company: string
  readonly year: number
  readonly endsOn: PlainDate
  /** The closing's number within the year, from 1: what comes later is closed by the next one. */
  readonly number: number
  readonly journal: string
  /** The code of the account that the profit goes to. */
  readonly retainedEarnings: string
}

/**
 * The entry that brings each balance to zero, and the same figures to retained earnings, one line
 * for each currency and analysis. Null where nothing is left to close.
 *
 * Worked: sales −1,000 and wages 700 in pounds, exchange loss 0 USD worth 3: Dr sales 1,000 ·
 * Cr wages 700 · Cr retained earnings 300 · exchange loss 0 USD (−3) · retained earnings 0 USD (3).
 */
export function closingEntry(
  year: ClosingYear,
  balances: readonly YearBalance[],
): EntryProposal | null {
  const open = balances.filter(({ amount, base }) => amount !== 0n || base !== 0n)
  if (open.length === 0) return null
  const results = new Map<string, LineProposal>()
  for (const { currency, amount, base, dimensions } of open) {
    const name = `${currency} ${canonical(dimensions)}`
    const sum = results.get(name)
    results.set(name, {
      account: year.retainedEarnings,
      currency,
      amount: amount + (sum?.amount ?? 0n),
      base: base + (sum?.base ?? 0n),
      ...(dimensions && { dimensions }),
    })
  }
  const kept = [...results.values()].filter(({ amount, base }) => amount !== 0n || base !== 0n)
  return {
    key: `closing:${year.company}:${year.year}:${year.number}`,
    kind: 'closing',
    periodKind: 'closing',
    journal: year.journal,
    postedOn: year.endsOn,
    reason: `Closing of ${year.year}, number ${year.number}`,
    rule: 'year-end closing',
    lines: [...open.map(broughtToZero), ...kept],
  }
}

function broughtToZero({ amount, base, ...place }: YearBalance): LineProposal {
  return { ...place, amount: -amount, base: -base }
}

function canonical(dimensions: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify(
    Object.keys(dimensions)
      .sort()
      .map((name) => [name, dimensions[name]]),
  )
}
