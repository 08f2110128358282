/** What stands against a journal in the books themselves, told before one entry is posted. */
import { compareDates, type PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { Ground, KnownAccount } from '#server/import/plain-text-ground.ts'

/** A problem of a journal with the file and line where it stands. */
export interface LocatedProblem extends Problem {
  readonly file: string
  readonly line: number
}

/** Where an entry stands in its journal. */
export interface Place {
  readonly file: string
  readonly line: number
}

const mostTold = 100

/** The problem at a place; the field names file and line for those who read sentences only. */
export function located(rule: string, { file, line }: Place, message: string): LocatedProblem {
  return { rule, field: line === 0 ? file : `${file} line ${line}`, message, file, line }
}

/**
 * Problems of entries with the books as they are: `period-closed`, `account-unfit`,
 * `commodity-kind`; a hundred at most. Entries that are in the books already are not looked at.
 */
export function checkAgainst(
  ground: Ground,
  entries: Iterable<EntryProposal>,
  places: (index: number) => Place,
  recorded: ReadonlySet<string>,
  positionAccount: string,
): LocatedProblem[] {
  const problems: LocatedProblem[] = []
  const told = new Set<string>()
  let index = -1
  for (const entry of entries) {
    index += 1
    if (recorded.has(entry.key)) continue
    const place = places(index)
    const shut = shutOn(ground, entry.postedOn)
    if (shut !== null) problems.push(located('period-closed', place, shut))
    for (const { account, currency, sourceRow } of entry.lines) {
      const at = { file: place.file, line: sourceRow ?? place.line }
      const wanted = account === positionAccount ? 'position' : null
      const unfit = unfitFor(ground.accounts.get(account), wanted, currency, entry.postedOn)
      if (unfit !== null && !told.has(unfit)) problems.push(located('account-unfit', at, unfit))
      const kind = ground.commodities.get(currency)?.kind ?? 'currency'
      if (kind !== 'currency' && !told.has(currency)) {
        const message =
          `${currency} is in the books as another kind of commodity (${kind}), and a journal's ` +
          'amounts are currencies. Give it another symbol in the journal.'
        problems.push(located('commodity-kind', at, message))
        told.add(currency)
      }
      if (unfit !== null) told.add(unfit)
    }
    if (problems.length >= mostTold) break
  }
  return problems.slice(0, mostTold)
}

function shutOn({ shut }: Ground, day: PlainDate): string | null {
  const period = shut.find(
    ({ startsOn, endsOn }) => compareDates(startsOn, day) <= 0 && compareDates(day, endsOn) <= 0,
  )
  if (period === undefined) return null
  const span = `${period.startsOn.toString()} to ${period.endsOn.toString()}`
  return `The period ${span} is ${period.state}. Reopen it, or leave this transaction out.`
}

/** Why an account of the chart can't take a line of a journal, as a sentence; null if it can. */
function unfitFor(
  account: KnownAccount | undefined,
  wanted: 'position' | null,
  currency: string,
  day: PlainDate,
): string | null {
  if (account === undefined) return null
  const why = reasonAgainst(account, wanted, currency, day)
  if (why === null) return null
  return (
    `The account ${account.code} of the company's chart ${why}. Change its rules, or give the ` +
    'account another name by an alias in the journal.'
  )
}

function reasonAgainst(
  account: KnownAccount,
  wanted: 'position' | null,
  currency: string,
  day: PlainDate,
): string | null {
  const { type, dimensionRules } = account
  if (wanted === 'position') return type === 'position' ? null : 'is not a position account'
  if (['position', 'place', 'memo'].includes(type)) return `is a ${type} account`
  if (!account.postable) return 'takes no lines itself'
  if (account.subjectRule === 'required') return 'asks for a subject, which a journal has not'
  if (account.partyRule === 'required') return 'asks for a party, which a journal has not'
  const asked = Object.entries(dimensionRules ?? {}).find(([, rule]) => rule !== 'none')
  if (asked !== undefined) return `asks for the dimension ${asked[0]}, which a journal has not`
  if (account.currency !== null && account.currency !== currency) {
    return `takes ${account.currency} only`
  }
  const { openedOn, closedOn } = account
  if (openedOn !== null && compareDates(day, openedOn) < 0) {
    return `is open only from ${openedOn.toString()}`
  }
  if (closedOn !== null && compareDates(day, closedOn) > 0) {
    return `was closed on ${closedOn.toString()}`
  }
  return null
}
