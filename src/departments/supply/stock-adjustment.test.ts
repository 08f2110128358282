/** Tests of the stock adjustment: goods are lost and found, and no money moves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import { goodsLines, takeGoods } from '#departments/supply/goods-lines.ts'
import { decide } from '#kit/decide.ts'
import { someone } from '#test/kit-books.ts'
import { day, figure, ground, head, journal, posted } from '#test/sales.ts'

const { goods } = ground({
  goods: { digitsOf: (item) => (item === 'tea' ? 3 : 0), accountOf: (place) => `${place} place` },
})

function row(quantity: string, more: object = {}) {
  return {
    item: 'mug',
    description: null,
    leaves: 'shelf',
    arrives: 'lost',
    dimensions: null,
    quantity: figure(quantity),
    ...more,
  }
}

function paperOf(...lines: readonly ReturnType<typeof row>[]) {
  const moved = lines.map((line) => takeGoods(goods, line, '').taken)
  const own = { adjustedOn: day('2026-11-22'), reason: 'Count', dimensions: null }
  return { ...head, ...own, lines, moved, ownCurrency: 'GBP' }
}

test('what is lost leaves its place, what is found comes back to it', () => {
  const entry = posted(stockAdjustment, 'adjust', paperOf(row('5'), row('-2')))
  assert.equal(entry.journal, 'adjustments')
  assert.deepEqual(journal(entry), [
    'shelf place: -5 mug',
    'lost place: 5 mug',
    'shelf place: 2 mug',
    'lost place: -2 mug',
  ])
  assert.ok(entry.lines.every(({ amount }) => amount === 0n))
})

test('a quantity is counted in the smallest unit of its item', () => {
  const tea = row('1.25', { item: 'tea' })
  assert.deepEqual(journal(posted(stockAdjustment, 'adjust', paperOf(tea))), [
    'shelf place: -1250 tea',
    'lost place: 1250 tea',
  ])
  const tooFine = takeGoods(goods, row('0.0001', { item: 'tea' }), 'lines[1].quantity')
  assert.deepEqual(
    tooFine.problems.map(({ rule, field }) => `${rule} ${field}`),
    ['quantity-digits lines[1].quantity'],
  )
})

test('the line where goods arrive says all that is known of the row', () => {
  const [, arrives] = goodsLines(
    { ...row('1'), description: 'A mug' },
    takeGoods(goods, row('1'), '').taken,
    { sign: 1n, currency: 'GBP', party: 'ANN', dimensions: { site: 'north' }, sourceRow: 7 },
  )
  assert.deepEqual(arrives, {
    currency: 'GBP',
    amount: 0n,
    item: 'mug',
    sourceRow: 7,
    account: 'lost place',
    quantity: 1n,
    unit: { place: 'lost' },
    party: 'ANN',
    dimensions: { site: 'north' },
    text: 'A mug',
  })
})

test('nothing goes nowhere, and whoever counts does not accept the difference', () => {
  const messages = (...lines: readonly ReturnType<typeof row>[]): string[] => {
    const draft = { ...paperOf(...lines), state: 'draft' as const }
    const decision = decide(stockAdjustment, draft, 'adjust', someone('bob', 'accountant'), {})
    return decision.ok ? [] : decision.problems.map(({ message }) => message)
  }
  assert.deepEqual(messages(row('1')), [])
  assert.deepEqual(messages(), ['A stock adjustment has at least one line.'])
  assert.deepEqual(messages(row('0')), ['A quantity is not zero.'])
  assert.deepEqual(messages(row('1', { arrives: 'shelf' })), [
    'Goods go from one place to another one.',
  ])
  const draft = { ...paperOf(row('1')), state: 'draft' as const }
  const counter = someone('ann', 'stock controller')
  assert.ok(!decide(stockAdjustment, draft, 'adjust', counter, {}).ok)
})
