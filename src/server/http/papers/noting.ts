/** What people note about a paper or a row, in sets: comments and tasks are written alike. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { WritingPlace } from '#kit/topic.ts'
import { notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
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
import type { Sights } from '#server/news/eyes.ts'
import { once } from '#server/papers/once.ts'

/** So many are written in one request. */
const mostAtOnce = 100

/** What is noted: its part of an address, and a member's own identifier. */
export interface NotedKind {
  readonly list: 'comments' | 'tasks'
  readonly one: 'comment' | 'task'
}

/** How a set is written; one that is refused leaves the others alone. */
export interface Noting<Member> {
  readonly name: string
  /** Behind the list's address: "/changes". */
  readonly tail: string
  readonly status: 200 | 201
  readonly summary: string
  readonly member: z.ZodType<Member>
  readonly run: (
    place: WritingPlace,
    topic: TopicCounter,
    members: readonly Member[],
    sights: Sights,
  ) => Promise<readonly Outcome<object>[]>
}

/** The operation that writes a set. */
export function noting<Member>(whole: Whole, kind: NotedKind, wanted: Noting<Member>): Operation {
  const { name, tail, status, summary, member } = wanted
  const id = topicName(whole, name)
  return operation({
    id,
    method: 'post',
    address: `${topicAddress(whole)}/${kind.list}${tail}`,
    summary,
    tag: kind.list,
    scope: 'papers:write',
    path: topicPath(whole),
    query: nothing,
    body: z.strictObject({
      [kind.list]: z
        .array(member)
        .min(1, 'The set is empty.')
        .max(mostAtOnce, `A set has at most ${mostAtOnce}.`),
    }),
    keyed: true,
    successes: outcomes(kind, status),
    problems: actProblems,
    handle: (call) => act(call, whole, kind.list, id, wanted),
  })
}

async function act<Member>(
  call: Call<Placed, object, Readonly<Record<string, readonly Member[]>>>,
  whole: Whole,
  list: string,
  id: string,
  { status, run }: Noting<Member>,
): Promise<Answer> {
  const { services, path, body } = call
  const topic = await openTopic(call, whole)
  if (topic === null) return notFound('paper')
  const asked = askedOf(call, id, path, body)
  if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
  const { desk } = topic
  const sights = { ...desk, catalogue: services.catalogue, permissions: services.permissions }
  return await once(services.database, desk.organization, asked.value, async (query) => {
    const results = await run({ ...desk, query }, topic, body[list] ?? [], sights)
    const told = results.map((one) =>
      one.ok
        ? { json: { outcome: 'done', ...one.value }, problems: [] }
        : { json: { outcome: 'refused', problems: one.problems }, problems: one.problems },
    )
    return answerOf(list, told, status === 201 ? { location: null } : null)
  })
}

function outcomes({ list, one }: NotedKind, status: 200 | 201) {
  const done = z.strictObject({
    outcome: z.literal('done'),
    [one]: identifier(`The ${one}.`),
    version: z.int(),
  })
  const refused = z.strictObject({ outcome: z.literal('refused'), problems: problemsSchema })
  return {
    [status]: { description: 'All is done.', schema: z.strictObject({ [list]: z.array(done) }) },
    207: {
      description: 'Some are refused, each for its own reasons; the others are done.',
      schema: z.strictObject({ [list]: z.array(z.union([done, refused])) }),
    },
  }
}
