/** The rules of lines: account, currency, goods, subject, party and dimensions; their sums. */
import { compareDates } from '#base/date.ts'
import type { Posting } from '#ledger/door.ts'
import type { NewAccount } from '#server/set-up.ts'
import { commodities, companies } from '#test/model/ground.ts'
import { name } from '#test/model/state.ts'
import type { ModelLine, State } from '#test/model/state.ts'
import type { Verdict } from '#test/model/verdict.ts'

/** The largest figure that a line may carry, so that sums of many stay within 64 bits. */
export const largest = 10n ** 17n

const withPendingLines: readonly string[] = ['pending', 'settlement', 'void', 'expiry', 'reversal']

/** Judges every line by itself, then the sums of all. */
export function judgeLines(
  state: State,
  posting: Posting,
  lines: readonly ModelLine[],
  verdict: Verdict,
): void {
  for (const line of lines) {
    const wrong = (rule: string, when: boolean): void =>
      verdict.broken(`lines[${line.number}]`, rule, when)
    const account = state.account(posting.company, line.account)
    judgeMoney(posting, line, wrong)
    judgeGoods(line, wrong)
    judgeLayer(posting, line, wrong)
    if (account === undefined) wrong('account-unknown', true)
    else {
      judgeAccount(posting, account, line, wrong)
      judgeExplanation(state, account, line, wrong)
    }
  }
  judgeSums(lines, verdict)
}

type Wrong = (rule: string, when: boolean) => void

function judgeMoney(posting: Posting, line: ModelLine, wrong: Wrong): void {
  const currency = commodities.find(({ code }) => code === line.currency)
  const own = companies.find(({ code }) => code === posting.company)?.currency
  const money = currency?.kind === 'currency' || currency?.kind === 'security'
  const last = currency?.validUntil
  wrong('currency-unknown', !money)
  wrong('currency-not-valid', last !== undefined && compareDates(posting.entry.postedOn, last) > 0)
  wrong('worth-missing', line.currency !== own && line.proposal.base === undefined)
  wrong('worth-differs', line.currency === own && line.base !== line.amount)
  wrong(
    'figure-too-large',
    [line.amount, line.base, line.quantity].some((n) => n > largest || n < -largest),
  )
  const item = commodities.find(({ code }) => code === line.item)
  const lastOfItem = item?.validUntil
  wrong('item-unknown', line.item !== null && item === undefined)
  wrong(
    'item-not-valid',
    lastOfItem !== undefined && compareDates(posting.entry.postedOn, lastOfItem) > 0,
  )
}

function judgeGoods(line: ModelLine, wrong: Wrong): void {
  wrong('item-missing', line.quantity !== 0n && line.item === null)
  wrong('unit-missing', line.quantity !== 0n && line.unit === null && line.layer !== 'commitment')
}

function judgeLayer(posting: Posting, line: ModelLine, wrong: Wrong): void {
  const { kind = 'regular' } = posting.entry
  const pending = line.layer === 'pending'
  wrong(
    'layer-not-allowed',
    (pending && !withPendingLines.includes(kind)) || (!pending && kind === 'pending'),
  )
}

function judgeAccount(
  { entry }: Posting,
  account: NewAccount,
  line: ModelLine,
  wrong: Wrong,
): void {
  const { openedOn, closedOn } = account
  const moves = line.quantity !== 0n || line.unit !== null
  const goods = account.goods ?? account.type === 'place'
  wrong('account-not-postable', account.postable === false)
  wrong(
    'account-closed',
    (openedOn !== undefined && compareDates(entry.postedOn, openedOn) < 0) ||
      (closedOn !== undefined && compareDates(entry.postedOn, closedOn) > 0),
  )
  wrong(
    'commodity-not-allowed',
    account.currency !== undefined && account.currency !== line.currency,
  )
  wrong('goods-not-allowed', moves && !goods)
  wrong('place-without-money', account.type === 'place' && (line.amount !== 0n || line.base !== 0n))
}

function judgeExplanation(state: State, account: NewAccount, line: ModelLine, wrong: Wrong): void {
  const { subjectRule = 'none', partyRule = 'optional', dimensionRules = {} } = account
  wrong('subject-missing', subjectRule === 'required' && line.subject === null)
  wrong('subject-not-allowed', subjectRule === 'none' && line.subject !== null)
  const party = partyOf(state, line)
  wrong('party-missing', partyRule === 'required' && party === null)
  wrong('party-not-allowed', partyRule === 'none' && party !== null)
  const dimensions = line.proposal.dimensions ?? {}
  for (const [dimension, rule] of Object.entries(dimensionRules)) {
    const value = dimensions[dimension]
    wrong('dimension', rule === 'required' && value === undefined)
    wrong('dimension', rule === 'none' && value !== undefined)
    wrong('dimension', rule.startsWith('=') && value !== rule.slice(1))
  }
}

/** A line's party: its own, or that of the subject which explains it. */
export function partyOf(state: State, line: ModelLine): string | null {
  const known = line.subject === null ? undefined : state.subjects.get(line.subject)
  const { party, subject } = line.proposal
  return party ?? (known === undefined ? (subject?.party ?? null) : known.party)
}

/** A unit stands in a place without money or in one of the company's own, never in both. */
export function judgeUnits(
  state: State,
  { company }: Posting,
  lines: readonly ModelLine[],
  verdict: Verdict,
): void {
  const { refused } = verdict
  const isPlace = (line: ModelLine): boolean | undefined => {
    const account = state.account(company, line.account)
    return account && account.type === 'place'
  }
  for (const line of lines) {
    const place = isPlace(line)
    if (line.unit === null || place === undefined) continue
    const outside = lines.some((other) => other.unit === line.unit && isPlace(other) === true)
    const known = state.units.get(line.unit)
    const bounded = known ?? !outside
    if (bounded !== place) continue
    // The door looks at this only where nothing else is wrong.
    if (refused) verdict.perhaps('units', 'unit-in-other-place', true)
    else verdict.broken('units', 'unit-in-other-place', true)
  }
}

function judgeSums(lines: readonly ModelLine[], verdict: Verdict): void {
  verdict.broken('lines', 'no-lines', lines.length === 0)
  const unbalanced = (rule: string, sums: Map<string, bigint>): void => {
    const crooked = [...sums.values()].some((sum) => sum !== 0n)
    verdict.broken('lines', rule, crooked)
  }
  const money = new Map<string, bigint>()
  const worth = new Map<string, bigint>()
  const goods = new Map<string, bigint>()
  for (const { layer, currency, amount, base, item, quantity } of lines) {
    add(money, name(layer, currency), amount)
    add(worth, layer, base)
    if (item !== null) add(goods, name(layer, item), quantity)
  }
  unbalanced('unbalanced-currency', money)
  unbalanced('unbalanced-worth', worth)
  unbalanced('unbalanced-item', goods)
}

function add(sums: Map<string, bigint>, key: string, figure: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + figure)
}
