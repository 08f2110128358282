/** How PostgreSQL's types come into the program, said once: exact, and never through a float. */
import pg from 'pg'

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map([
  [20, (text: string): unknown => BigInt(text)],
  [1082, (text: string): unknown => Temporal.PlainDate.from(text)],
  [1184, readInstant],
])

/**
 * The parsers that every connection of ours uses: int8 → bigint, date → PlainDate, timestamptz →
 * Instant; numeric stays decimal text.
 */
export const types = {
  getTypeParser(identifier: number, format?: 'text' | 'binary'): (text: string) => unknown {
    return parsers.get(identifier) ?? pg.types.getTypeParser(identifier, format as 'text')
  },
}

/** Reads "2026-11-22 04:41:37.085244+00", as a session in UTC writes it. */
function readInstant(text: string): unknown {
  return Temporal.Instant.from(text.replace(' ', 'T'))
}
