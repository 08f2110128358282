/** Undoes an import piece by piece, the newest first: entries reversed, drafts thrown away. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Books } from '#kit/books.ts'
import { column } from '#kit/columns.ts'
import { countingStates } from '#kit/document.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { changeRows } from '#kit/registers.ts'
import type { Register } from '#kit/register.ts'
import { undo } from '#kit/undo.ts'
import { discard } from '#kit/write.ts'
import { changeImport } from '#server/transfer/import.ts'
import { laterOutside, stoodUpon } from '#server/transfer/outside.ts'
import { describedBy } from '#server/transfer/part.ts'
import { mostPapers } from '#server/transfer/pieces.ts'
import type { Piece, Task } from '#server/transfer/pieces.ts'
import { countStaged, noteFates } from '#server/transfer/staged.ts'
import type { Fate, Place } from '#server/transfer/staged.ts'

/** What became of a staged paper or row, as it is to be undone. */
interface Posted extends Place {
  readonly key: string | null
  readonly goodFrom: string | null
  readonly paper: string | null
  readonly version: number | null
}

/**
 * Undoes the last of what is posted. Problems: `stood-upon` where a later paper of others stands on
 * one and is not to be undone with it, and those of undoing; nothing of the step is done then.
 */
export async function undoPiece(task: Task): Promise<Outcome<Piece>> {
  const { books, one, total, log } = task
  const { query, organization } = books
  if (one.state !== 'undoing') return fine({ did: 0 })
  const posted = await lastPosted(books, one.id)
  const [last, first] = [posted.at(-1), posted[0]]
  const part = one.parts[first?.part ?? -1]
  if (last === undefined || part === undefined) {
    await changeImport(query, organization, one.id, { state: 'undone' })
    return fine({ did: 0, result: { ...(await countStaged(query, organization, one.id)) } })
  }
  const all = total ?? (await countStaged(query, organization, one.id)).posted
  const of = describedBy(books.catalogue, part)
  const undone =
    of.noun === 'document'
      ? await undoPapers(task, of, posted)
      : fine(await changeBack(task, of, posted))
  if (!undone.ok) return undone
  const staying = undone.value.flatMap(({ problems }) => problems).length
  if (staying > 0) log('warning', `${staying} of ${posted.length} ${of.plural} stay as they are.`)
  await noteFates(query, organization, one.id, undone.value)
  return fine({ goOn: { part: last.part, place: last.place }, did: posted.length, total: all })
}

async function lastPosted({ query, organization }: Books, id: string): Promise<Posted[]> {
  const found = await query<Posted>({
    name: 'transfer.last',
    text: `select part, place, key, good_from as "goodFrom", paper, version from transfer.staged
      where organization = $1 and import = $2 and state = 'posted'
      order by part desc, place desc limit $3`,
    values: [organization, id, mostPapers],
  })
  return found.filter(({ part }) => part === found[0]?.part)
}

/** Papers that others have undone or thrown away meanwhile are as they should be. */
async function undoPapers(
  { books, actor, one, withLater }: Task,
  document: Document,
  posted: readonly Posted[],
): Promise<Outcome<Fate[]>> {
  const ids = posted.flatMap(({ paper }) => paper ?? [])
  const states = await statesOf(books, document, ids)
  const [first] = document.states
  const counting = new Set(countingStates(document))
  const drafts = ids.filter((id) => states.get(id) === first)
  const papers = ids.filter((id) => counting.has(states.get(id) ?? ''))
  const outside = withLater ? [] : await laterOutside(books, one.id, document, papers, actor)
  if (outside.length > 0) return refused(stoodUpon(outside))
  const thrown = await discard(
    books,
    document,
    drafts.map((id) => ({ id, actor })),
  )
  const problems = thrown.flatMap((each) => (each.outcome === 'refused' ? each.problems : []))
  if (problems.length > 0) return refused(...distinct(problems))
  // What is undone together is undone against its order: the last one first.
  const inOrder = papers.toReversed()
  const undone = papers.length === 0 ? null : await undo(books, document, inOrder, actor)
  if (undone?.outcome === 'refused') return refused(...distinct(undone.problems))
  return fine(posted.map(({ part, place }) => ({ part, place, state: 'undone', problems: [] })))
}

/** What hinders many papers in the same way is told once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [one.message, one])).values()].slice(0, mostTold)
}

const mostTold = 100

async function statesOf(
  { query, organization, company }: Books,
  { name, target }: Document,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await query<{ id: string; state: string }>({
    name: `states ${name}`,
    text:
      `select id, state from ${target.table} ` +
      'where organization = $1 and company = $2 and id = any ($3::uuid[])',
    values: [organization, company, column(ids, (id) => id)],
  })
  return new Map(found.map(({ id, state }) => [id, state]))
}

/**
 * Rows of registers become what they were before the import changed them, unless somebody changed
 * them since; rows that it added stay, as others may name them.
 */
async function changeBack(
  { books, actor }: Task,
  register: Register,
  posted: readonly Posted[],
): Promise<Fate[]> {
  const before = await contentsBefore(books, register, posted)
  const changed = posted.filter((row) => before.has(calledRow(row)))
  const kept = await changeRows(
    books,
    register,
    changed.map((row) => ({
      code: row.key ?? '',
      values: before.get(calledRow(row)) ?? {},
      actor,
      ...(row.version === null ? {} : { version: row.version }),
      ...(row.goodFrom === null ? {} : { goodFrom: row.goodFrom }),
    })),
  )
  const answers = new Map(changed.map((row, at) => [row.place, kept[at]]))
  return posted.map((row): Fate => {
    const answer = answers.get(row.place)
    const problems =
      answer === undefined ? [rowStays(register, row)] : answer.ok ? [] : answer.problems
    return { part: row.part, place: row.place, state: 'undone', problems }
  })
}

/** What was different before the import changed them, by what rows are called. */
async function contentsBefore(
  { query, organization, company }: Books,
  { name, target }: Register,
  posted: readonly Posted[],
): Promise<ReadonlyMap<string, Content>> {
  const found = await query<{ row: string; before: Content | null }>({
    name: 'transfer.before',
    text: `select a.row, a.before
      from unnest($4::text[], $5::integer[]) u (row, version)
      join register.act a on a.organization = $1 and a.company = $2 and a.kind = $3
        and a.row = u.row and a.version = u.version`,
    values: [
      organization,
      target.of === 'company' ? company : '',
      name,
      posted.map(calledRow),
      posted.map(({ version }) => version),
    ],
  })
  return new Map(found.flatMap(({ row, before }) => (before === null ? [] : [[row, before]])))
}

function calledRow({ key, goodFrom }: Posted): string {
  return goodFrom === null ? (key ?? '') : `${key ?? ''} ${goodFrom}`
}

function rowStays({ name }: Register, row: Posted): Problem {
  const message =
    `The ${name} ${calledRow(row)} stays: rows of registers are never deleted, as papers may ` +
    'name them. Change it, if it is wrong.'
  return { rule: 'row-stays', field: `row ${row.place}`, message }
}
