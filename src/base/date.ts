/** Business days are PlainDate, moments are Instant; both are arguments, not read from a clock. */

/** A day of the books, without a time zone. */
export type PlainDate = Temporal.PlainDate
/** A moment, in UTC. */
export type Instant = Temporal.Instant

/**
 * Reads "2026-11-22". Returns null for anything else, a day that does not exist among it, and for
 * years outside 0001–9999, which the database's dates and other programs do not share.
 */
export function parseDate(text: string): PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** Negative where `a` is before `b`, zero on the same day, positive after. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return Temporal.PlainDate.compare(a, b)
}

/**
 * Reads a moment with its distance from UTC, "2026-04-07T14:30:00+01:00". Returns null for anything
 * else, and for years outside 0001–9999.
 */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    return null
  }
  try {
    const found = Temporal.Instant.from(text)
    const { year } = found.toZonedDateTimeISO('UTC')
    return year >= 1 && year <= 9999 ? found : null
  } catch {
    return null
  }
}
