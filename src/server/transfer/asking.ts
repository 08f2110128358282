/** What may be asked of an import, as it stands: the work on it is a job. */
import { isId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import type { Actor } from '#kit/role.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { changeImport, importsOfFile, readImport } from '#server/transfer/import.ts'
import type { Import, State } from '#server/transfer/import.ts'
import {
  busy,
  draftsRefused,
  fileImported,
  otherState,
  unknownImport,
} from '#server/transfer/import-problems.ts'
import { importJob } from '#server/transfer/job.ts'
import type { Work } from '#server/transfer/job.ts'
import { standingOutside } from '#server/transfer/outside.ts'
import { countStaged, takeUpRefused, throwStagedAway } from '#server/transfer/staged.ts'

/** Who asks. */
export interface Asker {
  /** The name as it stands in entries. */
  readonly askedBy: string
  readonly person: string
  /**
   * The roles with which the work acts, instead of those that the person holds: of imports that the
   * program itself makes, and of whoever has the login to the whole database.
   */
  readonly actsAs?: readonly string[]
  /** As whom the person is told what stands in the way; the program itself is told everything. */
  readonly as?: Actor
}

/** What is asked beyond the work itself. */
export interface Wish {
  /** To post the file although it was imported before. */
  readonly again?: boolean
  /** To post the rest although some papers are refused. */
  readonly leaveRefused?: boolean
  /** To undo later papers, too, that stand on those of the import. */
  readonly withLater?: boolean
}

/** The states in which a work may be asked for; those of a work that was stopped among them. */
const from: Readonly<Record<Work, readonly State[]>> = {
  check: ['checking'],
  try: ['staged', 'posted', 'trying'],
  post: ['staged', 'posted', 'trying', 'posting'],
  undo: ['posted', 'posting', 'undoing'],
}

const during: Readonly<Record<Work, State>> = {
  check: 'checking',
  try: 'trying',
  post: 'posting',
  undo: 'undoing',
}

/**
 * Asks for work on an import; answers the number of its job. Problems: `import-unknown`,
 * `import-busy`, `import-state`, `file-imported`, `drafts-refused`, `stood-upon`.
 */
export async function askFor(
  books: Pick<Books, 'query' | 'organization' | 'company' | 'catalogue'>,
  id: string,
  work: Work,
  { askedBy, person, actsAs, as }: Asker,
  wish: Wish = {},
): Promise<Outcome<string>> {
  const { query, organization, company } = books
  const found = await free(query, organization, company, id)
  if (!found.ok) return found
  const one = found.value
  if (!from[work].includes(one.state)) return refused(otherState(one, from[work], words[work]))
  const hindered = [
    ...(work === 'post' ? await postProblems(query, organization, one, wish) : []),
    ...(work === 'undo' && wish.withLater !== true
      ? await standingOutside(books, one, as ?? null)
      : []),
  ]
  if (hindered.length > 0) return refused(...hindered)
  if (work === 'post') await takeUpRefused(query, organization, id)
  const input = {
    import: id,
    work,
    file: one.fileName,
    withLater: wish.withLater ?? false,
    ...(actsAs === undefined ? {} : { actsAs: [...actsAs] }),
  }
  const job = await enqueue(query, organization, importJob, input, { company, askedBy, person })
  if (!job.ok) return job
  const again = one.again || (work === 'post' && wish.again === true)
  await changeImport(query, organization, id, {
    state: during[work],
    job: job.value,
    again,
    problems: [],
    ...(work === 'try' || work === 'post' ? { trial: null } : {}),
  })
  return job
}

/**
 * Lets go of what is staged, where nothing of it is posted. Problems: `import-unknown`,
 * `import-busy`, `import-state`.
 */
export async function throwAway(
  { query, organization, company }: Pick<Books, 'query' | 'organization' | 'company'>,
  id: string,
): Promise<Outcome<null>> {
  const found = await free(query, organization, company, id)
  if (!found.ok) return found
  const { posted, undone } = await countStaged(query, organization, id)
  const allowed: readonly State[] = ['checking', 'staged', 'trying']
  if (posted + undone > 0 || !allowed.includes(found.value.state)) {
    return refused(otherState(found.value, allowed, 'thrown away'))
  }
  await throwStagedAway(query, organization, id)
  await changeImport(query, organization, id, { state: 'thrown away' })
  return fine(null)
}

/** An import that nothing works on, locked. Problems: `import-unknown`, `import-busy`. */
export async function free(
  query: Query,
  organization: string,
  company: string,
  id: string,
): Promise<Outcome<Import>> {
  const one =
    (await readImport(query, organization, id, 'change')) ??
    (await readImport(query, organization, id))
  if (one === null || one.company !== company) return refused(unknownImport)
  if (await isWorkedOn(query, organization, one)) return refused(busy(one))
  return fine(one)
}

/**
 * The imports of the same file that are in the books, as the problem `file-imported`. Two who ask
 * at once are told one after the other.
 */
export async function sameFileProblems(
  query: Query,
  organization: string,
  one: Pick<Import, 'id' | 'company' | 'kind' | 'fileHash'>,
): Promise<Problem[]> {
  await query({
    name: 'transfer.lock file',
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${organization} ${one.company} ${one.kind} ${one.fileHash}`],
  })
  return (await importsOfFile(query, organization, one)).map(fileImported)
}

async function postProblems(
  query: Query,
  organization: string,
  one: Import,
  { again = false, leaveRefused = false }: Wish,
): Promise<Problem[]> {
  const same = one.again || again ? [] : await sameFileProblems(query, organization, one)
  const { refused: bad } = await countStaged(query, organization, one.id)
  if (bad === 0 || leaveRefused || one.state === 'posted' || one.state === 'posting') return same
  return [...same, draftsRefused(bad, one.papers)]
}

async function isWorkedOn(query: Query, organization: string, { job }: Import): Promise<boolean> {
  if (job === null || !isId(job)) return false
  const found = await query({
    name: 'transfer.works',
    text: `select from job.run
      where organization = $1 and id = $2 and state in ('waiting', 'running', 'parked')`,
    values: [organization, job],
  })
  return found.length > 0
}

const words: Readonly<Record<Work, string>> = {
  check: 'checked',
  try: 'tried',
  post: 'posted',
  undo: 'undone',
}
