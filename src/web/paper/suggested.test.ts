/** Money spread over what is open: whole, in part, lowered by credits, and left over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receipt } from '#departments/finance/receipt.ts'
import type { RowsSource } from '#kit/field.ts'
import { isTaking, openSum, rowOf, suggested } from './suggested.ts'

const source = receipt.fields.settles.proposedFrom
assert.ok(source !== undefined)

const seven = { subject: 'INV-7', outstanding: '150.00' }
const eight = { subject: 'INV-8', outstanding: '80.00' }
const credit = { subject: 'CN-1', outstanding: '-30.00' }

function told(
  money: unknown,
  open: readonly Readonly<Record<string, unknown>>[],
  entered: readonly Readonly<Record<string, unknown>>[] = [],
  of: RowsSource | undefined = source,
): string[] {
  assert.ok(of !== undefined)
  const { all, rest } = suggested(of, open, entered, money)
  const lines = all.map(({ name, part, why }) => `${name} ${part ?? '–'} ${why}`)
  return rest === null ? lines : [...lines, `rest ${rest}`]
}

test('the oldest is paid whole, the last in part, and what is over is left', () => {
  assert.deepEqual(told('200.00', [seven, eight]), [
    'INV-7 150.00 whole',
    'INV-8 50 part',
    'rest 0',
  ])
  assert.deepEqual(told('250', [seven, eight]), [
    'INV-7 150.00 whole',
    'INV-8 80.00 whole',
    'rest 20',
  ])
  assert.deepEqual(told('100.5', [seven, eight]), ['INV-7 100.5 part', 'INV-8 – none', 'rest 0'])
})

test('a credit lowers debts as far as they need it, and no further', () => {
  assert.deepEqual(told('200', [credit, seven, eight]), [
    'CN-1 -30.00 lowers',
    'INV-7 150.00 whole',
    'INV-8 80.00 whole',
    'rest 0',
  ])
  assert.deepEqual(told('220', [credit, seven, eight]).slice(0, 1), ['CN-1 -10 lowers'])
  assert.deepEqual(told('50', [credit]), ['CN-1 – none', 'rest 50'])
})

test('what stands on the paper comes first, and is never suggested again', () => {
  assert.deepEqual(told('100', [seven, eight], [{ item: 'INV-8', amount: '60' }]), [
    'INV-7 40 part',
    'INV-8 60 entered',
    'rest 0',
  ])
  assert.deepEqual(told('100', [seven, eight], [{ item: 'INV-8' }]), [
    'INV-7 20 part',
    'INV-8 80 entered',
    'rest 0',
  ])
})

test('without money nothing is spread; rows without a part name what there is', () => {
  assert.deepEqual(told(undefined, [seven, eight]), ['INV-7 – noMoney', 'INV-8 – noMoney'])
  assert.deepEqual(told('a lot', [seven]), ['INV-7 – noMoney'])
  assert.ok(source !== undefined)
  const minus = { ...source, part: null, side: 'minus' } as const
  assert.deepEqual(told('10', [seven, credit], [], minus), ['CN-1 – asMuch'])
})

test('what is taken becomes a row; the sum of what is open is exact', () => {
  assert.ok(source !== undefined)
  const { all } = suggested(source, [seven, eight], [], '200')
  assert.deepEqual(
    all.filter(isTaking).map((one) => rowOf(source, one)),
    [
      { item: 'INV-7', amount: '150.00' },
      { item: 'INV-8', amount: '50' },
    ],
  )
  assert.equal(openSum(all), '230')
})
