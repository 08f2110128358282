/** The statements: what was earned in a span, and what is owned and owed on a day. */
import { compare, earlierDay, earlierSpan } from './comparison.ts'
import { integer, money, text, written } from './column.ts'
import type { Column, Row } from './column.ts'
import type { Coordinate } from './explanation.ts'
import * as parameter from './parameter.ts'
import { spanInOrder } from './report.ts'
import type { Report } from './report.ts'

const columns: readonly Column[] = [
  { name: 'section', meaning: 'Which part of the statement.', type: text },
  { name: 'level', meaning: 'How deep the account stands in the tree.', type: integer },
  { name: 'account', meaning: 'Its code; empty on totals.', type: text },
  { name: 'name', meaning: 'Of the account or the total.', type: text, indentedBy: 'level' },
  {
    name: 'amount',
    meaning: 'In the own currency; an account above others has their total.',
    type: money(),
  },
]

/** What tells one row of a statement from the others. */
const coordinates: readonly Coordinate[] = [
  { name: 'section', meaning: 'Which part of the statement.', required: true },
  { name: 'account', meaning: 'The code of the account; left out on a total.' },
  { name: 'name', meaning: 'The name of a total.' },
]
const figures = ['amount']
const key = coordinates.map(({ name }) => name)

function isTotal({ section, account, name }: Row): boolean {
  return account === null && (section === 'profit' || written(name ?? null).startsWith('total '))
}

/** Income, expenses and the profit of a span of days. */
export const incomeStatement: Report = {
  name: 'income-statement',
  answers: 'What was earned and spent between two days, and the profit.',
  sql: new URL('./income-statement.sql', import.meta.url),
  parameters: [
    { name: 'until', meaning: 'The last day.', type: parameter.date, otherwise: 'today' },
    {
      name: 'from',
      meaning: 'The first day; left out, the first of the fiscal year.',
      type: parameter.date,
    },
    compare,
  ],
  columns,
  partedBy: 'section',
  isTotal,
  together: spanInOrder,
  explanation: {
    sql: new URL('./income-statement-lines.sql', import.meta.url),
    coordinates,
    figures,
  },
  comparison: { figures, key, earlier: earlierSpan },
}

/** Assets, liabilities and equity at the end of a day, with the profit that is not closed yet. */
export const balanceSheet: Report = {
  name: 'balance-sheet',
  answers: 'What the company owns, owes and is worth at the end of a day.',
  sql: new URL('./balance-sheet.sql', import.meta.url),
  parameters: [
    { name: 'as-of', meaning: 'The day.', type: parameter.date, otherwise: 'today' },
    compare,
  ],
  columns,
  partedBy: 'section',
  isTotal,
  explanation: {
    sql: new URL('./balance-sheet-lines.sql', import.meta.url),
    coordinates,
    figures,
  },
  comparison: { figures, key, earlier: earlierDay },
}
