/** The report on imported sales: as priced to the last digit, as posted, and the difference. */
import { decimal, integer, money, text } from './column.ts'
import * as parameter from './parameter.ts'
import { spanInOrder } from './report.ts'
import type { Report } from './report.ts'

/** The rows of an imported file again, from ledger lines alone. */
export const sales: Report = {
  name: 'sales',
  answers: 'What an imported file sold: as priced, as posted, and the difference.',
  sql: new URL('./sales.sql', import.meta.url),
  parameters: [
    {
      name: 'by',
      meaning: 'One row for each of these.',
      type: parameter.choice('month', 'country', 'customer', 'product'),
      otherwise: 'month',
    },
    { name: 'from', meaning: 'The first day; left out, all.', type: parameter.date },
    { name: 'until', meaning: 'The last day; left out, all.', type: parameter.date },
  ],
  columns: [
    { name: 'name', meaning: 'The month, country, customer or product.', type: text },
    { name: 'currency', meaning: 'Of the values.', type: text },
    { name: 'rows', meaning: 'Rows of the file.', type: integer, summed: true },
    // Not summed: an invoice stands under each of its products.
    { name: 'invoices', meaning: 'Invoices in which they stand.', type: integer },
    { name: 'quantity', meaning: 'As the file has it.', type: decimal(0), summed: true },
    { name: 'as_priced', meaning: 'Price × quantity, exactly.', type: decimal(2), summed: true },
    {
      name: 'as_posted',
      meaning: 'In whole minor units.',
      type: money('currency'),
      summed: true,
    },
    { name: 'difference', meaning: 'Posted less priced.', type: decimal(2), summed: true },
  ],
  inBulk: true,
  together: spanInOrder,
  explanation: {
    sql: new URL('./sales-lines.sql', import.meta.url),
    coordinates: [
      { name: 'name', meaning: 'The month, country, customer or product; left out, all.' },
      { name: 'currency', meaning: 'Of the values; left out, all.' },
    ],
    figures: ['rows', 'invoices', 'quantity', 'as_priced', 'as_posted', 'difference'],
    tells: (_company, _cell, figure) => [{ name: 'Formula', text: formulas[figure] ?? '' }],
  },
}

const formulas: Readonly<Record<string, string>> = {
  rows: 'one for each row of the file that moved goods or services',
  invoices: 'one for each invoice with a row in it',
  quantity: 'quantities of the rows of the file added up',
  as_priced: 'price × quantity of each row to the last digit; added up',
  as_posted: 'price × quantity of each row rounded half up to whole minor units; added up',
  difference: 'as posted less as priced: what rounding took or added',
}

/** Every word that is told of a figure of imported sales, so that each is translated. */
export const salesWords: readonly string[] = Object.values(formulas)
