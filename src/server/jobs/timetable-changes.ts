/** What people do with tasks of the timetable: pause them, let them go on, run or change them. */
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { enqueueAll } from '#server/jobs/enqueue.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { nextMoment } from '#server/jobs/rhythm.ts'
import type { Rhythm } from '#server/jobs/rhythm.ts'
import { listTasks, zoneOf } from '#server/jobs/timetable.ts'
import type { Task } from '#server/jobs/timetable.ts'

/** Which task is meant. */
export type TaskPlace = Pick<Task, 'company' | 'task'>

/** One task of the timetable. Problem: `task-unknown`. */
export async function findTask(
  query: Query,
  organization: string,
  { company, task }: TaskPlace,
): Promise<Outcome<Task>> {
  const all = await listTasks(query, organization)
  const found = all.find((one) => one.company === company && one.task === task)
  if (found !== undefined) return fine(found)
  const where = company === null ? 'of the whole organization' : `of ${company}`
  const message = `There is no task “${task}” ${where} in the timetable. Take one from its list.`
  return refused({ rule: 'task-unknown', field: 'task', message })
}

/** Holds a task back until it is let go on; one that is held back already stays so. */
export async function pauseTask(
  query: Query,
  organization: string,
  { company, task }: Task,
  by: string,
): Promise<void> {
  await query({
    text: `update job.timetable set paused_at = clock_timestamp(), paused_by = $4
      where organization = $1 and company is not distinct from $2 and task = $3
        and paused_at is null`,
    values: [organization, company, task, by.slice(0, 200)],
  })
}

/** Lets a task go on: what it missed while it was held back is not made up for. */
export async function goOnWithTask(
  query: Query,
  organization: string,
  task: Task,
  now: Instant,
): Promise<void> {
  if (task.pausedAt === null) return
  await moveOn(query, organization, task, task.rhythm, now)
  await query({
    text: `update job.timetable set paused_at = null, paused_by = null
      where organization = $1 and company is not distinct from $2 and task = $3`,
    values: [organization, task.company, task.task],
  })
}

/** Changes when a task is due. */
export async function changeRhythm(
  query: Query,
  organization: string,
  task: Task,
  rhythm: Rhythm,
  { by, now }: { readonly by: string; readonly now: Instant },
): Promise<void> {
  await moveOn(query, organization, task, rhythm, now)
  await query({
    text: `update job.timetable set every = $4, on_day = $5, at = $6::time, set_by = $7,
        set_at = clock_timestamp()
      where organization = $1 and company is not distinct from $2 and task = $3`,
    values: [
      organization,
      task.company,
      task.task,
      rhythm.every,
      rhythm.every === 'day' ? null : rhythm.onDay,
      rhythm.at.toString(),
      by.slice(0, 200),
    ],
  })
}

/**
 * Asks for a task now, paused or not, besides when it is due anyhow; answers the number of the job,
 * which acts in the name of who asks. Problems: those of the kind's input; `task-gone`.
 */
export async function runTask(
  query: Query,
  organization: string,
  kinds: readonly JobKind[],
  { company, task, input }: Task,
  { by, person, now }: { readonly by: string; readonly person?: string; readonly now: Instant },
): Promise<Outcome<string>> {
  const kind = kinds.find((one) => one.kind === task)
  if (kind === undefined) {
    const message = `This version of the program has no task “${task}”. Take it out.`
    return refused({ rule: 'task-gone', field: 'task', message })
  }
  const asked = kind.read(input)
  if (!asked.ok) return asked
  const order = {
    askedBy: by,
    asOf: now,
    ...(company === null ? {} : { company }),
    ...(person === undefined ? {} : { person }),
  }
  const [made] = await enqueueAll(query, organization, [{ ...asked.value, ...order }])
  if (made === undefined) throw new Error('A job was asked for and is not there.')
  return fine(made)
}

async function moveOn(
  query: Query,
  organization: string,
  { company, task }: Task,
  rhythm: Rhythm,
  now: Instant,
): Promise<void> {
  const zone = (await zoneOf(query, organization, company)) ?? 'UTC'
  await query({
    text: `update job.timetable set next_at = $4
      where organization = $1 and company is not distinct from $2 and task = $3`,
    values: [organization, company, task, nextMoment(rhythm, zone, now).toString()],
  })
}
