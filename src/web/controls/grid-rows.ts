/** Rows of a grid as values: what is empty, what is added, taken away and pasted. */
import type { FieldPage } from '#kit/derive/page.ts'
import type { Place } from '#web/controls/grid-keys.ts'
import { readTyped } from '#web/controls/read.ts'
import type { Typing } from '#web/controls/read.ts'

/** What was said in a row, by the fields' names. */
export type Row = Readonly<Record<string, unknown>>

/** Whether nothing stands in a row. */
export function isEmptyRow(row: Row): boolean {
  return Object.values(row).every((value) => value === undefined || value === null || value === '')
}

/** The rows without the empty ones behind the last that says something. */
export function saidRows(rows: readonly Row[]): readonly Row[] {
  const last = rows.findLastIndex((row) => !isEmptyRow(row))
  return last === rows.length - 1 ? rows : rows.slice(0, last + 1)
}

/** The rows with one value changed; rows are added as far as needed. */
export function withValue(rows: readonly Row[], row: number, name: string, value: unknown): Row[] {
  const all = [...rows]
  while (all.length <= row) all.push({})
  return all.with(row, { ...all[row], [name]: value })
}

/** The rows with an empty one behind them. */
export function withNewRow(rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [{}, {}] : [...rows, {}]
}

/** The rows without one. */
export function withoutRow(rows: readonly Row[], row: number): Row[] {
  return rows.filter((_, at) => at !== row)
}

/** The rows with pasted cells from a place on; what goes beyond the last column is left out. */
export function withPasted(
  rows: readonly Row[],
  columns: readonly FieldPage[],
  from: Place,
  pasted: readonly (readonly string[])[],
  typing: Typing,
): Row[] {
  const all = [...rows]
  for (const [down, cells] of pasted.entries()) {
    const row = from.row + down
    while (all.length <= row) all.push({})
    const read = cells.flatMap((typed, right) => {
      const of = columns[from.column + right]
      return of === undefined ? [] : [[of.name, readTyped(typed, of, typing)] as const]
    })
    all[row] = { ...all[row], ...Object.fromEntries(read) }
  }
  return all
}
