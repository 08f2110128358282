/** The operations on jobs: list them, see one with its log, cancel it, resume it. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Caller } from '#server/access/caller.ts'
import { cancelRun, listRuns, readLog, readRun, resumeRun, states } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'

const jobPath = z.strictObject({ job: identifier('The number of the job.') })
const moment = z.string().meta({ format: 'date-time' })
const problem = z.strictObject({ rule: z.string(), field: z.string(), message: z.string() })

const jobAnswer = z.strictObject({
  id: identifier('The number of the job.'),
  kind: z.string().meta({ description: 'What kind of job it is, a stable word for programs.' }),
  title: z.string().meta({ description: 'What it does, for people.' }),
  company: z.string().nullable(),
  state: z.enum(states).meta({
    description:
      'It is over when `done`, `failed` (the asker’s mistake, see `problems`) or `cancelled`. ' +
      '`parked`: it failed too often by a fault of ours, or who asked may not do it any more ' +
      '(see `problems`); it waits to be resumed or cancelled.',
  }),
  askedBy: z.string(),
  askedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  done: z.int().meta({ description: 'How many things it did so far.' }),
  total: z.int().nullable().meta({ description: 'Of how many, where that is known.' }),
  attempts: z.int().meta({ description: 'Failures since it last got further.' }),
  cancelAskedBy: z.string().nullable(),
  cancelAskedAt: moment.nullable(),
  problems: z.array(problem).meta({ description: 'What is wrong, in sentences.' }),
})

const limit = z
  .string()
  .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
  .optional()
  .meta({ description: 'How many, at most 500; 100 unless said otherwise.' })

export const listJobs = operation({
  id: 'listJobs',
  method: 'get',
  address: '/jobs',
  summary: 'List the jobs, the newest first',
  description: 'A human who may not cancel any sees those that were asked for in their own name.',
  scope: 'jobs:read',
  path: nothing,
  query: z.strictObject({
    state: z.enum(states).optional().meta({ description: 'Only those that stand so.' }),
    after: identifier('The `next` of the page before.').optional(),
    limit,
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of jobs, and where the next one begins if there is one.',
      schema: z.strictObject({ jobs: z.array(jobAnswer), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: async ({ services, caller, query: { state, after, limit: most } }) => {
    const { organization } = caller
    const size = Number(most ?? 100)
    const found = await services.database.transaction(
      organization,
      (query) =>
        listRuns(query, organization, {
          ...(state === undefined ? {} : { state }),
          ...(after === undefined ? {} : { after }),
          ...(seesAll(caller) ? {} : { person: caller.person }),
          limit: size + 1,
        }),
      { mode: 'snapshot' },
    )
    const runs = found.slice(0, size)
    const next = found.length > size ? runs.at(-1)?.id : undefined
    return json(200, { jobs: runs.map(jobJson), next })
  },
})

export const getJob = operation({
  id: 'getJob',
  method: 'get',
  address: '/jobs/{job}',
  summary: 'See a job with its log',
  description: 'Asked again with the number of the last line, it tells what was logged since.',
  scope: 'jobs:read',
  path: jobPath,
  query: z.strictObject({
    after: z
      .string()
      .regex(/^\d{1,9}$/, 'It must be the number of a line.')
      .optional()
      .meta({ description: 'Only the lines of the log behind this one.' }),
    limit,
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The job; its log, from the first line on; and its result, once it has one.',
      schema: jobAnswer.extend({
        log: z.array(
          z.strictObject({
            line: z.int(),
            at: moment,
            level: z.enum(['info', 'warning', 'error']),
            message: z.string(),
          }),
        ),
        lines: z.int().meta({ description: 'How many lines the log has.' }),
        result: z.unknown().meta({ description: 'What came of it; its form is its kind’s own.' }),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller, path, query: { after, limit: most } }) => {
    const { organization } = caller
    const person = seesAll(caller) ? undefined : caller.person
    const page = { after: Number(after ?? 0), limit: Number(most ?? 100) }
    const [run, log] = await services.database.transaction(
      organization,
      async (query) => [
        await readRun(query, organization, path.job, person),
        await readLog(query, organization, path.job, page),
      ],
      { mode: 'snapshot' },
    )
    if (run === null) return notFound('job')
    const { lines, result } = run
    return json(200, { ...jobJson(run), log, lines, result })
  },
})

export const cancelJob = operation({
  id: 'cancelJob',
  method: 'post',
  address: '/jobs/{job}/cancellation',
  summary: 'Cancel a job',
  description:
    'One that waits is cancelled at once; one that runs, before its next step. What it did stays ' +
    'done.',
  scope: 'jobs:write',
  path: jobPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The job, as it stands.', schema: jobAnswer } },
  problems: ['conflict'],
  handle: (call) => change(call, cancelRun),
})

export const resumeJob = operation({
  id: 'resumeJob',
  method: 'post',
  address: '/jobs/{job}/resumption',
  summary: 'Resume a parked job',
  description: 'It goes on behind its last step.',
  scope: 'jobs:write',
  path: jobPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The job, as it stands.', schema: jobAnswer } },
  problems: ['conflict'],
  handle: (call) => change(call, resumeRun),
})

/** What a job is called and what it logs may tell of papers that not everybody sees. */
function seesAll({ by, scopes }: Caller): boolean {
  return by === 'key' || scopes.has('jobs:write')
}

type Change = (query: Query, organization: string, id: string, by: string) => Promise<Outcome<Run>>

async function change(
  {
    services,
    caller: { organization, actor },
    path,
  }: Call<z.output<typeof jobPath>, object, object>,
  work: Change,
): Promise<Answer> {
  const changed = await services.database.transaction(
    organization,
    (query) => work(query, organization, path.job, actor),
    { repeatable: true },
  )
  if (changed.ok) return json(200, jobJson(changed.value))
  if (changed.problems.some(({ rule }) => rule === 'job-unknown')) return notFound('job')
  return problemAnswer('conflict', changed.problems)
}

function jobJson({ lines: _lines, result: _result, done, total, ...rest }: Run): object {
  return { ...rest, done: Number(done), total: total === null ? null : Number(total) }
}
