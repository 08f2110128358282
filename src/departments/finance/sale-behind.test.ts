/** Tests of what is told of the figures of a sale: whatever its lines, the parts are the figure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDecimals, formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { all } from '#departments/all.ts'
import { saleFigures, tellSale } from '#departments/finance/sale-behind.ts'
import { takeSale } from '#departments/finance/sale-gathering.ts'
import { countingStates } from '#kit/document.ts'
import { figurePlace, sumOfParts } from '#kit/explaining.ts'
import type { TellBehind } from '#kit/explaining.ts'
import { isRows, placedFields } from '#kit/field.ts'
import type { Field, Rows } from '#kit/field.ts'
import { code, day, figure, fineOf, ground, issued, line } from '#test/sales.ts'
import type { Line } from '#test/sales.ts'

const on = day('2026-11-22')
const codes = {
  'GB-S': code('GB-S', { goodFrom: day('2011-01-04') }),
  'GB-SI': code('GB-SI', { inclusive: true }),
  'GB-SL': code('GB-SL', { rounding: 'per line' }),
  'GB-SIL': code('GB-SIL', { inclusive: true, rounding: 'per line', basisPoints: 1750 }),
  'GB-Z': code('GB-Z', { treatment: 'zero', basisPoints: 0 }),
}
const known = ground({
  taxCodeOn: (name) => Object.entries(codes).find(([of]) => of === name)?.[1],
})

function telling(lines: readonly Line[], currency = 'GBP'): { tell: TellBehind; of: object } {
  const sale = { customer: 'ANN', currency, taxedOn: on, ratedOn: on, lines }
  const taken = fineOf(takeSale(known, sale))
  const of = { ...issued([line()], { currency }), ...taken, lines }
  const days = { taxedOn: on, ratedOn: on }
  return { of, tell: tellSale({ sale: of, ...days, codeOn: known.taxCodeOn, otherwise: null }) }
}

const lines = fc.array(
  fc.record({
    quantity: fc.record({ units: fc.bigInt(-9_999n, 9_999n), scale: fc.nat(3) }),
    unitPrice: fc.record({ units: fc.bigInt(-99_999n, 99_999n), scale: fc.nat(4) }),
    discount: fc.constantFrom(null, figure('10'), figure('33.33')),
    taxCode: fc.constantFrom(...Object.keys(codes)),
  }),
  { minLength: 1, maxLength: 12 },
)

test('9 explain: whatever the lines, what is told of each figure of a sale sums to it', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom('GBP', 'EUR'), (written, currency) => {
      const { tell, of } = telling(
        written.map((one) => line(one)),
        currency,
      )
      for (const path of Object.keys(saleFigures)) {
        for (const { place, plain } of figuresAt(of, path, written.length)) {
          const behind = tell(place.path, place.row)
          if (behind === null) {
            assert.equal(plain, null, `nothing is told of ${path}`)
            continue
          }
          if (plain !== null) assert.equal(formatDecimal(behind.figure), formatDecimal(plain))
          const rest = addDecimals(sumOfParts(behind.parts), minus(behind.figure))
          assert.equal(rest.units, 0n, `${path} ${place.row}: ${formatDecimal(rest)} is not told`)
          for (const { at } of behind.parts) {
            const there = at === null ? null : figurePlace(at)
            assert.ok(there === null || tell(there.path, there.row) !== null, `${at} is not told`)
          }
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('9 explain: the tax of a line tells base, rate, since when, rounding and law', () => {
  const { tell } = telling([line({ unitPrice: figure('139.12') })])
  const behind = tell('reckoned.tax', 1)
  assert.ok(behind !== null)
  assert.equal(formatDecimal(behind.figure), '27.82')
  assert.deepEqual(
    behind.parts.map((part) => [part.name, part.text, formatDecimal(part.figure)]),
    [
      ['Amount × rate', '139.12 × 20 %', '27.824'],
      ['Rounding', null, '-0.004'],
    ],
  )
  assert.deepEqual(Object.fromEntries(behind.facts.map(({ name, text }) => [name, text])), {
    'Tax code': 'GB-S',
    Treatment: 'standard',
    Rate: '20 %',
    'Rate in force since': '2011-01-04',
    'Tax point': '2026-11-22',
    'Tax code valid from': '2011-01-04',
    Rule: 'Finance (No. 2) Act 2010, section 3',
    Prices: 'without the tax',
    'Rounding of tax': 'per document',
    'Rounded half up to': '0.01',
  })
})

test('9 explain: a rate that no law on record says is the own tax code’s', () => {
  const { tell } = telling([line({ taxCode: 'GB-SIL' })])
  const rule = tell('reckoned.tax', 1)?.facts.find(({ name }) => name === 'Rule')
  assert.equal(rule?.text, 'no law on record: the company’s own tax code says so')
})

test('9 explain: every amount that a transition fills in is explained', () => {
  for (const of of all.all) {
    if (of.noun !== 'document' || countingStates(of).length === 0) continue
    const taken = placedFields(
      Object.fromEntries(Object.entries(of.fields).filter(([, one]) => one.isTaken)),
    )
    const amounts = taken.filter(({ field }) => field.kind.name === 'money')
    const paths = amounts.map(({ rows, name }) => (rows === null ? name : `${rows}.${name}`))
    const told = Object.keys(of.explains?.figures ?? {})
    assert.deepEqual(
      paths.filter((path) => !told.includes(path)),
      [],
      `${of.name} does not explain these`,
    )
    // The tax of a line and what is open by now stand in no field.
    for (const path of told.filter((one) => !['reckoned.tax', 'open'].includes(one))) {
      const [name = '', inner] = path.split('.')
      const field: Field | Rows | undefined = of.fields[name]
      assert.ok(field !== undefined, path)
      assert.equal(isRows(field), inner !== undefined, path)
    }
  }
})

/** The places of a figure, with what stands there; null where the paper has no such field. */
function figuresAt(of: object, path: string, count: number) {
  const [name = '', inner] = path.split('.')
  if (inner === undefined) return [{ place: { path, row: null }, plain: decimalIn(of, name) }]
  const rows: unknown = Reflect.get(of, name)
  assert.ok(Array.isArray(rows) && rows.length <= count)
  return rows.map((row: unknown, at) => ({
    place: { path, row: at + 1 },
    plain: typeof row === 'object' && row !== null ? decimalIn(row, inner) : null,
  }))
}

function decimalIn(of: object, name: string): Decimal | null {
  const value: unknown = Reflect.get(of, name)
  if (typeof value !== 'object' || value === null) return null
  const units: unknown = Reflect.get(value, 'units')
  const scale: unknown = Reflect.get(value, 'scale')
  return typeof units === 'bigint' && typeof scale === 'number' ? { units, scale } : null
}

function minus({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}
