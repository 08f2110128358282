/** What descriptions say, in German, by the English: a test tells what is missing. */
import { describedHouse } from '#web/words/de-house-described.ts'
import { describedPapers } from '#web/words/de-papers-described.ts'
import { describedRegisters } from '#web/words/de-registers-described.ts'
import { describedReports } from '#web/words/de-reports-described.ts'
import { describedTables } from '#web/words/de-tables-described.ts'
import { describedWhy } from '#web/words/de-why-described.ts'

export const described: Readonly<Record<string, string>> = {
  ...describedWhy,
  ...describedReports,
  ...describedTables,
  ...describedRegisters,
  ...describedPapers,
  ...describedHouse,
  Sales: 'Verkauf',
  Receivables: 'Forderungen',
  Books: 'Bücher',
  Tax: 'Steuern',
  Stock: 'Lager',
  allocated: 'zugeordnet',
}
