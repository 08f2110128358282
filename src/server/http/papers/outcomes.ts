/**
 * How acts with sets are answered: all done; some refused, each by itself; or the problems of the
 * only one. So a status below 300 that is not 207 says that all of it was done.
 */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import type { Performed } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import type { Register } from '#kit/register.ts'
import type { Kept } from '#kit/registers.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { entryPreview } from '#server/http/entry-json.ts'
import { identifier } from '#server/http/fields.ts'
import type { Success } from '#server/http/operation.ts'

/** The kinds of problems that acts may answer besides those that all may. */
export const actProblems: readonly ProblemKind[] = ['conflict', 'refused', 'role-missing']

export const problemsSchema = z.array(
  z.strictObject({ rule: z.string(), field: z.string(), message: z.string() }),
)

/** What became of one member of a set, as it is answered. */
export interface Told {
  readonly json: object
  /** Empty where it is done. */
  readonly problems: readonly Problem[]
}

/** What papers of a set became. */
export function toldPapers(results: readonly Performed[]): Told[] {
  return results.map((one) => {
    if (one.outcome === 'done') return { json: one, problems: [] }
    const { id, outcome, problems } = one
    return { json: { ...(id === '' ? {} : { id }), outcome, problems }, problems }
  })
}

/** What rows of a set became. */
export function toldRows(
  sent: readonly { readonly code: string; readonly goodFrom?: string }[],
  results: readonly Kept[],
): Told[] {
  return results.map((one, at) => {
    const { code = '', goodFrom } = sent[at] ?? {}
    const row = { code, ...(goodFrom === undefined ? {} : { goodFrom }) }
    if (one.ok)
      return { json: { ...row, outcome: 'done', version: one.value.version }, problems: [] }
    const { problems } = one
    return { json: { ...row, outcome: 'refused', problems }, problems }
  })
}

/** The answer to a set. `made`: what is done is new, with its address where it is one. */
export function answerOf(
  list: string,
  told: readonly Told[],
  made: { readonly location: string | null } | null,
): { readonly answer: Answer; readonly isDone: boolean } {
  const refused = told.filter(({ problems }) => problems.length > 0)
  const [only] = refused
  if (told.length === 1 && only !== undefined) {
    return { answer: refusal(list, only.problems), isDone: false }
  }
  const status = refused.length > 0 ? 207 : made === null ? 200 : 201
  const body = { [list]: told.map((one) => one.json) }
  const location = made?.location ?? null
  const rules = refused.flatMap(({ problems }) => problems.map(({ rule }) => rule))
  return {
    answer: { ...json(status, body, location === null ? {} : { location }), rules },
    isDone: refused.length < told.length,
  }
}

/** The problems of the only member, with the fields as they stand in the request. */
export function refusal(list: string, problems: readonly Problem[]): Answer {
  const placed = problems.map((one) => ({
    ...one,
    field: one.field === '' ? `${list}[1]` : `${list}[1].${one.field}`,
  }))
  return problemAnswer(kinds.get(problems[0]?.rule ?? '') ?? 'refused', placed)
}

/** What kind of problem a rule is for a program, where it is not that the books refuse it. */
const kinds: ReadonlyMap<string, ProblemKind> = new Map([
  ['paper-unknown', 'not-found'],
  ['row-unknown', 'not-found'],
  ['comment-unknown', 'not-found'],
  ['attachment-unknown', 'not-found'],
  ['role-missing', 'role-missing'],
  ['version-other', 'conflict'],
  ['code-taken', 'conflict'],
  ['number-taken', 'conflict'],
])

const refusedSchema = { outcome: z.literal('refused'), problems: problemsSchema }

/** What acts with papers of a document are answered; `would`: what only a preview tells of each. */
export function paperOutcomes(
  of: Document,
  status: 200 | 201,
  what: string,
  would: Would = {},
): Successes {
  const done = z.strictObject({
    id: identifier('The identifier.'),
    outcome: z.literal('done'),
    state: z.enum(of.states),
    number: z.string().nullable(),
    version: z.int(),
    entries: z.array(identifier('An entry that it recorded.')),
  })
  const refused = z.strictObject({ id: z.string().optional(), ...refusedSchema })
  return successes('papers', { status, what, done, refused, would })
}

/** What acts with rows of a register are answered. */
export function rowOutcomes(of: Register, status: 200 | 201, what: string): Successes {
  const head = { code: z.string(), ...(of.target.dated ? { goodFrom: z.string() } : {}) }
  const done = z.strictObject({ ...head, outcome: z.literal('done'), version: z.int() })
  const refused = z.strictObject({
    code: z.string(),
    goodFrom: z.string().optional(),
    ...refusedSchema,
  })
  return successes('rows', { status, what, done, refused, would: {} })
}

type Successes = Readonly<Record<number, Success>>
type Would = Readonly<Record<string, z.ZodType>>

function successes(
  list: 'papers' | 'rows',
  {
    status,
    what,
    done,
    refused,
    would,
  }: {
    readonly status: 200 | 201
    readonly what: string
    readonly done: z.ZodObject
    readonly refused: z.ZodObject
    readonly would: Would
  },
): Successes {
  const some = z.array(z.union([done, refused]))
  const preview = z.strictObject({
    [list]: z.array(z.union([done.extend(would), refused.extend(would)])),
    entries: z.array(entryPreview).optional().meta({
      description: 'The entries that would be recorded, for a key that may see entries.',
    }),
  })
  const told = 'What it would be, and nothing of it has happened, with `preview=true`.'
  return {
    200: { description: status === 200 ? `${what} ${told}` : told, schema: preview },
    ...(status === 200
      ? {}
      : { 201: { description: what, schema: z.strictObject({ [list]: z.array(done) }) } }),
    207: {
      description: 'Some are refused, each for its own reasons; the others are done.',
      schema: z.strictObject({ [list]: some }),
    },
  }
}
