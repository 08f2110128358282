/** The operation that tells how papers are numbered, and which number comes next. */
import { z } from 'zod'
import { numberedKinds } from '#kit/catalogue.ts'
import { longestPattern } from '#kit/number.ts'
import { nextNumberBy, nextNumbers } from '#kit/next-numbers.ts'
import type { NextNumber } from '#kit/next-numbers.ts'
import { numbering } from '#kit/numbering.ts'
import { holds } from '#kit/role.ts'
import { json, notFound } from '#server/http/answer.ts'
import { text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { problemsAnswer } from '#server/http/operations/sets.ts'
import { openCounter, sightAt, whereaboutsOfRow } from '#server/http/papers/counter.ts'
import type { Counter } from '#server/http/papers/counter.ts'

const nextNumber = z.strictObject({
  kind: z.string().meta({ description: 'The kind of paper: “sales invoice”.' }),
  pattern: z.string(),
  first: z.int().meta({ description: 'With which count a new series begins.' }),
  usual: z.string().meta({ description: 'The pattern that holds where nothing is set.' }),
  next: z.string().nullable().meta({ description: 'The next number; null where it is refused.' }),
  problems: problemsAnswer,
})

export const listNextNumbers = operation({
  id: 'listNextNumbers',
  method: 'get',
  address: '/companies/{company}/next-numbers',
  summary: 'See how papers are numbered, and which number comes next',
  description:
    'Of the kinds of paper that the one who asks may see, or whose numbering they may set. ' +
    'With a kind and a pattern: what would come next by these, or what forbids them. They are ' +
    'set as rows of the register “numbering”.',
  scope: 'papers:read',
  path: companyPath,
  query: z.strictObject({
    kind: text(60, 'The name of one kind of paper.').optional(),
    pattern: z
      .string()
      .max(longestPattern)
      .optional()
      .meta({ description: 'With a kind: a pattern to try, as INV-{year}-{00000}.' }),
    first: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'Write a whole number from 1 to 999999999.')
      .optional()
      .meta({ description: 'With a pattern: with which count a new series would begin.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The kinds with their numbers.',
      schema: z.strictObject({ numbers: z.array(nextNumber) }),
    },
  },
  problems: [],
  handle: async (call) => {
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const { kind } = call.query
    const numbers = await call.services.database.transaction(
      call.caller.organization,
      (query) => asked(call, counter, query),
      { mode: 'snapshot' },
    )
    const seen = numbers.filter((one) => kind === undefined || one.kind === kind)
    return json(200, { numbers: seen.filter((one) => isTold(call, counter, one)) })
  },
})

interface Asked {
  readonly kind?: string | undefined
  readonly pattern?: string | undefined
  readonly first?: string | undefined
}

async function asked(
  { query: { kind, pattern, first } }: Call<unknown, Asked, unknown>,
  { desk }: Counter,
  query: Parameters<typeof nextNumbers>[0]['query'],
): Promise<NextNumber[]> {
  const { organization, company, companyCurrency, today, catalogue } = desk
  const numbered = numberedKinds(catalogue)
  const around = { query, organization, company, companyCurrency, today, numbered }
  if (kind === undefined || pattern === undefined) return await nextNumbers(around)
  const row = { code: kind, pattern, first: first === undefined ? null : Number(first) }
  const next = await nextNumberBy(around, row)
  return next === null ? [] : [next]
}

/** Whether somebody may know how many papers of a kind there are. */
function isTold(
  { services }: Pick<Call<unknown, unknown, unknown>, 'services'>,
  counter: Counter,
  { kind }: NextNumber,
): boolean {
  const { actor, company, desk } = counter
  const where = whereaboutsOfRow(company?.code ?? null, '')
  if (holds(actor, numbering.write, where)) return true
  const of = desk.catalogue.document(kind)
  return of !== undefined && sightAt({ services }, counter, of) !== null
}
