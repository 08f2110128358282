/** Which number each kind of paper gets next, as it is set or as somebody thinks of setting it. */
import type { Problem } from '#base/problem.ts'
import { settablePattern } from '#kit/number.ts'
import type { NumberPattern, NumberedKind } from '#kit/number.ts'
import { keptOf, numberingProblems, reachedOf } from '#kit/numbering-rules.ts'
import type { NumberingRow, Reached } from '#kit/numbering-rules.ts'
import type { Around } from '#kit/register.ts'

/** How a kind of paper is numbered now. */
export interface NextNumber {
  /** The name of the kind of paper. */
  readonly kind: string
  readonly pattern: string
  readonly first: number
  /** The pattern of the description, which holds where nothing is set. */
  readonly usual: string
  /** The number of the next paper of today's year; null where nothing can be told. */
  readonly next: string | null
  readonly problems: readonly Problem[]
}

/** The next numbers of all kinds; in as many statements for one as for all. */
export async function nextNumbers(around: Omit<Around, 'printed'>): Promise<NextNumber[]> {
  const kept = await keptOf(around)
  const reached = await reachedOf(around)
  return around.numbered.map((kind) => {
    const { pattern = kind.number.text, first } = kept.get(kind.name) ?? {}
    const row = { code: kind.name, pattern, first: first ?? null }
    return nextOf(around, kind, row, reached, [])
  })
}

/** What the next number would be by a numbering, or what forbids it: those of `numberingWrong`. */
export async function nextNumberBy(
  around: Omit<Around, 'printed'>,
  row: NumberingRow,
): Promise<NextNumber | null> {
  const kind = around.numbered.find(({ name }) => name === row.code)
  if (kind === undefined) return null
  const [problems = []] = await numberingProblems(around, [row])
  return nextOf(around, kind, row, await reachedOf(around), problems)
}

function nextOf(
  { today: { year } }: Omit<Around, 'printed'>,
  { name, number: usual }: NumberedKind,
  { pattern: written, first }: NumberingRow,
  reached: readonly Reached[],
  problems: readonly Problem[],
): NextNumber {
  const read = settablePattern(written)
  const begins = first ?? 1
  const count = (pattern: NumberPattern): bigint => {
    const begun = reached.find(
      ({ kind, series }) => kind === name && series === pattern.series(year),
    )
    return begun === undefined ? BigInt(begins) : begun.last + 1n
  }
  const pattern = written === usual.text ? usual : read.ok ? read.value : null
  return {
    kind: name,
    pattern: written,
    first: begins,
    usual: usual.text,
    next: pattern === null || problems.length > 0 ? null : pattern.write(year, count(pattern)),
    problems,
  }
}
