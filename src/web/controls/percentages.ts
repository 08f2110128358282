/** Percentages, which are kept as whole basis points: 1750 is typed and read as "17.5 %". */
import { formatDecimal, trimmed } from '#base/decimal.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import type { Habits } from '#web/controls/figures.ts'

/** The basis points of a plain percentage: "17.5" is 1750; null where they are not whole. */
export function basisPointsOf(plain: string): number | null {
  const [, minus, whole, fraction = ''] = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  return whole === undefined ? null : Number(`${minus}${whole}${fraction.padEnd(2, '0')}`)
}

/** What was typed, without its sign of a percentage. */
export function withoutSign(typed: string): string {
  return typed.replace(/\s*%\s*$/, '')
}

/** A percentage as plain text: 1750 is "17.5". */
export function plainPercentage(basisPoints: number): string {
  return formatDecimal(trimmed({ units: BigInt(basisPoints), scale: 2 }))
}

/** A percentage as people read it: "17.5 %", "17,5 %". */
export function writtenPercentage(basisPoints: number, habits: Habits): string {
  return `${writtenFigure(plainPercentage(basisPoints), habits)}\u00a0%`
}
