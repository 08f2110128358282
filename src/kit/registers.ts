/** Writes rows of registers: new, changed; in sets, with their history. Nothing is thrown away. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Books } from '#kit/books.ts'
import { changeSchema, writtenSchema } from '#kit/derive/schema.ts'
import type { Stored } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { rowFields } from '#kit/field.ts'
import { isCode } from '#kit/fields/link.ts'
import { aOrAn } from '#kit/naming.ts'
import { noteAll } from '#kit/noting.ts'
import type { Register } from '#kit/register.ts'
import { roleProblems } from '#kit/role-problem.ts'
import type { Actor } from '#kit/role.ts'
import { keepRules } from '#kit/row-rules.ts'
import { changeAll, insertAll, loadRows } from '#kit/store.ts'
import type { Written } from '#kit/store.ts'
import { named, problemsOf, readSent } from '#kit/sent.ts'
import { parseDate } from '#base/date.ts'

/** A register's row as somebody sends it. */
export interface SentRow {
  /** The code; of a dated register, with the first day on which it is good. */
  readonly code: string
  readonly goodFrom?: string
  /** The fields as JSON; `extra`, the organization's own ones. */
  readonly values: unknown
  readonly actor: Actor
  /** Of a change: the version that the person saw. */
  readonly version?: number
}

/** What became of a row: as it now is, or all that is wrong with it. */
export type Kept = Outcome<Stored<{ readonly code: string; readonly version: number }> & Content>

/**
 * Adds rows. Answers for each, in the set's order; one that is refused leaves the others alone.
 * Problems: those of the fields, `code-form`, `code-taken`, `code-twice`, `day-form`,
 * `link-unknown`, `role-missing`, `need`, `commodity-other`.
 */
export async function addRows(
  books: Books,
  register: Register,
  set: readonly SentRow[],
): Promise<Kept[]> {
  const there = await versionsOf(books, register, set)
  const sentValues = set.map(({ values }) => values)
  const schema = writtenSchema(register.fields)
  const read = await readSent(books, register, schema, sentValues)
  const twice = doubled(set)
  const added = set.map((sent, at): Kept => {
    const problems = [
      ...codeProblems(register, sent),
      ...(there.has(calledRow(sent)) ? [codeTaken(register, sent)] : []),
      ...(twice.has(calledRow(sent)) ? [codeTwice(sent)] : []),
      ...allowed(books, register, sent),
      ...problemsOf(read[at]),
    ]
    const one = read[at]
    if (problems.length > 0 || one?.ok !== true) return refused(...problems)
    const { values, extra = {} } = one.value
    return fine({ ...values, extra, ...headOf(sent), version: 1, madeBy: sent.actor.person })
  })
  const answers = await keepRules(books, register, added)
  await insertAll(books.query, register, books, writtenAll(register, set, answers))
  await note(books, register, 'add', set, answers, new Map())
  return answers
}

/**
 * Changes rows; a field that is not named stays as it is. Problems: those of `addRows`,
 * `row-unknown`, `version-other`.
 */
export async function changeRows(
  books: Books,
  register: Register,
  set: readonly SentRow[],
): Promise<Kept[]> {
  await versionsOf(books, register, set)
  const stored = await loadRows(books.query, register, books, set.filter(isKeyed).map(keyOf))
  const before = new Map(
    stored.map((row) => [calledRow({ code: row.code, goodFrom: row.goodFrom?.toString() }), row]),
  )
  const sentValues = set.map(({ values }) => values)
  const schema = changeSchema(register.fields)
  const read = await readSent(books, register, schema, sentValues)
  const twice = doubled(set)
  const changed = set.map((sent, at): Kept => {
    const was = before.get(calledRow(sent))
    const one = read[at]
    const problems = [
      ...(was === undefined ? [rowUnknown(register, sent)] : []),
      ...(twice.has(calledRow(sent)) ? [codeTwice(sent)] : []),
      ...(was !== undefined && sent.version !== undefined && sent.version !== was.version
        ? [otherVersion(register, sent, was.version)]
        : []),
      ...allowed(books, register, sent),
      ...problemsOf(read[at]),
    ]
    if (problems.length > 0 || was === undefined || one?.ok !== true) return refused(...problems)
    const { values, extra = was.extra } = one.value
    return fine({ ...was, ...named(values), extra, version: was.version + 1 })
  })
  const answers = await keepRules(books, register, changed)
  const lists = new Set(rowFields(register.fields).map(([name]) => name))
  await changeAll(books.query, register, books, writtenAll(register, set, answers), lists)
  await note(books, register, 'change', set, answers, before)
  return answers
}

/** Locks and answers the versions of what is there: a second writer waits for the first. */
async function versionsOf(
  { query, organization, company }: Books,
  register: Register,
  set: readonly SentRow[],
): Promise<ReadonlySet<string>> {
  await query({
    name: 'register.lock',
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${organization} ${register.target.of === 'company' ? company : ''} ${register.name}`],
  })
  const keys = set.filter(isKeyed).map(keyOf)
  const found = await loadRows(query, register, { organization, company }, keys)
  return new Set(
    found.map((row) => calledRow({ code: row.code, goodFrom: row.goodFrom?.toString() })),
  )
}

function writtenAll(
  register: Register,
  set: readonly SentRow[],
  answers: readonly Kept[],
): Written[] {
  return set.flatMap((sent, at) => {
    const one = answers[at]
    if (one?.ok !== true) return []
    const key = register.target.dated ? keyOf(sent) : [sent.code]
    return [{ key, values: one.value, extra: one.value.extra, by: sent.actor.person }]
  })
}

async function note(
  books: Books,
  register: Register,
  verb: string,
  set: readonly SentRow[],
  answers: readonly Kept[],
  before: ReadonlyMap<string, Content>,
): Promise<void> {
  const acts = set.flatMap((sent, at) => {
    const one = answers[at]
    if (one?.ok !== true) return []
    const was = before.get(calledRow(sent)) ?? null
    const { version } = one.value
    return [{ verb, actor: sent.actor, key: keyOf(sent), version, before: was, after: one.value }]
  })
  await noteAll(books, register, acts)
}

function allowed({ company }: Books, register: Register, { actor }: SentRow): Problem[] {
  const where = {
    company: register.target.of === 'company' ? company : null,
    site: null,
    department: null,
    madeBy: null,
  }
  return roleProblems(`write ${aOrAn(register.name)}`, register.write, where, actor)
}

function codeProblems({ name, target }: Register, { code, goodFrom }: SentRow): Problem[] {
  const problems: Problem[] = []
  if (!isCode(code)) {
    const message =
      `“${code}” is no code of ${aOrAn(name)}: a code has 1 to 40 characters, and no blank at ` +
      'either end. Write another one.'
    problems.push({ rule: 'code-form', field: 'code', message })
  }
  if (target.dated !== (goodFrom !== undefined)) {
    const message = target.dated
      ? `Say from which day the ${name} is good, as 2026-11-22.`
      : `A ${name} has no first day. Leave it out.`
    problems.push({ rule: 'day-form', field: 'goodFrom', message })
  } else if (goodFrom !== undefined && parseDate(goodFrom) === null) {
    const message = `“${goodFrom}” is no day. Write it as 2026-11-22.`
    problems.push({ rule: 'day-form', field: 'goodFrom', message })
  }
  return problems
}

function codeTaken({ name }: Register, sent: SentRow): Problem {
  const called = `${aOrAn(name)} “${calledRow(sent)}”`
  const message = `There is ${called} already. Change that one, or take another code.`
  return { rule: 'code-taken', field: 'code', message }
}

function codeTwice(sent: SentRow): Problem {
  const message = `“${calledRow(sent)}” stands in the set twice. Send it once.`
  return { rule: 'code-twice', field: 'code', message }
}

function rowUnknown({ name }: Register, sent: SentRow): Problem {
  const message = `There is no ${name} “${calledRow(sent)}”. Take one from the list, or add it.`
  return { rule: 'row-unknown', field: 'code', message }
}

function otherVersion({ name }: Register, sent: SentRow, version: number): Problem {
  const message =
    `The ${name} ${calledRow(sent)} was changed meanwhile: it is at version ${version}, and you ` +
    `saw version ${sent.version}. Read it again, and decide anew.`
  return { rule: 'version-other', field: 'version', message }
}

/** What stands in the set more than once. */
function doubled(set: readonly SentRow[]): ReadonlySet<string> {
  const byName = Map.groupBy(set, calledRow)
  return new Set([...byName].filter(([, of]) => of.length > 1).map(([name]) => name))
}

function calledRow({
  code,
  goodFrom,
}: {
  readonly code: string
  readonly goodFrom?: string | undefined
}) {
  return goodFrom === undefined ? code : `${code} ${goodFrom}`
}

function keyOf({ code, goodFrom }: SentRow): string[] {
  return goodFrom === undefined ? [code] : [code, goodFrom]
}

/** Whether a code and day can be looked up at all. */
function isKeyed({ code, goodFrom }: SentRow): boolean {
  return isCode(code) && (goodFrom === undefined || parseDate(goodFrom) !== null)
}

function headOf({ code, goodFrom }: SentRow): { readonly code: string } & Content {
  const first = goodFrom === undefined ? null : parseDate(goodFrom)
  return first === null ? { code } : { code, goodFrom: first }
}
