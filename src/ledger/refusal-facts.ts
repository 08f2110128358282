/** The facts of a refusal as they stand in its sentence: names, days, and figures as decimals. */
import { formatDecimal } from '#base/decimal.ts'
import type { Refusal } from '#ledger/door.ts'

/** What a sentence needs beyond the door's facts, which are whole units without a scale. */
export interface Surroundings {
  /** The company's own currency, in which worth is told. */
  readonly companyCurrency: string
  /** Digits behind the point of a commodity; undefined where it isn't known. */
  readonly scaleOf: (commodity: string) => number | undefined
}

/** The facts of one refusal as they stand in a sentence. */
export class Facts {
  private readonly refusal: Refusal
  private readonly surroundings: Surroundings

  constructor(refusal: Refusal, surroundings: Surroundings) {
    this.refusal = refusal
    this.surroundings = surroundings
  }

  /** A fact as text; "?" where the door did not give it. */
  text(name: string): string {
    const fact = this.refusal.facts[name]
    return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '?'
  }

  has(name: string): boolean {
    return this.refusal.facts[name] !== undefined && this.refusal.facts[name] !== null
  }

  /** "Line 2" where the refusal is of a line, and otherwise "The entry". */
  get place(): string {
    const found = /lines\[(\d+)\]/.exec(this.refusal.field)
    return found?.[1] === undefined ? 'The entry' : `Line ${found[1]}`
  }

  /** " in the layer pending", or nothing in the layer that is meant where none is named. */
  get layer(): string {
    return this.has('layer') && this.text('layer') !== 'actual'
      ? ` in the layer ${this.text('layer')}`
      : ''
  }

  units(name: string): bigint {
    const fact = this.refusal.facts[name]
    if (typeof fact === 'number') return BigInt(Math.round(fact))
    return typeof fact === 'string' && /^-?\d+$/.test(fact) ? BigInt(fact) : 0n
  }

  /** Whole units of a commodity, as a decimal with its name: "12.50 GBP". */
  figure(units: bigint, commodity: string): string {
    const scale = this.surroundings.scaleOf(commodity)
    return scale === undefined
      ? `${units} smallest units of ${commodity}`
      : `${formatDecimal({ units, scale })} ${commodity}`
  }

  /** How far a sum is from zero, and on which side. */
  surplus(commodity: string): string {
    const sum = this.units('sum')
    const [more, fewer] = sum > 0n ? ['debits', 'credits'] : ['credits', 'debits']
    return `the ${more} are ${this.figure(sum < 0n ? -sum : sum, commodity)} more than the ${fewer}`
  }

  get companyCurrency(): string {
    return this.surroundings.companyCurrency
  }
}
