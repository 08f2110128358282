/** What descriptions say, in German, by the English: a test tells what is missing. */
import { describedHouse } from '#languages/de-house-described.ts'
import { describedPapers } from '#languages/de-papers-described.ts'
import { describedRegisters } from '#languages/de-registers-described.ts'
import { describedReports } from '#languages/de-reports-described.ts'
import { describedTables } from '#languages/de-tables-described.ts'

export const described: Readonly<Record<string, string>> = {
  ...describedReports,
  ...describedTables,
  ...describedRegisters,
  ...describedPapers,
  ...describedHouse,
  Sales: 'Verkauf',
  Receivables: 'Forderungen',
  Books: 'Bücher',
  Tax: 'Steuer',
  Open: 'Offen',
  'Discount %': 'Rabatt %',
  Stock: 'Lager',
  allocated: 'zugeordnet',
}
