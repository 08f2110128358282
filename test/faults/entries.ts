/** What the clients of the fault rigs post by hand: a small store's day, and how it must read. */
import type { Chance } from '#test/faults/chance.ts'

/** A line of an entry, its money in pence. */
export interface Line {
  readonly account: string
  readonly pence: bigint
  readonly layer?: 'actual' | 'pending'
  readonly item?: string
  readonly quantity?: bigint
  readonly place?: string
  readonly subject?: { readonly kind: string; readonly paper: string }
}

/** An entry that is posted under a key. */
export interface SentEntry {
  readonly key: string
  readonly kind: 'regular' | 'pending'
  /** The day, 22 November 2026 unless said otherwise. */
  readonly postedOn?: string
  readonly lines: readonly Line[]
}

export const shelves = ['shelf 1', 'shelf 2', 'shelf 3'] as const

/** An entry of the day: mostly money, partly goods that are received, sold and reserved. */
export function nextEntry(key: string, chance: Chance): SentEntry {
  const pence = BigInt(chance.between(1, 99_999))
  const kind = chance.below(10)
  if (kind < 3) return regular(key, money('bank', 'sales', pence))
  if (kind < 6) return regular(key, saleOnCredit(key, pence))
  if (kind === 6) return regular(key, receipt(key, chance))
  const goods = sold(BigInt(chance.between(1, 3)), chance.pick(shelves))
  if (kind === 7) return regular(key, goods)
  if (kind === 8) return { ...regular(key, pendingLines(goods)), kind: 'pending' }
  return regular(key, money('cash', 'bank', pence))
}

export function regular(key: string, lines: readonly Line[]): SentEntry {
  return { key, kind: 'regular', lines }
}

export function money(to: string, from: string, pence: bigint): Line[] {
  return [
    { account: to, pence },
    { account: from, pence: -pence },
  ]
}

/** Sold and taken along: goods leave a shelf for the customers' place, at 2.00 each. */
export function sold(quantity: bigint, place: string): Line[] {
  return [
    { account: 'stock', pence: 0n, item: 'mug', quantity: -quantity, place },
    { account: 'customers', pence: 0n, item: 'mug', quantity, place: 'world' },
    ...money('bank', 'sales', 200n * quantity),
  ]
}

/** Goods come from the suppliers' place to a shelf, and are not invoiced yet. */
export function receiptOf(key: string, quantity: bigint, place: string): Line[] {
  const subject = { kind: 'order line', paper: key }
  return [
    { account: 'stock', pence: 95n * quantity, item: 'mug', quantity, place },
    { account: 'goods received not invoiced', pence: -95n * quantity, subject },
    { account: 'suppliers', pence: 0n, item: 'mug', quantity: -quantity, place: 'world' },
  ]
}

export function pendingLines(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, layer: 'pending' }))
}

/** The lines that take others back, in their layer. */
export function takenBack(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({
    ...line,
    pence: -line.pence,
    ...(line.quantity === undefined ? {} : { quantity: -line.quantity }),
  }))
}

/** The body of the request that posts it. */
export function bodyOf({ key, kind, lines, postedOn = '2026-11-22' }: SentEntry): object {
  return {
    key,
    kind,
    journal: 'general',
    postedOn,
    reason: `Entry ${key}`,
    lines: lines.map(({ account, pence, layer, item, quantity, place, subject }) => ({
      account,
      currency: 'GBP',
      amount: pounds(pence),
      ...(layer === undefined ? {} : { layer }),
      ...(item === undefined ? {} : { item }),
      ...(quantity === undefined ? {} : { quantity: String(quantity) }),
      ...(place === undefined ? {} : { unit: { place } }),
      ...(subject === undefined ? {} : { subject }),
    })),
  }
}

/** An entry's lines as one text in which neither order nor spelling matters. */
export function contentOf(lines: readonly Line[]): string {
  return lines.map(textOf).sort().join('\n')
}

function textOf({ account, pence, layer, item, quantity, place, subject }: Line): string {
  const explained = subject === undefined ? '' : `${subject.kind} ${subject.paper}`
  const goods = [item ?? '', quantity ?? 0n, place ?? '']
  return [account, layer ?? 'actual', pence, ...goods, explained].join('|')
}

function saleOnCredit(key: string, pence: bigint): Line[] {
  const subject = { kind: 'open item', paper: key }
  return [
    { account: 'receivables', pence, subject },
    { account: 'sales', pence: -pence },
  ]
}

function receipt(key: string, chance: Chance): Line[] {
  return receiptOf(key, BigInt(chance.between(1, 12)), chance.pick(shelves))
}

function pounds(pence: bigint): string {
  const size = pence < 0n ? -pence : pence
  return `${pence < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
