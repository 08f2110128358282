/** Moments as people read them: on their own clock, in the habits of their language. */

/** "22 Nov 2026, 10:15" of what stands in JSON as "2026-11-22T10:15:00Z". */
export function writtenMoment(at: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return format.format(Temporal.Instant.from(at).epochMilliseconds)
}
