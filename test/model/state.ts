/** What the model remembers: entries, periods, and the running sums that follow from the lines. */
import type { Posting } from '#ledger/door.ts'
import type { EntryKind, Layer, LineProposal, PeriodKind } from '#ledger/entry.ts'
import type { NewAccount } from '#server/set-up.ts'
import { chart, companies, firstDay, years } from '#test/model/ground.ts'

/** A line with its defaults filled in; subjects and units are told by their names. */
export interface ModelLine {
  readonly number: number
  readonly account: string
  readonly layer: Layer
  readonly currency: string
  readonly amount: bigint
  readonly base: bigint
  readonly item: string | null
  readonly quantity: bigint
  /** The combination of dimensions as JSON with its names in order. */
  readonly dimensions: string
  readonly subject: string | null
  readonly unit: string | null
  readonly reversedLine: number | null
  readonly proposal: LineProposal
}

export interface ModelEntry {
  readonly posting: Posting
  readonly kind: EntryKind
  readonly period: number
  readonly late: boolean
  readonly lines: readonly ModelLine[]
  reversed: boolean
}

export interface ModelPeriod {
  readonly period: number
  readonly kind: PeriodKind
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  state: 'open' | 'locked' | 'closed'
}

export interface ModelSubject {
  readonly lowest: bigint | null
  readonly highest: bigint | null
  readonly party: string | null
}

export interface Holding {
  readonly company: string
  readonly account: string
  readonly subject: string
  readonly layer: Layer
  amount: bigint
  base: bigint
  quantity: bigint
  /** Of the actual layer: what is left of the debits and credits pending on it. */
  pendingDebit: bigint
  pendingCredit: bigint
}

export interface Stock {
  readonly unit: string
  onHand: bigint
  reserved: bigint
}

/** What is left of a pending line; `line` is the line as it was. */
export interface PendingLine {
  readonly line: ModelLine
  amount: bigint
  base: bigint
  quantity: bigint
}

export interface Balance {
  debit: bigint
  credit: bigint
  baseDebit: bigint
  baseCredit: bigint
}

/** All that the model knows. Keys are JSON arrays of names, in the order of the fields. */
export class State {
  readonly accounts = new Map<string, NewAccount>()
  readonly periods = new Map<string, ModelPeriod[]>()
  /** Companies and years in which closing entries were recorded. */
  readonly closedYears = new Set<string>()
  readonly entries = new Map<string, ModelEntry>()
  readonly byKey = new Map<string, ModelEntry>()
  readonly subjects = new Map<string, ModelSubject>()
  /** Units, and whether each is bounded. */
  readonly units = new Map<string, boolean>()
  readonly holdings = new Map<string, Holding>()
  readonly stock = new Map<string, Stock>()
  readonly pending = new Map<string, PendingLine>()
  readonly balances = new Map<string, Balance>()

  constructor() {
    for (const { code, currency, months } of companies) {
      for (const account of chart(currency)) this.accounts.set(name(code, account.code), account)
      this.periods.set(
        code,
        years.flatMap((year, place) => periodsOf(year, place, months)),
      )
    }
  }

  account(company: string, code: string): NewAccount | undefined {
    return this.accounts.get(name(company, code))
  }

  /** The company's period of a kind that a day falls into. */
  periodOf(posting: Posting): ModelPeriod | undefined {
    const { postedOn, periodKind = 'month' } = posting.entry
    return this.periods
      .get(posting.company)
      ?.find(
        ({ kind, startsOn, endsOn }) =>
          kind === periodKind &&
          Temporal.PlainDate.compare(startsOn, postedOn) <= 0 &&
          Temporal.PlainDate.compare(postedOn, endsOn) <= 0,
      )
  }
}

/** The key of a Map: the names in their order. */
export function name(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts)
}

/** Dimensions in one spelling, whatever order they were written in. */
export function canonical(dimensions: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify(Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** An entry's lines with the defaults that `entry.ts` promises. */
export function completed({ company, entry }: Posting): ModelLine[] {
  return entry.lines.map((line, place) => ({
    number: place + 1,
    account: line.account,
    layer: line.layer ?? 'actual',
    currency: line.currency,
    amount: line.amount,
    base: line.base ?? line.amount,
    item: line.item ?? null,
    quantity: line.quantity ?? 0n,
    dimensions: canonical(line.dimensions),
    subject:
      line.subject === undefined
        ? null
        : name(company, line.subject.kind, line.subject.paper, line.subject.row ?? 0),
    unit:
      line.unit === undefined
        ? null
        : name(company, line.unit.place, line.unit.lot ?? '', line.unit.owner ?? ''),
    reversedLine: line.reversedLine ?? null,
    proposal: line,
  }))
}

function periodsOf(year: number, place: number, months: number): ModelPeriod[] {
  const starts = firstDay.add({ months: months * place })
  const ends = starts.add({ months }).subtract({ days: 1 })
  const ordinary = Array.from({ length: months }, (_, month): ModelPeriod => {
    const startsOn = starts.add({ months: month })
    const endsOn = startsOn.add({ months: 1 }).subtract({ days: 1 })
    return { period: year * 100 + month + 1, kind: 'month', startsOn, endsOn, state: 'open' }
  })
  const last = { startsOn: ends, endsOn: ends, state: 'open' } as const
  return [
    ...ordinary,
    { period: year * 100 + months + 1, kind: 'adjustment', ...last },
    { period: year * 100 + months + 2, kind: 'closing', ...last },
  ]
}
