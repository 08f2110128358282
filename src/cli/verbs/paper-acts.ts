/** `backstay paper KIND write|change|…` and `register KIND add|change`: sets are written, go on. */
import { pathPart } from '#base/path-part.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { isRows } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { isFine, replyAnswer, type Reply } from '#cli/api.ts'
import { readInput } from '#cli/files.ts'
import type { Session } from '#cli/session.ts'
import { tableText } from '#cli/table.ts'
import { atShelf, memberOf, objectOf, papersOf, rowsIn } from '#cli/verbs/paper.ts'
import type { PaperOptions, Shelf } from '#cli/verbs/paper.ts'
import { cellText, isShown, type Shown } from '#cli/verbs/shown.ts'
import { readJson } from '#server/http/json-body.ts'

export interface ActOptions extends PaperOptions {
  /** Only say what it would be. */
  readonly preview?: boolean
  /** A verb that is done in the same act. */
  readonly do?: string
  /** The idempotency key. */
  readonly once?: string
  /** Fields of the command line: "note=Careful". */
  readonly set?: readonly string[]
  /** Of a dated register: the first day of a row. */
  readonly goodFrom?: string
}

const largestFile = 8_000_000

/** Writes papers, or adds rows to a register, from JSON: one, a list of them, or as in the API. */
export async function write(
  session: Session,
  of: Described,
  file: string | undefined,
  options: ActOptions,
): Promise<Answer> {
  const list = of.noun === 'document' ? 'papers' : 'rows'
  const members = await membersOf(session, of, file, options)
  if (!members.ok) return stopped('usage', members.problems)
  const verb = options.do === undefined ? {} : { verb: options.do }
  const body = { [list]: members.value, ...verb }
  return await atShelf(session, of, options, async ({ api, list: address }) =>
    acted(of, await api.post(address, body, options)),
  )
}

/** Changes fields of one paper, or of one row of a register. */
export async function change(
  session: Session,
  of: Described,
  word: string,
  file: string | undefined,
  options: ActOptions,
): Promise<Answer> {
  const values = await membersOf(session, of, file, options)
  if (!values.ok) return stopped('usage', values.problems)
  const [only, ...more] = values.value
  if (only === undefined || more.length > 0) return stopped('usage', [oneChange])
  return await atShelf(session, of, options, async (shelf) => {
    const list = of.noun === 'document' ? 'papers' : 'rows'
    const seen = await (of.noun === 'document'
      ? papersOf(shelf, [word])
      : rowOf(shelf, word, options.goodFrom))
    if ('status' in seen) return replyAnswer(seen)
    if (!seen.ok) return stopped('refused', seen.problems)
    const body = { [list]: [{ ...only, ...seen.value[0] }] }
    return acted(of, await shelf.api.post(`${shelf.list}/changes`, body, options))
  })
}

/** Does with papers what an address behind their list says: a verb, `removals`, `undoing`. */
export async function actWith(
  session: Session,
  of: Described,
  words: readonly string[],
  tail: string,
  options: ActOptions,
): Promise<Answer> {
  if (words.length === 0) return stopped('usage', [nonePaper])
  return await atShelf(session, of, options, async (shelf) => {
    const papers = await papersOf(shelf, words)
    if ('status' in papers) return replyAnswer(papers)
    if (!papers.ok) return stopped('refused', papers.problems)
    const address = `${shelf.list}/${addressName(tail)}`
    const reply = await shelf.api.post(address, { papers: papers.value }, options)
    return tail === 'undoing' ? undone(reply) : acted(of, reply)
  })
}

/** A row of a register with the version that is there now. */
async function rowOf(
  { api, of, list }: Shelf,
  code: string,
  goodFrom: string | undefined,
): Promise<Outcome<object[]> | Reply> {
  const reply = await api.get(`${list}/${pathPart(code)}`)
  if (!isFine(reply)) return reply
  const rows = of.target.dated ? rowsIn(reply.json) : [reply.json]
  const found = rows.find((row) => !of.target.dated || memberOf(row, 'goodFrom') === goodFrom)
  if (found === undefined) {
    const message = 'Say which row with --good-from and its first day.'
    return refused(misuse('--good-from', message))
  }
  const version = memberOf(found, 'version')
  return fine([{ code, version, ...(goodFrom === undefined ? {} : { goodFrom }) }])
}

/** What a set became, as a table; the problems of those that were refused. */
function acted(of: Described, reply: Reply): Answer {
  if (!isFine(reply)) return replyAnswer(reply)
  const rows = rowsIn(reply.json)
  const names =
    of.noun === 'document' ? (['number', 'id', 'state'] as const) : (['code', 'goodFrom'] as const)
  const done = rows.filter((row) => row['outcome'] === 'done')
  const shown = names.filter((name) => done.some((row) => cellText(row[name]) !== ''))
  const columns = shown.map((title) => ({ title, side: 'start' as const }))
  const table =
    done.length === 0
      ? ''
      : tableText(
          columns,
          done.map((row) => shown.map((n) => cellText(row[n]))),
        )
  const text = table + entriesText(reply.json)
  const problems = rows.flatMap((row, at) => problemsIn(row, at))
  const json = objectOf(reply.json)
  if (problems.length === 0) return said(text, json)
  return stopped('refused', problems, text, json)
}

function undone(reply: Reply): Answer {
  if (!isFine(reply)) return replyAnswer(reply)
  const steps = memberOf(reply.json, 'steps')
  const rows = (Array.isArray(steps) ? steps : []).flatMap((step: unknown) => {
    const papers = memberOf(step, 'papers')
    return (Array.isArray(papers) ? papers : []).map((paper: unknown) => [
      cellText(memberOf(step, 'kind')),
      cellText(memberOf(paper, 'number') ?? memberOf(paper, 'id')),
      cellText(memberOf(paper, 'state')),
    ])
  })
  const columns = ['kind', 'paper', 'state'].map((title) => ({ title, side: 'start' as const }))
  const table = rows.length === 0 ? '' : tableText(columns, rows)
  const text = table + entriesText(reply.json)
  const problems = problemsIn(reply.json, null)
  const json = objectOf(reply.json)
  return problems.length === 0 ? said(text, json) : stopped('refused', problems, text, json)
}

/** The entries of a preview, line by line. */
function entriesText(json: unknown): string {
  const entries = memberOf(json, 'entries')
  if (!Array.isArray(entries) || entries.length === 0) return ''
  const lines = entries.flatMap((entry: unknown) => {
    const of = memberOf(entry, 'lines')
    return (Array.isArray(of) ? of : []).map((line: unknown) => [
      cellText(memberOf(entry, 'postedOn')),
      cellText(memberOf(entry, 'reason')),
      cellText(memberOf(line, 'account')),
      cellText(memberOf(line, 'amount')),
      cellText(memberOf(line, 'currency')),
    ])
  })
  const columns = ['posted on', 'reason', 'account', 'amount', 'currency'].map((title) => ({
    title,
    side: title === 'amount' ? ('end' as const) : ('start' as const),
  }))
  return `\nWould be recorded:\n${tableText(columns, lines)}`
}

function problemsIn(row: unknown, at: number | null): Problem[] {
  const problems = memberOf(row, 'problems')
  return (Array.isArray(problems) ? problems : []).map((problem: unknown) => {
    const field = cellText(memberOf(problem, 'field'))
    const place = at === null ? '' : `[${at + 1}]${field === '' ? '' : '.'}`
    return {
      rule: cellText(memberOf(problem, 'rule')),
      field: `${place}${field}`,
      message: cellText(memberOf(problem, 'message')),
    }
  })
}

/** What a file and the words say of papers: objects in JSON. Problem: `usage`, those of JSON. */
async function membersOf(
  session: Session,
  of: Described,
  file: string | undefined,
  { set = [] }: ActOptions,
): Promise<Outcome<Shown[]>> {
  const spoken = setOf(of, set)
  if (!spoken.ok) return spoken
  if (file === undefined) return set.length === 0 ? refused(nothingSaid) : fine([spoken.value])
  const bytes = await readInput(session, file, largestFile)
  if (!bytes.ok) return bytes
  const read = readJson(bytes.value)
  if (!read.ok) return read
  const list = memberOf(read.value, 'papers') ?? memberOf(read.value, 'rows') ?? read.value
  const members: unknown[] = Array.isArray(list) ? list : [list]
  const objects = members.filter((one) => isShown(one))
  if (objects.length < members.length) return refused(noObject)
  return fine(objects.map((one) => ({ ...one, ...spoken.value })))
}

/** The fields of `--set`, as JSON: a text is read as the field's own kind. Problem: `usage`. */
function setOf(of: Described, set: readonly string[]): Outcome<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const word of set) {
    const at = word.indexOf('=')
    if (at < 1) {
      const message = 'Write each field as --set note=Careful; nothing behind the = empties it.'
      return refused(misuse('--set', message))
    }
    const [name, text] = [word.slice(0, at), word.slice(at + 1)]
    const field = Object.hasOwn(of.fields, name) ? of.fields[name] : undefined
    values[name] =
      text === '' ? null : field === undefined || isRows(field) ? text : jsonOf(field, text)
  }
  return fine(values)
}

/** A text as the JSON of a kind: whole numbers and yes or no are none in JSON. */
function jsonOf({ kind }: Field, text: string): unknown {
  if (kind.codec.safeParse(text).success) return text
  return /^(true|false|0|-?[1-9]\d{0,14})$/.test(text) ? JSON.parse(text) : text
}

const nothingSaid = misuse('FILE', 'Name a file with JSON, or - for standard input, or use --set.')
const noObject = misuse('FILE', 'The JSON is no object, and no list of objects.')
const oneChange = misuse('FILE', 'One paper is changed at a time: give one object of fields.')
const nonePaper = misuse('NUMBER', 'Name at least one paper, by its number or identifier.')
