/**
 * What one ledger line says of the row of the file it came from: how every sales report finds the
 * file's rows, quantities and values again from the ledger alone.
 */
import { parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { accounts } from '#importers/online-retail/accounts.ts'

export interface LineFigures {
  /** 1 on the one line that counts its row, else 0. */
  readonly rows: 0 | 1
  /** The quantity as the file has it, minus for what came back or was lost. */
  readonly quantity: bigint
  /** Price × quantity in pounds, to the last digit. */
  readonly priced: Decimal
  /** The same in pennies, as the accounts have it. */
  readonly posted: bigint
}

/** Where a row's quantity arrives; what arrives at lost and found is a minus in the file. */
const arrivals: ReadonlyMap<string, bigint> = new Map([
  [accounts.customersPlace.code, 1n],
  [accounts.servicesReceived.code, 1n],
  [accounts.lostAndFound.code, -1n],
])

const departures: ReadonlySet<string> = new Set([
  accounts.suppliersPlace.code,
  accounts.servicesRendered.code,
])

const nothing: Decimal = { units: 0n, scale: 2 }

/** The figures of a line; null for tax, debts and the side that goods leave from. */
export function figuresOfLine(line: LineProposal): LineFigures | null {
  if (line.sourceRow === undefined || departures.has(line.account)) return null
  const sign = arrivals.get(line.account)
  if (sign !== undefined) {
    return { rows: 1, quantity: (line.quantity ?? 0n) * sign, priced: nothing, posted: 0n }
  }
  const credit = line.unrounded === undefined ? null : parseDecimal(line.unrounded)
  const { units, scale } = credit ?? { units: line.amount, scale: 2 }
  return { rows: 0, quantity: 0n, priced: { units: -units, scale }, posted: -line.amount }
}
