/** `backstay timetable`: lists what is asked for by itself, holds it back, runs or changes it. */
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerTo, said, type Answer } from '#cli/answer.ts'
import { inOrganization, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { jobKinds } from '#server/jobs/kinds.ts'
import { readRhythm } from '#server/jobs/rhythm.ts'
import type { Rhythm } from '#server/jobs/rhythm.ts'
import { listTasks } from '#server/jobs/timetable.ts'
import type { Task } from '#server/jobs/timetable.ts'
import {
  changeRhythm,
  findTask,
  goOnWithTask,
  pauseTask,
  runTask,
} from '#server/jobs/timetable-changes.ts'

export interface TimetableOptions extends Placing {
  /** Whose task it is; without one, the whole organization's. */
  readonly company?: string
  readonly every?: string
  readonly on?: string
  readonly at?: string
}

/** Lists the tasks, those of the whole organization first. */
export async function showTimetable(session: Session, options: TimetableOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const tasks = await database.transaction(
      organization.id,
      (query) => listTasks(query, organization.id),
      { mode: 'snapshot' },
    )
    const text = tasks.map((task) => `${lineOf(task)}\n`).join('')
    return said(text === '' ? 'The timetable is empty.\n' : text, { tasks })
  })
}

/** Holds a task back. */
export async function holdBack(session: Session, task: string, options: TimetableOptions) {
  return await changed(session, task, options, (query, organization, found) =>
    pauseTask(query, organization, found, session.actor),
  )
}

/** Lets a task go on that was held back. */
export async function goOn(session: Session, task: string, options: TimetableOptions) {
  return await changed(session, task, options, (query, organization, found) =>
    goOnWithTask(query, organization, found, Temporal.Now.instant()),
  )
}

/** Changes when a task is due. Problems: `day-form`, `time-form`, `rhythm-unknown`. */
export async function setRhythm(session: Session, task: string, options: TimetableOptions) {
  const { every = 'day', on, at = '' } = options
  const read = readRhythm(every, on === undefined ? null : Number(on), at)
  return await changed(session, task, options, async (query, organization, found) => {
    if (!read.ok) return read
    const by = { by: session.actor, now: Temporal.Now.instant() }
    await changeRhythm(query, organization, found, read.value, by)
    return fine(null)
  })
}

/** Asks for a task now, besides when it is due. */
export async function runNow(
  session: Session,
  task: string,
  options: TimetableOptions,
): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const made = await database.transaction(organization.id, async (query) => {
      const found = await findTask(query, organization.id, placeOf(task, options))
      if (!found.ok) return found
      const asker = { by: session.actor, now: Temporal.Now.instant() }
      return await runTask(query, organization.id, jobKinds, found.value, asker)
    })
    return answerTo(made, (job) => said(`The job ${job} is asked for.\n`, { job }))
  })
}

async function changed(
  session: Session,
  task: string,
  options: TimetableOptions,
  work: (query: Query, organization: string, found: Task) => Promise<Outcome<null> | void>,
): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const after = await database.transaction(organization.id, async (query) => {
      const wanted = placeOf(task, options)
      const found = await findTask(query, organization.id, wanted)
      if (!found.ok) return found
      const worked = await work(query, organization.id, found.value)
      if (worked?.ok === false) return worked
      return await findTask(query, organization.id, wanted)
    })
    return answerTo(after, (found) => said(`${lineOf(found)}\n`, { task: found }))
  })
}

function placeOf(task: string, { company = null }: { readonly company?: string | null }) {
  return { task, company }
}

/** "permissions look, of the whole organization: every day at 02:10; next 2026-11-23 02:10:00" */
function lineOf({ task, company, rhythm, nextAt, pausedBy }: Task): string {
  const whose = company === null ? 'of the whole organization' : `of ${company}`
  const next = nextAt.toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
  const then = pausedBy === null ? `next ${next}` : `held back by ${pausedBy}`
  return `${task}, ${whose}: ${rhythmText(rhythm)}; ${then}`
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function rhythmText(rhythm: Rhythm): string {
  const at = rhythm.at.toString({ smallestUnit: 'minute' })
  if (rhythm.every === 'day') return `every day at ${at}`
  if (rhythm.every === 'week') return `every ${days[rhythm.onDay - 1] ?? ''} at ${at}`
  return `every month on day ${rhythm.onDay} at ${at}`
}
