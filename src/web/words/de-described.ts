/** What descriptions say, in German, by the English: a test tells what is missing. */
import { describedReports } from '#web/words/de-reports-described.ts'

export const described: Readonly<Record<string, string>> = {
  ...describedReports,
  Sales: 'Verkauf',
  Receivables: 'Forderungen',
  Books: 'Bücher',
  Tax: 'Steuern',
  Stock: 'Lager',
  allocated: 'zugeordnet',
}
