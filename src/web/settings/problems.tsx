/** What a refusal says of a field of a form. */
import type { ReactNode } from 'react'
import { Refused } from '#web/api.ts'
import { Sentences } from '#web/shell/sentences.tsx'

/** The sentences about a field, or null where there are none. */
export function problemAt(error: Error | null, ...fields: readonly string[]): ReactNode {
  if (!(error instanceof Refused)) return null
  const own = error.problems.filter(({ field }) => fields.includes(field))
  return own.length === 0 ? null : <Sentences problems={own} />
}
