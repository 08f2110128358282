/** Boxes 1 to 9 of the United Kingdom's VAT return, before and after it left the European Union. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compareDates } from '#base/date.ts'
import { gbTaxCodes, gbVatReturn } from './gb-vat-return.ts'
import { rulesOfBoxes } from './tax-return.ts'
import type { KnownTaxCode, TaxRole } from './tax-return.ts'

type GbTaxCode = keyof typeof gbTaxCodes

/** Pounds on a line, debit plus. */
type Line = readonly [code: GbTaxCode, role: TaxRole, pounds: number]

/** Box → pounds, of lines whose tax point is the day; boxes with nothing in them are left out. */
function boxesOf(day: string, lines: readonly Line[]): Record<string, number> {
  const on = Temporal.PlainDate.from(day)
  const sums: Record<string, number> = {}
  for (const [code, role, pounds] of lines) {
    const known: KnownTaxCode = gbTaxCodes[code]
    const treatment = known.narrower ?? known.treatment
    for (const rule of rulesOfBoxes(gbVatReturn)) {
      const { treatments, box, times, from, until, role: ruled } = rule
      const holds =
        (from === undefined || compareDates(from, on) <= 0) &&
        (until === undefined || compareDates(on, until) <= 0)
      if (box === null || !holds || ruled !== role || !treatments.includes(treatment)) continue
      sums[box] = (sums[box] ?? 0) + times * pounds
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

const sale: Line[] = [
  ['GB-S', 'net sales', -1000],
  ['GB-S', 'output tax', -200],
]
const acquisition: Line[] = [
  ['GB-EA', 'net purchases', 1000],
  ['GB-EA', 'input tax', 200],
  ['GB-EA', 'output tax', -200],
]

test('a sale and a purchase at home: what is due, reclaimed, to pay, and both values', () => {
  const purchase: Line[] = [
    ['GB-S', 'net purchases', 600],
    ['GB-S', 'input tax', 120],
  ]
  const boxes = { 1: 200, 3: 200, 4: 120, 5: 80, 6: 1000, 7: 600 }
  assert.deepEqual(boxesOf('2019-05-01', [...sale, ...purchase]), boxes)
  assert.deepEqual(boxesOf('2026-05-01', [...sale, ...purchase]), boxes)
})

test('tax taken back on a bad debt is reclaimed', () => {
  const relief: Line[] = [['GB-S', 'bad-debt relief', 200]]
  assert.deepEqual(boxesOf('2026-05-01', relief), { 4: 200, 5: -200 })
})

test('a credit note takes the same boxes back', () => {
  const credit = sale.map(([code, role, pounds]): Line => [code, role, -pounds])
  assert.deepEqual(boxesOf('2026-05-01', [...sale, ...credit]), {})
})

test('goods to and from member states stand in boxes 8, 2 and 9 until the end of 2020', () => {
  const supply: Line[] = [['GB-EC', 'net sales', -500]]
  assert.deepEqual(boxesOf('2020-12-31', supply), { 6: 500, 8: 500 })
  assert.deepEqual(boxesOf('2020-12-31', acquisition), { 2: 200, 3: 200, 4: 200, 7: 1000, 9: 1000 })
  // From the day after, Great Britain exports and imports; the old codes find no box for the tax.
  assert.deepEqual(boxesOf('2021-01-01', supply), { 6: 500 })
  assert.deepEqual(boxesOf('2021-01-01', acquisition), {})
  const exported: Line[] = [['GB-EX', 'net sales', -500]]
  assert.deepEqual(boxesOf('2021-01-01', exported), { 6: 500 })
})

test('since 2021 boxes 2, 8 and 9 are for Northern Ireland, and imports may be postponed', () => {
  const dispatch: Line[] = [['GB-NI-EC', 'net sales', -500]]
  const inNorthernIreland = acquisition.map(([, role, pounds]): Line => ['GB-NI-EA', role, pounds])
  const boxes = { 2: 200, 3: 200, 4: 200, 7: 1000, 9: 1000 }
  assert.deepEqual(boxesOf('2021-01-01', inNorthernIreland), boxes)
  assert.deepEqual(boxesOf('2021-01-01', dispatch), { 6: 500, 8: 500 })
  assert.deepEqual(boxesOf('2020-12-31', [...dispatch, ...inNorthernIreland]), {})
  const postponed = acquisition.map(([, role, pounds]): Line => ['GB-PVA', role, pounds])
  assert.deepEqual(boxesOf('2021-01-01', postponed), { 1: 200, 3: 200, 4: 200, 7: 1000 })
  assert.deepEqual(boxesOf('2020-12-31', postponed), {})
})

test('services from abroad are one’s own supply too, goods under the charge at home not', () => {
  const received = (code: GbTaxCode): Line[] =>
    acquisition.map(([, role, pounds]) => [code, role, pounds])
  const tax = { 1: 200, 3: 200, 4: 200 }
  assert.deepEqual(boxesOf('2026-05-01', received('GB-RC')), { ...tax, 6: 1000, 7: 1000 })
  assert.deepEqual(boxesOf('2026-05-01', received('GB-DRC')), { ...tax, 7: 1000 })
})

test('the nine boxes have their sections, and four of them are in whole pounds', () => {
  const { boxes, rules } = gbVatReturn
  assert.deepEqual(
    boxes.map(({ box }) => box),
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  )
  boxes.forEach(({ source }, place) => {
    assert.match(source, new RegExp(`^VAT Notice 700/12, section 3\\.${place + 2}(:|$)`))
  })
  assert.deepEqual(
    boxes.filter(({ isWhole }) => isWhole).map(({ box }) => box),
    ['6', '7', '8', '9'],
  )
  // Every code has a treatment that some rule speaks of.
  const ruled = new Set(rules.flatMap(({ treatments }) => treatments))
  const codes: KnownTaxCode[] = Object.values(gbTaxCodes)
  for (const { treatment, narrower } of codes) {
    assert.ok(ruled.has(treatment) && ruled.has(narrower ?? treatment), treatment)
  }
  // No line comes into a box twice by two rules that hold on one day.
  for (const [place, one] of rules.entries()) {
    for (const other of rules.slice(place + 1)) {
      const isSame = one.box === other.box && one.role === other.role
      const shared = one.treatments.filter((word) => other.treatments.includes(word))
      assert.deepEqual(isSame ? shared : [], [], `${one.box} ${one.role}`)
    }
  }
})
