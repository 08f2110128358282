/** Real journals come through the reader with the balances and statements that hledger reports. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { proposeEntries, type Proposals } from '#importers/plain-text/entries.ts'
import { filesOnDisk } from '#importers/plain-text/files-on-disk.ts'
import { readJournal } from '#importers/plain-text/read.ts'
import type { Journal } from '#importers/plain-text/journal.ts'
import { differences, type Movement, type TypeOf } from './reports.ts'
import { ledgerTests, oraclesIn, type Oracle } from './shared-data.ts'

const folder = ledgerTests()
const skip =
  folder === null ? 'the journals with answers (../shared/data/ledger-tests) are not here' : false

/** The oracle was made in 2026; dates without a year meant that one. */
const year = 2026

/** What we refuse, by file, with the line and rule of the first problem. */
const refused: Readonly<Record<string, readonly [number, string]>> = {
  // hledger refuses these as well.
  'hledger-examples/all.journal': [3, 'include-missing'],
  'hledger-examples/budgeting/goal-budget-4.journal': [2, 'include-missing'],
  'hledger-examples/costs/4.j': [1, 'unbalanced'],
  'hledger-examples/lots/pta-lot-tracking-tests/ledger.ledger': [5, 'lot-note'],
  'ledger-input/divzero.dat': [9, 'amount-expression'],
  // hledger has postings without another side; a ledger whose entries sum to zero can't.
  'hledger-examples/borrowing.journal': [26, 'unbalanced-virtual'],
  'hledger-examples/budgeting/envelope-budget-auto-1.journal': [9, 'unbalanced-virtual'],
  'hledger-examples/budgeting/envelope-budget-manual-1.journal': [60, 'unbalanced-virtual'],
  'hledger-examples/forecast.journal': [6, 'unbalanced-virtual'],
  'hledger-examples/status.journal': [2, 'unbalanced-virtual'],
  'hledger-examples/templates.journal': [20, 'unbalanced-virtual'],
  'hledger-examples/unicode.journal': [3, 'unbalanced-virtual'],
  // The database's dates end with the year 9999.
  'hledger-examples/farfuture.j': [10, 'year-out-of-range'],
  // hledger takes this price of 1,000 for 1, and reads “1,₲500” further down as 1 as well.
  'hledger-examples/dungeons-and-dragons/prices.ledger': [96, 'ambiguous-number'],
}

test('journals that import equal the reports of hledger 1.25', { skip }, () => {
  const imported: string[] = []
  for (const [name, oracle] of oraclesIn(folder ?? '')) {
    const outcome = read(name)
    if (!outcome.ok) continue
    assert.ok(oracle.postings !== undefined, `${name} imports, but hledger refuses it`)
    compare(name, outcome.value, oracle)
    imported.push(name)
  }
  assert.equal(imported.length, 33, imported.join('\n'))
})

test('every other journal is refused with line, rule and reason', { skip }, () => {
  const found = new Map<string, readonly [number, string]>()
  for (const name of oraclesIn(folder ?? '').keys()) {
    const outcome = read(name)
    if (outcome.ok) continue
    const [first] = outcome.problems
    assert.ok(first !== undefined && first.message.length > 20)
    found.set(name.replace(/^journals\//, ''), [first.line, first.rule])
  }
  assert.deepEqual(Object.fromEntries(found), refused)
})

function read(name: string) {
  return readJournal(filesOnDisk(), resolve(folder ?? '', name), { year })
}

function compare(name: string, journal: Journal, oracle: Oracle): void {
  const outcome = proposeEntries(journal)
  assert.ok(outcome.ok, name)
  assertZeroSums(outcome.value)
  const types = new Map(
    journal.accounts.map(({ name: account, type, typeFrom }) => {
      return [account, typeFrom === 'default' ? null : type]
    }),
  )
  const typeOf: TypeOf = (account) => types.get(account) ?? null
  assert.deepEqual(differences(movementsOf(outcome.value), typeOf, oracle), [], name)
  assert.equal(postingCount(outcome.value), oracle.postings, name)
}

function movementsOf({ entries, currencies, positionAccount }: Proposals): Movement[] {
  const byCode = new Map(currencies.map((currency) => [currency.code, currency]))
  return [...entries].flatMap(({ postedOn, lines }) =>
    lines
      .filter(({ account }) => account !== positionAccount)
      .map(({ account, currency, amount }) => ({
        date: postedOn.toString(),
        account,
        commodity: byCode.get(currency)?.symbol ?? '',
        amount: { units: amount, scale: byCode.get(currency)?.scale ?? 0 },
      })),
  )
}

/** A posting of several commodities has several lines, all from one row of the file. */
function postingCount({ entries, positionAccount }: Proposals): number {
  let count = 0
  for (const { lines } of entries) {
    const own = lines.filter(({ account }) => account !== positionAccount)
    count += new Set(own.map(({ sourceRow }) => sourceRow)).size
  }
  return count
}

function assertZeroSums({ entries }: Proposals): void {
  for (const { key, lines } of entries) {
    const sums = new Map<string, bigint>()
    let worth = 0n
    for (const { currency, amount, base } of lines) {
      sums.set(currency, (sums.get(currency) ?? 0n) + amount)
      worth += base ?? 0n
    }
    assert.ok(
      [...sums.values()].every((sum) => sum === 0n),
      key,
    )
    assert.equal(worth, 0n, key)
  }
}
