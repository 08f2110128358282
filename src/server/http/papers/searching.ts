/** The operation that finds papers and rows of all kinds by their words. */
import { z } from 'zod'
import type { Described } from '#kit/key.ts'
import { narrowed } from '#kit/sight.ts'
import type { Sight } from '#kit/sight.ts'
import { mostFound, search } from '#lists/search.ts'
import { addressName } from '#kit/spelling.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import { companyCode } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { sightAt } from '#server/http/papers/counter.ts'
import type { Counter } from '#server/http/papers/counter.ts'
import { deskOf } from '#server/paper-books.ts'

const found = z.strictObject({
  key: z.string().meta({ description: 'What stands in the address of it.' }),
  code: z.string().nullable().meta({ description: 'Its number or code; null where it has none.' }),
  name: z
    .string()
    .nullable()
    .meta({ description: 'A row’s name; a paper’s is that of what it links to first.' }),
  state: z.string().nullable().meta({ description: 'A paper’s state.' }),
})

export const findPapers: Operation = operation({
  id: 'search',
  method: 'get',
  address: '/companies/{company}/search',
  summary: 'Find papers and rows by words',
  description:
    'All words must be there, of the last one its beginning: “smith INV-2026-0”. The company’s ' +
    'papers and registers are searched, and the registers that the companies have in common, as ' +
    `far as you see them. At most ${mostFound} of a kind are told: what is called exactly so, ` +
    'then the newest.',
  tag: 'search',
  scope: 'papers:read',
  path: z.strictObject({ company: companyCode }),
  query: z.strictObject({
    q: z
      .string()
      .min(1, 'Write at least one letter or digit.')
      .max(200, 'It is too long: 200 characters at most.')
      .meta({ description: 'The words.', examples: ['smith 2026'] }),
    kinds: z
      .string()
      .regex(/^[a-z][a-z-]*(,[a-z][a-z-]*){0,200}$/, 'Write plurals: sales-invoices,parties.')
      .max(8_000)
      .optional()
      .meta({ description: 'Only these kinds, by their plurals, with commas between them.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'What was found, kind by kind.',
      schema: z.strictObject({
        kinds: z.array(
          z.strictObject({
            kind: z.string().meta({ description: 'sales-invoices' }),
            found: z.array(found),
            more: z.boolean().meta({ description: 'There may be more: add a word.' }),
          }),
        ),
      }),
    },
  },
  problems: [],
  handle: async (call) => {
    const { services, caller, path, query: asked } = call
    const { organization } = caller
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const desk = deskOf(organization, company, services.catalogue, services.now())
    const actor = await services.permissions.actorOf(caller, desk.today)
    const counter = { desk, actor, company }
    const among = seenKinds(call, counter, asked.kinds?.split(','))
    const answer = await services.database.transaction(
      organization,
      (query) => search({ ...desk, query }, asked.q, among, (of) => readsNames(call, counter, of)),
      { mode: 'snapshot' },
    )
    if (!answer.ok) return problemAnswer('invalid-request', answer.problems)
    return json(200, {
      kinds: answer.value.map(({ of, found: some, isMore }) => {
        return { kind: addressName(of.plural), found: some, more: isMore }
      }),
    })
  },
})

/** The kinds of which the one who asks sees something, and what. */
function seenKinds(
  call: Pick<Call<unknown, unknown, unknown>, 'services'>,
  counter: Counter,
  wanted: readonly string[] | undefined,
) {
  return call.services.catalogue.all.flatMap((of) => {
    if (wanted !== undefined && !wanted.includes(addressName(of.plural))) return []
    const sight = sightOf(call, counter, of)
    return sight === null ? [] : [{ of, sight }]
  })
}

/** Whether the one who asks may read how all rows or papers of a kind are called. */
function readsNames(
  call: Pick<Call<unknown, unknown, unknown>, 'services'>,
  counter: Counter,
  of: Described,
): boolean {
  const sight = sightOf(call, counter, of)
  if (sight === null || narrowed(of, sight) !== null) return false
  return of.noun === 'document' || sight.everywhere.has('name')
}

function sightOf(
  call: Pick<Call<unknown, unknown, unknown>, 'services'>,
  counter: Counter,
  of: Described,
): Sight | null {
  const inCommon = of.target.of === 'organization'
  return sightAt(call, inCommon ? { ...counter, company: null } : counter, of)
}
