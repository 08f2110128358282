/** The statements: what was earned in a span, and what is owned and owed on a day. */
import { integer, money, text } from './column.ts'
import type { Column } from './column.ts'
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

/** Income, expenses and the profit of a span of days. */
export const incomeStatement: Report = {
  name: 'income-statement',
  answers: 'What was earned and spent between two days, and the profit.',
  parameters: [
    { name: 'until', meaning: 'The last day.', type: parameter.date, otherwise: 'today' },
    {
      name: 'from',
      meaning: 'The first day; left out, the first of the fiscal year.',
      type: parameter.date,
    },
  ],
  columns,
  together: spanInOrder,
}

/** Assets, liabilities and equity at the end of a day, with the profit that is not closed yet. */
export const balanceSheet: Report = {
  name: 'balance-sheet',
  answers: 'What the company owns, owes and is worth at the end of a day.',
  parameters: [{ name: 'as-of', meaning: 'The day.', type: parameter.date, otherwise: 'today' }],
  columns,
}
