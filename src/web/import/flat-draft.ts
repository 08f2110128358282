/** Drafts of an import as rows of cells, each of which can be corrected by itself. */
import type { Problem } from '#web/api.ts'
import type { Draft, JsonType, Mapping } from '#web/import/imports.ts'

/** A cell of a draft: "customer", or "lines.quantity" in one of its rows. */
export interface FlatRow {
  /** The place among the rows of a list; 0 for the first, which also has the head. */
  readonly at: number
  readonly cells: ReadonlyMap<string, string>
}

/** The key of a draft as a column: its number or code. */
export const keyColumn = '#key'

/** The columns that these drafts and their problems speak of, in the order of the fields. */
export function columnsOf(
  drafts: readonly Draft[],
  order: readonly string[],
  mapping: Mapping | undefined,
): string[] {
  const found = new Set(
    drafts.flatMap((draft) => [
      ...flatRows(draft).flatMap(({ cells }) => [...cells.keys()]),
      ...draft.problems.flatMap(({ field }) => pathOf(field, draft, mapping)?.path ?? []),
    ]),
  )
  const known = order.filter((path) => found.has(path))
  return [keyColumn, ...known]
}

/** The rows of a draft: one, or one for each row of its longest list. */
export function flatRows({ key, goodFrom, values }: Draft): FlatRow[] {
  const lists = Object.entries(values ?? {}).filter(([, value]) => Array.isArray(value))
  const count = Math.max(1, ...lists.map(([, rows]) => rowsOf(rows).length))
  return Array.from({ length: count }, (_, at) => {
    const cells = new Map<string, string>()
    if (at === 0) {
      cells.set(keyColumn, key ?? '')
      if (goodFrom !== null) cells.set('goodFrom', goodFrom)
      for (const [name, value] of Object.entries(values ?? {})) {
        if (!Array.isArray(value)) cells.set(name, textOf(value))
      }
    }
    for (const [list, rows] of lists) {
      for (const [name, value] of Object.entries(rowsOf(rows)[at] ?? {})) {
        cells.set(`${list}.${name}`, textOf(value))
      }
    }
    return { at, cells }
  })
}

/** What is wrong with a cell. */
export function problemsAt(
  draft: Draft,
  path: string,
  at: number,
  mapping: Mapping | undefined,
): Problem[] {
  return draft.problems.filter(({ field }) => {
    const meant = pathOf(field, draft, mapping)
    return meant?.path === path && meant.at === at
  })
}

interface CellPlace {
  readonly path: string
  readonly at: number
}

/**
 * The cell that the server names: by the place in the file, as "line 3, column Their country", or
 * by the field, as "lines[2].quantity", the second row of the lines. Null where it is no cell.
 */
export function pathOf(
  field: string,
  { line }: Pick<Draft, 'line'>,
  mapping: Mapping | undefined,
): CellPlace | null {
  const [, inLine, title] = /^line (\d+), column (.+)$/.exec(field) ?? []
  if (title !== undefined) {
    const at = Number(inLine) - line
    if (mapping?.key === title) return { path: keyColumn, at: 0 }
    const fields = Object.entries(mapping?.fields ?? {})
    const path = fields.find(([, { column }]) => column === title)?.[0]
    return path === undefined ? null : { path, at: path.includes('.') ? at : 0 }
  }
  const [, list, row, name] = /^(\w+)\[(\d+)\]\.(\w+)/.exec(field) ?? []
  if (list !== undefined) return { path: `${list}.${name ?? ''}`, at: Number(row) - 1 }
  if (['key', 'number', 'code'].includes(field)) return { path: keyColumn, at: 0 }
  return /^\w+$/.test(field) ? { path: field, at: 0 } : null
}

/** What is sent of a draft with one cell corrected; an empty one is left out. */
export function corrected(
  draft: Draft,
  path: string,
  at: number,
  text: string,
  type: JsonType = 'text',
) {
  const { key, goodFrom } = draft
  const values: Record<string, unknown> = { ...draft.values }
  const [list = '', name] = path.split('.')
  if (path === keyColumn) return { key: text === '' ? null : text, goodFrom, values }
  if (path === 'goodFrom') return { key, goodFrom: text === '' ? null : text, values }
  if (name === undefined) values[list] = jsonOf(text, type)
  else {
    values[list] = rowsOf(values[list]).map((row, place) =>
      place === at ? { ...row, [name]: jsonOf(text, type) } : row,
    )
  }
  return { key, goodFrom, values }
}

/** A number and yes or no, as far as what was typed can be read so; the server says the rest. */
function jsonOf(text: string, type: JsonType): unknown {
  if (text === '') return null
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return /^true$/i.test(text)
  if (type === 'number' && /^-?\d{1,15}$/.test(text)) return Number(text)
  return text
}

function rowsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return []
  const rows: unknown[] = value
  return rows.flatMap((row) => (isRow(row) ? [row] : []))
}

function isRow(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
