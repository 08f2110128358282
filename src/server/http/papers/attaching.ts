/** The operations on attached files: sent as they are, and sent back as nothing a browser runs. */
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import {
  addAttachments,
  findAttachment,
  listAttachments,
  longestCategory,
  replaceAttachments,
  withdrawAttachments,
} from '#records/attachments.ts'
import type { NotedAttachment, SentFile } from '#records/attachments.ts'
import { largestFile } from '#records/blob.ts'
import { attachmentHeader } from '#records/file-name.ts'
import { sentType } from '#records/media-type.ts'
import { spool } from '#server/attachments/spool.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { cutOff, tooLarge } from '#server/http/body.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import { actProblems, refusal } from '#server/http/papers/outcomes.ts'
import {
  askedOf,
  openTopic,
  topicAddress,
  topicName,
  topicPath,
} from '#server/http/papers/topics.ts'
import type { TopicCounter, Whole } from '#server/http/papers/topics.ts'
import { seenVersion } from '#server/http/papers/writing.ts'
import { once } from '#server/papers/once.ts'
import { fileStream } from '#server/http/papers/file-stream.ts'

/** The files on a paper or a row. */
export function attaching(whole: Whole): Operation[] {
  return [list(whole), add(whole), withdraw(whole), replace(whole), download(whole)]
}

const noted = z.strictObject({ attachment: identifier('The attachment.'), version: z.int() })
const attachmentAnswer = noted.extend({
  fileName: z.string(),
  mediaType: z.string().meta({ description: 'As its content shows, whatever its name says.' }),
  size: z.int().meta({ description: 'Bytes.' }),
  hash: z.string().meta({ description: 'SHA-256 of its bytes, in hexadecimal.' }),
  category: z.string().nullable(),
  person: z.string(),
  name: z.string().meta({ description: 'The name under which it was attached.' }),
  at: z.string().meta({ format: 'date-time' }),
})

function list(whole: Whole): Operation {
  return operation({
    ...common(whole, 'listAttachments', ''),
    method: 'get',
    summary: 'List attached files',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    successes: {
      200: {
        description: 'The files, the oldest first.',
        schema: z.strictObject({ attachments: z.array(attachmentAnswer) }),
      },
    },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { of, reader, key } = topic
      const attachments = await look(call, topic, (query) =>
        listAttachments({ ...topic.desk, query }, of, reader, key),
      )
      return attachments === null ? notFound('paper') : json(200, { attachments })
    },
  })
}

const fileQuery = z.strictObject({
  name: text(255, 'What the file is called.'),
  category: text(longestCategory, 'What it is to the reader: receipt, contract.').optional(),
})

function add(whole: Whole): Operation {
  const id = topicName(whole, 'addAttachment')
  return operation({
    ...common(whole, 'addAttachment', ''),
    ...sending,
    summary: 'Attach a file',
    path: topicPath(whole),
    query: fileQuery,
    successes: { 201: { description: 'It is attached.', schema: noted } },
    handle: (call) =>
      takeFile(call, whole, id, async (query, topic, sent) => {
        const { desk, of, reader } = topic
        const { blobs } = call.services
        return await addAttachments({ ...desk, query }, blobs, of, reader, [sent])
      }),
  })
}

function replace(whole: Whole): Operation {
  const id = topicName(whole, 'replaceAttachment')
  return operation({
    ...common(whole, 'replaceAttachment', '/{attachment}/replacement'),
    ...sending,
    summary: 'Put another file in the place of an attached one',
    description: 'Only while the paper is in its first state; the file before stays readable.',
    path: topicPath(whole, { attachment: identifier('The attachment.') }),
    query: fileQuery.extend({
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, 'It must be a whole number.')
        .meta({
          description: 'The version that you saw: what was changed meanwhile is refused.',
        }),
    }),
    successes: { 201: { description: 'It is replaced.', schema: noted } },
    handle: (call) =>
      takeFile(call, whole, id, async (query, topic, sent) => {
        const { desk, of, reader } = topic
        const { attachment = '' } = call.path
        const version = Number(call.query.version)
        return await replaceAttachments({ ...desk, query }, call.services.blobs, of, reader, [
          { ...sent, attachment, version },
        ])
      }),
  })
}

function withdraw(whole: Whole): Operation {
  const id = topicName(whole, 'withdrawAttachment')
  return operation({
    ...common(whole, 'withdrawAttachment', '/{attachment}/withdrawal'),
    method: 'post',
    summary: 'Withdraw an attached file',
    description: 'Only while the paper is in its first state; that it was there stays.',
    scope: 'papers:write',
    path: topicPath(whole, { attachment: identifier('The attachment.') }),
    query: nothing,
    body: z.strictObject({ version: seenVersion }),
    keyed: true,
    successes: { 200: { description: 'It is withdrawn.', schema: noted } },
    problems: actProblems,
    handle: async (call) => {
      const { services, path, body } = call
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const asked = askedOf(call, id, path, body)
      if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
      const { desk, of, reader, key } = topic
      const gone = { key, attachment: path['attachment'] ?? '', version: body.version }
      return await once(services.database, desk.organization, asked.value, async (query) => {
        const [done] = await withdrawAttachments({ ...desk, query }, of, reader, [gone])
        return answered(done, 200)
      })
    },
  })
}

function download(whole: Whole): Operation {
  return operation({
    ...common(whole, 'getAttachment', '/{attachment}'),
    method: 'get',
    summary: 'Get an attached file',
    description: 'Its bytes as they were sent; with a version, as they were then.',
    scope: 'papers:read',
    path: topicPath(whole, { attachment: identifier('The attachment.') }),
    query: z.strictObject({
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, 'It must be a whole number.')
        .optional()
        .meta({ description: 'As it was at this version.' }),
    }),
    successes: { 200: { description: 'The file.', schema: null } },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('attachment')
      const { desk, of, reader, key } = topic
      const { attachment = '' } = call.path
      const { version } = call.query
      const wanted = {
        key,
        attachment,
        ...(version === undefined ? {} : { version: Number(version) }),
      }
      const found = await look(call, topic, (query) =>
        findAttachment({ ...desk, query }, of, reader, wanted),
      )
      if (found === null) return notFound('attachment')
      const bytes = call.services.blobs.read(desk.organization, found.hash)
      return {
        status: 200,
        type: sentType(found.mediaType),
        body: await fileStream(bytes, call.services.log),
        headers: {
          'content-length': String(found.size),
          'content-disposition': attachmentHeader(found.fileName),
          'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        },
      }
    },
  })
}

function common(whole: Whole, name: string, tail: string) {
  return {
    id: topicName(whole, name),
    address: `${topicAddress(whole)}/attachments${tail}`,
    tag: 'attachments',
    body: nothing,
  } as const
}

const sending = {
  method: 'post',
  scope: 'papers:write',
  keyed: true,
  largestFile,
  problems: actProblems,
} as const

async function look<Found>(
  { services }: Call<unknown, unknown, unknown>,
  { desk }: TopicCounter,
  ask: (query: Query) => Promise<Found>,
): Promise<Found> {
  return await services.database.transaction(desk.organization, ask, { mode: 'snapshot' })
}

/** Takes the file to disk, then does what is asked in a transaction that waits for no sender. */
async function takeFile(
  call: Call<Placed, { readonly name: string; readonly category?: string | undefined }, object>,
  whole: Whole,
  id: string,
  run: (
    query: Query,
    topic: TopicCounter,
    sent: SentFile,
  ) => Promise<readonly Outcome<NotedAttachment>[]>,
): Promise<Answer> {
  const { services, path, query: asked, file: coming } = call
  const topic = await openTopic(call, whole)
  if (topic === null || coming === null) return notFound('paper')
  const file = await spool(createReadStream(coming.path))
  if (file === 'too-large') return tooLarge(largestFile, true)
  if (file === 'cut-off') return cutOff()
  try {
    const { name, category } = asked
    const key = askedOf(call, id, path, asked, file.hash)
    if (!key.ok) return problemAnswer('invalid-request', key.problems)
    const sent: SentFile = {
      key: topic.key,
      file,
      fileName: name,
      ...(category === undefined ? {} : { category }),
    }
    return await once(services.database, topic.desk.organization, key.value, async (query) => {
      const [done] = await run(query, topic, sent)
      return answered(done, 201)
    })
  } finally {
    await file.close()
  }
}

function answered(
  done: Outcome<NotedAttachment> | undefined,
  status: 200 | 201,
): { readonly answer: Answer; readonly isDone: boolean } {
  if (done === undefined) throw new Error('An attachment has no answer.')
  if (!done.ok) return { answer: refusal('attachments', done.problems), isDone: false }
  return { answer: json(status, done.value), isDone: true }
}
