/** The operations on tasks: given, done and listed, on papers and on rows of registers. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { addTasks, listTasks, longestTask, turnTasks } from '#records/tasks.ts'
import { json, notFound } from '#server/http/answer.ts'
import { day, identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { noting } from '#server/http/papers/noting.ts'
import { openTopic, topicAddress, topicName, topicPath } from '#server/http/papers/topics.ts'
import type { Whole } from '#server/http/papers/topics.ts'
import { seenVersion } from '#server/http/papers/writing.ts'
import { eyesOf } from '#server/news/eyes.ts'
import type { Sees } from '#server/news/eyes.ts'
import { tell } from '#server/news/telling.ts'

const tasks = { list: 'tasks', one: 'task' } as const

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
      const found = await call.services.database.transaction(
        desk.organization,
        (query) => listTasks({ ...desk, query }, of, reader, key),
        { mode: 'snapshot' },
      )
      return found === null ? notFound('paper') : json(200, { tasks: found })
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
  return noting(whole, tasks, {
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
  return noting(whole, tasks, {
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
