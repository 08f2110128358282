/** The running balances of accounts, by which a journal asserts and assigns balances. */
import type { Amount, Assertion } from './amount.ts'
import { balancePostings, type OpenPosting, type ShownDecimals } from './balance.ts'
import type { Posting, Transaction, WrittenTransaction } from './journal.ts'
import { excerpt, isRefusal, refuse, type ProblemList, type Refusal } from './problem.ts'
import { addTo, describeAmount, describeSums, negated, sameQuantity, type Sums } from './sums.ts'

/**
 * Balances all transactions in the order of their dates, those of one day in the order of the text,
 * assigns the balances that postings without an amount name, and checks all other assertions.
 * What is wrong goes to `problems`; the answer keeps the order of the text.
 */
export function runTransactions(
  written: readonly WrittenTransaction[],
  shown: ShownDecimals,
  problems: ProblemList,
): Transaction[] {
  const balances = runningBalances(
    written.some((one) => one.postings.some((posting) => posting.assertion?.inclusive === true)),
  )
  const done = new Map<WrittenTransaction, Transaction>()
  for (const transaction of inOrderOfDate(written)) {
    if (problems.full()) break
    const refuseAt = (line: number, refusal: Refusal): void => {
      problems.add(transaction.file, line, refusal)
    }
    const postings = runPostings(transaction, balances, shown, refuseAt)
    if (isRefusal(postings)) refuseAt(transaction.line, postings)
    else done.set(transaction, { ...transaction, postings })
  }
  return written.flatMap((transaction) => done.get(transaction) ?? [])
}

function inOrderOfDate(written: readonly WrittenTransaction[]): WrittenTransaction[] {
  const keyed = written.map((transaction) => {
    const { year, month, day } = transaction.date
    return { transaction, day: (year * 100 + month) * 100 + day }
  })
  return keyed.sort((a, b) => a.day - b.day).map(({ transaction }) => transaction)
}

type RefuseAt = (line: number, refusal: Refusal) => void

function runPostings(
  { postings }: WrittenTransaction,
  balances: RunningBalances,
  shown: ShownDecimals,
  refuseAt: RefuseAt,
): Posting[] | Refusal {
  if (!postings.some(({ amount, assertion }) => amount === null && assertion !== null)) {
    const open = postings.map((posting) => openPosting(posting, null))
    const balanced = balancePostings(open, shown)
    if (isRefusal(balanced)) return balanced
    for (const [index, { account, amounts }] of balanced.entries()) {
      for (const amount of amounts) balances.add(account, amount)
      check(balances, account, postings[index], refuseAt)
    }
    return balanced
  }
  const open = postings.map((posting) => {
    const { account, amount, assertion } = posting
    if (amount !== null) {
      balances.add(account, amount)
      check(balances, account, posting, refuseAt)
      return openPosting(posting, null)
    }
    return openPosting(posting, assertion === null ? null : balances.assign(account, assertion))
  })
  const balanced = balancePostings(open, shown)
  if (isRefusal(balanced)) return balanced
  for (const [index, { account, amounts }] of balanced.entries()) {
    if (open[index]?.amounts !== null) continue
    for (const amount of amounts) balances.add(account, amount)
  }
  return balanced
}

function openPosting(
  written: WrittenTransaction['postings'][number],
  assigned: readonly Amount[] | null,
): OpenPosting {
  return { written, amounts: written.amount === null ? assigned : [written.amount] }
}

function check(
  balances: RunningBalances,
  account: string,
  posting: WrittenTransaction['postings'][number] | undefined,
  refuseAt: RefuseAt,
): void {
  if (posting === undefined || posting.assertion === null) return
  const refusal = balances.check(account, posting.assertion)
  if (refusal !== null) refuseAt(posting.line, refusal)
}

interface RunningBalances {
  add(account: string, amount: Amount): void
  /** Why an assertion fails; null where it holds. */
  check(account: string, assertion: Assertion): Refusal | null
  /** What must be posted so that the account has the asserted balance; it is posted thereby. */
  assign(account: string, assertion: Assertion): readonly Amount[]
}

/** Balances with those of the accounts below are kept only where an assertion asks for them. */
function runningBalances(inclusive: boolean): RunningBalances {
  const own = new Map<string, Sums>()
  const whole = new Map<string, Sums>()
  const add = (account: string, amount: Amount): void => {
    addTo(sumsOf(own, account), amount)
    if (!inclusive) return
    for (let end = account.length; end !== -1; end = account.lastIndexOf(':', end - 1)) {
      addTo(sumsOf(whole, account.slice(0, end)), amount)
    }
  }
  return {
    add,
    check(account, assertion) {
      const sums = sumsOf(assertion.inclusive ? whole : own, account)
      return holds(sums, assertion) ? null : failed(account, sums, assertion)
    },
    assign(account, assertion) {
      const sums = sumsOf(assertion.inclusive ? whole : own, account)
      const change: Sums = new Map()
      const before = sums.get(assertion.commodity)
      const replaced = before === undefined ? [] : ([[assertion.commodity, before]] as const)
      for (const [commodity, quantity] of assertion.total ? sums : replaced) {
        addTo(change, { commodity, quantity: negated(quantity) })
      }
      addTo(change, assertion)
      const amounts = [...change].map(([commodity, quantity]) => ({ commodity, quantity }))
      for (const amount of amounts) add(account, amount)
      return amounts
    },
  }
}

function sumsOf(balances: Map<string, Sums>, account: string): Sums {
  const known = balances.get(account)
  if (known !== undefined) return known
  const fresh: Sums = new Map()
  balances.set(account, fresh)
  return fresh
}

function holds(sums: Sums, { commodity, quantity, total }: Assertion): boolean {
  const actual = sums.get(commodity)
  const same = actual === undefined ? quantity.units === 0n : sameQuantity(actual, quantity)
  if (!same || !total) return same
  return sums.size === (actual === undefined ? 0 : 1)
}

function failed(account: string, sums: Sums, assertion: Assertion): Refusal {
  const sign = `${assertion.total ? '==' : '='}${assertion.inclusive ? '*' : ''}`
  const message =
    `The journal asserts ${sign} ${describeAmount(assertion)} for ${excerpt(account)}, ` +
    `whose balance here is ${describeSums(sums)}; correct the assertion or the postings before.`
  return refuse('assertion-failed', message)
}
