/** The law of each treatment that a company's first tax codes have, at the edges of its days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gbTaxCodes } from '#jurisdictions/gb-vat-return.ts'
import { lawOf } from '#jurisdictions/tax-rates.ts'

function sourceOf(country: string, treatment: string, basisPoints: number, day: string) {
  return lawOf({ country, treatment, basisPoints, on: Temporal.PlainDate.from(day) })?.source
}

test('9 explain: each treatment of the British return has its law', () => {
  const rates: Readonly<Record<string, number>> = { standard: 2000, reduced: 500 }
  for (const [code, { treatment }] of Object.entries(gbTaxCodes)) {
    const day = treatment === 'union supply' ? '2020-12-31' : '2026-11-22'
    const source = sourceOf('GB', treatment, rates[treatment] ?? 0, day)
    assert.match(source ?? '', /Act/, `${code} ${treatment}`)
  }
})

test('9 explain: a law holds from its day on, up to its last, and for its own rate', () => {
  const first = sourceOf('GB', 'reduced', 500, '2001-11-01')
  assert.match(first ?? '', /section 29A and schedule 7A/)
  assert.equal(sourceOf('GB', 'reduced', 500, '2001-10-31'), undefined)
  assert.equal(sourceOf('GB', 'reduced', 1250, '2021-11-01'), undefined)
  assert.match(sourceOf('GB', 'zero', 0, '2026-11-22') ?? '', /section 30\(2\) and schedule 8/)
  assert.match(sourceOf('GB', 'exempt', 0, '2026-11-22') ?? '', /section 31 and schedule 9/)
  assert.match(sourceOf('GB', 'export', 0, '2010-12-01') ?? '', /section 30\(6\)/)
  assert.match(sourceOf('GB', 'union supply', 0, '2020-12-31') ?? '', /section 30\(8\)/)
  assert.equal(sourceOf('GB', 'union supply', 0, '2021-01-01'), undefined)
  assert.match(sourceOf('DE', 'outside', 0, '2026-11-22') ?? '', /UStG § 1/)
  assert.equal(sourceOf('DE', 'standard', 1900, '2026-11-22'), undefined)
})
