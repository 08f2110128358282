/** Papers from the rows of somebody's table, each value known by its line and column. */
import { fine, refused } from '#base/problem.ts'
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
  const papers = new Map<string, Gathered>()
  const problems: Problem[] = []
  for (const row of rows) {
    const gathered = row.ok ? gatheredOf(row.value, binding.value, mapping.habits) : row
    if (!gathered.ok) problems.push(...gathered.problems)
    if (problems.length >= mostTold) return { drafts: [], problems }
    if (gathered.ok) gatherIn(papers, gathered.value, binding.value)
  }
  const all = [...papers.values()]
  const taken = problems.length > 0 ? [] : all.filter((paper) => paper.problems.length === 0)
  const assumed = assumedIn(binding.value)
  return {
    drafts: taken.map((paper) => drafted(paper, assumed)),
    problems: [...problems, ...all.flatMap((paper) => paper.problems)].slice(0, mostTold),
  }
}

/** By path, or by a column's name within a row: JSON as it was read. */
export type Found = Record<string, unknown>

/**
 * What rows of a file say of one paper, while they come in: plain JSON, so that it can be put aside
 * and taken up again when more of its rows come.
 */
export interface Gathered {
  /** By what the file tells it apart from others. */
  readonly name: string
  readonly key: string | null
  readonly goodFrom: string | null
  readonly line: number
  /** What the paper has once, by path. */
  readonly head: Found
  /** Its rows by list, and the line of each. */
  readonly rows: Record<string, Found[]>
  readonly lines: Record<string, number[]>
  /** What could not be read, or contradicts itself. */
  readonly problems: Problem[]
}

/** What one row says of its paper. Problem: `key-missing`, where nobody knows which paper it is. */
export function gatheredOf(
  row: TableRow,
  { key: keyColumn, head, lists }: Binding,
  habits: Habits,
): Outcome<Gathered> {
  const { line, cells } = row
  const key = keyColumn === null ? null : cellText(cells[keyColumn.at] ?? null).trim()
  if (key === '') return refused(keyMissing(line, keyColumn?.title ?? ''))
  const problems: Problem[] = []
  const day = head.find(({ path }) => path === goodFrom)
  const found = read(head, row, habits, problems)
  const { [goodFrom]: from = day?.otherwise, ...rest } = found
  const rows: Record<string, Found[]> = {}
  const lines: Record<string, number[]> = {}
  for (const [list, columns] of lists) {
    if (columns.every(({ at }) => at === null || cells[at] === null)) continue
    rows[list] = [{ ...assumedOf(columns), ...read(columns, row, habits, problems) }]
    lines[list] = [line]
  }
  // The rows of a dated register have the same code, and each its first day.
  const name = key === null ? `\n${line}` : `${key}\n${cellText(cells[day?.at ?? -1] ?? null)}`
  const first = typeof from === 'string' ? from : null
  return fine({ name, key, goodFrom: first, line, head: rest, rows, lines, problems })
}

/** Takes what later rows say of a paper to what earlier ones said of it. */
export function join(paper: Gathered, later: Gathered, { key, head, lists }: Binding): void {
  const { problems } = paper
  problems.push(...later.problems)
  for (const [path, here] of Object.entries(later.head)) {
    const said = (paper.head[path] ??= here)
    const { title = path } = head.find((column) => column.path === path) ?? {}
    // An empty cell says nothing against what another row says.
    if (here !== null && written(said) !== written(here))
      problems.push(differs(later.line, title, [here, said]))
  }
  for (const [list, rows] of Object.entries(later.rows)) {
    ;(paper.rows[list] ??= []).push(...rows)
    ;(paper.lines[list] ??= []).push(...(later.lines[list] ?? []))
  }
  const hasLists = [...lists.values()].some((columns) => columns.some(({ at }) => at !== null))
  if (!hasLists) problems.push(repeated(later.line, paper, key?.title ?? ''))
}

/** Takes what a row says to the paper of which others spoke already, or begins it. */
export function gatherIn(papers: Map<string, Gathered>, row: Gathered, binding: Binding): void {
  const known = papers.get(row.name)
  if (known === undefined) papers.set(row.name, row)
  else join(known, row, binding)
}

/** What is meant of each paper where its rows say nothing: defaults, and no rows in a list. */
export function assumedIn({ head, lists }: Binding): Assumed {
  const day = head.filter(({ path }) => path !== goodFrom)
  return {
    head: Object.fromEntries(
      day.flatMap(({ path, otherwise }) => (otherwise === null ? [] : [[path, otherwise]])),
    ),
    lists: [...lists.keys()],
  }
}

/** What is meant of each paper where its rows say nothing. */
export interface Assumed {
  readonly head: Found
  readonly lists: readonly string[]
}

/** The paper as it is sent, once all of its rows are in. */
export function drafted(paper: Omit<Gathered, 'name' | 'problems'>, assumed: Assumed): Draft {
  const { key, goodFrom: from, line, lines } = paper
  const values: Record<string, unknown> = {}
  const extra: Record<string, unknown> = {}
  for (const [path, json] of Object.entries({ ...assumed.head, ...paper.head })) {
    if (path.startsWith(ownPath)) extra[path.slice(ownPath.length)] = json
    else values[path] = json
  }
  for (const list of assumed.lists) values[list] = paper.rows[list] ?? []
  const own = Object.keys(extra).length === 0 ? {} : { extra }
  return { key, goodFrom: from, values: { ...values, ...own }, line, lines }
}

/**
 * A problem of a paper's values, told by where the value stands in the file: “books[2].title” as
 * “line 17, column Title”.
 */
export function toldInFile(problem: Problem, draft: Draft, { key, fields }: Mapping): Problem {
  const [, list = '', row = '0'] = /^(\w+)\[(\d+)\]/.exec(problem.field) ?? []
  const line = draft.lines[list]?.[Number(row) - 1] ?? draft.line
  const path = problem.field.replace(/\[\d+\]/, '')
  const column = path === 'number' || path === 'code' ? key : (fields[path]?.column ?? null)
  const place = column === null ? `Line ${line}` : `Line ${line}, column ${column}`
  const named = `The field ${problem.field}`
  const message =
    column !== null && problem.message.startsWith(named)
      ? problem.message.replace(named, () => place)
      : `${place}: ${problem.message}`
  return { rule: problem.rule, field: place.replace('Line', 'line'), message }
}

const goodFrom = 'goodFrom'
const ownPath = 'extra.'

/** What a row says of some columns; what cannot be read is told. */
function read(
  columns: readonly BoundColumn[],
  { line, cells }: TableRow,
  habits: Habits,
  problems: Problem[],
): Found {
  const found: Found = {}
  for (const { at, list, name, path, field, title, emptyIsEmpty } of columns) {
    const cell = at === null ? null : (cells[at] ?? null)
    const known = list === null ? path : name
    if (cell === null && at !== null && emptyIsEmpty) found[known] = null
    if (cell === null) continue
    const reading = field.kind.cell.read(cell, habits)
    if ('json' in reading) found[known] = reading.json
    else problems.push(unread(line, title, reading.why))
  }
  return found
}

/** What is meant in a row where it says nothing. */
function assumedOf(columns: readonly BoundColumn[]): Found {
  return Object.fromEntries(
    columns.flatMap(({ name, otherwise }) => (otherwise === null ? [] : [[name, otherwise]])),
  )
}

function unread(line: number, title: string, why: string): Problem {
  const field = `line ${line}, column ${title}`
  return { rule: 'cell-unread', field, message: `Line ${line}, column ${title}: ${why}` }
}

function keyMissing(line: number, title: string): Problem {
  const message = `Line ${line} has nothing in the column ${title}: say to which paper it belongs.`
  return { rule: 'key-missing', field: `line ${line}, column ${title}`, message }
}

function repeated(line: number, known: Gathered, title: string): Problem {
  const message =
    `Line ${line} has ${known.key ?? ''} in the column ${title}, as line ${known.line} has. ` +
    'Take one of them out.'
  return { rule: 'key-repeated', field: `line ${line}, column ${title}`, message }
}

function differs(line: number, title: string, [here, above]: [unknown, unknown]): Problem {
  const message =
    `Line ${line} says “${written(here)}” in the column ${title}, but a line above it says ` +
    `“${written(above)}” for the same paper. Say the same on all of its lines, or only once.`
  return { rule: 'head-differs', field: `line ${line}, column ${title}`, message }
}

/** JSON as text, by which it is compared and shown. */
function written(json: unknown): string {
  return typeof json === 'string' ? json : JSON.stringify(json)
}
