/** A server's hold on a job: how it is taken, kept and left, so that no piece is done twice. */
import type { Instant } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { mostAttempts } from '#server/jobs/back-off.ts'
import type { Stepped } from '#server/jobs/kind.ts'
import { addLines, behind, lineOf } from '#server/jobs/log.ts'
import type { Line } from '#server/jobs/log.ts'

/** Which job a server has, and since which turn; who comes with an earlier turn is refused. */
export interface Hold {
  readonly organization: string
  readonly run: string
  readonly kind: string
  readonly turn: bigint
}

/** A held job as it stands between two steps. */
export interface Standing {
  readonly company: string | null
  readonly input: unknown
  readonly askedBy: string
  readonly person: string | null
  readonly asOf: Instant
  readonly steps: bigint
  readonly attempts: number
  readonly cursor: unknown
  readonly done: bigint
  readonly total: bigint | null
  readonly lines: number
  readonly cancelAskedBy: string | null
}

/** Takes the first of the jobs of these kinds that wait, or null; those of others are passed by. */
export async function take(
  query: Query,
  organization: string,
  kinds: readonly string[],
  server: string,
  lease: number,
): Promise<Hold | null> {
  await freeLapsed(query, organization, kinds)
  const [taken] = await query<{ run: string; kind: string; turn: bigint }>({
    name: 'job.take',
    text: takeText,
    values: [organization, kinds, server, lease],
  })
  return taken === undefined ? null : { organization, ...taken }
}

const takeText = `with first as materialized (
    select id from job.run
    where organization = $1 and state = 'waiting' and not_before <= now()
      and kind = any ($2)
    order by not_before, id limit 1 for update skip locked
  )
  update job.run r set state = 'running', server = $3, turn = turn + 1,
    lease_until = clock_timestamp() + $4 * interval '1 millisecond',
    started_at = coalesce(started_at, clock_timestamp())
  from first where r.organization = $1 and r.id = first.id
  returning r.id as run, r.kind, r.turn`

/**
 * Puts the jobs of servers that fell silent back into the line. It counts as a failure: a job that
 * brings its server down is parked like one that throws.
 */
async function freeLapsed(
  query: Query,
  organization: string,
  kinds: readonly string[],
): Promise<void> {
  const freed = await query<{ id: string; lines: number; parked: boolean }>({
    name: 'job.free lapsed',
    text: freeText,
    values: [organization, kinds, mostAttempts, JSON.stringify([parkedProblem()])],
  })
  const told = freed.flatMap(({ id, lines, parked }) => {
    const message = parked
      ? 'The server that had it fell silent, once too often: it is parked.'
      : 'The server that had it fell silent; it goes on from its last step.'
    return behind(id, lines - 1, [lineOf('warning', message)])
  })
  await addLines(query, organization, told)
}

const freeText = `update job.run set server = null, lease_until = null, attempts = attempts + 1,
    state = case when attempts + 1 >= $3 then 'parked' else 'waiting' end,
    problems = case when attempts + 1 >= $3 then $4::jsonb else problems end,
    lines = lines + 1
  where organization = $1 and state = 'running' and lease_until <= now()
    and kind = any ($2)
  returning id, lines, state = 'parked' as parked`

/** The job between two steps; null where this turn has it no longer. */
export async function look(query: Query, hold: Hold): Promise<Standing | null> {
  const [found] = await query<Standing>({
    name: 'job.look',
    text: `select company, input, asked_by as "askedBy", person, as_of as "asOf", steps, attempts,
        cursor, done, total, lines, cancel_asked_by as "cancelAskedBy"
      from job.run where organization = $1 and id = $2 and turn = $3 and state = 'running'`,
    values: [hold.organization, hold.run, hold.turn],
  })
  return found ?? null
}

/** Keeps the hold for so many milliseconds more; answers whether there still was one. */
export async function renew(query: Query, hold: Hold, lease: number): Promise<boolean> {
  const kept = await query({
    name: 'job.renew',
    text: `update job.run set lease_until = clock_timestamp() + $4 * interval '1 millisecond'
      where organization = $1 and id = $2 and turn = $3 and state = 'running' returning id`,
    values: [hold.organization, hold.run, hold.turn, lease],
  })
  return kept.length > 0
}

/**
 * Notes how far a step came, in its transaction. Answers false where another turn has the job, or
 * this step was noted before: then the transaction must not commit. Nobody can take the job between
 * this note and the commit, as its row is locked.
 */
export async function advance(
  query: Query,
  hold: Hold,
  standing: Standing,
  stepped: Stepped<unknown>,
  told: readonly Line[],
  lease: number,
): Promise<boolean> {
  const goesOn = 'goOn' in stepped
  const [noted] = await query<{ lines: number }>({
    name: 'job.advance',
    text: advanceText,
    values: [
      hold.organization,
      hold.run,
      hold.turn,
      standing.steps,
      stepped.did,
      stepped.total ?? null,
      told.length,
      goesOn ? JSON.stringify(stepped.goOn) : null,
      goesOn || stepped.result === undefined ? null : JSON.stringify(stepped.result),
      goesOn ? 'running' : 'done',
      lease,
    ],
  })
  if (noted === undefined) return false
  await addLines(query, hold.organization, behind(hold.run, noted.lines - told.length, told))
  return true
}

const advanceText = `update job.run set steps = steps + 1, attempts = 0, problems = null,
    done = done + $5, total = coalesce($6, total), lines = lines + $7,
    cursor = $8::jsonb, result = $9::jsonb, state = $10,
    server = case when $10 = 'running' then server end,
    lease_until = case when $10 = 'running'
      then clock_timestamp() + $11 * interval '1 millisecond' end,
    finished_at = case when $10 = 'done' then clock_timestamp() end
  where organization = $1 and id = $2 and turn = $3 and steps = $4 and state = 'running'
  returning lines`

/** How a hold is left, other than by the end of the work. */
export interface Leave {
  readonly state: 'waiting' | 'failed' | 'cancelled' | 'parked'
  readonly attempts: number
  readonly problems: readonly Problem[] | null
  /** Milliseconds until it may be taken again. */
  readonly pause: number
  readonly told: readonly Line[]
}

/** Leaves the hold; answers false where another turn has the job, or it came further meanwhile. */
export async function leave(
  query: Query,
  hold: Hold,
  standing: Standing,
  { state, attempts, problems, pause, told }: Leave,
): Promise<boolean> {
  const [left] = await query<{ lines: number }>({
    name: 'job.leave',
    text: `update job.run set state = $5, server = null, lease_until = null, attempts = $6,
        problems = $7::jsonb, lines = lines + $8,
        not_before = clock_timestamp() + $9 * interval '1 millisecond',
        finished_at = case when $5 in ('failed', 'cancelled') then clock_timestamp() end
      where organization = $1 and id = $2 and turn = $3 and steps = $4 and state = 'running'
      returning lines`,
    values: [
      hold.organization,
      hold.run,
      hold.turn,
      standing.steps,
      state,
      attempts,
      problems === null ? null : JSON.stringify(problems),
      told.length,
      pause,
    ],
  })
  if (left === undefined) return false
  await addLines(query, hold.organization, behind(hold.run, left.lines - told.length, told))
  return true
}

/** What the one is told who finds a parked job. */
export function parkedProblem(): Problem {
  const message =
    `It failed ${mostAttempts} times without getting further, by a fault of ours. Tell whoever ` +
    'runs the server the number of the job: the reason is in the server’s log. When it is ' +
    'mended, resume the job; or cancel it.'
  return { rule: 'job-parked', field: '', message }
}
