/** `backstay job`: lists jobs, shows one with its log, cancels it, resumes a parked one. */
import type { Instant } from '#base/date.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inOrganization, type Placing } from '#cli/placing.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { cancelRun, listRuns, readLog, readRun, resumeRun, states } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import type { KeptLine } from '#server/jobs/log.ts'
import { mostLines } from '#server/jobs/log.ts'

export interface JobOptions extends Placing {
  /** Only the jobs that stand so. */
  readonly state?: string
}

/** So many of the newest are listed; older ones are had over the HTTP API. */
const mostListed = 100

/** Lists the newest jobs, the newest first. */
export async function listJobs(session: Session, options: JobOptions): Promise<Answer> {
  const state = states.find((one) => one === options.state)
  if (state === undefined && options.state !== undefined) {
    const message = `“${options.state}” is no state of a job. They are ${states.join(', ')}.`
    return stopped('usage', [misuse('--state', message)])
  }
  return await inOrganization(session, options, async ({ database }, organization) => {
    const page = { limit: mostListed, ...(state === undefined ? {} : { state }) }
    const jobs = await database.transaction(
      organization.id,
      (query) => listRuns(query, organization.id, page),
      { mode: 'snapshot' },
    )
    const text = jobs.map((job) => `${summaryOf(job)}\n`).join('')
    return said(text === '' ? 'There are no such jobs.\n' : text, { jobs })
  })
}

/** Shows one job with the whole of its log. */
export async function showJob(session: Session, id: string, options: JobOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const [job, log] = await database.transaction(
      organization.id,
      async (query): Promise<[Run | null, KeptLine[]]> => {
        const run = await readRun(query, organization.id, id)
        // A log can be longer by the lines that the runner adds to those of the steps.
        const page = { after: 0, limit: mostLines * 2 }
        return [run, run === null ? [] : await readLog(query, organization.id, id, page)]
      },
      { mode: 'snapshot' },
    )
    if (job === null) return stopped('refused', [noSuchJob])
    const told = job.problems.map(({ message }) => `  ${message}\n`).join('')
    const lines = log.map((line) => `${lineOf(line)}\n`).join('')
    return said(`${summaryOf(job)}\n${told}${lines}`, { job, log })
  })
}

/** Cancels a job; what it did stays done. */
export async function cancelJob(
  session: Session,
  id: string,
  options: JobOptions,
): Promise<Answer> {
  return await changeJob(session, id, options, cancelRun, ({ state, title }) =>
    state === 'running'
      ? `${title} ends before its next step.\n`
      : `${title} is cancelled; what was done stays.\n`,
  )
}

/** Lets a parked job go on. */
export async function resumeJob(
  session: Session,
  id: string,
  options: JobOptions,
): Promise<Answer> {
  const sentence = ({ title }: Run): string => `${title} goes on with the next server’s look.\n`
  return await changeJob(session, id, options, resumeRun, sentence)
}

async function changeJob(
  session: Session,
  id: string,
  options: JobOptions,
  change: (query: Query, organization: string, id: string, by: string) => Promise<Outcome<Run>>,
  sentence: (run: Run) => string,
): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const changed = await database.transaction(organization.id, (query) =>
      change(query, organization.id, id, session.actor),
    )
    return answerTo(changed, (job) => said(sentence(job), { job }))
  })
}

/** "019e8a2b-…  2026-11-22 04:41:07  running    400 of 1,000  Import of parties.csv" */
function summaryOf({ id, askedAt, state, done, total, title }: Run): string {
  const count = grouped(Number(done))
  const far = total === null ? count : `${count} of ${grouped(Number(total))}`
  return `${id}  ${written(askedAt)}  ${state.padEnd(9)}  ${far.padStart(9)}  ${title}`
}

function lineOf({ at, level, message }: KeptLine): string {
  return `  ${written(at)}  ${level === 'info' ? '' : `${level}: `}${message}`
}

/** In UTC. */
function written(moment: Instant): string {
  return moment.toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
}

const noSuchJob = {
  rule: 'job-unknown',
  field: 'ID',
  message: 'There is no job with this number. "backstay job list" shows those there are.',
}
