/** Tests of which letter is due: it rises by one, pauses, sets credits off, and starts anew. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelDue } from '#departments/finance/dunning-run.ts'
import type { LastLetter, Overdue } from '#departments/finance/dunning-run.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-22')

const levels = [7, 21, 35].map((overdueFrom, at) => ({
  code: `L${at + 1}`,
  level: at + 1,
  overdueFrom,
  pause: 10,
  letter: 'Please pay.',
  fee: null,
}))

function item(daysOverdue: number, amount = 100n): Overdue {
  const dueOn = today.subtract({ days: daysOverdue })
  return { party: 'ACME', currency: 'GBP', paper: '1', dueOn, amount }
}

function letter(level: number, daysAgo: number): LastLetter {
  return { party: 'ACME', currency: 'GBP', level, sentOn: today.subtract({ days: daysAgo }) }
}

function due(items: readonly Overdue[], before?: LastLetter): string | undefined {
  return levelDue(levels, items, before, today)?.code
}

test('the first letter is of the first level, however late it is', () => {
  assert.equal(due([item(6)]), undefined)
  assert.equal(due([item(7)]), 'L1')
  assert.equal(due([item(90)]), 'L1')
})

test('the next letter is one level higher, once the pause is over and it is late enough', () => {
  assert.equal(due([item(40)], letter(1, 9)), undefined, 'the pause of ten days is not over')
  assert.equal(due([item(40)], letter(1, 10)), 'L2')
  assert.equal(due([item(40)], letter(2, 12)), 'L3')
  assert.equal(due([item(18)], letter(1, 10)), 'L1', 'not late enough for level 2: once more')
  assert.equal(due([item(90)], letter(3, 30)), 'L3', 'there is no higher one')
})

test('what became due after the last letter begins with the first level', () => {
  assert.equal(due([item(8)], letter(3, 9)), 'L1')
})

test('credits are set off: where nothing is owed after them, no letter is due', () => {
  assert.equal(due([item(30), item(2, -60n)]), 'L1')
  assert.equal(due([item(30), item(2, -100n)]), undefined)
  assert.equal(due([]), undefined)
})
