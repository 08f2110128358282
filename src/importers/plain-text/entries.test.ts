/** A journal read becomes balanced entries, conversions and their worth among them. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { proposeEntries, type EntryOptions, type Proposals } from './entries.ts'
import { filesOf } from './files.ts'
import { readJournal } from './read.ts'

function propose(text: string, options?: EntryOptions, name = 'main') {
  const journal = readJournal(filesOf({ [name]: text }), name)
  assert.ok(journal.ok, journal.ok ? '' : (journal.problems[0]?.message ?? ''))
  return proposeEntries(journal.value, options)
}

function proposals(text: string, options?: EntryOptions, name?: string): Proposals {
  const outcome = propose(text, options, name)
  assert.ok(outcome.ok, outcome.ok ? '' : (outcome.problems[0]?.message ?? ''))
  return outcome.value
}

/** "account amount currency (base)" for each line of the only entry. */
function lines(text: string, options?: EntryOptions): string[] {
  const [entry] = [...proposals(text, options).entries]
  assert.ok(entry !== undefined)
  return entry.lines.map(({ account, amount, currency, base }) => {
    return `${account.replace('equity:conversion:', '')} ${amount} ${currency} (${base})`
  })
}

const euros: EntryOptions = { baseCurrency: 'EUR' }

test('amounts are whole units at the commodity’s scale, worth themselves at home', () => {
  assert.deepEqual(lines('2026-01-01\n  a  1.50 EUR\n  b  -1.5 EUR\n'), [
    'a 150 EUR (150)',
    'b -150 EUR (-150)',
  ])
})

test('a conversion goes over the position account, both ways', () => {
  assert.deepEqual(lines('2026-01-01\n  a  100.00 USD @ 0.92 EUR\n  b  -92.00 EUR\n', euros), [
    'a 10000 USD (9200)',
    'b -9200 EUR (-9200)',
    'position -10000 USD (-9200)',
    'position 9200 EUR (9200)',
  ])
})

test('a conversion without a cost is worth what was paid, in proportion', () => {
  const text = '2026-01-01\n  a  1 USD\n  b  2 USD\n  c  -2.00 EUR\n'
  assert.deepEqual(lines(text, euros), [
    'a 1 USD (67)',
    'b 2 USD (133)',
    'c -200 EUR (-200)',
    'position -3 USD (-200)',
    'position 200 EUR (200)',
  ])
  const priced = '2026-01-01\n  c  -2.00 EUR @@ 3 USD\n  a  3 USD\n'
  assert.equal(lines(priced, euros)[1], 'a 3 USD (200)')
})

test('costs are rounded half to even; the position line takes up what they leave', () => {
  assert.deepEqual(
    lines('2026-01-01\n  a  3 X @ 0.335 EUR\n  b  -1.00 EUR\n  c  -0.005 EUR\n', {
      ...euros,
      scales: new Map([['EUR', 3]]),
    }).slice(-2),
    ['position -3 X (-1005)', 'position 1005 EUR (1005)'],
  )
  assert.deepEqual(lines('2026-01-01\n  a  1 X @ 0.125 EUR\n  b  -0.12 EUR\n', euros), [
    'a 1 X (12)',
    'b -12 EUR (-12)',
    'position -1 X (-12)',
    'position 12 EUR (12)',
  ])
})

test('worth that the journal does not tell is 0', () => {
  assert.deepEqual(lines('2026-01-01\n  a  5 USD\n  b\n2026-01-02\n  a  1 EUR\n  b\n', euros), [
    'a 5 USD (0)',
    'b -5 USD (0)',
  ])
})

test('a posting of several commodities has a line for each, one of nothing has one', () => {
  const text = '2026-01-01\n  a  5 USD\n  b  2 EUR\n  c\n  [d]  0 EUR\n  [e]\n'
  assert.deepEqual(lines(text, euros), [
    'a 5 USD (0)',
    'b 2 EUR (2)',
    'c -5 USD (0)',
    'c -2 EUR (-2)',
    'd 0 EUR (0)',
    'e 0 EUR (0)',
  ])
})

test('the same text has the same keys, another text others', () => {
  const keys = (text: string, name: string): string[] => {
    return [...proposals(text, {}, name).entries].map(({ key }) => key)
  }
  const text = '2026-01-01\n  a  1\n  b\n2026-01-01\n  a  1\n  b\n'
  assert.deepEqual(keys(text, 'one'), keys(text, 'two'))
  assert.equal(new Set([...keys(text, 'one'), ...keys(`${text};`, 'one')]).size, 4)
  const [first = ''] = keys(text, 'one')
  assert.match(first, /^plain-text:[0-9a-f]{64}:1:1$/)
  const [named] = [...proposals(text, { identity: 'books-2026' }).entries]
  assert.equal(named?.key, 'plain-text:books-2026:1:1')
})

test('an entry says where it came from', () => {
  const text = '2026-01-01=2026-01-05 ! (7) Baker ; early\n  a  1 ; bread\n  * b  -1\n'
  const [entry] = [...proposals(text, { journal: 'cash' }).entries]
  assert.ok(entry !== undefined)
  const { reason, source, documentDate, journal, lines: found } = entry
  assert.deepEqual(
    [reason, source?.number, documentDate?.toString(), journal],
    ['Baker', '7', '2026-01-05', 'cash'],
  )
  assert.deepEqual(
    found.map(({ sourceRow, text: words }) => [sourceRow, words]),
    [
      [2, 'pending; early; bread'],
      [3, 'cleared'],
    ],
  )
})

test('the company’s currency is the most posted currency, else the most posted commodity', () => {
  const posting = (commodity: string): string => `2026-01-01\n  a  1 ${commodity}\n  b\n`
  const base = (...of: string[]): string | null => proposals(of.map(posting).join('')).baseCurrency
  assert.equal(base('SHARE', 'SHARE', 'USD', 'EUR', 'EUR'), 'EUR')
  assert.equal(base('SHARE', '$'), '$')
  assert.equal(base('hours', 'bytes', 'bytes'), 'bytes')
  assert.equal(base(''), 'XXX')
  assert.equal(base(), null)
})

test('options that do not fit the journal are refused', () => {
  const text = '2026-01-01\n  equity:conversion:position  1.25 EUR\n  b\n'
  const rule = (options: EntryOptions, journal = text): string | undefined => {
    const outcome = propose(journal, options)
    return outcome.ok ? undefined : outcome.problems[0]?.rule
  }
  assert.equal(rule({ baseCurrency: 'USD' }), 'base-currency')
  assert.equal(rule({ positionAccount: 'b' }), 'position-account')
  assert.equal(proposals(text).positionAccount, 'equity:conversion:position 2')
  assert.equal(rule({ scales: new Map([['EUR', 1]]) }), 'too-many-decimals')
  assert.equal(
    rule({ unnamed: 'EUR' }, '2026-01-01\n  a  1 EUR\n  b\n  c  1\n  d  -1\n'),
    'commodity-name',
  )
})

test('amounts end with 64 bits', () => {
  const text = (units: string): string => `2026-01-01\n  a  ${units}\n  b\n`
  assert.equal(proposals(text('92233720368547758.07')).count, 1)
  assert.equal(proposals(text('-92233720368547758.07')).count, 1)
  for (const units of ['92233720368547758.08', '-92233720368547758.08', '9e30']) {
    const outcome = propose(text(units))
    assert.ok(!outcome.ok)
    assert.deepEqual(
      [outcome.problems[0]?.rule, outcome.problems[0]?.line],
      ['amount-too-large', 2],
    )
  }
})

test('so do the turnovers of accounts', () => {
  const text = '2026-01-01\n  a  5e18 X\n  b\n2026-01-02\n  a  -5e18 X\n  b\n'
  const outcome = propose(text)
  assert.ok(!outcome.ok)
  assert.deepEqual([outcome.problems[0]?.rule, outcome.problems[0]?.line], ['amount-too-large', 5])
})

test('the ledger keeps twelve decimals', () => {
  assert.equal(proposals('2026-01-01\n  a  1.0000000000000 X\n  b\n').currencies[0]?.scale, 12)
  const outcome = propose('2026-01-01\n  a  1.0000000000001 X\n  b\n')
  assert.ok(!outcome.ok)
  assert.equal(outcome.problems[0]?.rule, 'too-many-decimals')
})
