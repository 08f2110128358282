/** The log of a job: lines that it tells people, numbered from 1. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Level } from '#server/jobs/kind.ts'

export interface Line {
  readonly level: Level
  readonly message: string
}

/** A line as it was kept. */
export interface KeptLine extends Line {
  readonly line: number
  readonly at: Instant
}

/** So many lines of its steps a log keeps; a list of a million faults helps nobody. */
export const mostLines = 10_000
const longest = 2_000

/** What of a step's lines goes into a log that has so many; the last says what is left out. */
export function fitting(told: readonly Line[], lines: number): Line[] {
  const room = mostLines - lines
  if (told.length <= room) return [...told]
  if (room <= 0) return []
  const message = 'The log is full: what steps tell from here on is left out.'
  return [...told.slice(0, room - 1), { level: 'warning', message }]
}

/** A line as the log takes it. */
export function lineOf(level: Level, message: string): Line {
  return { level, message: readable(message, longest) }
}

/** Text of a bounded length, never empty, and without what is no character. */
export function readable(text: string, most: number): string {
  const plain = text.toWellFormed().replaceAll('\0', ' ').trim()
  if (plain.length > most) return `${plain.slice(0, most - 1)}…`.toWellFormed()
  return plain === '' ? '–' : plain
}

/** Lines of one job behind so many that it has. */
export function behind(run: string, lines: number, told: readonly Line[]): LogLine[] {
  return told.map((line, place) => ({ ...line, run, line: lines + place + 1 }))
}

interface LogLine extends Line {
  readonly run: string
  readonly line: number
}

/** Adds lines to the logs of jobs. */
export async function addLines(
  query: Query,
  organization: string,
  lines: readonly LogLine[],
): Promise<void> {
  if (lines.length === 0) return
  await query({
    name: 'job.log',
    text: `insert into job.log (organization, run, line, level, message)
      select $1, * from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[])`,
    values: [
      organization,
      lines.map(({ run }) => run),
      lines.map(({ line }) => line),
      lines.map(({ level }) => level),
      lines.map(({ message }) => message),
    ],
  })
}
