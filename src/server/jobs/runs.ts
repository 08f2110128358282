/** Jobs as people see them: listed, looked into, cancelled, and resumed where they were parked. */
import type { Instant } from '#base/date.ts'
import { isId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { addLines, behind, lineOf } from '#server/jobs/log.ts'
import type { KeptLine } from '#server/jobs/log.ts'

/** How a job stands. `parked`: it failed too often without getting further. */
export const states = ['waiting', 'running', 'done', 'failed', 'cancelled', 'parked'] as const

export type State = (typeof states)[number]

/** A job as its asker sees it; what it was asked with is not told. */
export interface Run {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly company: string | null
  readonly state: State
  readonly askedBy: string
  readonly askedAt: Instant
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
  /** How many things it did so far, and of how many, where that is known. */
  readonly done: bigint
  readonly total: bigint | null
  /** Failures since it last got further. */
  readonly attempts: number
  readonly cancelAskedBy: string | null
  readonly cancelAskedAt: Instant | null
  /** The lines of its log. */
  readonly lines: number
  readonly problems: readonly Problem[]
  readonly result: unknown
}

const columns = `id, kind, title, company, state, asked_by as "askedBy", asked_at as "askedAt",
  started_at as "startedAt", finished_at as "finishedAt", done, total, attempts,
  cancel_asked_by as "cancelAskedBy", cancel_asked_at as "cancelAskedAt", lines,
  coalesce(problems, '[]') as problems, result`

/** Which jobs, from where, and how many. */
export interface Page {
  readonly state?: State
  /** Only those that this person asked for. */
  readonly person?: string
  /** The number of the last job of the page before. */
  readonly after?: string
  readonly limit: number
}

/** Jobs of an organization, the newest first. */
export async function listRuns(
  query: Query,
  organization: string,
  { state, person, after, limit }: Page,
): Promise<Run[]> {
  return await query<Run>({
    text: `select ${columns} from job.run
      where organization = $1 and ($2::text is null or state = $2)
        and ($3::uuid is null or id < $3) and ($5::uuid is null or person = $5)
      order by id desc limit $4`,
    values: [organization, state ?? null, after ?? null, limit, person ?? null],
  })
}

/** One job, where a person is said only if that one asked for it; or null. */
export async function readRun(
  query: Query,
  organization: string,
  id: string,
  person?: string,
): Promise<Run | null> {
  if (!isId(id)) return null
  const [found] = await query<Run>({
    text: `select ${columns} from job.run
      where organization = $1 and id = $2 and ($3::uuid is null or person = $3)`,
    values: [organization, id, person ?? null],
  })
  return found ?? null
}

/** Lines of a job's log behind one, in their order. */
export async function readLog(
  query: Query,
  organization: string,
  id: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<KeptLine[]> {
  return await query<KeptLine>({
    text: `select line, at, level, message from job.log
      where organization = $1 and run = $2 and line > $3 order by line limit $4`,
    values: [organization, id, after, limit],
  })
}

/**
 * Asks that a job end: one that waits or is parked is cancelled at once, one that runs before its
 * next step. What it did stays done. Cancelled again, it stays as it is. Problems: `job-unknown`,
 * `job-over`.
 */
export async function cancelRun(
  query: Query,
  organization: string,
  id: string,
  by: string,
): Promise<Outcome<Run>> {
  const asked = await query<{ lines: number; cancelled: boolean }>({
    text: `update job.run set cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp()),
        cancel_asked_by = coalesce(cancel_asked_by, $3),
        state = case when state = 'running' then state else 'cancelled' end,
        finished_at = case when state <> 'running' then clock_timestamp() end,
        lines = lines + case when state = 'running' then 0 else 1 end
      where organization = $1 and id = $2 and state in ('waiting', 'running', 'parked')
      returning lines, state = 'cancelled' as cancelled`,
    values: [organization, isId(id) ? id : null, by.slice(0, 200)],
  })
  const told = [lineOf('info', `Cancelled by ${by}; what was done stays.`)]
  const ended = asked.filter(({ cancelled }) => cancelled)
  await addLines(
    query,
    organization,
    ended.flatMap(({ lines }) => behind(id, lines - 1, told)),
  )
  const run = await readRun(query, organization, id)
  if (run === null) return refused(unknownJob())
  if (run.cancelAskedBy !== null && run.state !== 'done' && run.state !== 'failed') return fine(run)
  const message = `The job is over: it is ${run.state}. Only one that is not over can be cancelled.`
  return refused({ rule: 'job-over', field: '', message })
}

/**
 * Lets a parked job go on from its last step, as one that never failed. Problems: `job-unknown`,
 * `job-not-parked`.
 */
export async function resumeRun(
  query: Query,
  organization: string,
  id: string,
  by: string,
): Promise<Outcome<Run>> {
  const resumed = await query<{ lines: number }>({
    text: `update job.run set state = 'waiting', attempts = 0, problems = null,
        not_before = clock_timestamp(), lines = lines + 1
      where organization = $1 and id = $2 and state = 'parked' returning lines`,
    values: [organization, isId(id) ? id : null],
  })
  const told = [lineOf('info', `Resumed by ${by}.`)]
  await addLines(
    query,
    organization,
    resumed.flatMap(({ lines }) => behind(id, lines - 1, told)),
  )
  const run = await readRun(query, organization, id)
  if (run === null) return refused(unknownJob())
  if (resumed.length > 0) return fine(run)
  const message = `The job is ${run.state}. Only a parked one can be resumed.`
  return refused({ rule: 'job-not-parked', field: '', message })
}

function unknownJob(): Problem {
  const message = 'There is no job with this number. The list of jobs shows those there are.'
  return { rule: 'job-unknown', field: 'id', message }
}
