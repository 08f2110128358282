/** Papers and registers in the database: in sets, with as many statements for one as for all. */
import type { Query } from '#base/query.ts'
import { column, fieldColumns, keyColumns, valuesIn, writtenPlain } from '#kit/columns.ts'
import type { Filled } from '#kit/columns.ts'
import type { Document, Paper, Stored } from '#kit/document.ts'
import { asDescribed, rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { plainFields, rowFields } from '#kit/field.ts'
import type { Columns, Field, Fields } from '#kit/field.ts'
import { onlyThose, ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import type { Register, RegisterRow } from '#kit/register.ts'
import { Parameters } from '#kit/parameters.ts'
import { columnName, tableName } from '#kit/spelling.ts'

/** Where papers belong. */
export interface Place {
  readonly organization: string
  /** The company's code. */
  readonly company: string
}

/** What is written: a paper by its identifier, a register's row by its code and first day. */
export interface Written {
  /** The columns that tell it apart, as text, in the order of `ownKey`. */
  readonly key: readonly string[]
  readonly values: Content
  /** The company's own fields, as JSON. */
  readonly extra?: Content
  /** A number that it brings along from elsewhere. */
  readonly number?: string
  /** The person who writes it. */
  readonly by: string
}

/**
 * Writes what is new: papers in their first state. One statement for them, and one for each kind of
 * rows. The values have passed their schema; what they link to is proven by the database.
 */
export async function insertAll(
  query: Query,
  of: Described,
  place: Place,
  all: readonly Written[],
): Promise<void> {
  if (all.length === 0) return
  const written = new Parameters()
  const shared = placeColumns(of, place, written)
  const state = of.noun === 'document' ? [['state', written.add(of.states[0])]] : []
  const columns = [
    ...keyColumns(of, all),
    ...numberColumn(of, all),
    { name: 'created_by', type: 'text', text: column(all, ({ by }) => by) },
    { name: 'changed_by', type: 'text', text: column(all, ({ by }) => by) },
    { name: 'extra', type: 'jsonb', text: column(all, ({ extra }) => JSON.stringify(extra ?? {})) },
    ...fieldColumns(
      writtenPlain(of),
      all.map(({ values }) => values),
    ),
  ]
  await query({
    name: `insert ${of.name}`,
    text:
      `insert into ${of.target.table} ` +
      `(${[...shared, ...state].map(([name]) => name).join(', ')}, ` +
      `${columns.map(({ name }) => name).join(', ')}) ` +
      `select ${[...shared, ...state].map(([, value]) => value).join(', ')}, u.* ` +
      `from ${written.unnest(columns)} u`,
    values: written.values,
  })
  for (const [name, { isTaken }] of rowFields(of.fields)) {
    if (!isTaken) await insertRows(query, of, place, all, name)
  }
}

/** Changes what is there to what is given, whole; of its rows, those under the given names. */
export async function changeAll(
  query: Query,
  of: Described,
  place: Place,
  all: readonly Written[],
  lists: ReadonlySet<string>,
): Promise<void> {
  if (all.length === 0) return
  const written = new Parameters()
  const columns = [
    ...keyColumns(of, all),
    { name: 'changed_by', type: 'text', text: column(all, ({ by }) => by) },
    { name: 'extra', type: 'jsonb', text: column(all, ({ extra }) => JSON.stringify(extra ?? {})) },
    ...fieldColumns(
      writtenPlain(of),
      all.map(({ values }) => values),
    ),
  ]
  const where = [...placed(of, place, written), ...matched(of, 't', 'u')]
  const set = columns.slice(ownKey(of).length).map(({ name }) => `${name} = u.${name}`)
  await query({
    name: `change ${of.name}`,
    text:
      `update ${of.target.table} t set version = t.version + 1, changed_at = clock_timestamp(), ` +
      `${set.join(', ')} from ${written.unnest(columns)} ` +
      `u (${columns.map(({ name }) => name).join(', ')}) where ${where.join(' and ')}`,
    values: written.values,
  })
  for (const [name, { isTaken }] of rowFields(of.fields)) {
    if (isTaken || !lists.has(name)) continue
    await removeAll(
      query,
      of,
      place,
      all.map(({ key }) => key),
      rowTable(of, name),
    )
    await insertRows(query, of, place, all, name)
  }
}

/** Removes what is there, with its rows; or the rows alone, where their table is named. */
export async function removeAll(
  query: Query,
  of: Described,
  place: Place,
  keys: readonly (readonly string[])[],
  table = of.target.table,
): Promise<void> {
  const written = new Parameters()
  const inRows = table !== of.target.table
  const where = [...placed(of, place, written), ...matched(of, 't', 'u', inRows)]
  const columns = keyColumns(
    of,
    keys.map((key) => ({ key })),
  )
  await query({
    name: `remove ${table}`,
    text:
      `delete from ${table} t using ${written.unnest(columns)} ` +
      `u (${columns.map(({ name }) => name).join(', ')}) where ${where.join(' and ')}`,
    values: written.values,
  })
}

/** How papers are read. */
export interface Reading {
  /**
   * `change`: they stay as they are until the transaction ends, and nobody else locks them; they
   * are locked in key order. `share`: others may do the same.
   */
  readonly lock?: 'change' | 'share'
}

/**
 * Reads papers by their identifiers, in the order of these; one that is not there is left out.
 */
export async function loadPapers<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  place: Place,
  ids: readonly string[],
  { lock }: Reading = {},
): Promise<Stored<Paper<Of, State>>[]> {
  if (ids.length === 0) return []
  const keys = ids.map((id) => [id])
  // What is sent behind the locks is read after them: what others did until then is seen.
  const [, found] = await Promise.all([
    lock === undefined ? null : lockPapers(query, document, place, ids, lock),
    loadAll(query, document, place, keys),
  ])
  const byId = new Map(found.map((paper) => [String(paper['id']), paper]))
  return ids.flatMap((id) => asDescribed<Stored<Paper<Of, State>>[]>(byId.get(id) ?? []))
}

/** Locks papers in key order, so that two sets never wait for each other. */
export async function lockPapers(
  query: Query,
  { name }: { readonly name: string },
  { organization, company }: Place,
  ids: readonly string[],
  lock: 'change' | 'share',
): Promise<void> {
  const verb = lock === 'change' ? 'lock' : 'share'
  await query({
    name: `${verb} ${name}`,
    text: `select paper.${verb}_${tableName(name)}($1, $2, $3)`,
    values: [organization, company, `{${ids.join(',')}}`],
  })
}

/** Reads a register's rows by their codes; of a dated one, by code and first day. */
export async function loadRows<Of extends Fields>(
  query: Query,
  register: Register<Of>,
  place: Place,
  keys: readonly (readonly string[])[],
): Promise<Stored<RegisterRow<Of>>[]> {
  return asDescribed(await loadAll(query, register, place, keys))
}

/** Reads by keys, in no order. */
async function loadAll(
  query: Query,
  of: Described,
  place: Place,
  keys: readonly (readonly string[])[],
): Promise<Record<string, unknown>[]> {
  if (keys.length === 0) return []
  const written = new Parameters()
  const where = [
    ...placed(of, place, written),
    ...onlyThose(of.target),
    keysWanted(of, keys, written, false),
  ]
  const heads = await query<Record<string, unknown>>({
    name: `load ${of.name}`,
    text: `select t.* from ${of.target.table} t where ${where.join(' and ')}`,
    values: written.values,
  })
  return await withRows(query, of, place, heads)
}

/** The contents of rows of a description's table, with their own rows. */
export async function withRows(
  query: Query,
  of: Described,
  place: Place,
  heads: readonly Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  const key = ownKey(of)
  const contents = heads.map(contentsOf(of))
  const lists = rowFields(of.fields)
  if (lists.length === 0 || heads.length === 0) return contents
  const keys = heads.map((head) => key.map(({ name }) => String(head[name])))
  for (const [name, { rows }] of lists) {
    const written = new Parameters()
    const where = [...placed(of, place, written), keysWanted(of, keys, written, true)]
    const found = await query<Record<string, unknown>>({
      name: `load ${of.name} ${name}`,
      text: `select t.* from ${rowTable(of, name)} t where ${where.join(' and ')} order by t.row`,
      values: written.values,
    })
    const valuesOf = valuesIn(Object.entries(rows))
    const owned = Map.groupBy(found, (row) => key.map(({ inRows }) => row[inRows]).join(' '))
    contents.forEach((content, at) => {
      const own = owned.get(keys[at]?.join(' ') ?? '') ?? []
      content[name] = own.map(valuesOf)
    })
  }
  return contents
}

/** The table of a description's rows. */
export function rowTable(
  { target }: { readonly target: { readonly table: string } },
  name: string,
): string {
  return `${target.table}_${columnName(name)}`
}

async function insertRows(
  query: Query,
  of: Described,
  place: Place,
  all: readonly Written[],
  name: string,
): Promise<void> {
  const flat = all.flatMap(({ key, values }) =>
    rowsIn(values, name).map((row, at) => ({ key, row, at })),
  )
  if (flat.length === 0) return
  const written = new Parameters()
  const shared = placeColumns(of, place, written)
  const columns = [
    ...ownKey(of).map(({ inRows, type }, at) => ({
      name: inRows,
      type,
      text: column(flat, ({ key }) => key[at] ?? null),
    })),
    { name: 'row', type: 'integer', text: column(flat, ({ at }) => String(at + 1)) },
    ...fieldColumns(
      fieldsOf(of, name),
      flat.map(({ row }) => row),
    ),
  ]
  await query({
    name: `insert ${of.name} ${name}`,
    text:
      `insert into ${rowTable(of, name)} (${shared.map(([known]) => known).join(', ')}, ` +
      `${columns.map((one) => one.name).join(', ')}) ` +
      `select ${shared.map(([, value]) => value).join(', ')}, u.* ` +
      `from ${written.unnest(columns)} u`,
    values: written.values,
  })
}

function fieldsOf({ fields }: Described, name: string): [string, Field][] {
  const of: Columns = rowFields(fields).find(([known]) => known === name)?.[1].rows ?? {}
  return Object.entries(of)
}

/** The organization and, where there is one, the company: each column with its parameter. */
function placeColumns(of: Described, place: Place, written: Parameters): [string, string][] {
  const organization: [string, string] = ['organization', written.add(place.organization, 'uuid')]
  return of.target.of === 'company'
    ? [organization, ['company', written.add(place.company, 'text')]]
    : [organization]
}

function placed(of: Described, place: Place, written: Parameters): string[] {
  return placeColumns(of, place, written).map(([name, value]) => `t.${name} = ${value}`)
}

function matched(of: Described, own: string, given: string, inRows = false): string[] {
  return ownKey(of).map((key) => `${own}.${inRows ? key.inRows : key.name} = ${given}.${key.name}`)
}

/** The condition that a row is one of the wanted. */
function keysWanted(
  of: Described,
  keys: readonly (readonly string[])[],
  written: Parameters,
  inRows: boolean,
): string {
  const columns = keyColumns(
    of,
    keys.map((key) => ({ key })),
  )
  const names = ownKey(of).map((key) => `t.${inRows ? key.inRows : key.name}`)
  const [only, ...more] = columns
  // One list is looked up by the index as it stands; several are compared row by row.
  return only !== undefined && more.length === 0
    ? `${names.join('')} = any (${written.add(only.text, `${only.type}[]`)})`
    : `(${names.join(', ')}) in (select * from ${written.unnest(columns)})`
}

function numberColumn(of: Described, all: readonly Written[]): Filled[] {
  if (of.noun === 'register' || of.number === null) return []
  return [{ name: 'number', type: 'text', text: column(all, ({ number }) => number ?? null) }]
}

/** The head and the plain fields of what is stored; its rows come after. */
function contentsOf(of: Described): (stored: Record<string, unknown>) => Record<string, unknown> {
  const valuesOf = valuesIn(plainFields(of.fields))
  return (stored) => {
    const { version, extra } = stored
    const fields = valuesOf(stored)
    const madeBy = stored['created_by']
    if (of.noun === 'document') {
      const { id, company, state } = stored
      const number = of.number === null ? null : (stored['number'] ?? null)
      return { id, company, state, number, version, madeBy, extra, ...fields }
    }
    const goodFrom = of.target.dated ? { goodFrom: stored['good_from'] } : {}
    return { code: stored['code'], ...goodFrom, version, madeBy, extra, ...fields }
  }
}
