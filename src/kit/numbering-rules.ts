/** What forbids a numbering: no pattern, a series of other papers, numbers given already. */
import type { Problem } from '#base/problem.ts'
import { asDescribed } from '#kit/erased.ts'
import { aOrAn } from '#kit/naming.ts'
import { settablePattern } from '#kit/number.ts'
import type { NumberPattern, NumberedKind } from '#kit/number.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Around } from '#kit/register.ts'

/** A row as it is to be kept. */
export interface NumberingRow {
  /** The name of the kind of paper. */
  readonly code: string
  readonly pattern: string
  readonly first: number | null
}

/** How far a series has come. */
export interface Reached {
  readonly kind: string
  readonly series: string
  readonly first: bigint
  readonly last: bigint
}

/** The largest number of a year that looks as if a pattern had given it. */
export interface Alike {
  readonly kind: string
  /** Empty where the pattern has no year. */
  readonly year: string
  readonly most: string
}

/** What is known of a company's numbers. */
export interface Known {
  readonly reached: readonly Reached[]
  /** The patterns of all kinds as they will be, by name. */
  readonly patterns: ReadonlyMap<string, NumberPattern>
  readonly alike: readonly Alike[]
}

type Asking = Pick<Around, 'query' | 'organization' | 'company' | 'numbered'>

/**
 * What is wrong with each row, in the set's order, in as many statements for one as for all.
 * Problems: `numbering-kind`, and those of `numberingWrong`.
 */
export async function numberingProblems(
  around: Omit<Around, 'printed'>,
  rows: readonly object[],
): Promise<Problem[][]> {
  const wished = rows.map((row) => asDescribed<NumberingRow>(row))
  const known = await knownOf(around, wished)
  const kinds = new Set(around.numbered.map(({ name }) => name))
  return wished.map((row) =>
    kinds.has(row.code)
      ? numberingWrong(row, known, around.today.year)
      : [kindUnknown(around, row.code)],
  )
}

/**
 * What is wrong with a numbering, by what is known. Problems: `number-pattern`, `series-other` (a
 * series of another kind of paper), `series-begun` (it goes on where it is), `number-given`.
 */
export function numberingWrong(
  { code, pattern: written, first }: NumberingRow,
  { reached, patterns, alike }: Known,
  year: number,
): Problem[] {
  const read = settablePattern(written)
  if (!read.ok) return [...read.problems]
  const pattern = read.value
  const other =
    [...patterns].find(([kind, one]) => kind !== code && one.isLike(pattern))?.[0] ??
    reached.find(({ kind, series }) => kind !== code && isOf(pattern, series))?.kind
  if (other !== undefined) {
    const such = pattern.write(year, 1n)
    const message = `Numbers such as ${such} are those of the ${other}. Take another pattern.`
    return [{ rule: 'series-other', field: 'pattern', message }]
  }
  const own = reached.filter(({ kind }) => kind === code)
  const begun = own.find(({ series }) => series === pattern.series(year))
  const isOne = pattern.series(year) === pattern.series(year + 1)
  if (isOne && begun !== undefined && first !== null && BigInt(first) !== begun.first) {
    const next = pattern.write(year, begun.last + 1n)
    const message =
      `This series has begun, and goes on with ${next}. Leave the first number out, or take ` +
      'another pattern.'
    return [{ rule: 'series-begun', field: 'first', message }]
  }
  return given(code, pattern, BigInt(first ?? 1), own, alike)
}

/** Numbers that papers brought along, and to which the series would come. */
function given(
  code: string,
  pattern: NumberPattern,
  first: bigint,
  own: readonly Reached[],
  alike: readonly Alike[],
): Problem[] {
  return alike.flatMap(({ kind, year, most }): Problem[] => {
    if (kind !== code) return []
    const begun = own.find(({ series }) => series === pattern.series(Number(year)))
    const next = begun === undefined ? first : begun.last + 1n
    if (BigInt(most) < next) return []
    const number = pattern.write(Number(year), BigInt(most))
    const remedy = begun === undefined ? `Begin with ${BigInt(most) + 1n}, or take` : 'Take'
    const there = `The number ${number} is given to ${aOrAn(kind)} already.`
    const message = `${there} ${remedy} another pattern.`
    return [{ rule: 'number-given', field: begun === undefined ? 'first' : 'pattern', message }]
  })
}

function isOf(pattern: NumberPattern, series: string): boolean {
  // Where the count stands is unknown of a series; its year is in it.
  const years = /\d{4}/g
  return (
    pattern.series(1) === series ||
    [...series.matchAll(years)].some(([year]) => pattern.series(Number(year)) === series)
  )
}

/** What is known of the numbers of a company in which these rows are to stand. */
export async function knownOf(around: Asking, rows: readonly NumberingRow[]): Promise<Known> {
  const reached = await reachedOf(around)
  const alike = await alikeOf(around, rows)
  const kept = await keptOf(around)
  const wished = new Map([...kept, ...rows.map((row) => [row.code, row] as const)])
  const patterns = around.numbered.flatMap(({ name, number }) => {
    const written = wished.get(name)?.pattern
    const read = written === undefined ? null : settablePattern(written)
    const pattern = read === null ? number : read.ok ? read.value : null
    return pattern === null ? [] : [[name, pattern] as const]
  })
  return { reached, alike, patterns: new Map(patterns) }
}

/** How far all series of a company have come. */
export async function reachedOf({
  query,
  organization,
  company,
}: Omit<Asking, 'numbered'>): Promise<Reached[]> {
  return await query<Reached>({
    name: 'paper.reached',
    text: `select kind, series, first, last from paper.counter
      where organization = $1 and company = $2`,
    values: [organization, company],
  })
}

/** The patterns that the company set, by the kind of paper. */
export async function keptOf({
  query,
  organization,
  company,
}: Asking): Promise<Map<string, NumberingRow>> {
  const rows = await query<NumberingRow>({
    name: 'paper.numberings',
    text: `select code, pattern, first from register.numbering
      where organization = $1 and company = $2`,
    values: [organization, company],
  })
  return new Map(rows.map((row) => [row.code, row]))
}

/** The largest numbers that look as if the patterns had given them; each kind has a table. */
async function alikeOf(around: Asking, rows: readonly NumberingRow[]): Promise<Alike[]> {
  const { query, organization, company, numbered } = around
  const tables = new Map(numbered.map(({ name, table }) => [name, table]))
  const written = new Parameters()
  const place = [written.add(organization, 'uuid'), written.add(company, 'text')] as const
  const parts = rows.flatMap(({ code, pattern: text }) => {
    const table = tables.get(code)
    if (table === undefined || !settablePattern(text).ok) return []
    const { looks, count, year } = sqlOf(text)
    const regular = written.add(looks, 'text')
    return (
      `select ${written.add(code, 'text')} as kind, ` +
      `${year === null ? "''" : `m[${year}]`} as year, max(m[${count}]::numeric)::text as most ` +
      `from (select regexp_match(t.number, ${regular}) as m from ${table} t ` +
      `where t.organization = ${place[0]} and t.company = ${place[1]}) f ` +
      'where m is not null group by 1, 2'
    )
  })
  if (parts.length === 0) return []
  return await query<Alike>({ text: parts.join(' union all '), values: written.values })
}

/** A pattern as PostgreSQL's regular expressions have it, and which groups it captures. */
export function sqlOf(pattern: string): {
  readonly looks: string
  readonly count: number
  readonly year: number | null
} {
  const parts = pattern.split(/(\{0+\}|\{year\})/)
  const places = parts.filter((part, at) => part.startsWith('{') && parts.indexOf(part) === at)
  const looks = parts.map((part, at) => {
    if (part === '{year}')
      return parts.indexOf(part) === at ? String.raw`(\d{4})` : String.raw`\d{4}`
    if (part.startsWith('{0')) return `(\\d{${part.length - 2},})`
    // Letters and figures stand for themselves; of all other signs none means anything else.
    return part.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`)
  })
  const year = places.indexOf('{year}')
  return {
    looks: `^${looks.join('')}$`,
    count: places.findIndex((part) => part.startsWith('{0')) + 1,
    year: year < 0 ? null : year + 1,
  }
}

function kindUnknown(
  { numbered }: { readonly numbered: readonly NumberedKind[] },
  code: string,
): Problem {
  const kinds = numbered.map(({ name }) => name)
  const message = `There is no paper “${code}” with numbers. There is: ${kinds.join(', ')}.`
  return { rule: 'numbering-kind', field: 'code', message }
}
