/** How PostgreSQL's types come into the program, said once: exact, and never through a float. */
import pg from 'pg'

interface Parsers {
  getTypeParser(identifier: number, format?: 'text' | 'binary'): (text: string) => unknown
}

/** The driver's own, whose answers are `any` there. */
const usual: Parsers = pg.types

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map([
  [20, (text: string): unknown => BigInt(text)],
  [1082, (text: string): unknown => Temporal.PlainDate.from(text)],
  [1184, readInstant],
])

/**
 * The parsers that every connection of ours uses: int8 → bigint, date → PlainDate, timestamptz →
 * Instant; numeric stays decimal text.
 */
export const types: Parsers = {
  getTypeParser(identifier, format) {
    return parsers.get(identifier) ?? usual.getTypeParser(identifier, format)
  },
}

/** Reads "2026-11-22 04:41:37.085244+00", as a session in UTC writes it. */
function readInstant(text: string): unknown {
  return Temporal.Instant.from(text.replace(' ', 'T'))
}
