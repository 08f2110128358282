/**
 * Turns a journal that was read into entries for the ledger's door.
 *
 * A commodity of the journal is a currency of the ledger; its amounts are whole units at its scale.
 * Where a transaction changes one commodity for another, lines on the *position account* make the
 * sums zero, as the ledger asks. In a company that keeps its books in EUR, 100 USD for 92 EUR:
 *   Assets:Dollars +100.00 USD (base 92.00) · Assets:Bank −92.00 EUR (base −92.00)
 *   position −100.00 USD (base −92.00) · position +92.00 EUR (base 92.00)
 */
import { rescale, trimmed } from '#base/decimal.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import type { Amount } from './amount.ts'
import { chooseBaseCurrency } from './base-currency.ts'
import type { Journal, Posting, Transaction } from './journal.ts'
import { problemList, refuse, type JournalProblem, type ProblemList } from './problem.ts'
import { worthOf, type Figure } from './worth.ts'

export interface EntryOptions {
  /** The company's own currency; without it `chooseBaseCurrency` decides. */
  readonly baseCurrency?: string
  /** The account of conversions; without it the first free of `equity:conversion:position …`. */
  readonly positionAccount?: string
  /** The currency of amounts that name none; `XXX`, ISO 4217's "no currency", if not given. */
  readonly unnamed?: string
  /** The decimals that the ledger keeps for a currency, where it has one already, by its code. */
  readonly scales?: ReadonlyMap<string, number>
  /** The ledger's journal that the entries stand in; `general` if not given. */
  readonly journal?: string
  /** What the keys begin with, in place of the digest of the text; at most 100 characters. */
  readonly identity?: string
}

/** A commodity of the journal as a currency of the ledger. */
export interface EntryCurrency {
  /** The symbol in the journal, '' where amounts name none. */
  readonly symbol: string
  /** The `currency` of its lines. */
  readonly code: string
  readonly scale: number
}

export interface Proposals {
  /** Made anew, in the order of the text, each time they are gone through. */
  readonly entries: Iterable<EntryProposal>
  readonly count: number
  readonly currencies: readonly EntryCurrency[]
  /** The code of the company's currency; null where the journal has no commodity at all. */
  readonly baseCurrency: string | null
  readonly positionAccount: string
  /** The batch that all entries belong to. */
  readonly batch: string
}

export type ProposalsOutcome =
  | { readonly ok: true; readonly value: Proposals }
  | { readonly ok: false; readonly problems: readonly JournalProblem[] }

interface Making {
  readonly options: EntryOptions
  readonly currencies: ReadonlyMap<string, EntryCurrency>
  /** The symbol of the company's currency. */
  readonly base: string
  readonly positionAccount: string
  readonly batch: string
}

/** The ledger keeps no commodity with more decimals. */
const mostDecimals = 12
const highest = 2n ** 63n - 1n
/** A longer code is no number of a paper; it is kept as text of the first line. */
const longestNumber = 150

/**
 * The entries of a journal. All amounts are checked before the first entry is handed out; problems:
 * `base-currency`, `position-account`, `commodity-name`, `too-many-decimals`, `amount-too-large`.
 *
 * An entry's key is `plain-text:<identity>:<opening>:<line>`: the text's digest, which opening of a
 * file, its line. So the same journal read again has the same keys, under whatever file name, and
 * any other text has others.
 */
export function proposeEntries(journal: Journal, options: EntryOptions = {}): ProposalsOutcome {
  const problems = problemList()
  const making = prepare(journal, options, problems)
  const turnovers: Turnovers = new Map()
  for (const transaction of journal.transactions) {
    if (problems.full()) break
    checkFigures(transaction, making, turnovers, problems)
  }
  if (problems.found.length > 0) return { ok: false, problems: problems.found }
  const { transactions } = journal
  return {
    ok: true,
    value: {
      entries: {
        *[Symbol.iterator]() {
          for (const transaction of transactions) yield entryOf(transaction, making)
        },
      },
      count: transactions.length,
      currencies: [...making.currencies.values()],
      baseCurrency: making.currencies.get(making.base)?.code ?? null,
      positionAccount: making.positionAccount,
      batch: making.batch,
    },
  }
}

function prepare(journal: Journal, options: EntryOptions, problems: ProblemList): Making {
  const unnamed = options.unnamed ?? 'XXX'
  const currencies = new Map<string, EntryCurrency>()
  for (const { symbol, scale } of journal.commodities) {
    const code = symbol === '' ? unnamed : symbol
    const kept = Math.min(options.scales?.get(code) ?? scale, mostDecimals)
    currencies.set(symbol, { symbol, code, scale: kept })
  }
  if (currencies.has('') && currencies.has(unnamed)) {
    const message = `The journal has a commodity ${unnamed}; give amounts without one another name.`
    problems.add('journal', 0, refuse('commodity-name', message))
  }
  const base = options.baseCurrency ?? chooseBaseCurrency(journal.commodities) ?? ''
  const known = [...currencies.values()].find(
    ({ symbol, code }) => symbol === base || code === base,
  )
  if (known === undefined && options.baseCurrency !== undefined && currencies.size > 0) {
    const message = `The journal has no commodity ${base}; name one of its own as the company’s.`
    problems.add('journal', 0, refuse('base-currency', message))
  }
  const identity = options.identity ?? journal.digest
  const batch = `plain-text:${identity}`
  const positionAccount = choosePosition(journal, options, problems)
  return { options, currencies, base: known?.symbol ?? base, positionAccount, batch }
}

function choosePosition(journal: Journal, options: EntryOptions, problems: ProblemList): string {
  const taken = new Set(journal.accounts.map(({ name }) => name))
  const wanted = options.positionAccount
  if (wanted !== undefined) {
    if (taken.has(wanted)) {
      const message = `The journal has an account ${wanted} itself; name another for conversions.`
      problems.add('journal', 0, refuse('position-account', message))
    }
    return wanted
  }
  const first = 'equity:conversion:position'
  if (!taken.has(first)) return first
  let number = 2
  while (taken.has(`${first} ${number}`)) number += 1
  return `${first} ${number}`
}

/** Refuses what the ledger's 64-bit amounts can't hold, at the line where it stands. */
function checkFigures(
  transaction: Transaction,
  making: Making,
  turnovers: Turnovers,
  problems: ProblemList,
): void {
  const { file, line } = transaction
  for (const posting of transaction.postings) {
    for (const amount of posting.amounts) {
      const scale = making.currencies.get(amount.commodity)?.scale ?? 0
      if (trimmed(amount.quantity).scale <= scale) continue
      const message =
        `An amount of ${amount.commodity} has more than the ${scale} decimals that are kept; ` +
        'keep the currency with more decimals, or round the amount.'
      problems.add(file, posting.line, refuse('too-many-decimals', message))
      return
    }
  }
  for (const { account, currency, amount, base = 0n, sourceRow } of linesOf(transaction, making)) {
    const slot = `${account}\n${currency}`
    const turned = turnovers.get(slot) ?? { amount: 0n, base: 0n }
    turned.amount += sizeOf(amount)
    turned.base += sizeOf(base)
    turnovers.set(slot, turned)
    if (turned.amount <= highest && turned.base <= highest) continue
    const message =
      'An amount, or the turnover of its account with it, does not fit a signed 64-bit integer; ' +
      'no such sum can be posted.'
    problems.add(file, sourceRow ?? line, refuse('amount-too-large', message))
    return
  }
}

/** What went in and out of each account in each currency; its balances then fit all the more. */
type Turnovers = Map<string, { amount: bigint; base: bigint }>

function sizeOf(units: bigint): bigint {
  return units < 0n ? -units : units
}

function entryOf(transaction: Transaction, making: Making): EntryProposal {
  const { opening, line, date, secondDate, description } = transaction
  const lines = linesOf(transaction, making)
  return {
    key: `${making.batch}:${opening}:${line}`,
    journal: making.options.journal ?? 'general',
    postedOn: date,
    ...(secondDate === null ? {} : { documentDate: secondDate }),
    reason: description === '' ? 'Transaction without a description' : description,
    source: { paper: 'plain-text journal', number: numberOf(transaction) },
    batch: making.batch,
    rule: lines.some(({ account }) => account === making.positionAccount)
      ? 'plain-text journal with conversion'
      : 'plain-text journal',
    lines,
  }
}

/**
 * The number of the paper: its code, else which opening of a file and which line. No file name, as
 * the same text under another name is the same journal.
 */
function numberOf({ code, opening, line }: Transaction): string {
  return code !== '' && code.length <= longestNumber ? code : `${opening}:${line}`
}

function linesOf(transaction: Transaction, making: Making): LineProposal[] {
  const figures = worthOf(figuresOf(transaction, making), making.base, (symbol) => {
    return making.currencies.get(symbol)?.scale ?? 0
  })
  const lines: LineProposal[] = figures.map(({ posting, symbol, units, base }, index) => {
    const text = lineText(posting, index === 0 ? transaction : null)
    return {
      account: posting.account,
      currency: codeOf(symbol, making),
      amount: units,
      base,
      sourceRow: posting.line,
      ...(posting.valueDate === null ? {} : { valueDate: posting.valueDate }),
      ...(text === '' ? {} : { text }),
    }
  })
  return [...lines, ...positionLines(figures, making)]
}

function figuresOf(transaction: Transaction, making: Making): Figure[] {
  return transaction.postings.flatMap((posting) => {
    // A posting that comes to nothing still is a posting, and has its line.
    const amounts: readonly Amount[] =
      posting.amounts.length === 0
        ? [{ commodity: making.base, quantity: { units: 0n, scale: 0 } }]
        : posting.amounts
    return amounts.map(({ commodity, quantity }) => {
      const scale = making.currencies.get(commodity)?.scale ?? 0
      const { units } = rescale(quantity, scale, 'down')
      return { posting, symbol: commodity, units, base: 0n }
    })
  })
}

/** One line for each currency that an entry changes or whose worth it changes; see above. */
function positionLines(figures: readonly Figure[], making: Making): LineProposal[] {
  const sums = new Map<string, { amount: bigint; base: bigint }>()
  for (const { symbol, units, base } of figures) {
    const sum = sums.get(symbol) ?? { amount: 0n, base: 0n }
    sums.set(symbol, { amount: sum.amount + units, base: sum.base + base })
  }
  return [...sums]
    .filter(([, { amount, base }]) => amount !== 0n || base !== 0n)
    .map(([symbol, { amount, base }]) => ({
      account: making.positionAccount,
      currency: codeOf(symbol, making),
      amount: -amount,
      base: -base,
      text: 'conversion',
    }))
}

function codeOf(symbol: string, making: Making): string {
  return making.currencies.get(symbol)?.code ?? making.options.unnamed ?? 'XXX'
}

/** Status and comments of the posting; the first line bears those of the transaction as well. */
function lineText(posting: Posting, transaction: Transaction | null): string {
  const status =
    posting.status === 'unmarked' ? (transaction?.status ?? 'unmarked') : posting.status
  return [
    status === 'unmarked' ? '' : status,
    posting.virtual ? 'virtual' : '',
    transaction !== null && transaction.code.length > longestNumber ? transaction.code : '',
    transaction?.comment ?? '',
    posting.comment,
  ]
    .filter((part) => part !== '')
    .join('; ')
}
