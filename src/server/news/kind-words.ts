/** How letters call kinds of papers, in the language of who reads them. */
import { inGerman } from '#languages/german.ts'
import type { NewsContent } from '#server/news/content.ts'
import type { Language } from '#server/news/preferences.ts'

/** "Sales invoice SI-2026-00001", or "Sales invoice" where it has no number. */
export function paperName({ of: { name }, number }: NewsContent, language: Language): string {
  const kind = language === 'de' ? (inGerman(name) ?? name) : name
  const titled = kind.charAt(0).toUpperCase() + kind.slice(1)
  return number === null ? titled : `${titled} ${number}`
}

/** "Issue: 612 sales invoices", as a job is called. */
export function workName(title: string, language: Language): string {
  return language === 'de' ? (inGerman(title) ?? title) : title
}
