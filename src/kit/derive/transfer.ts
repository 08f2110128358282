/** Papers as the rows of a flat table: what an export writes, and an import reads again. */
import { z } from 'zod'
import type { Cell, SheetColumn } from '#kit/cell.ts'
import type { Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { plainFields, rowFields } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import type { Register } from '#kit/register.ts'
import { labelText } from '#kit/spelling.ts'

/** What has fields and stands in lists. */
export type Description = Document | Register

/** A column of the flat table. */
export interface TransferColumn extends SheetColumn {
  /** "lentTo", "books.title", "extra.colour"; "number", "state", "code" and "goodFrom". */
  readonly path: string
  /** The list of rows that it belongs to; null for what a paper has once. */
  readonly list: string | null
  /** Its name within the paper, the row, or the organization's own fields. */
  readonly name: string
  /** Null for a number, a state and a code, which are no values of a paper. */
  readonly field: Field | null
  /** Whether it is one of the organization's own fields. */
  readonly isOwn: boolean
  /** Whether people write it, and so an import; transitions write the others. */
  readonly isWritten: boolean
}

/**
 * The columns of a description: its head, its fields, the organization's own ones, then those of
 * each list of rows. A caller leaves out those whose read class the reader may not see. No two
 * have the same title, in whatever words they are.
 */
export function transferColumns(
  description: Description,
  own: Columns = {},
  told: (text: string) => string = (text) => text,
): readonly TransferColumn[] {
  const { fields } = description
  const columns = [
    ...headOf(description, told),
    ...plainFields(fields).map(([name, field]) => columnOf(null, name, field, told)),
    ...Object.entries(own).map(([name, field]) => {
      // What the organization calls its own fields, it says in its own words.
      const column = columnOf(null, name, field, (text) => text)
      return { ...column, path: `extra.${name}`, isOwn: true }
    }),
    ...rowFields(fields).flatMap(([list, { rows, isTaken }]) =>
      Object.entries(rows).map(([name, field]) => {
        const column = columnOf(list, name, field, told)
        return { ...column, isWritten: column.isWritten && !isTaken }
      }),
    ),
  ]
  const alike = Map.groupBy(columns, ({ title }) => title)
  return columns.map((column) => {
    const { title, list, path } = column
    const others = (alike.get(title) ?? []).filter((other) => other !== column)
    if (list !== null && others.length > 0) {
      return { ...column, title: `${told(labelText(list))}: ${title}` }
    }
    return others.some((other) => other.list === null) ? { ...column, title: path } : column
  })
}

/**
 * The rows of papers. A paper has a row for each row of its lists, one list below the other, and
 * its head and fields stand on all of them; a paper without rows has one row. A document that has
 * no number yet is named by its identifier, so that its rows can be told from others.
 */
export function* flatRows(
  columns: readonly TransferColumn[],
  papers: Iterable<Content>,
): Generator<readonly Cell[]> {
  const lists = new Set(columns.flatMap(({ list }) => list ?? []))
  for (const paper of papers) {
    const lines = [...lists].flatMap((list) => rowsIn(paper, list).map((row) => ({ list, row })))
    for (const line of lines.length === 0 ? [{ list: null, row: paper }] : lines) {
      yield columns.map((column) => {
        if (column.list === null) return cellIn(column, paper)
        return column.list === line.list ? cellIn(column, line.row) : null
      })
    }
  }
}

function headOf({ noun, target }: Description, told: Told): TransferColumn[] {
  if (noun === 'document')
    return ['number', 'state'].map((name) => columnOf(null, name, null, told))
  const code = columnOf(null, 'code', null, told)
  return target.dated ? [code, columnOf(null, 'goodFrom', day(), told)] : [code]
}

type Told = (text: string) => string

function columnOf(
  list: string | null,
  name: string,
  field: Field | null,
  told: Told,
): TransferColumn {
  const { side = 'start', cell } = field?.kind ?? {}
  return {
    path: list === null ? name : `${list}.${name}`,
    list,
    name,
    field,
    title: told(field?.label ?? labelText(name)),
    side,
    format: cell?.format ?? { of: 'text' },
    isOwn: false,
    isWritten: field !== null && !field.isTaken,
  }
}

/** The cell of a column, from a paper or from a row of the column's list. */
export function cellIn({ field, name, isOwn }: TransferColumn, of: Content): Cell {
  if (field !== null) {
    const value = isOwn ? ownValue(field, of['extra'], name) : (of[name] ?? null)
    return value === null ? null : field.kind.cell.write(value)
  }
  const head = name === 'number' ? (of['number'] ?? of['id']) : of[name]
  return typeof head === 'string' ? head : null
}

/** An own field's value; these are kept as JSON. */
function ownValue({ kind }: Field, extra: unknown, name: string): unknown {
  if (typeof extra !== 'object' || extra === null) return null
  const json: unknown = Object.getOwnPropertyDescriptor(extra, name)?.value ?? null
  return json === null ? null : z.decode(kind.codec, json)
}
