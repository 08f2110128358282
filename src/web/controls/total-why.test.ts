/** Whatever the entries, the shares behind each debit and credit of their totals come to it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import { sharesIn } from '#web/controls/total-why.ts'
import type { MeantTotal } from '#web/controls/total-why.ts'
import { sumsOfTotals, totalsOf } from '#web/controls/totals.ts'
import { sameFigure } from '#web/report/table.ts'

const line = fc.record({
  account: fc.constantFrom('1100', '2200', '4000'),
  currency: fc.constantFrom('GBP', 'EUR'),
  amount: fc.integer({ min: -9_999, max: 9_999 }).map((pence) => {
    return formatDecimal({ units: BigInt(pence), scale: 2 })
  }),
})
const entries = fc.array(fc.record({ reason: fc.string(), lines: fc.array(line) }))

test('9 explain: the entries behind each figure of a step’s effect come to it', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const totals = totalsOf(all.flatMap(({ lines }) => lines))
      const sums = sumsOfTotals(totals).map((sum) => ({ ...sum, account: null }))
      for (const { account, currency, ...figures } of [...totals, ...sums]) {
        for (const side of ['debit', 'credit'] as const) {
          const meant: MeantTotal = { account, currency, side }
          assert.ok(sameFigure(sumOf(sharesIn(all, meant)), figures[side]))
        }
      }
    }),
  )
})

function sumOf(shares: readonly { readonly amount: string }[]): string {
  const nothing = { units: 0n, scale: 0 }
  return formatDecimal(
    shares.reduce((sum, { amount }) => addDecimals(sum, parseDecimal(amount) ?? nothing), nothing),
  )
}
