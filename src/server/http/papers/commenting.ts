/** The operations on comments: said, changed and withdrawn, in sets. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import {
  addComments,
  changeComments,
  listComments,
  longestComment,
  mostMentions,
  withdrawComments,
} from '#records/comments.ts'
import type { NotedComment } from '#records/comments.ts'
import type { WritingPlace } from '#kit/topic.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
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
import { seenVersion } from '#server/http/papers/writing.ts'
import { tellOfComments, tellOfMentions } from '#server/news/commented.ts'
import { once } from '#server/papers/once.ts'

/** So many comments are written in one request. */
const mostAtOnce = 100

/** The comments on a paper or a row. */
export function commenting(whole: Whole): Operation[] {
  return [list(whole), add(whole), change(whole), withdraw(whole)]
}

const commentAnswer = z.strictObject({
  comment: identifier('The comment.'),
  version: z.int(),
  person: z.string(),
  name: z.string().meta({ description: 'The name under which it was said.' }),
  at: z.string().meta({ format: 'date-time' }),
  changedAt: z.string().nullable().meta({ format: 'date-time' }),
  text: z.string().nullable().meta({ description: 'null where it is withdrawn.' }),
  mentions: z.array(identifier('A person who is named.')),
})

function list(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'listComments'),
    method: 'get',
    address: `${topicAddress(whole)}/comments`,
    summary: 'List comments',
    tag: 'comments',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    body: nothing,
    successes: {
      200: {
        description: 'The comments, the oldest first.',
        schema: z.strictObject({ comments: z.array(commentAnswer) }),
      },
    },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const comments = await call.services.database.transaction(
        desk.organization,
        (query) => listComments({ ...desk, query }, of, reader, key),
        { mode: 'snapshot' },
      )
      return comments === null ? notFound('paper') : json(200, { comments })
    },
  })
}

const said = {
  // Its characters are counted later, as the database counts them.
  text: z.string().meta({
    description: 'What is said; lines may break.',
    minLength: 1,
    maxLength: longestComment,
  }),
  mentions: z
    .array(identifier('A person who is named; that gives no right to read it.'))
    .max(mostMentions, `A comment names at most ${mostMentions} persons.`)
    .exactOptional(),
}
const seen = { comment: identifier('The comment.'), version: seenVersion }

function add(whole: Whole): Operation {
  return writing(whole, {
    name: 'addComments',
    tail: '',
    status: 201,
    summary: 'Comment on it',
    member: z.strictObject(said),
    tells: tellOfComments,
    run: (place, { of, reader, key }, members) =>
      addComments(
        place,
        of,
        reader,
        members.map((member) => ({ ...member, key })),
      ),
  })
}

function change(whole: Whole): Operation {
  return writing(whole, {
    name: 'changeComments',
    tail: '/changes',
    status: 200,
    summary: 'Change comments of one’s own',
    member: z.strictObject({ ...seen, ...said }),
    tells: tellOfMentions,
    run: (place, { of, reader, key }, members) =>
      changeComments(
        place,
        of,
        reader,
        members.map((member) => ({ ...member, key })),
      ),
  })
}

function withdraw(whole: Whole): Operation {
  return writing(whole, {
    name: 'withdrawComments',
    tail: '/withdrawals',
    status: 200,
    summary: 'Withdraw comments of one’s own',
    member: z.strictObject(seen),
    tells: null,
    run: (place, { of, reader, key }, members) =>
      withdrawComments(
        place,
        of,
        reader,
        members.map((member) => ({ ...member, key })),
      ),
  })
}

/** What was said of whom; a comment that is withdrawn names nobody. */
interface Said {
  readonly comment?: string
  readonly mentions?: readonly string[]
}

interface Writing<Member extends Said> {
  readonly name: string
  readonly tail: string
  readonly status: 200 | 201
  readonly summary: string
  readonly member: z.ZodType<Member>
  /** Tells those whom it concerns, in the same transaction. */
  readonly tells: typeof tellOfComments | null
  readonly run: (
    place: WritingPlace,
    topic: TopicCounter,
    members: readonly Member[],
  ) => Promise<Outcome<NotedComment>[]>
}

function writing<Member extends Said>(
  whole: Whole,
  { name, tail, status, summary, member, tells, run }: Writing<Member>,
): Operation {
  const id = topicName(whole, name)
  return operation({
    id,
    method: 'post',
    address: `${topicAddress(whole)}/comments${tail}`,
    summary,
    tag: 'comments',
    scope: 'papers:write',
    path: topicPath(whole),
    query: nothing,
    body: z.strictObject({
      comments: z
        .array(member)
        .min(1, 'The set is empty.')
        .max(mostAtOnce, `A set has at most ${mostAtOnce}.`),
    }),
    keyed: true,
    successes: outcomes(status),
    problems: actProblems,
    handle: (call) => act(call, whole, id, status, { tells, run }),
  })
}

async function act<Member extends Said>(
  call: Call<Placed, object, { readonly comments: readonly Member[] }>,
  whole: Whole,
  id: string,
  status: 200 | 201,
  { tells, run }: Pick<Writing<Member>, 'tells' | 'run'>,
): Promise<Answer> {
  const { services, path, body } = call
  const topic = await openTopic(call, whole)
  if (topic === null) return notFound('paper')
  const asked = askedOf(call, id, path, body)
  if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
  const { desk, of, key } = topic
  return await once(services.database, desk.organization, asked.value, async (query) => {
    const results = await run({ ...desk, query }, topic, body.comments)
    const fresh = results.flatMap((one, at) => {
      const { mentions = [] } = body.comments[at] ?? {}
      return one.ok ? [{ comment: one.value.comment, mentions }] : []
    })
    const sights = { ...desk, catalogue: services.catalogue, permissions: services.permissions }
    await tells?.(query, sights, topic.reader.actor, { ...desk, of, key }, fresh)
    const told = results.map((one) =>
      one.ok
        ? { json: { outcome: 'done', ...one.value }, problems: [] }
        : { json: { outcome: 'refused', problems: one.problems }, problems: one.problems },
    )
    return answerOf('comments', told, status === 201 ? { location: null } : null)
  })
}

function outcomes(status: 200 | 201) {
  const done = z.strictObject({
    outcome: z.literal('done'),
    comment: identifier('The comment.'),
    version: z.int(),
  })
  const refused = z.strictObject({ outcome: z.literal('refused'), problems: problemsSchema })
  return {
    [status]: {
      description: 'All is done.',
      schema: z.strictObject({ comments: z.array(done) }),
    },
    207: {
      description: 'Some are refused, each for its own reasons; the others are done.',
      schema: z.strictObject({ comments: z.array(z.union([done, refused])) }),
    },
  }
}
