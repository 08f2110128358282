/** Imports and their drafts as they are written in JSON. */
import { z } from 'zod'
import { isId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Caller } from '#server/access/caller.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import { readRun, states as jobStates } from '#server/jobs/runs.ts'
import { identifier } from '#server/http/fields.ts'
import { problemsSchema } from '#server/http/papers/outcomes.ts'
import type { SeenDraft } from '#server/transfer/draft.ts'
import { seenTrial, states, toldTrialSchema } from '#server/transfer/import.ts'
import type { Import } from '#server/transfer/import.ts'
import { countStaged, stagedStates } from '#server/transfer/staged.ts'

const moment = z.string().meta({ format: 'date-time' })

/** An import in a list. */
export const importLine = z.strictObject({
  id: identifier('The number of the import; its entries name it as their batch.'),
  kind: z.string().meta({ description: 'What the file holds.', examples: ['sales invoice'] }),
  file: z.string().meta({ description: 'The name of the file.' }),
  sha256: z.string(),
  rows: z.int(),
  papers: z.int().meta({ description: 'How many papers, or rows of a register, the file holds.' }),
  state: z.enum(states),
  problems: problemsSchema.meta({ description: 'What is wrong with the file as a whole.' }),
  askedBy: z.string(),
  askedAt: moment,
})

/** An import by itself. */
export const importAnswer = importLine.extend({
  parts: z.array(
    z.strictObject({
      kind: z.string(),
      verb: z.string().nullable().meta({ description: 'Null: they are written as drafts.' }),
      numbers: z.enum(['kept', 'given']),
      mapping: z.unknown().meta({ description: 'Which column of the file fills which field.' }),
    }),
  ),
  columns: z.array(z.string()).meta({ description: 'The titles of the file’s columns.' }),
  counts: z.record(z.enum(stagedStates), z.int()).meta({ description: 'How its papers stand.' }),
  trial: toldTrialSchema.nullable().meta({
    description: 'What it would post, as its trial said; sums of lines that the caller may see.',
  }),
  job: z
    .strictObject({
      id: identifier('The number of the job.'),
      state: z.enum(jobStates),
      done: z.int(),
      total: z.int().nullable(),
      problems: problemsSchema,
    })
    .nullable()
    .meta({ description: 'The job that works on it, or did last.' }),
})

/** A draft of an import. */
export const draftAnswer = z.strictObject({
  place: z.int().meta({ description: 'Its place in the file, from 1.' }),
  kind: z.string(),
  key: z.string().nullable().meta({ description: 'Its number or code in the file.' }),
  goodFrom: z.string().nullable(),
  line: z.int().meta({ description: 'The line of its first row.' }),
  rows: z.int(),
  state: z.enum(stagedStates),
  values: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'What the file says of it; null once it is in the books.' }),
  problems: problemsSchema,
  paper: z.string().nullable().meta({ description: 'The paper that it became.' }),
})

/** A mapping as it is sent and saved. */
export const mappingBody = mappingSchema.meta({
  description: 'Which column of a file fills which field, and how the file writes values.',
})

export function importLineJson({
  id,
  kind,
  fileName: file,
  fileHash: sha256,
  rows,
  papers,
  state,
  problems,
  askedBy,
  askedAt,
}: Import): z.input<typeof importLine> {
  const at = askedAt.toString()
  return {
    id,
    kind,
    file,
    sha256,
    rows,
    papers,
    state,
    problems: [...problems],
    askedBy,
    askedAt: at,
  }
}

/** An import with how its papers and its job stand now. */
export async function importJson(
  query: Query,
  { organization, scopes, readsTo }: Pick<Caller, 'organization' | 'scopes' | 'readsTo'>,
  one: Import,
): Promise<z.input<typeof importAnswer>> {
  const { job: run } = one
  // Sums of lines are lines: whoever may see none sees none of these.
  const readableClass = scopes.has('entries:read') ? readsTo : -1
  const job = run !== null && isId(run) ? await readRun(query, organization, run) : null
  return {
    ...importLineJson(one),
    parts: one.parts.map(({ kind, verb, numbers, mapping }) => ({ kind, verb, numbers, mapping })),
    columns: [...one.columns],
    counts: await countStaged(query, organization, one.id),
    trial: one.trial === null ? null : seenTrial(one.trial, readableClass),
    job:
      job === null
        ? null
        : {
            id: job.id,
            state: job.state,
            done: Number(job.done),
            total: job.total === null ? null : Number(job.total),
            problems: [...job.problems],
          },
  }
}

export function draftJson({ part: _part, problems, ...draft }: SeenDraft) {
  return { ...draft, problems: [...problems] }
}
