/** The dunning run: a letter for each party with something overdue, of the level that is due. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { formatDecimal } from '#base/decimal.ts'
import { amountOf } from '#base/money.ts'
import type { Content } from '#kit/erased.ts'
import { optional } from '#kit/field.ts'
import { link } from '#kit/fields/link.ts'
import type { Moment } from '#kit/moment.ts'
import { task } from '#kit/task.ts'
import type { Piece } from '#kit/task.ts'
import { account } from '#departments/register/account.ts'
import { currencyDigits } from '#departments/finance/currency-digits.ts'
import type { DigitsOf } from '#departments/finance/currency-digits.ts'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'

const fields = {
  receivables: link(account, { help: 'The account of what parties owe.' }),
  feeIncome: optional(
    link(account, { help: 'The account of the fees; without it none is asked.' }),
  ),
}

/** Makes drafts, which a person looks through and sends. */
export const dunningRun = task('dunning run', {
  meaning: 'Writes a letter to each party that owes something overdue.',
  fields,
  makes: dunningLetter,
  actsAs: 'credit controller',
  by: 'credit controller',
  due: async (moment, { receivables, feeIncome }, piece) => {
    const levels = await levelsOf(moment)
    const first = levels[0]?.overdueFrom
    if (first === undefined) return { papers: [], goOn: null }
    const overdue = await overdueItems(moment, receivables, first, piece)
    const parties = [...new Set(overdue.map(({ party }) => party))]
    const letters = await lastLetters(moment, receivables, parties)
    const digitsOf = await currencyDigits(
      moment,
      overdue.map(({ currency }) => currency),
    )
    const byDebt = Map.groupBy(overdue, ({ party, currency }) => `${party}\n${currency}`)
    const papers = [...byDebt.values()].flatMap((items) => {
      const [oldest] = items
      if (oldest === undefined) return []
      const { party, currency } = oldest
      const before = letters.find((one) => one.party === party && one.currency === currency)
      const level = levelDue(levels, items, before, moment.today)
      if (level === null) return []
      const fee = feeIncome === null || level.fee === null ? {} : { feeIncome, fee: level.fee }
      return [{ ...letterOf(moment, receivables, level, items, digitsOf), ...fee }]
    })
    const isLast = parties.length < piece.most
    return { papers, goOn: isLast ? null : (parties.at(-1) ?? null) }
  },
})

/** A level as the register has it, the mildest first. */
export interface Level {
  readonly code: string
  readonly level: number
  readonly overdueFrom: number
  readonly pause: number
  readonly letter: string
  readonly fee: string | null
}

/** An open item that is overdue, or a credit beside one; the oldest due first. */
export interface Overdue {
  readonly party: string
  readonly currency: string
  readonly paper: string
  readonly dueOn: PlainDate
  readonly amount: bigint
}

/** The last letter to a party about a currency that was not withdrawn. */
export interface LastLetter {
  readonly party: string
  readonly currency: string
  readonly level: number
  readonly sentOn: PlainDate
}

/**
 * The level of the letter that is due; null where none is. It rises by one from letter to letter,
 * as far as the oldest item is overdue, and starts anew where all that the last letter was about
 * is paid. Credits are set off: where they are as much as what is overdue, no letter is due.
 */
export function levelDue(
  levels: readonly Level[],
  items: readonly Overdue[],
  before: LastLetter | undefined,
  today: PlainDate,
): Level | null {
  const [oldest] = items
  if (oldest === undefined || items.reduce((sum, { amount }) => sum + amount, 0n) <= 0n) return null
  const days = oldest.dueOn.until(today).days
  const isAbout = before !== undefined && compareDates(oldest.dueOn, before.sentOn) < 0
  const last = isAbout ? before : undefined
  const reached = levels.filter(({ overdueFrom }) => overdueFrom <= days)
  const next = reached.findLast(({ level }) => level <= (last?.level ?? 0) + 1)
  if (next === undefined) return null
  const isPaused = last !== undefined && last.sentOn.until(today).days < next.pause
  return isPaused ? null : next
}

function letterOf(
  { today }: Moment,
  receivables: string,
  { code, level, letter }: Level,
  items: readonly Overdue[],
  digitsOf: DigitsOf,
): Content {
  const [first] = items
  if (first === undefined) throw new Error('a letter is about something that is open')
  const { party, currency } = first
  return {
    party,
    sentOn: today.toString(),
    dunningLevel: code,
    level,
    receivables,
    currency,
    letter,
    items: items.map(({ paper, dueOn, amount }) => ({
      item: paper,
      dueOn: dueOn.toString(),
      daysOverdue: dueOn.until(today).days,
      amount: formatDecimal(amountOf(amount, digitsOf(currency))),
    })),
  }
}

async function levelsOf({ query, organization, company }: Moment): Promise<Level[]> {
  return await query<Level>({
    name: 'dunning levels',
    text: `select code, level, overdue_from as "overdueFrom", pause, letter, fee::text as fee
      from register.dunning_level where organization = $1 and company = $2
      order by level, overdue_from`,
    values: [organization, company],
  })
}

/** What is overdue by at least so many days, and credits that are open, of the next parties. */
async function overdueItems(
  { query, organization, company, today }: Moment,
  receivables: string,
  days: number,
  { after, most }: Piece,
): Promise<Overdue[]> {
  return await query<Overdue>({
    name: 'dunning overdue',
    text: `with open as materialized (
        select s.party, h.currency, s.paper, coalesce(s.due_on, s.opened_on) as due_on, h.amount
        from ledger.account a
        join ledger.holding h on h.organization = a.organization and h.account = a.id
          and h.layer = 'actual' and h.amount <> 0
        join ledger.subject s on s.organization = h.organization and s.id = h.subject
        where a.organization = $1 and a.company = $2 and a.code = $3 and s.kind = 'open item'
          and s.party > $4
      ), late as (
        select distinct party from open where amount > 0 and $5::date - due_on >= $6
        order by party limit $7
      )
      select party, currency, paper, due_on as "dueOn", amount from open
      where party in (select party from late)
        and (amount < 0 or due_on < $5::date)
      order by party, currency, amount < 0, due_on, paper`,
    values: [organization, company, receivables, after, today.toString(), days, most],
  })
}

async function lastLetters(
  { query, organization, company }: Moment,
  receivables: string,
  parties: readonly string[],
): Promise<LastLetter[]> {
  if (parties.length === 0) return []
  return await query<LastLetter>({
    name: 'dunning last letters',
    text: `select distinct on (party, currency) party, currency, level, sent_on as "sentOn"
      from paper.dunning_letter
      where organization = $1 and company = $2 and receivables = $3 and party = any ($4::text[])
        and state <> 'withdrawn'
      order by party, currency, sent_on desc, level desc`,
    values: [organization, company, receivables, parties],
  })
}
