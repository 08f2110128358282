/** Papers from the rows of somebody's table, each value known by its line and column. */
import type { Outcome, Problem } from '#base/problem.ts'
import { cellText } from '#kit/cell.ts'
import type { TableRow } from '#kit/cell.ts'
import { bound } from '#kit/derive/mapping.ts'
import type { Binding, BoundColumn, Mapping } from '#kit/derive/mapping.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { Habits } from '#kit/reading.ts'

/** A paper as a file has it. */
export interface Draft {
  /** The number or code by which the file tells its papers apart; null where it has none. */
  readonly key: string | null
  /** Of a dated register: the first day on which the row is good. */
  readonly goodFrom: string | null
  /** JSON for the schema of what people write; under "extra", the organization's own fields. */
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
  columns: readonly TransferColumn[],
  mapping: Mapping,
  titles: readonly string[],
  rows: Iterable<Outcome<TableRow>>,
): Intake {
  const binding = bound(columns, mapping, titles)
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
  const [, list = '', row = '0'] = /^(\w+)\[(\d+)\]/.exec(problem.field) ?? []
  const line = draft.lines[list]?.[Number(row) - 1] ?? draft.line
  const column = fields[problem.field.replace(/\[\d+\]/, '')]?.column ?? null
  const field = column === null ? `line ${line}` : `line ${line}, column ${column}`
  const place = `L${field.slice(1)}`
  const named = `The field ${problem.field}`
  const message =
    column !== null && problem.message.startsWith(named)
      ? place + problem.message.slice(named.length)
      : `${place}: ${problem.message}`
  return { rule: problem.rule, field, message }
}

/** What was read from a row, or for a paper, by the columns it came from. */
type Found = Map<BoundColumn, unknown>

/** A paper while its rows come in. */
interface Gathering {
  readonly key: string | null
  readonly line: number
  readonly head: Found
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
  // The rows of a dated register have the same code, and each its first day.
  const from = head.find(({ path }) => path === goodFrom)?.at ?? -1
  const name = key === null ? line : `${key}\n${cellText(cells[from] ?? null)}`
  const known = papers.get(name)
  const paper: Gathering = known ?? gathering(key, line)
  papers.set(name, paper)
  const problems = takeHead(paper, row, head, habits)
  for (const [list, columns] of lists) {
    if (columns.every(({ at }) => at === null || cells[at] === null)) continue
    const { found, unreadable } = read(columns, row, habits)
    ;(paper.rows[list] ??= []).push(objectOf(columns, found))
    ;(paper.lines[list] ??= []).push(line)
    problems.push(...unreadable)
  }
  const hasLists = [...lists.values()].some((columns) => columns.some(({ at }) => at !== null))
  if (known !== undefined && !hasLists) problems.push(repeated(line, known, keyColumn?.title ?? ''))
  paper.good &&= problems.length === 0
  return problems
}

const goodFrom = 'goodFrom'

function gathering(key: string | null, line: number): Gathering {
  return { key, line, head: new Map(), rows: {}, lines: {}, good: true }
}

/** What a paper has once: the first row that says it counts, and no other may say else. */
function takeHead(
  paper: Gathering,
  row: TableRow,
  columns: readonly BoundColumn[],
  habits: Habits,
): Problem[] {
  const { found, unreadable } = read(columns, row, habits)
  for (const [column, json] of found) {
    if (!paper.head.has(column)) paper.head.set(column, json)
    const said = paper.head.get(column)
    if (said !== json) unreadable.push(differs(row.line, column.title, [json, said]))
  }
  return unreadable
}

function read(columns: readonly BoundColumn[], { line, cells }: TableRow, habits: Habits) {
  const found: Found = new Map()
  const unreadable: Problem[] = []
  for (const column of columns) {
    const cell = column.at === null ? null : (cells[column.at] ?? null)
    if (cell === null) continue
    const reading = column.field.kind.cell.read(cell, habits)
    if ('json' in reading) found.set(column, reading.json)
    else unreadable.push(unread(line, column.title, reading.why))
  }
  return { found, unreadable }
}

/** What was found as JSON, and what is meant where nothing was. */
function objectOf(columns: readonly BoundColumn[], found: Found): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const json = found.get(column) ?? column.otherwise
      return json === null ? [] : [[column.name, json] as const]
    }),
  )
}

function drafted({ key, line, head: found, rows, lines }: Gathering, binding: Binding): Draft {
  const { head, lists } = binding
  const day = head.find(({ path }) => path === goodFrom)
  const from = day === undefined ? null : (found.get(day) ?? day.otherwise)
  const plain = head.filter((column) => column !== day && !column.isOwn)
  const own = head.filter(({ isOwn }) => isOwn)
  const values = {
    ...objectOf(plain, found),
    ...(own.length === 0 ? {} : { extra: objectOf(own, found) }),
    ...Object.fromEntries([...lists.keys()].map((list) => [list, rows[list] ?? []] as const)),
  }
  return { key, goodFrom: typeof from === 'string' ? from : null, values, line, lines }
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
