/** Aged receivables: what each customer owes on a day, by how long it is overdue. */
import { integer, money, text } from '#ledger/reports/column.ts'
import type { Column } from '#ledger/reports/column.ts'
import * as parameter from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'

/** Columns in the currency of the debt, and the same in the company's own. */
const buckets = [
  bucket('not_due', 'Not due yet.'),
  bucket('days_1_30', '1 to 30 days overdue.'),
  bucket('days_31_60', '31 to 60 days overdue.'),
  bucket('days_61_90', '61 to 90 days overdue.'),
  bucket('days_over_90', 'More than 90 days overdue.'),
  bucket('total', 'All of these; a credit of the customer is minus.'),
]

/** Per party and currency; the buckets sum to the total, and the totals to the accounts. */
export const agedReceivables: Report = {
  name: 'aged-receivables',
  answers: 'What each customer owes on a day, and for how long it is overdue.',
  sql: new URL('./aged-receivables.sql', import.meta.url),
  parameters: [
    {
      name: 'as-of',
      meaning: 'The day; later lines do not count.',
      type: parameter.date,
      otherwise: 'today',
    },
    { name: 'account', meaning: 'Only this account, by its code.', type: parameter.account },
    { name: 'party', meaning: 'Only this customer.', type: parameter.text },
  ],
  columns: [
    { name: 'party', meaning: 'Who owes; empty where nobody is named.', type: text },
    { name: 'currency', meaning: 'Of the amounts.', type: text },
    { name: 'items', meaning: 'How many are open.', type: integer, summed: true },
    ...buckets.map(([amount]) => amount),
    ...buckets.map(([, base]) => base),
  ],
  explanation: {
    sql: new URL('./aged-receivables-lines.sql', import.meta.url),
    coordinates: [
      { name: 'party', meaning: 'The customer; left out, all.' },
      { name: 'currency', meaning: 'Of the amounts; left out, all.' },
    ],
    figures: ['items', ...buckets.flatMap((pair) => pair.map(({ name }) => name))],
  },
}

function bucket(name: string, meaning: string): readonly [amount: Column, base: Column] {
  return [
    { name, meaning, type: money('currency'), summed: true },
    {
      name: `base_${name}`,
      meaning: `${meaning} In the own currency.`,
      type: money(),
      summed: true,
      worthOf: name,
    },
  ]
}
