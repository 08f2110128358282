/** What a table looks like for programs, for a spreadsheet and on a terminal. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { reports } from '#departments/reports.ts'
import { decimal, integer, money, quantity, text } from './column.ts'
import type { Row } from './column.ts'
import { tableToCsv, tableToJson, tableToText } from './render.ts'
import type { Heading } from './heading.ts'
import type { Report } from './report.ts'
import { totalsOf } from './table.ts'
import type { Table } from './table.ts'

const debtReport: Heading = {
  name: 'debts',
  answers: 'Who owes what.',
  columns: [
    { name: 'party', meaning: 'Who.', type: text },
    { name: 'note', meaning: 'What else.', type: text, whereFilled: true },
    { name: 'currency', meaning: 'Of the amount.', type: text },
    { name: 'papers', meaning: 'How many.', type: integer, summed: true },
    { name: 'amount', meaning: 'What is owed.', type: money('currency'), summed: true },
    { name: 'base', meaning: 'Its worth.', type: money(), summed: true },
    { name: 'exact', meaning: 'Before rounding.', type: decimal(2), summed: true },
  ],
}

const units = {
  currency: 'GBP',
  scales: new Map([
    ['GBP', 2],
    ['JPY', 0],
    ['flour', 3],
  ]),
}

const debt = (party: string, currency: string, amount: bigint, base: bigint): Row => ({
  party,
  note: null,
  currency,
  papers: 1,
  amount,
  base,
  exact: '0.0005',
})

function tableOf(rows: readonly Row[], of = debtReport): Table {
  const totals = totalsOf(of, rows, units)
  return {
    report: of,
    company: 'store',
    companyName: 'The store',
    parameters: {},
    units,
    rows,
    totals,
    next: null,
  }
}

const debts = tableOf([
  debt('Ann', 'GBP', 123_456n, 123_456n),
  debt('Bob', 'JPY', -5_000n, -2_500n),
  debt('Céline', 'GBP', -5n, -5n),
])

test('a terminal shows aligned columns, figures at the right, and a total per currency', () => {
  assert.equal(
    tableToText(debts),
    [
      'party   currency  papers   amount     base   exact',
      '──────  ────────  ──────  ───────  ───────  ──────',
      'Ann     GBP            1  1234.56  1234.56  0.0005',
      'Bob     JPY            1    -5000   -25.00  0.0005',
      'Céline  GBP            1    -0.05    -0.05  0.0005',
      '──────  ────────  ──────  ───────  ───────  ──────',
      '        GBP            2  1234.51  1234.51   0.001',
      '        JPY            1    -5000   -25.00  0.0005',
      '                                   1209.51',
      '',
    ].join('\n'),
  )
})

test('JSON has money as text by the scale of its currency, and integers as numbers', () => {
  const json = tableToJson(debts)
  assert.deepEqual(json.rows[1], {
    party: 'Bob',
    note: null,
    currency: 'JPY',
    papers: 1,
    amount: '-5000',
    base: '-25.00',
    exact: '0.0005',
  })
  assert.equal(json.totals[0]?.['papers'], 2)
  assert.deepEqual(JSON.parse(JSON.stringify(json)), json)
})

test('CSV quotes as RFC 4180 says, and leaves figures alone', () => {
  const csv = tableToCsv(tableOf([debt('A, "B"\nC', 'GBP', -100n, -100n)]))
  assert.equal(
    csv,
    'party,note,currency,papers,amount,base,exact\r\n"A, ""B""\nC",,GBP,1,-1.00,-1.00,0.0005\r\n',
  )
})

test('text that a spreadsheet would run is made plain text', () => {
  assert.match(tableToCsv(tableOf([debt('=HYPERLINK("x")', 'GBP', 1n, 1n)])), /"'=HYPERLINK/)
})

test('what a terminal would obey is not shown', () => {
  const shown = tableToText(tableOf([debt('\u001b[2JAnn\u202e', 'GBP', 1n, 1n)]))
  assert.match(shown, /^ \[2JAnn {2}/m)
})

test('a figure whose unit nobody knows is not written', () => {
  assert.throws(() => tableToText(tableOf([debt('Ann', 'XXX', 1n, 1n)])), /no unit/)
})

test('a quantity is written by its item, and levels are set in', () => {
  const tree: Heading = {
    ...debtReport,
    columns: [
      { name: 'level', meaning: 'How deep.', type: integer },
      { name: 'name', meaning: 'What.', type: text, indentedBy: 'level' },
      { name: 'item', meaning: 'Of what.', type: text },
      { name: 'left', meaning: 'How many.', type: quantity('item') },
    ],
  }
  const rows = [
    { level: 0, name: 'all', item: '', left: null },
    { level: 1, name: 'store', item: 'flour', left: 1_500n },
  ]
  assert.equal(
    tableToText(tableOf(rows, tree)),
    [
      'level  name     item    left',
      '─────  ───────  ─────  ─────',
      '    0  all',
      '    1    store  flour  1.500',
      '',
    ].join('\n'),
  )
})

test('every report opens with what it answers, names its parameters, and has its columns', () => {
  assert.equal(new Set(reports.map(({ name }) => name)).size, reports.length)
  for (const report of reports) {
    const { name, columns, sql } = report
    const sqlText = statementsParameters(name, sql, firstValuesOf(report))
    for (const column of columns)
      assert.ok(sqlText.includes(column.name), `${name}: ${column.name}`)
  }
})

test('every companion question takes the values of its report, coordinates and a column', () => {
  for (const report of reports) {
    const { name, columns, explanation, comparison } = report
    const { sql, coordinates, figures } = explanation
    const first = firstValuesOf(report)
    const sqlText = readFileSync(sql, 'utf8')
    const last = first + coordinates.length + 1
    const head = openingOf(sqlText)
    for (let place = first + 1; place <= last; place += 1) {
      assert.ok(head.includes(`$${place} `), `${name}: $${place} stands in the opening comment`)
      assert.ok(sqlText.split(`$${place}`).length > 2, `${name}: $${place} is used`)
    }
    assert.ok(!sqlText.includes(`$${last + 1}`), name)
    for (const figure of [...figures, ...(comparison?.figures ?? [])]) {
      assert.ok(columns.find((column) => column.name === figure)?.type.isFigure, figure)
    }
    for (const key of comparison?.key ?? [])
      assert.ok(
        columns.some((one) => one.name === key),
        key,
      )
    for (const { name: column } of coordinates) {
      assert.ok(
        columns.some((one) => one.name === column),
        `${name}: ${column}`,
      )
    }
  }
})

/** How many values a report's statements begin with. */
function firstValuesOf({ parameters, supplies }: Report): number {
  const supplied = supplies?.({ code: 'store', name: 'The store', currency: 'GBP', country: 'GB' })
  const asked = parameters.filter(({ isOfAnswers }) => isOfAnswers !== true)
  return 4 + asked.length + (supplied?.ok === true ? supplied.value.length : 0)
}

/** The text of a statement in which so many parameters are named, used, and no others. */
function statementsParameters(name: string, sql: URL, values: number): string {
  const sqlText = readFileSync(sql, 'utf8')
  assert.match(sqlText, /^-- .+/)
  for (let place = 1; place <= values; place += 1) {
    assert.ok(openingOf(sqlText).includes(`$${place} `), `${name}: $${place} stands in the opening`)
    assert.ok(sqlText.split(`$${place}`).length > 2, `${name}: $${place} is used`)
  }
  assert.ok(!sqlText.includes(`$${values + 1}`), name)
  return sqlText
}

function openingOf(sqlText: string): string {
  const lines = sqlText.split('\n').filter((line) => line.startsWith('-- '))
  return `${lines.map((line) => line.slice(3)).join('\n')}\n`.replaceAll('\n', ' ')
}
