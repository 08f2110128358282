/** The statements that bring papers on, beside those that write and read them. */
import type { Query } from '#base/query.ts'
import { rowsIn } from '#kit/erased.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { plainFields, rowFields } from '#kit/field.ts'
import type { Fields } from '#kit/field.ts'
import { Parameters } from '#kit/parameters.ts'
import { columnName, tableName } from '#kit/spelling.ts'
import { column } from '#kit/columns.ts'
import type { Place } from '#kit/store.ts'

/**
 * Runs what may have to be taken back: where it answers null, nothing of it has happened. It may
 * stand within another of its kind.
 */
export async function inSavepoint<Answer>(
  query: Query,
  run: () => Promise<Answer | null>,
): Promise<Answer | null> {
  await query({ text: 'savepoint kit' })
  const answer = await run()
  if (answer === null) await query({ text: 'rollback to savepoint kit' })
  // Rolled back, it would still stand there under the name, in the way of the one around it.
  await query({ text: 'release savepoint kit' })
  return answer
}

/**
 * Takes so many numbers of each series of a kind of paper, without gaps; answers the first of
 * each. A series that is new begins as is said.
 */
export async function takeNumbers(
  { query, organization, company }: Place & { readonly query: Query },
  begins: { readonly kind: string; readonly first: bigint },
  wanted: readonly { readonly series: string; readonly count: number }[],
): Promise<Map<string, bigint>> {
  // In one order, so that two who take of the same ones never wait for each other.
  const sorted = wanted.toSorted((a, b) => (a.series < b.series ? -1 : 1))
  const taken = await query<{ series: string; first: bigint }>({
    name: 'paper.take numbers',
    text: `select w.series, paper.take_numbers($1, $2, w.series, w.count, $5, $6) as first
      from unnest($3::text[], $4::bigint[]) w (series, count)`,
    values: [
      organization,
      company,
      column(sorted, ({ series }) => series),
      column(sorted, ({ count }) => String(count)),
      begins.kind,
      begins.first.toString(),
    ],
  })
  return new Map(taken.map(({ series, first }) => [series, first]))
}

/** A paper as it goes on, and the person who brings it on. */
interface Advanced {
  readonly after: AnyPaper
  readonly actor: { readonly person: string }
}

/** Brings papers into their next state, with their numbers and what they have taken. */
export async function advance(
  { query, organization, company }: Place & { readonly query: Query },
  document: Document,
  verb: string,
  all: readonly Advanced[],
): Promise<void> {
  const written = new Parameters()
  const papers = all.map(({ after }) => after)
  const columns = [
    { type: 'uuid', text: column(papers, ({ id }) => id) },
    { type: 'text', text: column(papers, (paper) => paper.number) },
    { type: 'text', text: column(all, ({ actor }) => actor.person) },
    // What was taken once stays: only a transition that gathers fills it in.
    ...takenColumns(document, document.transitions[verb]?.gathers === undefined ? [] : papers),
  ]
  const values = [
    written.add(organization, 'uuid'),
    written.add(company, 'text'),
    written.add(verb, 'text'),
    ...columns.map(({ type, text }) => written.add(text, `${type}[]`)),
  ]
  await query({
    name: `advance ${document.name}`,
    text: `select paper.advance_${tableName(document.name)}(${values.join(', ')})`,
    values: written.values,
  })
}

/** Writes papers in the state to which a verb leads from the first, whole, in one statement. */
export async function enterAll(
  { query, organization, company }: Place & { readonly query: Query },
  document: Document,
  verb: string,
  all: readonly Advanced[],
): Promise<void> {
  const written = new Parameters()
  const papers = all.map(({ after }) => after)
  const columns = [
    { type: 'uuid', text: column(papers, ({ id }) => id) },
    { type: 'text', text: column(papers, (paper) => paper.number) },
    { type: 'text', text: column(all, ({ actor }) => actor.person) },
    { type: 'jsonb', text: column(papers, ({ extra }) => JSON.stringify(extra)) },
    ...contentColumns(document.fields, papers),
  ]
  const values = [
    written.add(organization, 'uuid'),
    written.add(company, 'text'),
    written.add(verb, 'text'),
    ...columns.map(({ type, text }) => written.add(text, `${type}[]`)),
  ]
  await query({
    name: `enter ${document.name}`,
    text: `select paper.enter_${tableName(document.name)}(${values.join(', ')})`,
    values: written.values,
  })
}

/** A parameter of a document's functions: the values of a field, of all papers of a set. */
export interface ContentParameter {
  readonly name: string
  readonly type: string
}

/** What `advance` takes beyond what each has: the fields and rows that transitions fill. */
export function takenParameters(document: Document): ContentParameter[] {
  return takenColumns(document, [])
}

/** What `enter` takes beyond what each has: all fields and rows. */
export function contentParameters({ fields }: Document): ContentParameter[] {
  return contentColumns(fields, [])
}

function takenColumns({ fields }: Document, papers: readonly AnyPaper[]): ContentColumn[] {
  const taken = Object.entries(fields).filter(([, { isTaken }]) => isTaken)
  return contentColumns(Object.fromEntries(taken), papers)
}

interface ContentColumn extends ContentParameter {
  readonly text: string
}

/** A column for each field; for each list of rows their papers, their places and their fields. */
function contentColumns(fields: Fields, papers: readonly AnyPaper[]): ContentColumn[] {
  const plain = plainFields(fields).map(([name, { kind }]) => ({
    name: `of_${columnName(name)}`,
    type: kind.column.type,
    text: column(papers, (paper) => textOf(kind.column, paper[name])),
  }))
  const lists = rowFields(fields).flatMap(([name, { rows }]) => {
    const flat = papers.flatMap((paper) =>
      rowsIn(paper, name).map((row, at) => ({ id: paper.id, row, at })),
    )
    const list = `of_${columnName(name)}`
    return [
      { name: `${list}_paper`, type: 'uuid', text: column(flat, ({ id }) => id) },
      { name: `${list}_row`, type: 'integer', text: column(flat, ({ at }) => String(at + 1)) },
      ...Object.entries(rows).map(([inner, { kind }]) => ({
        name: `${list}_${columnName(inner)}`,
        type: kind.column.type,
        text: column(flat, ({ row }) => textOf(kind.column, row[inner])),
      })),
    ]
  })
  return [...plain, ...lists]
}

function textOf(of: { write(value: unknown): string }, value: unknown): string | null {
  return value === null || value === undefined ? null : of.write(value)
}
