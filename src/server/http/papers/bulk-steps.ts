/** The operations for a step with more papers than one act takes: asked for, seen, cancelled. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { askForBulk, mostInJob } from '#server/bulk/asking.ts'
import { bulkStep, stepProblems } from '#server/bulk/bulk-step.ts'
import type { BulkStep } from '#server/bulk/bulk-step.ts'
import { countMembers, refusedMembers } from '#server/bulk/members.ts'
import { refusalSheet } from '#server/bulk/refusals.ts'
import { json, notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { companyCode, identifier, languageOfFiles, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { filterSchema, questionOf } from '#server/http/papers/asking.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { fileAnswer } from '#server/http/papers/file-answer.ts'
import { nothingSeen } from '#server/http/papers/listing.ts'
import { problemsSchema } from '#server/http/papers/outcomes.ts'
import { seenPaper } from '#server/http/papers/writing.ts'
import { keyOf } from '#server/http/operations/post-entry.ts'
import { refusingIn } from '#languages/wording.ts'
import { validated } from '#kit/validation.ts'
import { cancelRun, readRun, states } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { once } from '#server/papers/once.ts'
import type { Done } from '#server/papers/once.ts'
import { requestHash } from '#server/papers/requests.ts'

const tag = 'bulk steps'
const companyPath: z.ZodType<Placed> = z.strictObject({ company: companyCode })
const jobPath: z.ZodType<Placed> = z.strictObject({
  company: companyCode,
  job: identifier('The number of the job.'),
})
const ofCompany = { target: { of: 'company' } } as const
const pageOf = 100

const askBody = z
  .strictObject({
    kind: text(100, 'Whose papers, by its name: `sales invoice`.'),
    step: text(100, 'As behind the address of the papers: `issue`, `give-back`, `removals`.'),
    papers: z
      .array(seenPaper)
      .min(1, 'The set is empty.')
      .max(mostInJob, `A job has at most ${mostInJob} papers.`)
      .exactOptional()
      .meta({ description: 'These papers, as they were seen.' }),
    matching: z
      .record(z.string().max(100), z.string().max(8_000))
      .exactOptional()
      .meta({
        description:
          'All papers that their list shows at this moment, by the parameters of the list: ' +
          '`{"state":"draft"}`; `{}` for all that there are.',
      }),
  })
  .refine(({ papers, matching }) => (papers === undefined) !== (matching === undefined), {
    message: 'Say either which papers, or by what they match.',
    path: ['papers'],
  })

const ask = operation({
  id: 'askBulkStep',
  method: 'post',
  address: '/companies/{company}/bulk-steps',
  summary: 'Do a step with many papers by a job',
  description:
    'With more papers than the step itself takes at once. Which ones is fixed now; the job does ' +
    'them in pieces, in your name and with what you may do then. What is wrong with one leaves ' +
    'the others alone, and is kept. You are told when it is over.',
  tag,
  scope: 'papers:write',
  path: companyPath,
  query: nothing,
  body: askBody,
  largestBody: 8_000_000,
  keyed: true,
  successes: {
    202: {
      description: 'The job that does it.',
      schema: z.strictObject({
        job: identifier('The number of the job.'),
        papers: z.int().meta({ description: 'How many papers it has.' }),
      }),
    },
  },
  problems: ['conflict', 'refused', 'role-missing'],
  handle: async (call) => {
    const { services, caller, keyHeader, body } = call
    const key = keyHeader === undefined ? null : keyOf(keyHeader, undefined)
    if (key?.ok === false) return problemAnswer('invalid-request', key.problems)
    const counter = await openCounter(call, ofCompany)
    if (counter === null) return notFound('company')
    const step = bulkStep(services.catalogue, body.kind, body.step)
    if (!step.ok) return problemAnswer('refused', step.problems)
    const lacking = stepProblems(step.value, counter.actor, counter.desk.company)
    if (lacking.length > 0) return problemAnswer('role-missing', lacking)
    const asked = key && {
      person: caller.person,
      key: key.value,
      hash: requestHash('askBulkStep', counter.desk.company, body),
    }
    return await once(services.database, caller.organization, asked, (query) =>
      askIn(query, call, counter, step.value),
    )
  },
})

async function askIn(
  query: Query,
  call: Call<Placed, unknown, z.output<typeof askBody>>,
  counter: Counter,
  step: BulkStep,
): Promise<Done> {
  const { papers, matching = {} } = call.body
  const { actor, desk } = counter
  const place = { ...desk, askedBy: actor.name.slice(0, 200), person: actor.person }
  const refused = (answer: Answer): Done => ({ answer, isDone: false })
  if (papers !== undefined) return answered(await askForBulk(query, place, step, { papers }))
  const { of } = step
  const read = validated(z.strictObject(filterSchema(of)), matching)
  if (!read.ok) return refused(problemAnswer('invalid-request', read.problems))
  const question = questionOf(read.value)
  if (!question.ok) return refused(problemAnswer('invalid-request', question.problems))
  const sight = sightAt(call, counter, of)
  if (sight === null) return refused(nothingSeen(of, counter))
  return answered(await askForBulk(query, place, step, { matching: question.value, sight }))
}

function answered(made: Awaited<ReturnType<typeof askForBulk>>): Done {
  if (made.ok) return { answer: json(202, made.value), isDone: true }
  // What else is wrong is a question that no list takes.
  const isOwn = made.problems.some(({ rule }) => rule.startsWith('bulk-') || rule === 'paper-twice')
  return {
    answer: problemAnswer(isOwn ? 'refused' : 'invalid-request', made.problems),
    isDone: false,
  }
}

const see = operation({
  id: 'getBulkStep',
  method: 'get',
  address: '/companies/{company}/bulk-steps/{job}',
  summary: 'See how far a step with many papers is',
  description: 'Only of your own: how its papers stand, and which were refused, with why.',
  tag,
  scope: 'papers:read',
  path: jobPath,
  query: z.strictObject({
    after: z
      .string()
      .regex(/^\d{1,9}$/, 'It is not what “next” of a page of this list said.')
      .optional()
      .meta({ description: 'The `next` of the page before.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The work, and a page of the papers that were refused.',
      schema: z.strictObject({
        job: identifier('The number of the job.'),
        title: z.string().meta({ description: 'What it does, for people.' }),
        kind: z.string().meta({ description: 'Whose papers.' }),
        state: z.enum(states),
        askedAt: z.string().meta({ format: 'date-time' }),
        finishedAt: z.string().meta({ format: 'date-time' }).nullable(),
        isCancelling: z.boolean().meta({ description: 'It ends before its next piece.' }),
        papers: z.int(),
        done: z.int(),
        refused: z.int(),
        waiting: z.int().meta({ description: 'Papers that were not begun.' }),
        problems: problemsSchema.meta({ description: 'Why it failed or is parked.' }),
        refusals: z.array(
          z.strictObject({
            paper: identifier('The paper.'),
            number: z.string().nullable(),
            problems: problemsSchema,
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
  problems: [],
  handle: (call) =>
    withJob(call, async (query, organization, run, kind) => {
      const counts = await countMembers(query, organization, run.id)
      const page = { after: Number(call.query.after ?? 0), most: pageOf + 1 }
      const found = await refusedMembers(query, organization, run.id, page)
      const shown = found.slice(0, pageOf)
      const next = found.length > pageOf ? String(shown.at(-1)?.place) : undefined
      const { id: job, title, state, askedAt, finishedAt, problems, cancelAskedAt } = run
      const isCancelling = cancelAskedAt !== null && state === 'running'
      return json(200, {
        job,
        title,
        kind,
        state,
        askedAt,
        finishedAt,
        isCancelling,
        ...counts,
        problems,
        refusals: shown.map((one) => {
          return { paper: one.paper, number: one.number, problems: one.problems }
        }),
        next,
      })
    }),
})

const refusals = operation({
  id: 'getBulkRefusals',
  method: 'get',
  address: '/companies/{company}/bulk-steps/{job}/refusals',
  summary: 'Take out which papers were refused, as a file',
  tag,
  scope: 'papers:read',
  path: jobPath,
  query: z.strictObject({
    as: z.enum(['csv', 'xlsx']).optional().meta({ description: 'CSV unless said.' }),
    printLanguage: languageOfFiles.optional(),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The file.',
      schema: null,
      otherTypes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
  problems: [],
  handle: (call) =>
    withJob(call, (_query, organization, { id, title }, kind) => {
      const wording = refusingIn(call.query.printLanguage ?? 'en')
      const { as: format = 'csv' } = call.query
      const name = wording.told(title).replace(':', '')
      return Promise.resolve(
        fileAnswer(call.services, organization, {
          name: `${name} ${wording.told('Refused').toLowerCase()}`,
          format,
          sheet: (query) => refusalSheet(query, organization, id, kind, wording),
        }),
      )
    }),
})

const cancel = operation({
  id: 'cancelBulkStep',
  method: 'post',
  address: '/companies/{company}/bulk-steps/{job}/cancellation',
  summary: 'Cancel a step with many papers',
  description: 'Only your own. It ends before its next piece; what it did stays done.',
  tag,
  scope: 'papers:write',
  path: jobPath,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'It ends, or is cancelled.',
      schema: z.strictObject({ state: z.enum(states) }),
    },
  },
  problems: ['conflict'],
  handle: (call) =>
    withJob(call, async (query, organization, { id }) => {
      const changed = await cancelRun(query, organization, id, call.caller.actor)
      if (changed.ok) return json(200, { state: changed.value.state })
      const [first] = changed.problems
      return oneProblem('conflict', first?.rule ?? 'job-over', first?.message ?? '', '')
    }),
})

export const bulkSteps: readonly Operation[] = [ask, see, refusals, cancel]

/** Works on a job of one's own in the company; of others it is not there. */
async function withJob(
  call: Call<Placed, unknown, unknown>,
  work: (query: Query, organization: string, run: Run, kind: string) => Promise<Answer>,
): Promise<Answer> {
  const counter = await openCounter(call, ofCompany)
  if (counter === null) return notFound('company')
  const { organization, person } = call.caller
  return await call.services.database.transaction(
    organization,
    async (query) => {
      const run = await readRun(query, organization, call.path['job'] ?? '', person)
      const isHere = run?.kind === 'bulk step' && run.company === counter.desk.company
      if (!isHere) return notFound('job')
      return await work(query, organization, run, await kindOf(query, organization, run.id))
    },
    { repeatable: true },
  )
}

async function kindOf(query: Query, organization: string, id: string): Promise<string> {
  const [found] = await query<{ kind: string }>({
    name: 'bulk.kind',
    text: `select input ->> 'kind' as kind from job.run where organization = $1 and id = $2`,
    values: [organization, id],
  })
  return found?.kind ?? ''
}
