/** The operations on tasks: given, done and listed, on papers and on rows of registers. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import { parseDate } from '#base/date.ts'
import { addTasks, listTasks, longestTask, turnTasks } from '#records/tasks.ts'
import type { NotedTask } from '#records/tasks.ts'
import type { WritingPlace } from '#kit/topic.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { day, identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import { actProblems, answerOf, problemsSchema } from '#server/http/papers/outcomes.ts'
import {
  askedOf,
  openTopic,
  topicAddress,
  topicName,
  topicPath,
} from '#server/http/papers/topics.ts'
import type { TopicCounter, Whole } from '#server/http/papers/topics.ts'
import { seenVersion } from '#server/http/papers/writing.ts'
import { eyesOf } from '#server/news/eyes.ts'
import type { Sees, Sights } from '#server/news/eyes.ts'
import { tell } from '#server/news/telling.ts'
import { once } from '#server/papers/once.ts'

/** So many tasks are written in one request. */
const mostAtOnce = 100

/** The tasks on a paper or a row. */
export function tasking(whole: Whole): Operation[] {
  return [list(whole), add(whole), turn(whole)]
}

export const taskAnswer = {
  task: identifier('The task.'),
  version: z.int(),
  text: z.string(),
  assignee: identifier('Who is to do it.'),
  assigneeName: z.string(),
  dueOn: z.string().nullable().meta({ format: 'date', description: 'The last day for it.' }),
  isDone: z.boolean(),
  person: z.string().meta({ description: 'Who gave it.' }),
  name: z.string(),
}

function list(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'listTasks'),
    method: 'get',
    address: `${topicAddress(whole)}/tasks`,
    summary: 'List tasks',
    tag: 'tasks',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    body: nothing,
    successes: {
      200: {
        description: 'The tasks, open ones first.',
        schema: z.strictObject({ tasks: z.array(z.strictObject(taskAnswer)) }),
      },
    },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const tasks = await call.services.database.transaction(
        desk.organization,
        (query) => listTasks({ ...desk, query }, of, reader, key),
        { mode: 'snapshot' },
      )
      return tasks === null ? notFound('paper') : json(200, { tasks })
    },
  })
}

const newTask = z.strictObject({
  // Its characters are counted later, as the database counts them.
  text: z.string().meta({ description: 'What is to do.', minLength: 1, maxLength: longestTask }),
  assignee: identifier('Who is to do it: a person who may read it.'),
  dueOn: day('The last day for it.').nullable().exactOptional(),
})

function add(whole: Whole): Operation {
  return writing(whole, {
    name: 'addTasks',
    tail: '',
    status: 201,
    summary: 'Give somebody a task about it',
    member: newTask,
    run: async (place, { of, reader, key }, members, sights) => {
      const persons = members.map(({ assignee }) => assignee)
      const sees: Sees = await eyesOf(place.query, sights, persons)
      const set = members.map(({ dueOn = null, ...one }) => {
        return { ...one, key, dueOn: dueOn === null ? null : parseDate(dueOn) }
      })
      const done = await addTasks(place, of, reader, set, sees)
      const company = of.target.of === 'company' ? place.company : ''
      const news = done.flatMap((one, at) => {
        const { assignee: person = '' } = members[at] ?? {}
        if (!one.ok) return []
        return [
          { company, kind: of.name, key, person, what: 'task', about: one.value.task } as const,
        ]
      })
      await tell(place.query, place.organization, reader.actor, news)
      return done
    },
  })
}

const turnedTask = z.strictObject({
  task: identifier('The task.'),
  version: seenVersion,
  isDone: z.boolean().meta({ description: 'Whether it is done, or is not after all.' }),
})

function turn(whole: Whole): Operation {
  return writing(whole, {
    name: 'turnTasks',
    tail: '/changes',
    status: 200,
    summary: 'Note that tasks are done, or are not after all',
    member: turnedTask,
    run: (place, { of, reader, key }, members) =>
      turnTasks(
        place,
        of,
        reader,
        members.map((member) => ({ ...member, key })),
      ),
  })
}

interface Writing<Member> {
  readonly name: string
  readonly tail: string
  readonly status: 200 | 201
  readonly summary: string
  readonly member: z.ZodType<Member>
  readonly run: (
    place: WritingPlace,
    topic: TopicCounter,
    members: readonly Member[],
    sights: Sights,
  ) => Promise<Outcome<NotedTask>[]>
}

function writing<Member>(
  whole: Whole,
  { name, tail, status, summary, member, run }: Writing<Member>,
): Operation {
  const id = topicName(whole, name)
  return operation({
    id,
    method: 'post',
    address: `${topicAddress(whole)}/tasks${tail}`,
    summary,
    tag: 'tasks',
    scope: 'papers:write',
    path: topicPath(whole),
    query: nothing,
    body: z.strictObject({
      tasks: z
        .array(member)
        .min(1, 'The set is empty.')
        .max(mostAtOnce, `A set has at most ${mostAtOnce}.`),
    }),
    keyed: true,
    successes: outcomes(status),
    problems: actProblems,
    handle: (call) => act(call, whole, id, status, run),
  })
}

async function act<Member>(
  call: Call<Placed, object, { readonly tasks: readonly Member[] }>,
  whole: Whole,
  id: string,
  status: 200 | 201,
  run: Writing<Member>['run'],
): Promise<Answer> {
  const { services, path, body } = call
  const topic = await openTopic(call, whole)
  if (topic === null) return notFound('paper')
  const asked = askedOf(call, id, path, body)
  if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
  const { desk } = topic
  const sights = { ...desk, catalogue: services.catalogue, permissions: services.permissions }
  return await once(services.database, desk.organization, asked.value, async (query) => {
    const results = await run({ ...desk, query }, topic, body.tasks, sights)
    const told = results.map((one) =>
      one.ok
        ? { json: { outcome: 'done', ...one.value }, problems: [] }
        : { json: { outcome: 'refused', problems: one.problems }, problems: one.problems },
    )
    return answerOf('tasks', told, status === 201 ? { location: null } : null)
  })
}

function outcomes(status: 200 | 201) {
  const done = z.strictObject({
    outcome: z.literal('done'),
    task: identifier('The task.'),
    version: z.int(),
  })
  const refused = z.strictObject({ outcome: z.literal('refused'), problems: problemsSchema })
  return {
    [status]: { description: 'All is done.', schema: z.strictObject({ tasks: z.array(done) }) },
    207: {
      description: 'Some are refused, each for its own reasons; the others are done.',
      schema: z.strictObject({ tasks: z.array(z.union([done, refused])) }),
    },
  }
}
