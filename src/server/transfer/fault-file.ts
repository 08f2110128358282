/** The rows of a file whose papers were refused, with what is wrong: to correct and send again. */
import { formatDecimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { isFigure } from '#kit/cell.ts'
import type { Cell, Sheet, TableRow } from '#kit/cell.ts'
import type { Refusing } from '#languages/wording.ts'
import type { Import } from '#server/transfer/import.ts'
import { keptIn } from '#server/transfer/kept-row.ts'

interface Faulty {
  readonly part: number
  readonly place: number
  readonly line: number
  readonly cells: unknown
  readonly problems: readonly Problem[]
}

const pageOf = 200

/**
 * The file's own columns, and behind them where the row stood and what is wrong with it. All rows
 * of a paper come along, so that what is corrected is whole.
 */
export function faultSheet(
  query: Query,
  organization: string,
  one: Import,
  { told, refused }: Refusing,
): Sheet {
  const text = (title: string) => ({ title, format: { of: 'text' }, side: 'start' }) as const
  return {
    name: told('Refused'),
    columns: [
      ...one.columns.map(text),
      ...['Line in the file', 'What is wrong'].map(told).map(text),
    ],
    rows: faultRows(query, organization, one, refused),
  }
}

async function* faultRows(
  query: Query,
  organization: string,
  { id, parts, columns }: Import,
  refused: Refusing['refused'],
): AsyncGenerator<readonly Cell[]> {
  for (let [part, place] = [-1, 0]; ;) {
    const found = await query<Faulty>({
      name: 'transfer.faults',
      text: `select part, place, line, cells, problems from transfer.staged
        where organization = $1 and import = $2 and state = 'refused' and (part, place) > ($3, $4)
        order by part, place limit ${pageOf}`,
      values: [organization, id, part, place],
    })
    for (const one of found) {
      const mark = parts[one.part]?.mapping.habits.decimal ?? null
      yield* rowsOf(one, columns.length, mark, refused)
    }
    const last = found.at(-1)
    if (last === undefined) return
    ;[part, place] = [last.part, last.place]
  }
}

function* rowsOf(
  { line, cells, problems }: Faulty,
  width: number,
  mark: string | null,
  refused: Refusing['refused'],
): Generator<readonly Cell[]> {
  const kept = keptIn(cells)
  const rows: readonly TableRow[] = kept.length === 0 ? [{ line, cells: [] }] : kept
  const lines = new Set(rows.map((row) => row.line))
  // What concerns no row of its own stands beside the first.
  const lineOf = ({ field }: Problem): number => {
    const told = Number(/^line (\d+)/.exec(field)?.[1])
    return lines.has(told) ? told : (rows[0]?.line ?? line)
  }
  const told = Map.groupBy(problems, lineOf)
  for (const row of rows) {
    const own = Array.from({ length: width }, (_, at) => asWritten(row.cells[at] ?? null, mark))
    const wrong = (told.get(row.line) ?? []).map(({ message }) => refused(message)).join(' ')
    yield [...own, String(row.line), wrong === '' ? null : wrong]
  }
}

/** A figure of a workbook as the file's own habits would write it, for those who read it again. */
function asWritten(cell: Cell, mark: string | null): Cell {
  return mark === ',' && isFigure(cell) ? formatDecimal(cell).replace('.', ',') : cell
}
