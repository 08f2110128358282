/** What an entry does to the running sums, and which limits these would then cross. */
import { name } from '#test/model/state.ts'
import type { Holding, ModelEntry, PendingLine, State, Stock } from '#test/model/state.ts'

/** The sums that an entry touches, as they would stand after it. */
export interface Effects {
  readonly holdings: Map<string, Holding>
  readonly stock: Map<string, Stock>
  readonly pending: Map<string, PendingLine>
}

/** Reckons an entry's effects without changing the state. */
export function effectsOf(state: State, entry: ModelEntry): Effects {
  const effects: Effects = { holdings: new Map(), stock: new Map(), pending: new Map() }
  for (const line of entry.lines) {
    if (line.subject !== null) {
      const holding = holdingOf(effects, state, entry, line, line.layer)
      holding.amount += line.amount
      holding.base += line.base
      holding.quantity += line.quantity
    }
    const unit = line.quantity === 0n ? null : line.unit
    if (unit !== null && line.layer === 'actual') {
      stockOf(effects, state, unit, line.item ?? '').onHand += line.quantity
    }
    if (line.layer === 'pending') movePending(state, effects, entry, line.number)
  }
  return effects
}

function holdingOf(
  effects: Effects,
  state: State,
  entry: ModelEntry,
  line: ModelEntry['lines'][number],
  layer: Holding['layer'],
): Holding {
  const { company } = entry.posting
  const { account, currency } = line
  const subject = line.subject ?? ''
  const key = name(company, account, subject, currency, layer)
  const figures = { amount: 0n, base: 0n, quantity: 0n, pendingDebit: 0n, pendingCredit: 0n }
  return draft(effects.holdings, state.holdings, key, {
    ...figures,
    company,
    account,
    subject,
    layer,
  })
}

/**
 * What is reserved in a unit is what is left of the issues pending there; what a holding has
 * pending is what is left of the debits and credits pending on it.
 */
function movePending(state: State, effects: Effects, entry: ModelEntry, number: number): void {
  const line = entry.lines[number - 1] as ModelEntry['lines'][number]
  const opens = entry.kind === 'pending'
  const { id, entry: proposal } = entry.posting
  const key = opens ? name(id, number) : name(proposal.pendingEntry ?? '', line.reversedLine ?? 0)
  const zero = { line, amount: 0n, base: 0n, quantity: 0n }
  const left = draft(effects.pending, state.pending, key, zero)
  const before = { ...left }
  left.amount += line.amount
  left.base += line.base
  left.quantity += line.quantity
  if (line.unit !== null && line.quantity !== 0n) {
    const change = issued(left.quantity) - issued(before.quantity)
    stockOf(effects, state, line.unit, line.item ?? '').reserved += change
  }
  if (line.subject !== null) {
    const actual = holdingOf(effects, state, entry, line, 'actual')
    actual.pendingCredit += issued(left.amount) - issued(before.amount)
    actual.pendingDebit += issued(-left.amount) - issued(-before.amount)
  }
}

function issued(figure: bigint): bigint {
  return figure < 0n ? -figure : 0n
}

function stockOf(effects: Effects, state: State, unit: string, item: string): Stock {
  return draft(effects.stock, state.stock, name(unit, item), { unit, onHand: 0n, reserved: 0n })
}

/** The copy of a sum that effects work on. */
function draft<Row>(into: Map<string, Row>, from: Map<string, Row>, key: string, zero: Row): Row {
  const known = into.get(key)
  if (known !== undefined) return known
  const copy = { ...(from.get(key) ?? zero) }
  into.set(key, copy)
  return copy
}

/** The rules of limits that would be broken after the effects. */
export function limitsCrossed(
  state: State,
  effects: Effects,
  bounded: (unit: string) => boolean,
  limitsOf: (subject: string) => { lowest: bigint | null; highest: bigint | null },
): Set<string> {
  const crossed = new Set<string>()
  for (const holding of effects.holdings.values()) {
    const { amount, base, quantity, layer } = holding
    const {
      goods = false,
      holdingSide,
      type,
    } = state.account(holding.company, holding.account) ?? { type: 'asset' as const }
    if (layer !== 'pending') {
      const { lowest, highest } =
        layer === 'actual' ? limitsOf(holding.subject) : { lowest: null, highest: null }
      const least = amount - holding.pendingCredit
      const most = amount + holding.pendingDebit
      const outside = (lowest !== null && least < lowest) || (highest !== null && most > highest)
      const otherSide =
        (holdingSide === 'debit' && least < 0n) || (holdingSide === 'credit' && most > 0n)
      if (outside || otherSide) crossed.add('credit-limit')
    }
    if (amount === 0n && base !== 0n) crossed.add('worth-left')
    const valued = goods && type !== 'place'
    const floored = layer === 'actual' || (holdingSide === 'debit' && layer !== 'pending')
    if (valued && floored && quantity < 0n) crossed.add('layer-overdrawn')
    if (valued && quantity === 0n && (amount !== 0n || base !== 0n)) {
      crossed.add('value-without-goods')
    }
  }
  for (const { unit, onHand, reserved } of effects.stock.values()) {
    if (!bounded(unit)) continue
    if (onHand < 0n) crossed.add('on-hand')
    if (reserved < 0n || reserved > onHand) crossed.add('reserved')
  }
  for (const left of effects.pending.values()) addPending(left, crossed)
  return crossed
}

function addPending({ line, amount, base, quantity }: PendingLine, crossed: Set<string>): void {
  const within = (left: bigint, whole: bigint): boolean =>
    whole < 0n ? whole <= left && left <= 0n : 0n <= left && left <= whole
  if (
    !within(amount, line.amount) ||
    !within(base, line.base) ||
    !within(quantity, line.quantity)
  ) {
    crossed.add('more-than-pending')
  }
  const onlyWorth = line.amount === 0n && line.quantity === 0n
  if (amount === 0n && quantity === 0n && base !== 0n && !onlyWorth) crossed.add('worth-left')
}
