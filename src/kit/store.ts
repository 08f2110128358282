/** Papers in the database: written and read in sets, with as many statements for one as for all. */
import type { Query } from '#base/query.ts'
import { Column } from '#ledger/column.ts'
import type { Document, Paper } from '#kit/document.ts'
import { asDescribed, rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { plainFields, rowFields } from '#kit/field.ts'
import type { Columns, Field, Fields, Values } from '#kit/field.ts'
import { columnName, tableName } from '#kit/spelling.ts'

/** Where papers belong, and who acts. */
export interface Place {
  readonly organization: string
  /** The company's code. */
  readonly company: string
  readonly actor: string
}

/** A paper that is to be written for the first time. */
export interface NewPaper<Of extends Fields> {
  /** Its identifier, from `newId`. */
  readonly id: string
  readonly values: Values<Of>
}

/**
 * Writes papers in their first state: one statement for them and one for each kind of rows. The
 * values have passed their schema; what they link to is proven by the database.
 */
export async function insertPapers<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  place: Place,
  papers: readonly NewPaper<Of>[],
): Promise<void> {
  if (papers.length === 0) return
  const fields = plainFields(document.fields)
  const ids = column(papers, ({ id }) => id)
  const { organization, company, actor } = place
  await query({
    name: `insert ${document.name}`,
    text: insertStatement(document.target.table, fields),
    values: [
      organization,
      company,
      document.states[0],
      actor,
      ids,
      ...arrays(
        fields,
        papers.map(({ values }) => values),
      ),
    ],
  })
  await insertRows(query, document, place, papers)
}

/**
 * Reads papers by their identifiers, in the order of these; one that is not there is left out.
 * Where `lock`, they stay as they are until the transaction ends; they are locked in key order.
 */
export async function loadPapers<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  { organization, company }: Omit<Place, 'actor'>,
  ids: readonly string[],
  lock: boolean,
): Promise<Paper<Of, State>[]> {
  const { table } = document.target
  const values = [organization, company, `{${ids.join(',')}}`]
  if (lock) {
    const text = `select paper.lock_${tableName(document.name)}($1, $2, $3)`
    await query({ name: `lock ${document.name}`, text, values })
  }
  // Read after the locks: what others did until then is seen.
  const heads = await query<Record<string, unknown>>({
    name: `load ${document.name}`,
    text:
      `select * from ${table} where organization = $1 and company = $2 and id = any ($3::uuid[]) ` +
      'order by id',
    values,
  })
  const content = new Map(heads.map((head) => [String(head['id']), contentOf(document, head)]))
  for (const [name, { rows }] of rowFields(document.fields)) {
    const found = await query<Record<string, unknown>>({
      name: `load ${document.name} ${name}`,
      text:
        `select * from ${rowTable(document, name)} where organization = $1 and company = $2 ` +
        'and paper = any ($3::uuid[]) order by paper, row',
      values,
    })
    const fields = Object.entries(rows)
    const byPaper = Map.groupBy(found, ({ paper }) => String(paper))
    for (const [id, of] of content) {
      of[name] = (byPaper.get(id) ?? []).map((row) => valuesOf(fields, row))
    }
  }
  return ids.flatMap((id) => asDescribed<Paper<Of, State>[]>(content.get(id) ?? []))
}

/** The table of a paper's rows. */
export function rowTable(
  { target }: { readonly target: { readonly table: string } },
  name: string,
) {
  return `${target.table}_${columnName(name)}`
}

async function insertRows<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  { organization, company }: Place,
  papers: readonly NewPaper<Of>[],
): Promise<void> {
  for (const [name, { rows }] of rowFields(document.fields)) {
    const fields = Object.entries(rows)
    const all = papers.flatMap(({ id, values }) =>
      rowsIn(values, name).map((row, at) => ({ id, row, at })),
    )
    if (all.length === 0) continue
    await query({
      name: `insert ${document.name} ${name}`,
      text: insertRowsStatement(rowTable(document, name), rows),
      values: [
        organization,
        company,
        column(all, ({ id }) => id),
        column(all, ({ at }) => String(at + 1)),
        ...arrays(
          fields,
          all.map(({ row }) => row),
        ),
      ],
    })
  }
}

function insertStatement(table: string, fields: readonly [string, Field][]): string {
  const names = ['id', ...fields.map(([name]) => columnName(name))]
  const types = ['uuid', ...fields.map(([, { kind }]) => kind.column.type)]
  return (
    `insert into ${table} (organization, company, state, created_by, changed_by, ` +
    `${names.join(', ')}) select $1, $2, $3, $4, $4, u.* from ${unnested(types, 5)}`
  )
}

function insertRowsStatement(table: string, columns: Columns): string {
  const fields = Object.entries(columns)
  const names = ['paper', 'row', ...fields.map(([name]) => columnName(name))]
  const types = ['uuid', 'integer', ...fields.map(([, { kind }]) => kind.column.type)]
  return (
    `insert into ${table} (organization, company, ${names.join(', ')}) ` +
    `select $1, $2, u.* from ${unnested(types, 3)}`
  )
}

/** Arrays of these types, from a parameter on, side by side as rows. */
function unnested(types: readonly string[], from: number): string {
  return `unnest(${types.map((type, at) => `$${from + at}::${type}[]`).join(', ')}) u`
}

/** One array for each field, in their order. */
function arrays(fields: readonly [string, Field][], rows: readonly Content[]): (string | null)[] {
  return fields.map(([name, { kind }]) =>
    column(rows, (row) => {
      const value = row[name]
      return value === null || value === undefined ? null : kind.column.write(value)
    }),
  )
}

function column<Row>(rows: readonly Row[], text: (row: Row) => string | null): string {
  const made = new Column()
  for (const row of rows) made.text(text(row))
  return made.always()
}

/** The head and the plain fields of a stored paper; its rows come after. */
function contentOf(document: Document, stored: Record<string, unknown>): Record<string, unknown> {
  const { id, company, state, version } = stored
  const number = document.number === null ? null : (stored['number'] ?? null)
  return {
    id,
    company,
    state,
    number,
    version,
    madeBy: stored['created_by'],
    ...valuesOf(plainFields(document.fields), stored),
  }
}

function valuesOf(
  fields: readonly [string, Field][],
  stored: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(([name, { kind }]) => {
      const value = stored[columnName(name)]
      return [name, value === null ? null : kind.column.read(value)]
    }),
  )
}
