/** The comparison with hledger's reports finds each kind of difference. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { differences, type Movement, type TypeOf } from './reports.ts'
import type { Oracle } from './shared-data.ts'

const movements: readonly Movement[] = [
  ['2025-12-31', 'assets:cash', '$', 1000n],
  ['2025-12-31', 'income', '$', -1000n],
  ['2026-02-01', 'expenses', '$', 250n],
  ['2026-02-01', 'debts', '$', -250n],
].map(([date, account, commodity, units]) => ({
  date: String(date),
  account: String(account),
  commodity: String(commodity),
  amount: { units: BigInt(units ?? 0), scale: 2 },
}))

const typeOf: TypeOf = (account) => {
  if (account === 'income') return 'income'
  if (account === 'expenses') return 'expense'
  return account === 'debts' ? 'liability' : 'asset'
}

const oracle: Oracle = {
  balance_flat_csv:
    '"account","balance"\n"assets:cash","$10.00"\n"debts","$-2.50"\n' +
    '"expenses","$2.50"\n"income","$-10.00"\n',
  incomestatement_monthly:
    '"Income Statement 2025-12-01..2026-02-28","","",""\n' +
    '"Account","2025-12","2026-01","2026-02"\n' +
    '"Revenues","","",""\n"income","$10.00","0","0"\n"total","$10.00","0","0"\n' +
    '"Expenses","","",""\n"expenses","0","0","$2.50"\n"total","0","0","$2.50"\n' +
    '"Net:","$10.00","0","$-2.50"\n',
  balancesheet_yearly:
    '"Balance Sheet 2025-12-31..2026-12-31","",""\n"Account","2025-12-31","2026-12-31"\n' +
    '"Assets","",""\n"assets:cash","$10.00","$10.00"\n"total","$10.00","$10.00"\n' +
    '"Liabilities","",""\n"debts","0","$2.50"\n"total","0","$2.50"\n"Net:","$10.00","$7.50"\n',
}

test('equal reports have no differences', () => {
  assert.deepEqual(differences(movements, typeOf, oracle), [])
})

test('every changed figure, missing account and shifted month is found', () => {
  const changes: readonly ((movement: Movement, index: number) => Movement | [])[] = [
    (movement, index) =>
      index === 0 ? { ...movement, amount: { units: 1001n, scale: 2 } } : movement,
    (movement, index) => (index === 3 ? { ...movement, account: 'other' } : movement),
    (movement, index) => (index === 2 ? { ...movement, commodity: '€' } : movement),
    (movement, index) => (index === 1 ? { ...movement, date: '2026-01-31' } : movement),
    (movement) => ({ ...movement, date: movement.date.replace('2026-02', '2026-03') }),
    (movement, index) => (index === 2 ? [] : movement),
  ]
  for (const [index, change] of changes.entries()) {
    const changed = differences(movements.flatMap(change), typeOf, oracle)
    assert.ok(changed.length > 0, `change ${index} went unseen`)
  }
  assert.ok(differences(movements, () => 'asset', oracle).length > 0)
})

test('figures shown with fewer decimals are compared as they are shown', () => {
  const finer = movements.map((movement) => ({
    ...movement,
    amount: { units: movement.amount.units * 10n + 4n, scale: 3 },
  }))
  const one = finer.slice(0, 1)
  const csv = '"account","balance"\n"assets:cash","$10.00"\n'
  assert.deepEqual(
    differences(one, typeOf, { ...oracle, balance_flat_csv: csv }).filter((text) =>
      text.startsWith('balance'),
    ),
    [],
  )
})
