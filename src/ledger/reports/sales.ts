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
}
