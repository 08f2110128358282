/** The operations on the timetable: list its tasks, pause one, let it go on, run or change it. */
import { z } from 'zod'
import { tasks } from '#departments/tasks.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { roleProblems } from '#kit/role-problem.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { companyCode, identifier, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { jobKinds } from '#server/jobs/kinds.ts'
import { readRhythm, rhythmWords } from '#server/jobs/rhythm.ts'
import { listTasks } from '#server/jobs/timetable.ts'
import type { Task } from '#server/jobs/timetable.ts'
import {
  changeRhythm,
  findTask,
  goOnWithTask,
  pauseTask,
  runTask,
} from '#server/jobs/timetable-changes.ts'

const moment = z.string().meta({ format: 'date-time' })

const taskAnswer = z.strictObject({
  task: z.string().meta({ description: 'The kind of job that is asked for.' }),
  title: z.string().meta({ description: 'What it does, for people.' }),
  company: z.string().nullable().meta({ description: 'null: the whole organization’s.' }),
  every: z.enum(rhythmWords),
  onDay: z.int().nullable().meta({ description: 'Of a week from 1, Monday; or of a month.' }),
  at: z.string().meta({ description: 'By the company’s clocks, or UTC.', examples: ['02:10'] }),
  nextAt: moment,
  setBy: z.string(),
  pausedAt: moment.nullable(),
  pausedBy: z.string().nullable(),
})

const place = {
  task: text(100, 'The task, as the list names it.'),
  company: companyCode.exactOptional(),
}

const problems: readonly ProblemKind[] = ['refused', 'not-found', 'role-missing']

export const listTimetable = operation({
  id: 'listTimetable',
  method: 'get',
  address: '/timetable',
  summary: 'List the tasks of the timetable',
  scope: 'jobs:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'What is asked for by itself, and when next.',
      schema: z.strictObject({ tasks: z.array(taskAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization } }) => {
    const all = await services.database.transaction(
      organization,
      (query) => listTasks(query, organization),
      { mode: 'snapshot' },
    )
    return json(200, { tasks: all.map(told) })
  },
})

export const pauseOfTask = changing('pauseTask', 'pauses', {
  summary: 'Hold a task of the timetable back',
  description: 'It is not asked for until it goes on.',
  work: (query, { caller }, task) => pauseTask(query, caller.organization, task, caller.actor),
})

export const goingOnOfTask = changing('goOnWithTask', 'resumptions', {
  summary: 'Let a task of the timetable go on that was held back',
  description: 'What it missed meanwhile is not made up for.',
  work: (query, { caller, services }, task) =>
    goOnWithTask(query, caller.organization, task, services.now()),
})

export const changeOfRhythm = operation({
  id: 'changeRhythm',
  method: 'post',
  address: '/timetable/rhythms',
  summary: 'Change when a task of the timetable is due',
  scope: 'jobs:write',
  tag: 'timetable',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    ...place,
    every: z.enum(rhythmWords),
    onDay: whole(1, 31, 'Of a week from 1, Monday, to 7; or of a month.').exactOptional(),
    at: text(5, 'The time of the day: 02:10.'),
  }),
  successes: { 200: { description: 'The task, as it stands.', schema: taskAnswer } },
  problems,
  handle: async (call) => {
    const { services, caller, body } = call
    const { every, onDay = null, at } = body
    const rhythm = readRhythm(every, onDay, at)
    if (!rhythm.ok) return problemAnswer('refused', rhythm.problems)
    return await withTask(call, async (query, task) => {
      const by = { by: caller.actor, now: services.now() }
      await changeRhythm(query, caller.organization, task, rhythm.value, by)
      return fine(null)
    })
  },
})

export const runOfTask = operation({
  id: 'runTask',
  method: 'post',
  address: '/timetable/runs',
  summary: 'Run a task of the timetable now',
  description: 'Besides when it is due anyhow. The job acts in the name of who asks.',
  scope: 'jobs:write',
  tag: 'timetable',
  path: nothing,
  query: nothing,
  body: z.strictObject(place),
  successes: {
    200: {
      description: 'The job that was asked for.',
      schema: z.strictObject({ job: identifier('The number of the job.') }),
    },
  },
  problems,
  handle: (call) =>
    withTask(call, async (query, task) => {
      const { services, caller } = call
      const { actor: by, person, organization } = caller
      const asker = { by, person, now: services.now() }
      const made = await runTask(query, organization, jobKinds, task, asker)
      return made.ok ? fine({ job: made.value }) : made
    }),
})

type PlaceBody = { readonly task: string; readonly company?: string }
type TaskCall = Call<unknown, unknown, PlaceBody>

interface Changing {
  readonly summary: string
  readonly description: string
  readonly work: (query: Query, call: TaskCall, task: Task) => Promise<void>
}

/** An operation that changes how a task stands. */
function changing(id: string, word: string, { summary, description, work }: Changing): Operation {
  return operation({
    id,
    method: 'post',
    address: `/timetable/${word}`,
    summary,
    description,
    scope: 'jobs:write',
    tag: 'timetable',
    path: nothing,
    query: nothing,
    body: z.strictObject(place),
    successes: { 200: { description: 'The task, as it stands.', schema: taskAnswer } },
    problems,
    handle: (call) =>
      withTask(call, async (query, task) => {
        await work(query, call, task)
        return fine(null)
      }),
  })
}

/** Works on a task that the caller may; answers what came of it, or the task as it then stands. */
async function withTask(
  call: TaskCall,
  work: (query: Query, task: Task) => Promise<Outcome<object | null>>,
): Promise<Answer> {
  const { services, caller, body } = call
  const { organization } = caller
  const actor = await services.permissions.actorOf(
    caller,
    services.now().toZonedDateTimeISO('UTC').toPlainDate(),
  )
  const wanted = { task: body.task, company: body.company ?? null }
  const done = await services.database.transaction(organization, async (query) => {
    const found = await findTask(query, organization, wanted)
    if (!found.ok) return found
    const missing = whoMay(found.value).flatMap(({ what, by, company }) => {
      const where = { company, site: null, department: null, madeBy: null }
      return roleProblems(what, by, where, actor)
    })
    if (missing.length > 0) return refused(...missing)
    const worked = await work(query, found.value)
    if (!worked.ok || worked.value !== null) return worked
    const after = await findTask(query, organization, wanted)
    return after.ok ? fine(told(after.value)) : after
  })
  return done.ok ? json(200, done.value ?? {}) : problemAnswer(kindOf(done.problems), done.problems)
}

function kindOf([first]: readonly Problem[]): ProblemKind {
  if (first?.rule === 'task-unknown') return 'not-found'
  return first?.rule === 'role-missing' ? 'role-missing' : 'refused'
}

const namedTask = z.object({ task: z.string() })

/** Which role a task of the departments takes; the program's own take none but the scope. */
function whoMay({ task: kind, company, input }: Task) {
  const named = namedTask.safeParse(input)
  const found = kind === 'task' && named.success ? named.data.task : null
  return tasks
    .filter(({ name }) => name === found)
    .map(({ name, by }) => ({ what: `set or run the ${name}`, by, company }))
}

function told({ task, company, input, rhythm, ...rest }: Task): object {
  const read = jobKinds.find(({ kind }) => kind === task)?.read(input)
  return {
    task,
    title: read?.ok === true ? read.value.title : task,
    company,
    every: rhythm.every,
    onDay: rhythm.every === 'day' ? null : rhythm.onDay,
    at: rhythm.at.toString({ smallestUnit: 'minute' }),
    ...rest,
  }
}
