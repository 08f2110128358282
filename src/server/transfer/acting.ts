/** What is done with what is staged: the same acts as for people who write one paper by hand. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Books } from '#kit/books.ts'
import { toldInFile } from '#kit/derive/intake.ts'
import type { Document } from '#kit/document.ts'
import { isRows } from '#kit/field.ts'
import { preview } from '#kit/preview.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import type { Kept, SentRow } from '#kit/registers.ts'
import type { Register } from '#kit/register.ts'
import type { Actor } from '#kit/role.ts'
import { calledTo } from '#kit/standing.ts'
import type { Placed } from '#kit/standing.ts'
import { loadRows } from '#kit/store.ts'
import { create, enter, prepare } from '#kit/write.ts'
import type { Sent } from '#kit/write.ts'
import { isCode } from '#kit/fields/link.ts'
import { parseDate } from '#base/date.ts'
import { withIdentifiers } from '#server/transfer/numbered-links.ts'
import { describedBy } from '#server/transfer/part.ts'
import type { Part } from '#server/transfer/part.ts'
import type { Staged } from '#server/transfer/staged.ts'

/** What a staged paper became: a paper, or a version of a register's row. */
export interface Became {
  readonly paper: string | null
  readonly version: number | null
}

/** Finds what is wrong with staged papers of a part; for each its problems, told by line. */
export async function check(
  books: Books,
  part: Part,
  staged: readonly Staged[],
  actor: Actor,
): Promise<(readonly Problem[])[]> {
  const of = describedBy(books.catalogue, part)
  const answers =
    of.noun === 'document'
      ? await prepare(books, of, await sentOf(books, of, part, staged, actor))
      : (await preview(books, (inside) => writeRows(inside, of, part, staged, actor))).answer
  return staged.map(({ draft }, at) => {
    const one = answers[at]
    if (one?.ok !== false) return []
    return one.problems.map((problem) => toldInFile(problem, draft, part.mapping))
  })
}

/** Does with staged papers of a part what is asked for; the problems are told by line. */
export async function act(
  books: Books,
  part: Part,
  staged: readonly Staged[],
  actor: Actor,
): Promise<Outcome<Became>[]> {
  const of = describedBy(books.catalogue, part)
  const answers =
    of.noun === 'document'
      ? await writePapers(books, of, part, staged, actor)
      : (await writeRows(books, of, part, staged, actor)).map((one) =>
          one.ok ? fine({ paper: null, version: one.value.version }) : one,
        )
  return staged.map(({ draft }, at): Outcome<Became> => {
    const one = answers[at] ?? refused()
    if (one.ok) return one
    return refused(...one.problems.map((problem) => toldInFile(problem, draft, part.mapping)))
  })
}

async function writePapers(
  books: Books,
  document: Document,
  part: Part,
  staged: readonly Staged[],
  actor: Actor,
): Promise<Outcome<Became>[]> {
  const sent = await sentOf(books, document, part, staged, actor)
  if (part.verb === null) {
    const made = await create(books, document, sent)
    return made.map((one) => (one.ok ? fine({ paper: one.value.id, version: null }) : one))
  }
  const entered = await enter(books, document, part.verb, sent)
  return entered.map((one) =>
    one.outcome === 'done' ? fine({ paper: one.id, version: null }) : refused(...one.problems),
  )
}

/** Staged papers as somebody would send them. */
async function sentOf(
  books: Books,
  document: Document,
  { numbers }: Part,
  staged: readonly Staged[],
  actor: Actor,
): Promise<Sent[]> {
  const isThere = (of: Document, paper: Placed): boolean =>
    calledTo(of, books.company, paper, actor) !== null
  const values = await withIdentifiers(
    { ...books, isThere },
    document,
    staged.map(({ draft }) => draft.values),
  )
  return staged.map(({ draft: { key } }, at) => {
    const keeps = numbers === 'kept' && document.number !== null && key !== null
    return { values: values[at], actor, ...(keeps ? { number: key } : {}) }
  })
}

/** Adds rows to a register, or changes those that are there, as the part says. */
async function writeRows(
  books: Books,
  register: Register,
  { verb }: Part,
  staged: readonly Staged[],
  actor: Actor,
): Promise<Kept[]> {
  const sent = staged.map(({ draft: { key, goodFrom, values } }): SentRow => {
    return { code: key ?? '', values, actor, ...(goodFrom === null ? {} : { goodFrom }) }
  })
  const there =
    verb === null
      ? await codesThere(books, register, sent)
      : new Set(verb === 'change' ? sent.map(calledRow) : [])
  const isThere = (row: SentRow) => there.has(calledRow(row))
  const [changed, added] = [sent.filter(isThere), sent.filter((row) => !isThere(row))]
  const changes = await changeRows(
    books,
    register,
    changed.map((row) => namedOnly(register, row)),
  )
  const additions = await addRows(books, register, added)
  const [ofChanged, ofAdded] = [changes.values(), additions.values()]
  return sent.map((row) => (isThere(row) ? ofChanged : ofAdded).next().value ?? refused())
}

/** A list of rows for which the file has nothing to say stays as it is when its row is changed. */
function namedOnly({ fields }: Register, row: SentRow): SentRow {
  const { values } = row
  if (typeof values !== 'object' || values === null) return row
  const named = Object.entries(values).filter(([name, value]) => {
    const of = fields[name]
    return of === undefined || !isRows(of) || !Array.isArray(value) || value.length > 0
  })
  return { ...row, values: Object.fromEntries(named) }
}

async function codesThere(
  books: Books,
  register: Register,
  sent: readonly SentRow[],
): Promise<ReadonlySet<string>> {
  const keys = sent
    .filter(({ code }) => isCode(code))
    .flatMap(({ code, goodFrom }) => {
      if (!register.target.dated) return [[code]]
      return goodFrom === undefined || parseDate(goodFrom) === null ? [] : [[code, goodFrom]]
    })
  const found = await loadRows(books.query, register, books, keys)
  return new Set(
    found.map(({ code, goodFrom }) => calledRow({ code, goodFrom: goodFrom?.toString() })),
  )
}

function calledRow(row: { readonly code: string; readonly goodFrom?: string | undefined }): string {
  return row.goodFrom === undefined ? row.code : `${row.code} ${row.goodFrom}`
}
