/** Staged drafts as people see them, and correct them in place. */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import type { Description } from '#kit/derive/transfer.ts'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Actor } from '#kit/role.ts'
import { check } from '#server/transfer/acting.ts'
import { free } from '#server/transfer/asking.ts'
import { changeImport } from '#server/transfer/import.ts'
import type { Import } from '#server/transfer/import.ts'
import { otherState } from '#server/transfer/import-problems.ts'
import { describedBy } from '#server/transfer/part.ts'
import type { Part } from '#server/transfer/part.ts'
import { contentSchema, stagedOf } from '#server/transfer/staged.ts'
import type { Kept, Place, StagedState, StoredStaged } from '#server/transfer/staged.ts'

/** A staged draft as it stands. */
export interface SeenDraft extends Place {
  readonly kind: string
  readonly key: string | null
  readonly goodFrom: string | null
  readonly line: number
  readonly rows: number
  readonly state: StagedState
  /** What the file says of it, as JSON; null once it is in the books. */
  readonly values: Content | null
  readonly problems: readonly Problem[]
  /** The paper that it became. */
  readonly paper: string | null
}

/** Which drafts, from where, and how many. */
export interface DraftPage {
  readonly state?: StagedState
  /** Only the one that became this paper. */
  readonly paper?: string
  /** The last draft of the page before. */
  readonly behind?: Place
  readonly limit: number
}

interface Stored extends StoredStaged {
  readonly state: StagedState
  readonly problems: readonly Problem[]
  readonly paper: string | null
}

const columns = `part, place, key, good_from as "goodFrom", line, rows, draft, state, problems,
  paper`

/** The drafts of an import in the file's order. */
export async function listDrafts(
  query: Query,
  organization: string,
  one: Import,
  { state, paper, behind, limit }: DraftPage,
): Promise<SeenDraft[]> {
  const found = await query<Stored>({
    text: `select ${columns} from transfer.staged
      where organization = $1 and import = $2 and ($3::text is null or state = $3)
        and (part, place) > ($4, $5) and ($7::uuid is null or paper = $7)
      order by part, place limit $6`,
    values: [
      organization,
      one.id,
      state ?? null,
      behind?.part ?? -1,
      behind?.place ?? 0,
      limit,
      paper ?? null,
    ],
  })
  return found.map((stored) => seen(stored, one))
}

/** What a draft is to be. */
export interface Correction {
  readonly key: string | null
  readonly goodFrom: string | null
  readonly values: Content
}

/**
 * Replaces what a draft says, checks it again and answers it as it now stands; its problems are
 * those of the draft, not of this act. Problems: `import-unknown`, `import-busy`, `import-state`,
 * `draft-unknown`, `draft-posted`.
 */
export async function correctDraft(
  books: Books,
  id: string,
  place: number,
  { key, goodFrom, values }: Correction,
  actor: Actor,
): Promise<Outcome<SeenDraft>> {
  const { query, organization, company } = books
  const found = await free(query, organization, company, id)
  if (!found.ok) return found
  const one = found.value
  if (one.state !== 'staged' && one.state !== 'posted') {
    return refused(otherState(one, ['staged', 'posted'], 'corrected'))
  }
  const [stored] = await query<Stored>({
    name: 'transfer.draft',
    text: `select ${columns} from transfer.staged
      where organization = $1 and import = $2 and part = any ($3::smallint[]) and place = $4`,
    values: [organization, id, [...one.parts.keys()], place],
  })
  const of = one.parts[stored?.part ?? -1]
  if (stored === undefined || of === undefined) return refused(draftUnknown)
  if (stored.draft === null) return refused(draftPosted)
  const content = contentIn(describedBy(books.catalogue, of), of, values, stored.draft)
  if (!content.ok) return content
  const draft = content.value
  const corrected = { ...stored, key, goodFrom, draft }
  const [problems = []] = await check(books, of, [stagedOf(corrected, one.parts)], actor)
  const state = problems.length > 0 ? 'refused' : 'good'
  await query({
    name: 'transfer.correct',
    text: `update transfer.staged set key = $5, good_from = $6, draft = $7, state = $8,
        problems = $9, readable = true, changed_by = $10
      where organization = $1 and import = $2 and part = $3 and place = $4`,
    values: [
      organization,
      id,
      stored.part,
      place,
      key,
      goodFrom,
      JSON.stringify(draft),
      state,
      JSON.stringify(problems),
      actor.name.slice(0, 200),
    ],
  })
  await changeImport(query, organization, id, { trial: null })
  return fine(seen({ ...corrected, state, problems }, one))
}

function seen({ draft, paper, state, problems, ...stored }: Stored, { parts }: Import): SeenDraft {
  const { part, place, key, goodFrom, line, rows } = stored
  const values = draft === null ? null : stagedOf({ ...stored, draft }, parts).draft.values
  const kind = parts[part]?.kind ?? ''
  return { part, place, kind, key, goodFrom, line, rows, state, values, problems, paper }
}

/** What was sent, as drafts are kept; where it leaves out what is assumed, that is empty. */
function contentIn(
  { fields }: Description,
  { assumed }: Part,
  values: Content,
  before: unknown,
): Outcome<Kept> {
  const { lines } = contentSchema.parse(before)
  const head: Record<string, unknown> = {}
  const rows: Record<string, Record<string, unknown>[]> = {}
  for (const path of Object.keys(assumed.head)) head[path] = null
  for (const [name, value] of Object.entries(values)) {
    const of = fields[name]
    if (of !== undefined && isRows(of)) {
      const list = rowsSchema.safeParse(value)
      if (!list.success) return refused(noRows(name))
      rows[name] = list.data
    } else if (name === 'extra') {
      const own = z.record(z.string(), z.unknown()).safeParse(value)
      if (!own.success) return refused(noRows(name))
      for (const [inner, json] of Object.entries(own.data)) head[`extra.${inner}`] = json
    } else head[name] = value
  }
  return fine({ head, rows, lines })
}

const rowsSchema = z.array(z.record(z.string(), z.unknown()))

function noRows(name: string): Problem {
  const message = `“${name}” is not of the form it must be: rows are objects in a list.`
  return { rule: 'field-form', field: name, message }
}

const draftUnknown: Problem = {
  rule: 'draft-unknown',
  field: 'place',
  message:
    'There is no draft at this place of the import. The list of drafts shows those there are.',
}

const draftPosted: Problem = {
  rule: 'draft-posted',
  field: 'place',
  message: 'This draft is in the books, and is not changed there. Undo the import, or the paper.',
}
