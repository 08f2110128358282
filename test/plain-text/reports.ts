/** Compares movements of accounts with what hledger reports of the same journal. */
import { formatDecimal, rescale, type Decimal } from '#base/decimal.ts'
import { readBalances, readStatement, type Figures, type Section } from './oracle-csv.ts'
import type { Oracle } from './shared-data.ts'

/** An amount that an account took on a day; conversion lines of the import are left out. */
export interface Movement {
  /** "2026-01-31". */
  readonly date: string
  readonly account: string
  /** The journal's symbol, '' where amounts name none. */
  readonly commodity: string
  readonly amount: Decimal
}

/** The type of an account, or null where hledger knows none: its statements leave it out. */
export type TypeOf = (
  account: string,
) => 'asset' | 'liability' | 'equity' | 'income' | 'expense' | null

/** All differences between the movements and the three reports, a sentence each; none is right. */
export function differences(
  movements: readonly Movement[],
  typeOf: TypeOf,
  oracle: Oracle,
): string[] {
  return [
    ...balanceDifferences(movements, oracle.balance_flat_csv ?? ''),
    ...incomeDifferences(movements, typeOf, oracle.incomestatement_monthly ?? ''),
    ...sheetDifferences(movements, typeOf, oracle.balancesheet_yearly ?? ''),
  ]
}

/** The flat balance report: each account that was posted to, those at zero among them. */
export function balanceDifferences(movements: readonly Movement[], csv: string): string[] {
  const theirs = readBalances(csv)
  const ours = sumsByAccount(movements)
  const found = sameNames('balance', new Set(ours.keys()), new Set(theirs.keys()))
  for (const [account, figures] of theirs) {
    found.push(...unlike(`balance of ${account}`, ours.get(account) ?? new Map(), figures))
  }
  return found
}

/** The income statement by month; revenues bear the other sign. */
export function incomeDifferences(
  movements: readonly Movement[],
  typeOf: TypeOf,
  csv: string,
): string[] {
  const { title, periods } = readStatement(csv)
  const months = [...new Set(movements.map(({ date }) => date.slice(0, 7)))].sort()
  const first = periods.length === 0 ? '' : firstMonth(title)
  const last = periods.length === 0 ? '' : monthAfter(first, periods.length - 1)
  const found: string[] = []
  if (first !== (months[0] ?? '') || last !== (months.at(-1) ?? '')) {
    found.push(`income: months ${months[0]} to ${months.at(-1)}, theirs ${first} to ${last}`)
  }
  const columns = periods.map((_, index) => {
    const month = monthAfter(first, index)
    return movements.filter(({ date }) => date.startsWith(month))
  })
  found.push(
    ...statementDifferences(
      'income',
      csv,
      columns,
      (account) => {
        const type = typeOf(account)
        if (type === 'income') return { section: 'Revenues', sign: -1n }
        return type === 'expense' ? { section: 'Expenses', sign: 1n } : null
      },
      { plus: 'Revenues', minus: 'Expenses' },
    ),
  )
  return found
}

/** The balance sheet at each year's end; liabilities bear the other sign. */
export function sheetDifferences(
  movements: readonly Movement[],
  typeOf: TypeOf,
  csv: string,
): string[] {
  const columns = readStatement(csv).periods.map((day) =>
    movements.filter(({ date }) => date <= day),
  )
  return statementDifferences(
    'sheet',
    csv,
    columns,
    (account) => {
      const type = typeOf(account)
      if (type === 'liability') return { section: 'Liabilities', sign: -1n }
      return type === 'asset' ? { section: 'Assets', sign: 1n } : null
    },
    { plus: 'Assets', minus: 'Liabilities' },
  )
}

type Placing = (account: string) => { section: string; sign: bigint } | null

function statementDifferences(
  name: string,
  csv: string,
  columns: readonly (readonly Movement[])[],
  placing: Placing,
  net: { plus: string; minus: string },
): string[] {
  const statement = readStatement(csv)
  const found: string[] = []
  for (const heading of [net.plus, net.minus]) {
    const section = statement.sections.get(heading)
    if (section === undefined) return [`${name}: no section ${heading} in the oracle`]
    const ours = columns.map((movements) => {
      return movements.flatMap((movement) => {
        const place = placing(movement.account)
        return place?.section === heading ? [signed(movement, place.sign)] : []
      })
    })
    found.push(...sectionDifferences(`${name}, ${heading}`, ours, section))
  }
  for (const [index, movements] of columns.entries()) {
    const placed = movements.flatMap((movement) => {
      const place = placing(movement.account)
      if (place === null) return []
      return [signed(movement, place.section === net.plus ? place.sign : -place.sign)]
    })
    found.push(...unlike(`${name}, net ${index}`, sums(placed), statement.net[index] ?? new Map()))
  }
  return found
}

function sectionDifferences(
  name: string,
  columns: readonly (readonly Movement[])[],
  section: Section,
): string[] {
  const byColumn = columns.map(sumsByAccount)
  const decimals = decimalsOf(section)
  const shown = byColumn.flatMap((accounts) =>
    [...accounts]
      .filter(([, figures]) => !looksZero(figures, decimals))
      .map(([account]) => account),
  )
  const found = sameNames(name, new Set(shown), new Set(section.rows.keys()))
  for (const [account, cells] of section.rows) {
    for (const [index, cell] of cells.entries()) {
      const ours = byColumn[index]?.get(account) ?? new Map<string, Decimal>()
      found.push(...unlike(`${name}, ${account}, column ${index}`, ours, cell))
    }
  }
  for (const [index, total] of section.totals.entries()) {
    found.push(...unlike(`${name}, total, column ${index}`, sums(columns[index] ?? []), total))
  }
  return found
}

/** Theirs may be shown with fewer decimals than ours have: half goes to even, as in hledger. */
function unlike(name: string, ours: Figures, theirs: Figures): string[] {
  const found: string[] = []
  for (const commodity of new Set([...ours.keys(), ...theirs.keys()])) {
    const mine = ours.get(commodity) ?? { units: 0n, scale: 0 }
    const their = theirs.get(commodity) ?? { units: 0n, scale: 0 }
    const scale = Math.max(their.scale, 0)
    if (rescale(mine, scale, 'half-even').units === their.units) continue
    const shown = `${formatDecimal(mine)}, theirs ${formatDecimal(their)}`
    found.push(`${name}: ${commodity || 'no commodity'} ${shown}`)
  }
  return found
}

function sameNames(name: string, ours: Set<string>, theirs: Set<string>): string[] {
  const extra = [...ours]
    .filter((one) => !theirs.has(one))
    .map((one) => `${name}: only ours: ${one}`)
  const short = [...theirs].filter((one) => !ours.has(one)).map((one) => `${name}: lacks ${one}`)
  return [...extra, ...short]
}

function decimalsOf(section: Section): Map<string, number> {
  const most = new Map<string, number>()
  for (const cells of [...section.rows.values(), section.totals]) {
    for (const [commodity, { scale }] of cells.flatMap((cell) => [...cell])) {
      most.set(commodity, Math.max(most.get(commodity) ?? 0, scale))
    }
  }
  return most
}

function looksZero(figures: Figures, decimals: ReadonlyMap<string, number>): boolean {
  return [...figures].every(([commodity, quantity]) => {
    return rescale(quantity, decimals.get(commodity) ?? quantity.scale, 'half-even').units === 0n
  })
}

function signed(movement: Movement, sign: bigint): Movement {
  const { units, scale } = movement.amount
  return { ...movement, amount: { units: units * sign, scale } }
}

function sumsByAccount(movements: readonly Movement[]): Map<string, Map<string, Decimal>> {
  const accounts = new Map<string, Movement[]>()
  for (const movement of movements) {
    const known = accounts.get(movement.account)
    if (known === undefined) accounts.set(movement.account, [movement])
    else known.push(movement)
  }
  return new Map([...accounts].map(([account, own]) => [account, sums(own)]))
}

function sums(movements: readonly Movement[]): Map<string, Decimal> {
  const found = new Map<string, Decimal>()
  for (const { commodity, amount } of movements) {
    const before = found.get(commodity) ?? { units: 0n, scale: 0 }
    const scale = Math.max(before.scale, amount.scale)
    const units = rescale(before, scale, 'down').units + rescale(amount, scale, 'down').units
    found.set(commodity, { units, scale })
  }
  return found
}

/** The first month of "Income Statement 2010-12-01..2011-12-31", "… 2008Q2", "… 2015". */
function firstMonth(title: string): string {
  const found = /([0-9]{4,})(?:Q([1-4])|-([0-9]{2}))?/.exec(title)
  const quarter =
    found?.[2] === undefined ? '01' : String(Number(found[2]) * 3 - 2).padStart(2, '0')
  return `${found?.[1] ?? ''}-${found?.[3] ?? quarter}`
}

function monthAfter(month: string, count: number): string {
  const [year = '0', one = '1'] = month.split('-')
  const months = Number(year) * 12 + Number(one) - 1 + count
  const number = String((months % 12) + 1).padStart(2, '0')
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${number}`
}
