/** How letters call kinds of papers, in the language of who reads them. */
import type { Described } from '#kit/key.ts'
import type { NewsContent } from '#server/news/content.ts'
import type { Language } from '#server/news/preferences.ts'

/** "Sales invoice SI-2026-00001", or "Sales invoice" where it has no number. */
export function paperName({ of, number }: NewsContent, language: Language): string {
  const kind = kindName(of, language)
  const titled = kind.charAt(0).toUpperCase() + kind.slice(1)
  return number === null ? titled : `${titled} ${number}`
}

function kindName({ name }: Described, _language: Language): string {
  return name
}
