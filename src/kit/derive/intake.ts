/** Papers from the rows of somebody's table, each value known by its line and column. */
import type { Outcome, Problem } from '#base/problem.ts'
import { cellText } from '#kit/cell.ts'
import type { TableRow } from '#kit/cell.ts'
import { bound } from '#kit/derive/mapping.ts'
import type { Binding, BoundColumn, Mapping } from '#kit/derive/mapping.ts'
import type { Description } from '#kit/derive/transfer.ts'
import type { Habits } from '#kit/reading.ts'

/** A paper as a file has it. */
export interface Draft {
  /** The number or code by which the file tells its papers apart; null where it has none. */
  readonly key: string | null
  /** JSON for the schema of the description's fields. */
  readonly values: Readonly<Record<string, unknown>>
  /** The line of its first row, and by list the lines of its rows. */
  readonly line: number
  readonly lines: Readonly<Record<string, readonly number[]>>
}

/** What was made of a table: the papers that could be read, and what hinders the others. */
export interface Intake {
  readonly drafts: readonly Draft[]
  readonly problems: readonly Problem[]
}

/** So many problems of one file are told; the rest shows when these are gone. */
const mostTold = 100

/**
 * The papers that a table describes. Rows with the same key are one paper, wherever they stand;
 * what a paper has once may stand on one of them or, alike, on several. A row belongs to each list
 * of which it fills a column. Where a row is bad, or nobody knows to which paper it belongs, no
 * paper is taken; where a value is bad, its paper is not.
 */
export function papersFrom(
  description: Description,
  mapping: Mapping,
  titles: readonly string[],
  rows: Iterable<Outcome<TableRow>>,
): Intake {
  const binding = bound(description, mapping, titles)
  if (!binding.ok) return { drafts: [], problems: binding.problems }
  const papers = new Map<string | number, Gathering>()
  const problems: Problem[] = []
  let whole = true
  for (const row of rows) {
    const found = row.ok ? takeRow(papers, row.value, binding.value, mapping.habits) : row.problems
    whole &&= row.ok && found.every(({ rule }) => rule !== 'key-missing')
    problems.push(...found)
    if (problems.length >= mostTold) return { drafts: [], problems }
  }
  const good = whole ? [...papers.values()].filter((paper) => paper.good) : []
  return { drafts: good.map((paper) => drafted(paper, binding.value)), problems }
}

/**
 * A problem of a paper's values, told by where the value stands in the file: “books[2].title” as
 * “line 17, column Title”.
 */
export function toldInFile(problem: Problem, draft: Draft, { fields }: Mapping): Problem {
  const [, name = '', , row, inner] = /^(\w+)(\[(\d+)\](?:\.(\w+))?)?$/.exec(problem.field) ?? []
  const line = (row === undefined ? null : draft.lines[name]?.[Number(row) - 1]) ?? draft.line
  const column = fields[inner === undefined ? name : `${name}.${inner}`]?.column ?? null
  const field = column === null ? `line ${line}` : `line ${line}, column ${column}`
  const place = `L${field.slice(1)}`
  const named = `The field ${problem.field}`
  const message =
    column !== null && problem.message.startsWith(named)
      ? place + problem.message.slice(named.length)
      : `${place}: ${problem.message}`
  return { rule: problem.rule, field, message }
}

/** A paper while its rows come in. */
interface Gathering {
  readonly key: string | null
  readonly line: number
  readonly values: Record<string, unknown>
  readonly rows: Record<string, Record<string, unknown>[]>
  readonly lines: Record<string, number[]>
  /** Whether all of its values could be read. */
  good: boolean
}

function takeRow(
  papers: Map<string | number, Gathering>,
  row: TableRow,
  { key: keyColumn, head, lists }: Binding,
  habits: Habits,
): Problem[] {
  const { line, cells } = row
  const key = keyColumn === null ? null : cellText(cells[keyColumn.at] ?? null).trim()
  if (key === '') return [keyMissing(line, keyColumn?.title ?? '')]
  const known = papers.get(key ?? line)
  const paper = known ?? { key, line, values: {}, rows: {}, lines: {}, good: true }
  papers.set(key ?? line, paper)
  const problems = takeHead(paper, row, head, habits)
  for (const [list, columns] of lists) {
    if (columns.every(({ at }) => at === null || cells[at] === null)) continue
    const { values, problems: found } = read(columns, row, habits)
    const standing = otherwise(columns)
    ;(paper.rows[list] ??= []).push({ ...standing, ...values })
    ;(paper.lines[list] ??= []).push(line)
    problems.push(...found)
  }
  const hasLists = [...lists.values()].some((columns) => columns.some(({ at }) => at !== null))
  if (known !== undefined && !hasLists) problems.push(repeated(line, known, keyColumn?.title ?? ''))
  paper.good &&= problems.length === 0
  return problems
}

/** What a paper has once: the first row that says it counts, and no other may say else. */
function takeHead(
  paper: Gathering,
  row: TableRow,
  columns: readonly BoundColumn[],
  habits: Habits,
): Problem[] {
  const { values, problems } = read(columns, row, habits)
  for (const { name, title } of columns) {
    if (!Object.hasOwn(values, name)) continue
    if (!Object.hasOwn(paper.values, name)) paper.values[name] = values[name]
    else if (paper.values[name] !== values[name]) {
      problems.push(differs(row.line, title, [values[name], paper.values[name]]))
    }
  }
  return problems
}

function read(columns: readonly BoundColumn[], { line, cells }: TableRow, habits: Habits) {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const { name, field, at, title } of columns) {
    const cell = at === null ? null : (cells[at] ?? null)
    if (cell === null) continue
    const reading = field.kind.cell.read(cell, habits)
    if ('json' in reading) values[name] = reading.json
    else problems.push(unread(line, title, reading.why))
  }
  return { values, problems }
}

function otherwise(columns: readonly BoundColumn[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap((column) =>
      column.otherwise === null ? [] : [[column.name, column.otherwise] as const],
    ),
  )
}

function drafted({ key, line, values, rows, lines }: Gathering, { head, lists }: Binding): Draft {
  const listed = [...lists.keys()].map((list) => [list, rows[list] ?? []] as const)
  const all = { ...otherwise(head), ...values, ...Object.fromEntries(listed) }
  return { key, values: all, line, lines }
}

function unread(line: number, title: string, why: string): Problem {
  const field = `line ${line}, column ${title}`
  return { rule: 'cell-unread', field, message: `L${field.slice(1)}: ${why}` }
}

function keyMissing(line: number, title: string): Problem {
  const message = `Line ${line} has nothing in the column ${title}: say to which paper it belongs.`
  return { rule: 'key-missing', field: `line ${line}, column ${title}`, message }
}

function repeated(line: number, known: Gathering, title: string): Problem {
  const message =
    `Line ${line} has ${known.key ?? ''} in the column ${title}, as line ${known.line} has. ` +
    'Take one of them out.'
  return { rule: 'key-repeated', field: `line ${line}, column ${title}`, message }
}

function differs(line: number, title: string, [here, above]: [unknown, unknown]): Problem {
  const message =
    `Line ${line} says “${String(here)}” in the column ${title}, but a line above it says ` +
    `“${String(above)}” for the same paper. Say the same on all of its lines, or only once.`
  return { rule: 'head-differs', field: `line ${line}, column ${title}`, message }
}
