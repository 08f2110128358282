/**
 * Papers that stand on others: the later one needs the earlier in a certain state, and the earlier
 * may not leave it while the later counts.
 */
import type { Problem } from '#base/problem.ts'
import type { Books, Going } from '#kit/books.ts'
import type { Standing } from '#kit/catalogue.ts'
import { isKnownAt } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import type { PlacedField } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'
import { calledPaper } from '#kit/naming.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Actor, Whereabouts } from '#kit/role.ts'
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
  books: Books,
  document: Document,
  going: readonly Going[],
): Promise<Problems> {
  const { query, organization, company } = books
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
    const wrong = going.flatMap(({ paper, actor }) =>
      of.flatMap(({ placed, target }) =>
        linkedIn(paper, placed).flatMap((id) => {
          const one = earlier.get(id)
          const isRight = one === undefined || target.standsOn.includes(one.state)
          return isRight ? [] : [{ paper, actor, placed, target, one }]
        }),
      ),
    )
    const known = await knownOf(books, name, new Set(wrong.map(({ one }) => one.id)))
    for (const { paper, actor, placed, target, one } of wrong) {
      const called = known(one.id, actor) ? one : null
      add(problems, paper.id, standsWrongly(document, placed, target, called))
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
  const papers = new Map(going.map((one) => [one.paper.id, one]))
  for (const standing of books.catalogue.laterThan(document.name)) {
    if (standing.standsOn.includes(to) || papers.size === 0) continue
    for (const later of await laterOf(books, standing, [...papers.keys()])) {
      const { paper, actor } = papers.get(later.earlier) ?? {}
      if (paper === undefined || actor === undefined) continue
      if (!standing.standsOn.includes(paper.state)) continue
      const called = calledTo(standing.later, books.company, later, actor)
      const message =
        `${calledPaper(document.name, paper.number)} cannot ${verb}: ` +
        (called === null ? anotherStands : `the ${called} stands on it. ${bothTogether}`)
      add(problems, paper.id, { rule: 'stood-upon', field: '', message })
    }
  }
  return problems
}

/** A paper as it is called, and where it belongs. */
export interface Placed {
  readonly id: string
  readonly number: string | null
  readonly madeBy: string
  readonly site: string | null
  readonly department: string | null
}

/** A later paper that counts, and the earlier one on which it stands. */
export interface Later extends Placed {
  readonly earlier: string
}

/** How a paper is called to somebody; null to who has nothing to do with it. */
export function calledTo(
  document: Document,
  company: string,
  paper: Placed,
  actor: Actor,
): string | null {
  const isKnown = isKnownAt(document, { company, ...placeOf(paper) }, actor)
  return isKnown ? `${document.name} ${paper.number ?? paper.id}` : null
}

/** Where a paper belongs within its company. */
export function placeOf({ madeBy, site, department }: Placed): Omit<Whereabouts, 'company'> {
  return { madeBy, site, department }
}

/** The columns of `Placed`, of the table `t`. */
export function placedColumns({ number, belongs: { site, department } }: Document): string {
  const named = (name: string | undefined): string =>
    name === undefined ? 'null::text' : `t.${columnName(name)}`
  return (
    `t.id, ${number === null ? 'null::text' : 't.number'} as number, t.created_by as "madeBy", ` +
    `${named(site)} as site, ${named(department)} as department`
  )
}

/** The later papers of one kind that stand on these. */
export async function laterOf(
  { query, organization, company }: Pick<Books, 'query' | 'organization' | 'company'>,
  { later, rows, field, counts }: Standing,
  ids: readonly string[],
): Promise<Later[]> {
  const written = new Parameters()
  const place = [written.add(organization, 'uuid'), written.add(company, 'text')] as const
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
      `select distinct ${linked}.${link} as earlier, ${placedColumns(later)} from ${join} ` +
      `where ${linked}.organization = ${place[0]} and ${linked}.company = ${place[1]} ` +
      `and ${linked}.${link} = any (${written.add(`{${ids.join(',')}}`, 'uuid[]')}) ` +
      `and t.state = any (${written.add(counts, 'text[]')}) order by number, t.id`,
    values: written.values,
  })
}

const bothTogether = 'Undo that one first, or both together.'
const anotherStands =
  'another paper stands on it that you have nothing to do with. Ask a colleague who may undo both.'

function linkedIn(paper: AnyPaper, { rows, name }: PlacedField): string[] {
  const values = rows === null ? [paper[name]] : rowsIn(paper, rows).map((row) => row[name])
  return values.filter((value) => typeof value === 'string')
}

/** The problem of standing on a paper in another state; null is one that is not to be told of. */
function standsWrongly(
  document: Document,
  { rows, name }: PlacedField,
  target: Target,
  earlier: Earlier | null,
): Problem {
  const needed = `a ${document.name} needs one that is ${target.standsOn.join(' or ')}`
  const message =
    earlier === null
      ? `It cannot stand on this ${target.name}: ${needed}. Choose another one.`
      : `${calledPaper(target.name, earlier.number)} is ${earlier.state}; ${needed}. ` +
        'Choose another one.'
  const field = rows === null ? name : `${rows}.${name}`
  return { rule: 'stands-on-other', field, message }
}

/** Who has to do with which papers of a kind. */
async function knownOf(
  { query, organization, company, catalogue }: Books,
  name: string,
  ids: ReadonlySet<string>,
): Promise<(id: string, actor: Actor) => boolean> {
  const document = catalogue.document(name)
  if (document === undefined || ids.size === 0) return () => false
  const found = await query<Placed>({
    name: `known ${name}`,
    text:
      `select ${placedColumns(document)} from ${document.target.table} t ` +
      'where t.organization = $1 and t.company = $2 and t.id = any ($3::uuid[])',
    values: [organization, company, `{${[...ids].join(',')}}`],
  })
  const papers = new Map(found.map((paper) => [paper.id, paper]))
  return (id, actor) => {
    const paper = papers.get(id)
    return paper !== undefined && calledTo(document, company, paper, actor) !== null
  }
}

function add(problems: Problems, id: string, problem: Problem): void {
  problems.set(id, [...(problems.get(id) ?? []), problem])
}
