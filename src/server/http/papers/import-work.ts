/** The operations that work on an import: each asks for a job, or takes a decision about it. */
import { z } from 'zod'
import { json, problemAnswer } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { importPath, importProblems, withImport } from '#server/http/papers/import-counter.ts'
import { cancelRun } from '#server/jobs/runs.ts'
import { askFor, throwAway } from '#server/transfer/asking.ts'
import type { Wish } from '#server/transfer/asking.ts'
import type { Work } from '#server/transfer/job.ts'

const tag = 'imports'

interface Asking {
  readonly id: string
  readonly word: string
  readonly work: Work
  readonly summary: string
  readonly description: string
  readonly wishes?: Readonly<Record<string, z.ZodType<boolean | undefined>>>
}

const wish = (description: string) => z.boolean().exactOptional().meta({ description })

function work({ id, word, work: asked, summary, description, wishes = {} }: Asking): Operation {
  return operation({
    id,
    method: 'post',
    address: `/companies/{company}/imports/{import}/${word}`,
    summary,
    description,
    tag,
    scope: 'papers:write',
    path: importPath,
    query: nothing,
    body: z.strictObject(wishes),
    successes: {
      202: {
        description: 'The job that does it.',
        schema: z.strictObject({ job: identifier('The number of the job.') }),
      },
    },
    problems: ['conflict', 'refused'],
    handle: (call) =>
      withImport(call, 'write', async ({ books, counter, one }) => {
        const job = await askFor(books, one.id, asked, counter.asker, wishOf(call.body))
        return job.ok ? json(202, { job: job.value }) : importProblems(job)
      }),
  })
}

function wishOf(body: Readonly<Record<string, boolean | undefined>>): Wish {
  const { again, leaveRefused, withLater } = body
  return {
    ...(again === undefined ? {} : { again }),
    ...(leaveRefused === undefined ? {} : { leaveRefused }),
    ...(withLater === undefined ? {} : { withLater }),
  }
}

const discard = operation({
  id: 'discardImport',
  method: 'post',
  address: '/companies/{company}/imports/{import}/discarding',
  summary: 'Let go of an import that posted nothing',
  tag,
  scope: 'papers:write',
  path: importPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It is thrown away.', schema: z.strictObject({}) } },
  problems: ['conflict'],
  handle: (call) =>
    withImport(call, 'write', async ({ books, one }) => {
      const done = await throwAway(books, one.id)
      return done.ok ? json(200, {}) : importProblems(done)
    }),
})

const cancel = operation({
  id: 'cancelImport',
  method: 'post',
  address: '/companies/{company}/imports/{import}/cancellation',
  summary: 'Stop what an import is doing',
  description: 'Before its next piece; what was done stays, and it can be asked to go on.',
  tag,
  scope: 'papers:write',
  path: importPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It stops.', schema: z.strictObject({}) } },
  problems: ['conflict'],
  handle: (call) =>
    withImport(call, 'write', async ({ query, counter, one }) => {
      const { actor, desk } = counter
      const done = await cancelRun(query, desk.organization, one.job ?? '', actor.name)
      return done.ok ? json(200, {}) : problemAnswer('conflict', done.problems)
    }),
})

export const importWork: readonly Operation[] = [
  work({
    id: 'checkImport',
    word: 'checking',
    work: 'check',
    summary: 'Go on checking the drafts of an import',
    description: 'It is asked for by itself when the file comes; again, where it was stopped.',
  }),
  work({
    id: 'tryImport',
    word: 'trial',
    work: 'try',
    summary: 'Try what an import would post',
    description:
      'Does what posting does, piece by piece, and takes each piece back: what would be refused, ' +
      'and the totals of each account. Pieces do not see what those before them did.',
  }),
  work({
    id: 'postImport',
    word: 'posting',
    work: 'post',
    summary: 'Post the drafts of an import',
    description:
      'Those that are refused stay as drafts with what is wrong, and can be posted again.',
    wishes: {
      leaveRefused: wish('Post the others although some drafts are refused.'),
      again: wish('Post it although the same file is in the books.'),
    },
  }),
  work({
    id: 'undoImport',
    word: 'undoing',
    work: 'undo',
    summary: 'Undo an import as a whole',
    description:
      'Newest first: entries are reversed, drafts thrown away, changed rows of registers changed ' +
      'back. Rows that were added to registers stay.',
    wishes: { withLater: wish('Undo later papers, too, that stand on those of the import.') },
  }),
  cancel,
  discard,
]
