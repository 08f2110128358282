/** What descriptions say, in German, by the English: a test tells what is missing. */
export const described: Readonly<Record<string, string>> = {
  Sales: 'Verkauf',
  Receivables: 'Forderungen',
  Books: 'Bücher',
  Tax: 'Steuern',
  Stock: 'Lager',
}
