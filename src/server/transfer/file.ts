/** Files that people bring along: read as a table, with a mapping of its columns, and staged. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createReadStream } from 'node:fs'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Cell, TableRow } from '#kit/cell.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { otherWordings } from '#languages/wording.ts'
import { guessMapping } from '#kit/derive/mapping.ts'
import type { Mapping } from '#kit/derive/mapping.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import type { Description, TransferColumn } from '#kit/derive/transfer.ts'
import { ownColumnsOf } from '#kit/own-fields.ts'
import { readTable } from '#server/files/table-file.ts'
import type { TableForm } from '#server/files/table-file.ts'
import { isTorn } from '#server/http/json-body.ts'
import { askFor, sameFileProblems } from '#server/transfer/asking.ts'
import type { Asker } from '#server/transfer/asking.ts'
import { wanted } from '#server/transfer/part.ts'
import type { Purpose } from '#server/transfer/part.ts'
import { readMapping } from '#server/transfer/saved-mapping.ts'
import { stage } from '#server/transfer/staging.ts'
import type { SourceRow } from '#server/transfer/staging.ts'

/** A file on the disk of this machine. */
export interface FileOnDisk {
  readonly path: string
  /** What its owner calls it. */
  readonly name: string
  /** SHA-256 of its bytes, as hexadecimal digits. */
  readonly hash: string
}

/** A file, and what is to become of it. */
export interface FileWish extends Purpose {
  readonly file: FileOnDisk
  readonly form: TableForm
  /** The name of a saved mapping; one is guessed where it is left out. */
  readonly mapping?: string
  /** Whether it is meant to come again, where it is in the books already. */
  readonly again: boolean
}

/** Where a file is imported. */
export interface Place {
  readonly query: Query
  readonly organization: string
  /** The company's code. */
  readonly company: string
  readonly catalogue: Catalogue
}

/**
 * Reads a file whole, stages its papers, and asks that they be checked; answers the number of the
 * import. One that could not be read is kept as refused, so the transaction must commit all the
 * same. Problems: those of `wanted`, of reading and of the mapping; `mapping-unknown`,
 * `file-imported`.
 */
export async function importFile(
  place: Place,
  { file, form, again, ...wish }: FileWish,
  asker: Asker,
): Promise<Outcome<string>> {
  const { query, organization, company, catalogue } = place
  const of = wanted(catalogue, wish)
  if (!of.ok) return of
  const id = newId(Date.now())
  const whole = { id, company, kind: wish.kind, fileName: file.name, fileHash: file.hash }
  const same = again ? [] : await sameFileProblems(query, organization, whole)
  if (same.length > 0) return refused(...same)
  const columns = transferColumns(of.value, await ownColumnsOf(place, wish.kind))
  const table = await readTable(createReadStream(file.path), form)
  if (!table.ok) return table
  const titles = table.value.columns
  const torn = titles.some(isTorn) ? [tornRow(1)] : []
  const mapping = await mappingOf(place, of.value, columns, titles, wish.mapping)
  if (!mapping.ok || torn.length > 0) return mapping.ok ? refused(...torn) : mapping
  const { kind, verb, numbers } = wish
  const staged = await stage(
    query,
    organization,
    { ...whole, again, ...asker },
    {
      parts: [{ kind, verb, numbers, columns, mapping: mapping.value }],
      titles,
      rows: sourceRows(table.value.rows),
    },
  )
  if (!staged.ok) return staged
  const job = await askFor(place, id, 'check', asker)
  return job.ok ? fine(id) : job
}

/** A look into a file before it is imported. */
export interface Glimpse {
  readonly titles: readonly string[]
  /** What a mapping could be. */
  readonly mapping: Mapping
  /** The first rows, as they stand there. */
  readonly rows: readonly TableRow[]
}

const glimpsed = 20

/** Guesses the mapping of a file. Problems: those of `wanted` and of reading the first rows. */
export async function glimpse(
  place: Place,
  wish: Purpose,
  path: string,
  form: TableForm,
): Promise<Outcome<Glimpse>> {
  const of = wanted(place.catalogue, wish)
  if (!of.ok) return of
  const columns = transferColumns(of.value, await ownColumnsOf(place, wish.kind))
  const table = await readTable(createReadStream(path), form)
  if (!table.ok) return table
  const rows: TableRow[] = []
  const problems: Problem[] = []
  for await (const row of table.value.rows) {
    if (row.ok) rows.push(row.value)
    else problems.push(...row.problems)
    if (rows.length >= glimpsed || problems.length > 0) break
  }
  if (problems.length > 0) return refused(...problems)
  const titles = table.value.columns
  return fine({ titles, mapping: guessed(of.value, columns, titles), rows })
}

/** The SHA-256 of a file's bytes, as hexadecimal digits. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** What our own files call their columns in any language is known again. */
function guessed(
  of: Description,
  columns: readonly TransferColumn[],
  titles: readonly string[],
): Mapping {
  const elsewhere = otherWordings.map(({ told }) => transferColumns(of, {}, told))
  return guessMapping(of.name, columns, titles, elsewhere)
}

async function mappingOf(
  { query, organization }: Place,
  of: Description,
  columns: readonly TransferColumn[],
  titles: readonly string[],
  name: string | undefined,
): Promise<Outcome<Mapping>> {
  if (name === undefined) return fine(guessed(of, columns, titles))
  const saved = await readMapping(query, organization, of.name, name)
  if (saved !== null) return fine(saved)
  const message =
    `There is no mapping “${name}” for ${of.plural}. Save it first, or leave it out: then one ` +
    'is guessed.'
  return refused({ rule: 'mapping-unknown', field: 'mapping', message })
}

/** The rows of a table; one with what no text holds could not be kept. */
async function* sourceRows(
  rows: AsyncIterable<Outcome<TableRow>>,
): AsyncGenerator<Outcome<SourceRow>> {
  for await (const row of rows) {
    if (!row.ok) yield row
    else if (row.value.cells.some(isTornCell)) yield refused(tornRow(row.value.line))
    else yield fine({ part: 0, row: row.value })
  }
}

function isTornCell(cell: Cell): boolean {
  return typeof cell === 'string' && isTorn(cell)
}

function tornRow(line: number): Problem {
  const message =
    `Line ${line} holds a NUL or half a surrogate pair, which no text has. Take out what is no ` +
    'character.'
  return { rule: 'text-torn', field: `line ${line}`, message }
}
