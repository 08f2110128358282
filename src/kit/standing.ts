/**
 * Papers that stand on others: the later one needs the earlier in a certain state, and the earlier
 * may not leave it while the later counts.
 */
import type { Problem } from '#base/problem.ts'
import type { Books, Going } from '#kit/books.ts'
import type { Standing } from '#kit/catalogue.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import type { PlacedField } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'
import { calledPaper } from '#kit/naming.ts'
import { Parameters } from '#kit/parameters.ts'
import { columnName, tableName } from '#kit/spelling.ts'
import { rowTable } from '#kit/store.ts'

type Problems = Map<string, Problem[]>

interface Earlier {
  readonly id: string
  readonly state: string
  readonly number: string | null
}

/**
 * Locks for share what papers stand on, so that it stays until the transaction ends, and tells
 * where it is not in a state in which they may. Problem: `stands-on-other`.
 */
export async function findUnsound(
  { query, organization, company }: Books,
  document: Document,
  going: readonly Going[],
): Promise<Problems> {
  const problems: Problems = new Map()
  const links = placedFields(document.fields).flatMap((placed) => {
    const { target } = placed.field.kind
    return target === null || target.standsOn.length === 0 ? [] : [{ placed, target }]
  })
  const byTarget = [...Map.groupBy(links, ({ target }) => target.name)]
  for (const [name, of] of byTarget.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const ids = new Set(
      going.flatMap(({ paper }) => of.flatMap(({ placed }) => linkedIn(paper, placed))),
    )
    if (ids.size === 0) continue
    const found = await query<Earlier>({
      name: `stands on ${name}`,
      text: `select id, state, number from paper.share_${tableName(name)}($1, $2, $3)`,
      values: [organization, company, `{${[...ids].join(',')}}`],
    })
    const earlier = new Map(found.map((paper) => [paper.id, paper]))
    for (const { paper } of going) {
      for (const { placed, target } of of) {
        for (const id of linkedIn(paper, placed)) {
          const problem = standsWrongly(document, placed, target, earlier.get(id))
          if (problem !== null) add(problems, paper.id, problem)
        }
      }
    }
  }
  return problems
}

/**
 * Which of the papers cannot leave their state for another, because later ones count that stand on
 * it. Problem: `stood-upon`, which names what stands in the way.
 */
export async function findStoodUpon(
  books: Books,
  document: Document,
  verb: string,
  going: readonly Going[],
): Promise<Problems> {
  const problems: Problems = new Map()
  const to = document.transitions[verb]?.to ?? ''
  const papers = new Map(going.map(({ paper }) => [paper.id, paper]))
  for (const standing of books.catalogue.laterThan(document.name)) {
    if (standing.standsOn.includes(to) || papers.size === 0) continue
    for (const { earlier, id, number } of await laterOf(books, standing, [...papers.keys()])) {
      const paper = papers.get(earlier)
      if (paper === undefined || !standing.standsOn.includes(paper.state)) continue
      const message =
        `${calledPaper(document.name, paper.number)} cannot ${verb}: the ${standing.later.name} ` +
        `${number ?? id} stands on it. Undo that one first, or both together.`
      add(problems, paper.id, { rule: 'stood-upon', field: '', message })
    }
  }
  return problems
}

/** A later paper that counts, and the earlier one on which it stands. */
export interface Later {
  readonly earlier: string
  readonly id: string
  readonly number: string | null
}

/** The later papers of one kind that stand on these. */
export async function laterOf(
  { query, organization, company }: Pick<Books, 'query' | 'organization' | 'company'>,
  { later, rows, field, counts }: Standing,
  ids: readonly string[],
): Promise<Later[]> {
  const written = new Parameters()
  const place = [written.add(organization, 'uuid'), written.add(company, 'text')] as const
  const number = later.number === null ? 'null::text' : 't.number'
  const { table } = later.target
  const link = columnName(field)
  const join =
    rows === null
      ? `${table} t`
      : `${rowTable(later, rows)} r join ${table} t on t.organization = r.organization ` +
        'and t.company = r.company and t.id = r.paper'
  const linked = rows === null ? 't' : 'r'
  return await query<Later>({
    name: `stands ${later.name} ${rows ?? ''} ${field}`,
    text:
      `select distinct ${linked}.${link} as earlier, t.id, ${number} as number from ${join} ` +
      `where ${linked}.organization = ${place[0]} and ${linked}.company = ${place[1]} ` +
      `and ${linked}.${link} = any (${written.add(`{${ids.join(',')}}`, 'uuid[]')}) ` +
      `and t.state = any (${written.add(counts, 'text[]')}) order by number, t.id`,
    values: written.values,
  })
}

function linkedIn(paper: AnyPaper, { rows, name }: PlacedField): string[] {
  const values = rows === null ? [paper[name]] : rowsIn(paper, rows).map((row) => row[name])
  return values.filter((value) => typeof value === 'string')
}

function standsWrongly(
  document: Document,
  { rows, name }: PlacedField,
  target: Target,
  earlier: Earlier | undefined,
): Problem | null {
  if (earlier === undefined || target.standsOn.includes(earlier.state)) return null
  const message =
    `${calledPaper(target.name, earlier.number)} is ${earlier.state}; a ${document.name} needs ` +
    `one that is ${target.standsOn.join(' or ')}. Choose another one.`
  const field = rows === null ? name : `${rows}.${name}`
  return { rule: 'stands-on-other', field, message }
}

function add(problems: Problems, id: string, problem: Problem): void {
  problems.set(id, [...(problems.get(id) ?? []), problem])
}
