/** The operations on the drafts of an import: seen, corrected in place, and sent back as a file. */
import { z } from 'zod'
import { json, notFound } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { refusingIn } from '#languages/wording.ts'
import { identifier, languageOfFiles } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { fileAnswer } from '#server/http/papers/file-answer.ts'
import {
  draftPath,
  importPath,
  importProblems,
  withImport,
} from '#server/http/papers/import-counter.ts'
import { draftAnswer, draftJson } from '#server/http/papers/import-json.ts'
import { correctDraft, listDrafts } from '#server/transfer/draft.ts'
import { faultSheet } from '#server/transfer/fault-file.ts'
import { stagedStates } from '#server/transfer/staged.ts'

const tag = 'imports'
const pageOf = 100

const list = operation({
  id: 'listDrafts',
  method: 'get',
  address: '/companies/{company}/imports/{import}/drafts',
  summary: 'List the drafts of an import, in the order of the file',
  tag,
  scope: 'papers:read',
  path: importPath,
  query: z.strictObject({
    state: z.enum(stagedStates).optional().meta({ description: 'Only those that stand so.' }),
    paper: identifier('Only the one that became this paper.').optional(),
    after: z
      .string()
      .regex(/^\d{1,4}-\d{1,9}$/, 'It is not what “next” of a page of this list said.')
      .optional()
      .meta({ description: 'The `next` of the page before.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of drafts, and where the next one begins if there is one.',
      schema: z.strictObject({ drafts: z.array(draftAnswer), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: (call) =>
    withImport(call, 'snapshot', async ({ query, counter, one }) => {
      const { state, paper, after } = call.query
      const [part = 0, place = 0] = after?.split('-').map(Number) ?? []
      const found = await listDrafts(query, counter.desk.organization, one, {
        limit: pageOf + 1,
        ...(state === undefined ? {} : { state }),
        ...(paper === undefined ? {} : { paper }),
        ...(after === undefined ? {} : { behind: { part, place } }),
      })
      const drafts = found.slice(0, pageOf)
      const last = drafts.at(-1)
      const isMore = found.length > pageOf && last !== undefined
      const next = isMore ? `${last.part}-${last.place}` : undefined
      return json(200, { drafts: drafts.map(draftJson), next })
    }),
})

const correct = operation({
  id: 'correctDraft',
  method: 'post',
  address: '/companies/{company}/imports/{import}/drafts/{place}',
  summary: 'Correct a draft of an import',
  description:
    'Replaces what the file says of a paper by what is sent, and checks it again. What is still ' +
    'wrong is told with the draft.',
  tag,
  scope: 'papers:write',
  path: draftPath,
  query: nothing,
  body: z.strictObject({
    key: z.string().max(200).nullable().meta({ description: 'Its number or code; null for none.' }),
    goodFrom: z.string().max(40).nullable().exactOptional(),
    values: z.record(z.string(), z.unknown()).meta({ description: 'Its fields, as JSON.' }),
  }),
  successes: { 200: { description: 'The draft, as it now stands.', schema: draftAnswer } },
  problems: ['conflict', 'refused'],
  handle: (call) =>
    withImport(call, 'write', async ({ books, counter, one }) => {
      const { key, goodFrom = null, values } = call.body
      const place = Number(call.path['place'])
      const correction = { key, goodFrom, values }
      const done = await correctDraft(books, one.id, place, correction, counter.actor)
      return done.ok ? json(200, draftJson(done.value)) : importProblems(done)
    }),
})

const refusedRows = operation({
  id: 'getRefusedRows',
  method: 'get',
  address: '/companies/{company}/imports/{import}/refused-rows',
  summary: 'Take the rows of refused papers as a file',
  description:
    'The file’s own columns, and behind them what is wrong: to be corrected and sent again, as a ' +
    'file of its own.',
  tag,
  scope: 'papers:read',
  path: importPath,
  query: z.strictObject({
    format: z.enum(['csv', 'xlsx']).optional().meta({ description: 'CSV unless said.' }),
    printLanguage: languageOfFiles.optional(),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The file.',
      schema: nothing,
      otherTypes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    },
  },
  problems: [],
  handle: async (call): Promise<Answer> => {
    const found = await withImport(call, 'snapshot', ({ one }) => Promise.resolve({ one }))
    if ('status' in found) return found
    const { one } = found
    if (one.state === 'refused') return notFound('refused row')
    const { organization } = call.caller
    return fileAnswer(call.services, organization, {
      name: `refused of ${one.fileName.replace(/\.(csv|xlsx|gz)$/i, '')}`,
      format: call.query.format ?? 'csv',
      sheet: (query) =>
        faultSheet(query, organization, one, refusingIn(call.query.printLanguage ?? 'en')),
    })
  },
})

export const importDrafts: readonly Operation[] = [list, correct, refusedRows]
