/** The operations on following a paper or a row: whether one hears what is said about it. */
import { z } from 'zod'
import { topicsOf } from '#kit/topic.ts'
import { json, notFound } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { openTopic, topicAddress, topicName, topicPath } from '#server/http/papers/topics.ts'
import type { Whole } from '#server/http/papers/topics.ts'
import { follow, isFollowing } from '#server/news/following.ts'

const follows = z.boolean().meta({
  description: 'Whether comments are news for you: so are those on what you wrote or commented on.',
})
const answer = z.strictObject({ follows })

/** Whether one follows a paper or a row, and how that is changed. */
export function following(whole: Whole): Operation[] {
  return [see(whole), change(whole)]
}

function see(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'getFollowing'),
    method: 'get',
    address: `${topicAddress(whole)}/following`,
    summary: 'See whether you follow it',
    tag: 'news',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    body: nothing,
    successes: { 200: { description: 'Whether you do.', schema: answer } },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const found = await call.services.database.transaction(
        desk.organization,
        async (query) => {
          const place = { ...desk, query }
          const seen = (await topicsOf(place, of, reader.sight, [key])).get(key)
          return seen === undefined ? null : await isFollowing(place, seen, reader.actor.person)
        },
        { mode: 'snapshot' },
      )
      return found === null ? notFound('paper') : json(200, { follows: found })
    },
  })
}

function change(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'setFollowing'),
    method: 'post',
    address: `${topicAddress(whole)}/following`,
    summary: 'Follow it, or no longer',
    tag: 'news',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    body: answer,
    successes: { 200: { description: 'So it is now.', schema: answer } },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const isThere = await call.services.database.transaction(desk.organization, async (query) => {
        const place = { ...desk, query }
        const seen = (await topicsOf(place, of, reader.sight, [key])).get(key)
        if (seen === undefined) return false
        await follow(place, seen, reader.actor.person, call.body.follows)
        return true
      })
      return isThere ? json(200, { follows: call.body.follows }) : notFound('paper')
    },
  })
}
