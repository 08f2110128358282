/** Small journals for each rule of the reader: a page in, a page or a refusal out. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { filesOf } from './files.ts'
import type { Journal } from './journal.ts'
import type { JournalRule } from './problem.ts'
import { readJournal, type ReadOptions } from './read.ts'
import { describeAmount } from './sums.ts'

type Texts = Readonly<Record<string, string>>

function outcomeOf(text: string | Texts, options?: ReadOptions) {
  return readJournal(filesOf(typeof text === 'string' ? { main: text } : text), 'main', options)
}

function journalOf(text: string | Texts, options?: ReadOptions): Journal {
  const outcome = outcomeOf(text, options)
  assert.ok(outcome.ok, outcome.ok ? '' : (outcome.problems[0]?.message ?? ''))
  return outcome.value
}

/** "date account: amounts" for each posting. */
function page(text: string | Texts, options?: ReadOptions): string[] {
  return journalOf(text, options).transactions.flatMap(({ date, postings }) =>
    postings.map(({ account, amounts }) => {
      return `${date.toString()} ${account}: ${amounts.map(describeAmount).join(' + ') || '0'}`
    }),
  )
}

function assertRefused(
  text: string | Texts,
  rule: JournalRule,
  line: number,
  options?: ReadOptions,
): void {
  const outcome = outcomeOf(text, options)
  assert.ok(!outcome.ok, `${JSON.stringify(text)} was read`)
  const [first] = outcome.problems
  assert.deepEqual([first?.rule, first?.line], [rule, line], first?.message ?? '')
}

test('a transaction has date, status, code, payee, note, comments and postings', () => {
  const [one] = journalOf(
    '2026/1/31=2026-02-01 * (17) Baker | bread ; tag: x\n' +
      '  ; more\n' +
      '  ! Expenses:Food and drink   $ 2.50 ; date2:2/3\n' +
      '  ; below\n' +
      '\tAssets:Cash\n',
  ).transactions
  assert.ok(one !== undefined)
  const { date, secondDate, status, code, description, comment, line, postings } = one
  assert.deepEqual(
    [date.toString(), secondDate?.toString(), status, code, description, comment, line],
    ['2026-01-31', '2026-02-01', 'cleared', '17', 'Baker | bread', 'tag: x\nmore', 1],
  )
  assert.deepEqual(
    postings.map((p) => [p.line, p.status, p.account, p.comment, p.valueDate?.toString()]),
    [
      [3, 'pending', 'Expenses:Food and drink', 'date2:2/3\nbelow', '2026-02-03'],
      [5, 'unmarked', 'Assets:Cash', '', undefined],
    ],
  )
})

test('dates take the year of the directive above, else the year given', () => {
  const text = '1/2\n  a  1\n  b\nY2008\n1.2\n  a  1\n  b\nyear 2009\n01-02\n  a  1\n  b\n'
  const dates = page(text, { year: 2007 }).map((line) => line.slice(0, 10))
  assert.deepEqual([...new Set(dates)], ['2007-01-02', '2008-01-02', '2009-01-02'])
  assertRefused('1/2\n  a  1\n  b\n', 'date-without-year', 1)
  assertRefused('2026-02-30\n  a  1\n  b\n', 'malformed-date', 1)
  assertRefused('2026-2/3\n', 'malformed-date', 1)
  assertRefused('26-02-03\n', 'malformed-date', 1)
  assertRefused('10000-01-01\n', 'year-out-of-range', 1)
  assertRefused('0000-01-01\n', 'year-out-of-range', 1)
  assertRefused('2026-01-01x\n', 'malformed-date', 1)
  assertRefused('2026-01-01\n  a  1 ; date:2026-01-02\n  b\n', 'posting-date', 2)
  assertRefused('2026-01-01\n  a  1 ; [2026-01-02]\n  b\n', 'posting-date', 2)
  assert.equal(page('2026-01-01\n  a  1 ; [2026-01-01] see [1]\n  b\n').length, 2)
})

test('symbols and signs stand on either side', () => {
  for (const [written, expected] of [
    ['$-5', '-5 $'],
    ['-$5', '-5 $'],
    ['$ -5', '-5 $'],
    ['- 5 USD', '-5 USD'],
    ['+5USD', '5 USD'],
    ['-5', '-5'],
    ['3 "green apples"', '3 green apples'],
    ['"ÄÖ 1" 2', '2 ÄÖ 1'],
    ['€.50', '0.5 €'],
    ['1.000,50 EUR', '1000.5 EUR'],
    ['10%', '10 %'],
  ] as const) {
    assert.equal(page(`2026-01-01\n  a  ${written}\n  b\n`)[0], `2026-01-01 a: ${expected}`)
  }
  for (const written of [
    '5 USD EUR',
    'USD',
    '5 "a',
    '5 *',
    '$5 6',
    '5 @',
    '5 =',
    '5 {1',
    '5 [x]',
  ]) {
    const rule = written === '5 [x]' ? 'malformed-date' : 'malformed-amount'
    assertRefused(`2026-01-01\n  a  ${written}\n  b\n`, rule, 2)
  }
  assertRefused('2026-01-01\n  a  (2 * 3 EUR)\n  b\n', 'amount-expression', 2)
  assertRefused('2026-01-01\n  a  5 X {1 EUR} (first)\n  b  -5 EUR\n', 'lot-note', 2)
})

test('directives say how numbers are meant', () => {
  const body = '2026-01-01\n  a  1,000 EUR\n  b\n'
  assertRefused(body, 'ambiguous-number', 2)
  for (const [directive, expected] of [
    ['decimal-mark ,', '1'],
    ['decimal-mark .', '1000'],
    ['commodity 1,000.00 EUR', '1000'],
    ['commodity 1.000,00 EUR', '1'],
    ['commodity EUR\n  format 1,000.00 EUR', '1000'],
    ['D 1,000.00 EUR', '1000'],
  ] as const) {
    assert.equal(page(`${directive}\n${body}`)[0], `2026-01-01 a: ${expected} EUR`, directive)
  }
  assert.equal(page('D $1.00\n2026-01-01\n  a  5\n  b\n')[0], '2026-01-01 a: 5 $')
})

test('a commodity’s scale is the most decimals of its amounts, not of rates', () => {
  const { commodities } = journalOf(
    '2026-01-01\n  a  2 X @ 1.23456 EUR\n  b  -2.469 EUR\n2026-01-02\n  a  1 Y @ 1.5 USD\n  b\n' +
      'commodity 1.0000 GBP\n',
  )
  assert.deepEqual(
    commodities.map(({ symbol, scale }) => `${symbol} ${scale}`),
    ['X 0', 'EUR 3', 'Y 0', 'USD 1', 'GBP 4'],
  )
})

test('a missing amount is inferred at cost, in as many commodities as need be', () => {
  assert.deepEqual(page('2026-01-01\n  a  2 X @ 1.50 EUR\n  b  -1 Y @@ 4 EUR\n  c  3 USD\n  d\n'), [
    '2026-01-01 a: 2 X',
    '2026-01-01 b: -1 Y',
    '2026-01-01 c: 3 USD',
    '2026-01-01 d: 1 EUR + -3 USD',
  ])
  assertRefused('2026-01-01\n  a  1\n  b\n  c\n', 'two-missing-amounts', 1)
  assertRefused('2026-01-01\n  a  1 X {2 EUR}\n  b\n', 'lot-without-cost', 1)
  assert.equal(
    page('2026-01-01\n  a  1 X {2 EUR} [2025-01-01] @ 3 EUR\n  b\n')[1],
    '2026-01-01 b: -3 EUR',
  )
})

test('transactions balance at cost, to the decimals that are shown', () => {
  assert.equal(page('2026-01-01\n  a  3 X @ 0.333 EUR\n  b  -1 EUR\n').length, 2)
  assert.equal(page('2026-01-01\n  a  100 USD\n  b  -92 EUR\n').length, 2)
  assertRefused(
    '2026-01-01\n  a  3 X @ 0.333 EUR\n  b  -1.00 EUR\n  c  0.002 EUR\n',
    'unbalanced',
    1,
  )
  assertRefused('2026-01-01\n  a  100 USD\n  b  92 EUR\n', 'unbalanced', 1)
  assertRefused('2026-01-01\n  a  1 X\n  b  1 Y\n  c  -1 Z\n', 'unbalanced', 1)
  assertRefused('\n2026-01-01\n  a  1\n  b  -2\n', 'unbalanced', 2)
})

test('virtual postings balance among themselves or are refused', () => {
  assert.equal(page('2026-01-01\n  a  1\n  b\n  [c]  2\n  [d]\n')[3], '2026-01-01 d: -2')
  assertRefused('2026-01-01\n  a  1\n  b\n  [c]  2\n', 'unbalanced', 1)
  assertRefused('2026-01-01\n  a  1\n  b\n  (c)  2\n', 'unbalanced-virtual', 4)
})

test('assertions are checked in the order of dates', () => {
  const later = '2026-01-02\n  a  1 EUR = 3 EUR\n  b\n'
  const earlier = '2026-01-01\n  a  2 EUR = 2 EUR @ 9 USD\n  b\n'
  assert.equal(page(later + earlier).length, 4)
  assertRefused('2026-01-01\n  a  1 EUR = 2 EUR\n  b\n', 'assertion-failed', 2)
  const two = '2026-01-01\n  a  1 EUR\n  a  1 USD\n  a:x  5 EUR\n  b\n2026-01-02\n'
  assert.equal(page(`${two}  a  0 EUR = 1 EUR\n  a  0 EUR =* 6 EUR\n  b\n`).length, 7)
  assertRefused(`${two}  a  0 EUR == 1 EUR\n  b\n`, 'assertion-failed', 7)
  assertRefused(`${two}  a  0 EUR =* 1 EUR\n  b\n`, 'assertion-failed', 7)
  assertRefused(`${two}  a  0 EUR ==* 6 EUR\n  b\n`, 'assertion-failed', 7)
  assert.equal(page(`${two}  a:x  0 EUR == 5 EUR\n  b\n`).length, 6)
})

test('a balance without an amount is assigned', () => {
  const before = '2026-01-01\n  a  1 EUR\n  a  1 USD\n  a:x  5 EUR\n  b\n2026-01-02\n'
  assert.equal(page(`${before}  a  = 3 EUR\n  b\n`)[4], '2026-01-02 a: 2 EUR')
  assert.equal(page(`${before}  a  == 3 EUR\n  b\n`)[4], '2026-01-02 a: 2 EUR + -1 USD')
  assert.equal(page(`${before}  a  =* 3 EUR\n  b\n`)[4], '2026-01-02 a: -3 EUR')
  assert.equal(page(`${before}  a  ==* 0\n  b\n`)[5], '2026-01-02 b: 6 EUR + 1 USD')
})

test('aliases, prefixes and the bucket make account names', () => {
  const body = '2026-01-01\n  x:y  1\n  b\n'
  assert.match(page(`alias x = assets\n${body}`)[0] ?? '', / assets:y:/)
  assert.match(page(`alias x = assets\nend aliases\n${body}`)[0] ?? '', / x:y:/)
  assert.match(page(`alias /^(.):/ = \\1\\1:\n${body}`)[0] ?? '', / xx:y:/)
  assert.match(page(`alias z = w\nalias x = z\n${body}`)[0] ?? '', / w:y:/)
  assert.match(page(`apply account p:q\n${body}end apply account\n`)[0] ?? '', / p:q:x:y:/)
  assert.deepEqual(page(`bucket cash\n2026-01-01\n  food  2 EUR\n`)[1], '2026-01-01 cash: -2 EUR')
  assertRefused('alias x\n', 'malformed-directive', 1)
  assertRefused('alias /(?=x)/ = y\n', 'alias-pattern', 1)
  assertRefused(`alias a = b\n`.repeat(1001), 'too-many-aliases', 1001)
  assertRefused('2026-01-01\n  a::b  1\n  c\n', 'account-name', 2)
  assertRefused(`2026-01-01\n  ${'a'.repeat(401)}  1\n  c\n`, 'account-name', 2)
})

test('account types are declared, inherited or told by the name', () => {
  const { accounts } = journalOf(
    'account x  ; type:L\naccount x:cash  ; type: Cash\naccount assets:y ; type:X\n' +
      '2026-01-01\n  x:z  1\n  Expenses:food  1\n  other  -1\n  revenue\n',
  )
  assert.deepEqual(
    accounts.map(({ name, type, typeFrom }) => `${name} ${type} ${typeFrom}`),
    [
      'x liability declaration',
      'x:cash asset declaration',
      'assets:y expense declaration',
      'x:z liability declaration',
      'Expenses:food expense name',
      'other asset default',
      'revenue income name',
    ],
  )
})

test('included files hand nothing but their content back', () => {
  const texts = {
    main: 'alias a = main\ninclude sub/one\n2026-01-03\n  a  1\n  b\n',
    'sub/one': 'alias a = sub\nYear2020\n',
    'sub/two': '',
  }
  assertRefused(texts, 'unsupported-directive', 2)
  const sub = 'alias b = sub\nY2020\ninclude two\n1/2\n  a  1\n  b\n'
  const found = page({ ...texts, 'sub/one': sub, 'sub/two': '3/4\n  b  1\n  c\n' })
  assert.deepEqual(found, [
    '2020-03-04 sub: 1',
    '2020-03-04 c: -1',
    '2020-01-02 main: 1',
    '2020-01-02 sub: -1',
    '2026-01-03 main: 1',
    '2026-01-03 b: -1',
  ])
})

test('includes that miss, loop or nest without end are refused', () => {
  assertRefused('include nowhere\n', 'include-missing', 1)
  assertRefused('\ninclude main\n', 'include-loop', 2)
  assertRefused({ main: 'include b\n', b: 'include main\n' }, 'include-loop', 1)
  assertRefused('include timedot:x\n', 'include-format', 1)
  assertRefused('include x.csv\n', 'include-format', 1)
  const chain = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`f${index}`, `include f${index + 1}\n`]),
  )
  assertRefused({ main: 'include f0\n', ...chain }, 'include-too-deep', 1)
  assertRefused({ main: 'include a\n'.repeat(10_001), a: '' }, 'too-many-includes', 10_000)
  const none = readJournal(filesOf({}), 'main')
  assert.ok(!none.ok && none.problems[0]?.rule === 'file-missing')
})

test('comments, rules and directives without bearing on the books are read over', () => {
  const { transactions, prices, skipped } = journalOf(
    '; a\n# b\n% c\n* d\n| e\n  ; f\n   \ncomment\n2026\nend comment\n' +
      '~ monthly\n  a  1\n  b\n\n= /x/\n  (c)  *2\n\npayee x\n!tag y\n  z\nN $\nC 1 kb = 8 b\n' +
      'P 2026-01-31 12:00:00 USD 0.92 EUR ; rate\n2026-01-01 nothing\n2026-01-02\n  a  0\n',
  )
  assert.equal(transactions.length, 1)
  assert.deepEqual(skipped, { periodicRules: 1, automatedRules: 1, emptyTransactions: 1 })
  const [price] = prices
  assert.ok(price !== undefined)
  assert.equal(`${price.commodity} ${describeAmount(price.price)}`, 'USD 0.92 EUR')
})

test('what is unknown or out of place is refused', () => {
  assertRefused('assert 1 == 2\n', 'unsupported-directive', 1)
  assertRefused('i 2026-01-01 08:00 work\n', 'unsupported-directive', 1)
  assertRefused('constructor\n', 'unsupported-directive', 1)
  assertRefused('  a  1\n', 'stray-line', 1)
  assertRefused('2026-01-01\n  a  1\n\n  b\n', 'stray-line', 4)
  assertRefused(`2026-01-01 ${'x'.repeat(1801)}\n`, 'long-description', 1)
  assertRefused('year x\n', 'malformed-directive', 1)
  assertRefused('P 2026-01-01 USD\n', 'malformed-amount', 1)
  assertRefused('a\0b\n', 'null-character', 1)
  const latin = { main: new Uint8Array([10, 10, 0x3b, 0xe9, 10]) }
  const outcome = readJournal(filesOf(latin), 'main')
  assert.ok(!outcome.ok)
  assert.deepEqual([outcome.problems[0]?.rule, outcome.problems[0]?.line], ['not-utf8', 3])
})

test('line ends may be CR LF, the last may lack, and a byte order mark may lead', () => {
  assert.equal(
    page('\uFEFF2026-01-01\r\n  a  1 EUR\r\n  b\r\n\r\n2026-01-02\r\n  a  1\r\n  b').length,
    4,
  )
})
