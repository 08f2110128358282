/** Sales analysis: net sales and quantity by month, country, customer, item, or two of them. */
import { decimal, money, text } from '#ledger/reports/column.ts'
import * as parameter from '#ledger/reports/parameter.ts'
import { spanInOrder } from '#ledger/reports/report.ts'
import type { Report } from '#ledger/reports/report.ts'

const groups = ['month', 'country', 'customer', 'item'] as const

/** A row for each pair of a row's and a column's group; the shares are of the whole. */
export const salesAnalysis: Report = {
  name: 'sales-analysis',
  answers: 'What was sold by month, country, customer or item: net value, quantity and share.',
  sql: new URL('./sales-analysis.sql', import.meta.url),
  parameters: [
    {
      name: 'rows',
      meaning: 'What stands down the side.',
      type: parameter.choice(...groups),
      otherwise: 'month',
    },
    {
      name: 'columns',
      meaning: 'What stands along the top.',
      type: parameter.choice('none', ...groups),
      otherwise: 'none',
    },
    { name: 'from', meaning: 'The first day; left out, all.', type: parameter.date },
    { name: 'until', meaning: 'The last day; left out, all.', type: parameter.date },
    {
      name: 'lost',
      meaning: 'Whether quantities lost and written off count, with a minus.',
      type: parameter.choice('leave-out', 'count'),
      otherwise: 'leave-out',
    },
  ],
  columns: [
    { name: 'row', meaning: 'The month, country, customer or item.', type: text },
    { name: 'column', meaning: 'The same of the columns.', type: text, whereFilled: true },
    { name: 'net', meaning: 'In the own currency, without tax.', type: money(), summed: true },
    { name: 'quantity', meaning: 'How many were sold.', type: decimal(0), summed: true },
    { name: 'share', meaning: 'Of all net sales, in percent.', type: decimal(2) },
  ],
  inBulk: true,
  together: spanInOrder,
  explanation: {
    sql: new URL('./sales-analysis-lines.sql', import.meta.url),
    coordinates: [
      { name: 'row', meaning: 'The group of the row; left out, all.' },
      { name: 'column', meaning: 'The group of the column; left out, all.' },
    ],
    figures: ['net', 'quantity', 'share'],
    tells: (_company, _cell, figure) =>
      (formulas[figure] ?? []).map((formula) => ({ name: 'Formula', text: formula })),
  },
}

const formulas: Readonly<Record<string, readonly string[]>> = {
  share: ['net sales × 100 ÷ all net sales; rounded half up to two digits'],
}

/** Every word that is told of a figure of the analysis, so that each is translated. */
export const analysisWords: readonly string[] = Object.values(formulas).flat()
