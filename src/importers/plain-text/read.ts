/** Reads a plain-text journal (hledger, Ledger) whole, or says all that stands in its way. */
import { trimmed } from '#base/decimal.ts'
import { typeOf, type AccountType } from './account-type.ts'
import type { Amount } from './amount.ts'
import type { ShownDecimals } from './balance.ts'
import type { JournalFiles } from './files.ts'
import { gatherJournal } from './gather.ts'
import type { Account, Commodity, Journal, Transaction } from './journal.ts'
import type { JournalProblem } from './problem.ts'
import { runTransactions } from './running.ts'
import type { Gathered } from './scope.ts'

export interface ReadOptions {
  /** The year of dates without one where no directive names it: as a rule, this year. */
  readonly year?: number
  /** The type of accounts whose name tells none and that declare none; `asset` if not given. */
  readonly otherAccounts?: AccountType
}

export type JournalOutcome =
  | { readonly ok: true; readonly value: Journal }
  | { readonly ok: false; readonly problems: readonly JournalProblem[] }

/**
 * Reads the journal whose main file is `main`, and the files it includes.
 *
 * Nothing is half read: one problem refuses the whole. The problems are those of `journalRules`; of
 * amounts and balances they tell only when the text itself is without a problem.
 */
export function readJournal(
  files: JournalFiles,
  main: string,
  options: ReadOptions = {},
): JournalOutcome {
  const { all, digest } = gatherJournal(files, main, options.year ?? null)
  const { problems } = all
  if (problems.found.length > 0) return { ok: false, problems: problems.found }
  const balanced = runTransactions(all.transactions, shownDecimals(all), problems)
  if (problems.found.length > 0) return { ok: false, problems: problems.found }
  const transactions = balanced.filter(({ postings }) => postings.length > 0)
  return {
    ok: true,
    value: {
      commodities: commoditiesOf(transactions, all),
      accounts: accountsOf(all, options.otherAccounts ?? 'asset'),
      transactions,
      prices: all.prices,
      digest,
      skipped: {
        periodicRules: all.periodicRules,
        automatedRules: all.automatedRules,
        emptyTransactions: balanced.length - transactions.length,
      },
    },
  }
}

/**
 * The decimals that hledger would show each commodity with: those of its commodity directive, else
 * the most of any amount in postings, prices and the default commodity. Costs do not count.
 */
function shownDecimals(all: Gathered): ShownDecimals {
  const most = new Map<string, number>()
  const count = ({ commodity, quantity }: Amount): void => {
    most.set(commodity, Math.max(most.get(commodity) ?? 0, quantity.scale))
  }
  for (const { postings } of all.transactions) {
    for (const { amount } of postings) if (amount !== null) count(amount)
  }
  for (const { price } of all.prices) count(price)
  for (const amount of all.defaults) count(amount)
  for (const [commodity, decimals] of all.declaredDecimals) most.set(commodity, decimals)
  return most
}

/**
 * A commodity's scale holds every amount of it: those written, with the zeros they are written
 * with, total costs, asserted balances and what directives declare; and those inferred, which may
 * have more decimals. A rate ("@ 1.0834 USD") is no amount and does not count.
 */
function commoditiesOf(transactions: readonly Transaction[], all: Gathered): Commodity[] {
  const found = new Map<string, { scale: number; postings: number }>()
  const count = (commodity: string, scale: number, postings: number): void => {
    const known = found.get(commodity)
    if (known === undefined) {
      found.set(commodity, { scale, postings })
      return
    }
    known.scale = Math.max(known.scale, scale)
    known.postings += postings
  }
  for (const { postings } of transactions) {
    for (const { amounts, inferred } of postings) {
      for (const { commodity, quantity } of amounts) {
        count(commodity, inferred ? trimmed(quantity).scale : quantity.scale, 1)
      }
    }
  }
  for (const { postings } of all.transactions) {
    for (const { cost, totalCost, assertion } of postings) {
      if (cost !== null) count(cost.commodity, totalCost ? cost.quantity.scale : 0, 0)
      if (assertion !== null) count(assertion.commodity, assertion.quantity.scale, 0)
    }
  }
  for (const { commodity, quantity } of all.defaults) count(commodity, quantity.scale, 0)
  for (const [commodity, decimals] of all.declaredDecimals) count(commodity, decimals, 0)
  return [...found].map(([symbol, { scale, postings }]) => ({ symbol, scale, postings }))
}

function accountsOf(all: Gathered, otherAccounts: AccountType): Account[] {
  return [...all.accounts].map((name) => {
    const found = typeOf(name, all.accountTypes)
    if (found === null) return { name, type: otherAccounts, typeFrom: 'default' as const }
    return { name, type: found.type, typeFrom: found.from }
  })
}
