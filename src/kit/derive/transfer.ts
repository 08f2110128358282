/** Papers as the rows of a flat table: what an export writes, and an import reads again. */
import type { Cell, SheetColumn } from '#kit/cell.ts'
import type { Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { plainFields, rowFields } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import type { Register } from '#kit/register.ts'
import { labelText } from '#kit/spelling.ts'

/** What has fields and stands in lists. */
export type Description = Document | Register

/** A column of the flat table. */
export interface TransferColumn extends SheetColumn {
  /** "lentTo", "books.title"; "number" and "state" of a document, "code" of a register. */
  readonly path: string
  /** The list of rows that it belongs to; null for what a paper has once. */
  readonly list: string | null
  /** Its name within the paper or the row. */
  readonly name: string
  /** Null for the head, which no import fills: a number and a state are given by transitions. */
  readonly field: Field | null
}

/**
 * The columns of a description: its head, its fields, then those of each list of rows. A caller
 * leaves out those whose read class the reader may not see. No two have the same title.
 */
export function transferColumns({ noun, fields }: Description): readonly TransferColumn[] {
  const head = noun === 'document' ? ['number', 'state'] : ['code']
  const columns = [
    ...head.map((name) => columnOf(null, name, null)),
    ...plainFields(fields).map(([name, field]) => columnOf(null, name, field)),
    ...rowFields(fields).flatMap(([list, { rows }]) =>
      Object.entries(rows).map(([name, field]) => columnOf(list, name, field)),
    ),
  ]
  const alike = Map.groupBy(columns, ({ title }) => title)
  return columns.map((column) => {
    const { title, list, path } = column
    if (alike.get(title)?.length === 1) return column
    return { ...column, title: list === null ? path : `${labelText(list)}: ${title}` }
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
        if (column.list === null) return cellOf(column, paper)
        return column.list === line.list ? cellOf(column, line.row) : null
      })
    }
  }
}

function columnOf(list: string | null, name: string, field: Field | null): TransferColumn {
  const title = field?.label ?? labelText(name)
  const path = list === null ? name : `${list}.${name}`
  const { side = 'start', cell } = field?.kind ?? {}
  return { path, list, name, field, title, side, format: cell?.format ?? { of: 'text' } }
}

function cellOf({ field, name }: TransferColumn, of: Content): Cell {
  const value = of[name] ?? null
  if (field !== null) return value === null ? null : field.kind.cell.write(value)
  const head = name === 'number' ? (value ?? of['id']) : value
  return typeof head === 'string' ? head : null
}
