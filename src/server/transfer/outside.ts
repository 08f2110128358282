/** Later papers that stand on those of an import and did not come with it. */
import type { Problem } from '#base/problem.ts'
import type { Books } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import type { Actor } from '#kit/role.ts'
import { calledTo, laterOf } from '#kit/standing.ts'
import type { Import } from '#server/transfer/import.ts'

/** What standing is asked of. */
type Asked = Pick<Books, 'query' | 'organization' | 'company' | 'catalogue'>

/** So many are named; of the rest the number is told. */
const mostTold = 100
const pageOf = 5_000

/**
 * The problems `stood-upon` of later papers outside of an import, of which it stands on any, as
 * they are told to somebody; to the program itself, all of them by their numbers.
 */
export async function standingOutside(
  books: Asked,
  one: Import,
  actor: Actor | null,
): Promise<Problem[]> {
  const found: string[] = []
  for (const [part, { kind }] of one.parts.entries()) {
    const document = books.catalogue.document(kind)
    if (document === undefined || books.catalogue.laterThan(kind).length === 0) continue
    for (let place = 0; ;) {
      const page = await papersBehind(books, one.id, part, place)
      const last = page.at(-1)
      if (last === undefined) break
      place = last.place
      const ids = page.map(({ paper }) => paper)
      found.push(...(await laterOutside(books, one.id, document, ids, actor)))
    }
  }
  return found.length === 0 ? [] : [stoodUpon(found)]
}

/** The problem `stood-upon` of later papers, by what they are called. */
export function stoodUpon(called: readonly string[]): Problem {
  const named = called.slice(0, mostTold).join(', ')
  const rest = called.length > mostTold ? ` and ${called.length - mostTold} more` : ''
  const message =
    `Later papers stand on those of this import: ${named}${rest}. Undo these first, or ask to ` +
    'undo them with it.'
  return { rule: 'stood-upon', field: 'withLater', message }
}

/** How somebody is told of later papers, outside of an import, that stand on papers of a kind. */
export async function laterOutside(
  books: Asked,
  id: string,
  document: Document,
  papers: readonly string[],
  actor: Actor | null,
): Promise<string[]> {
  const called: string[] = []
  for (const standing of books.catalogue.laterThan(document.name)) {
    const later = await laterOf(books, standing, papers)
    const ours = await cameWith(
      books,
      id,
      later.map((paper) => paper.id),
    )
    for (const paper of later) {
      if (ours.has(paper.id)) continue
      const known =
        actor === null
          ? `${standing.later.name} ${paper.number ?? paper.id}`
          : calledTo(standing.later, books.company, paper, actor)
      called.push(known ?? 'one that you have nothing to do with')
    }
  }
  return called
}

async function cameWith(
  { query, organization }: Asked,
  id: string,
  papers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (papers.length === 0) return new Set()
  const found = await query<{ paper: string }>({
    name: 'transfer.came with',
    text: `select paper from transfer.staged
      where organization = $1 and import = $2 and paper = any ($3::uuid[])`,
    values: [organization, id, papers],
  })
  return new Set(found.map(({ paper }) => paper))
}

async function papersBehind(
  { query, organization }: Asked,
  id: string,
  part: number,
  place: number,
): Promise<{ readonly place: number; readonly paper: string }[]> {
  return await query({
    name: 'transfer.papers',
    text: `select place, paper from transfer.staged
      where organization = $1 and import = $2 and state = 'posted' and part = $3 and place > $4
      order by place limit ${pageOf}`,
    values: [organization, id, part, place],
  })
}
