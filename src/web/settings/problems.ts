/** What a refusal says of a field of a form, and what is left for the form as a whole. */
import { Refused } from '#web/api.ts'

/** The sentences about a field, or null where there are none. */
export function problemAt(error: Error | null, ...fields: readonly string[]): string | null {
  if (!(error instanceof Refused)) return null
  const own = error.problems.filter(({ field }) => fields.includes(field))
  return own.length === 0 ? null : own.map(({ message }) => message).join(' ')
}

/** What is said of none of these fields; null where everything has its field. */
export function otherProblem(error: Error | null, fields: readonly string[]): string | null {
  if (error === null) return null
  if (!(error instanceof Refused) || error.problems.length === 0) return error.message
  const others = error.problems.filter(({ field }) => !fields.includes(field))
  return others.length === 0 ? null : others.map(({ message }) => message).join(' ')
}
