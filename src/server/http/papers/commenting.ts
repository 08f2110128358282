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
import { json, notFound } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { noting } from '#server/http/papers/noting.ts'
import type { Noting } from '#server/http/papers/noting.ts'
import { openTopic, topicAddress, topicName, topicPath } from '#server/http/papers/topics.ts'
import type { TopicCounter, Whole } from '#server/http/papers/topics.ts'
import { seenVersion } from '#server/http/papers/writing.ts'
import { tellOfComments, tellOfMentions } from '#server/news/commented.ts'

const comments = { list: 'comments', one: 'comment' } as const

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
      const found = await call.services.database.transaction(
        desk.organization,
        (query) => listComments({ ...desk, query }, of, reader, key),
        { mode: 'snapshot' },
      )
      return found === null ? notFound('paper') : json(200, { comments: found })
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

interface Writing<Member extends Said> extends Omit<Noting<Member>, 'run'> {
  /** Tells those whom it concerns, in the same transaction. */
  readonly tells: typeof tellOfComments | null
  readonly run: (
    place: WritingPlace,
    topic: TopicCounter,
    members: readonly Member[],
  ) => Promise<Outcome<NotedComment>[]>
}

/** The operation, which tells those whom it concerns in the same transaction. */
function writing<Member extends Said>(whole: Whole, wanted: Writing<Member>): Operation {
  const { tells, run, ...rest } = wanted
  return noting<Member>(whole, comments, {
    ...rest,
    run: async (place, topic, members, sights) => {
      const results = await run(place, topic, members)
      const fresh = results.flatMap((one, at) => {
        const { mentions = [] } = members[at] ?? {}
        return one.ok ? [{ comment: one.value.comment, mentions }] : []
      })
      const { desk, of, key, reader } = topic
      await tells?.(place.query, sights, reader.actor, { ...desk, of, key }, fresh)
      return results
    },
  })
}
