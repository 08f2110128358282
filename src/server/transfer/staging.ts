/** Stages files: every row is read before anything is made of it, in bounded memory. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { TableRow } from '#kit/cell.ts'
import { assumedIn, gatheredOf, join } from '#kit/derive/intake.ts'
import { bound } from '#kit/derive/mapping.ts'
import type { Binding, Mapping } from '#kit/derive/mapping.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import { inSavepoint } from '#kit/statements.ts'
import { addImport, changeImport } from '#server/transfer/import.ts'
import type { NewImport } from '#server/transfer/import.ts'
import type { Part, Purpose } from '#server/transfer/part.ts'
import { addStaged, changeStaged, comingByName } from '#server/transfer/staged.ts'
import type { Coming } from '#server/transfer/staged.ts'

/** A part of what a file holds, and how its columns are read. */
export interface SourcePart extends Purpose {
  readonly columns: readonly TransferColumn[]
  readonly mapping: Mapping
}

/** A row of a file, and the place of its part among the parts. */
export interface SourceRow {
  readonly part: number
  readonly row: TableRow
}

/** What a file holds: the titles of its columns, and its rows as they are asked for. */
export interface Source {
  readonly parts: readonly SourcePart[]
  readonly titles: readonly string[]
  readonly rows: AsyncIterable<Outcome<SourceRow>> | Iterable<Outcome<SourceRow>>
}

/** So many problems of a file as a whole are told. */
const mostTold = 100
/** So many rows are in memory at once, besides those of the paper that is being read. */
const mostOpen = 2_000

/**
 * Reads a file whole and stages its papers, in the transaction of the query. Where a row cannot be
 * read, or nobody knows to which paper it belongs, nothing is staged and the import is kept as
 * refused. Problems: those of reading, of the mapping, and of rows.
 */
export async function stage(
  query: Query,
  organization: string,
  one: NewImport,
  { parts, titles, rows }: Source,
): Promise<Outcome<{ readonly papers: number; readonly rows: number }>> {
  const bindings = parts.map(({ columns, mapping }) => bound(columns, mapping, titles))
  const unbound = bindings.flatMap((of) => (of.ok ? [] : of.problems))
  const fitting = bindings.flatMap((of) => (of.ok ? [of.value] : []))
  await addImport(query, organization, {
    ...one,
    parts: parts.map(({ kind, verb, numbers, mapping }, at): Part => {
      const binding = bindings[at]
      const assumed = binding?.ok === true ? assumedIn(binding.value) : { head: {}, lists: [] }
      return { kind, verb, numbers, mapping, assumed: { ...assumed, lists: [...assumed.lists] } }
    }),
    columns: titles,
    rows: 0,
    papers: 0,
    state: 'checking',
    problems: [],
  })
  const problems: Problem[] = [...unbound]
  const counted = await inSavepoint(query, async () => {
    if (problems.length > 0) return null
    const stager = new Stager(query, { organization, id: one.id }, parts, fitting)
    for await (const row of rows) {
      const taken = row.ok ? await stager.take(row.value) : row
      if (!taken.ok) problems.push(...taken.problems.slice(0, mostTold - problems.length))
      if (problems.length >= mostTold) return null
    }
    await stager.putAside()
    if (problems.length === 0 && stager.rows === 0) problems.push(noRows)
    return problems.length > 0 ? null : { papers: stager.papers, rows: stager.rows }
  })
  if (counted === null) {
    await changeImport(query, organization, one.id, { state: 'refused', problems })
    return refused(...problems)
  }
  await changeImport(query, organization, one.id, counted)
  return fine(counted)
}

/** Puts rows together into papers, and puts these aside, though more of their rows may come. */
class Stager {
  rows = 0
  papers = 0
  private readonly open = new Map<string, Coming>()
  private openRows = 0
  /** What those that were put aside are called. */
  private readonly aside = new Set<string>()
  private readonly query: Query
  private readonly organization: string
  private readonly id: string
  private readonly parts: readonly SourcePart[]
  private readonly bindings: readonly Binding[]

  constructor(
    query: Query,
    { organization, id }: { readonly organization: string; readonly id: string },
    parts: readonly SourcePart[],
    bindings: readonly Binding[],
  ) {
    this.query = query
    this.organization = organization
    this.id = id
    this.parts = parts
    this.bindings = bindings
  }

  /** Takes a row in. Problem: `key-missing`. */
  async take({ part, row }: SourceRow): Promise<Outcome<null>> {
    const [binding, of] = [this.bindings[part], this.parts[part]]
    if (binding === undefined || of === undefined) throw new Error(`There is no part ${part}.`)
    const read = gatheredOf(row, binding, of.mapping.habits)
    if (!read.ok) return read
    const called = `${part} ${read.value.name}`
    // Most files have the rows of a paper together, so the last one is whole when another begins.
    if (this.openRows >= mostOpen && !this.open.has(called)) await this.putAside()
    const known = this.open.get(called)
    if (known === undefined) {
      if (!this.aside.has(called)) this.papers += 1
      this.open.set(called, { part, place: this.papers, gathered: read.value, kept: [row] })
    } else {
      join(known.gathered, read.value, binding)
      known.kept.push(row)
    }
    this.rows += 1
    this.openRows += 1
    return fine(null)
  }

  async putAside(): Promise<void> {
    const { query, organization, id, open, aside } = this
    const fresh = [...open].filter(([called]) => !aside.has(called))
    await addStaged(
      query,
      organization,
      id,
      fresh.map(([, coming]) => coming),
    )
    const more = [...open].filter(([called]) => aside.has(called))
    await changeStaged(query, organization, id, await this.joinedTo(more.map(([, one]) => one)))
    for (const [called, { gathered }] of fresh) if (gathered.key !== null) aside.add(called)
    open.clear()
    this.openRows = 0
  }

  /** What was put aside of these papers, with the rows that came since. */
  private async joinedTo(more: readonly Coming[]): Promise<Coming[]> {
    const joined: Coming[] = []
    for (const [part, those] of Map.groupBy(more, (coming) => coming.part)) {
      const binding = this.bindings[part]
      const later = new Map(those.map((coming) => [coming.gathered.name, coming]))
      const names = [...later.keys()]
      const found = await comingByName(this.query, this.organization, this.id, part, names)
      for (const coming of found) {
        const since = later.get(coming.gathered.name)
        if (since === undefined || binding === undefined) continue
        join(coming.gathered, since.gathered, binding)
        coming.kept.push(...since.kept)
        joined.push(coming)
      }
    }
    return joined
  }
}

const noRows: Problem = {
  rule: 'table-empty',
  field: '',
  message: 'The file has no rows below the titles of its columns. Send one that has.',
}
