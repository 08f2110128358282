/** Posting: one entry, or a set of them in one request. */
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { RefusedPosting } from '#kit/books.ts'
import type { Posting, Receipt, Refusal } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { tellsStanding } from '#ledger/refusal.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { commoditiesOf, entryBody, problemsOf, proposalOf } from '#server/http/entry-body.ts'
import type { EntryBody } from '#server/http/entry-body.ts'
import { companyCode, identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { validated } from '#kit/validation.ts'
import { recordMany, recordOne } from '#server/record.ts'
import { refusalsTold } from '#server/standing-told.ts'

export const companyPath = z.strictObject({ company: companyCode })

/** The answer to an entry that is in the books. */
export const receiptAnswer = z.strictObject({
  id: identifier('The number of the entry.'),
  company: z.string(),
  key: z.string().meta({ description: 'The key under which it was posted.' }),
  period: z.int().meta({ description: 'Year × 100 + place in the year.', examples: [202611] }),
  recordedAt: z.string().meta({ format: 'date-time' }),
})

const problemsAnswer = z.array(
  z.strictObject({ rule: z.string(), field: z.string(), message: z.string() }),
)

const setAnswer = z.strictObject({
  entries: z.array(
    z.union([
      receiptAnswer.extend({ outcome: z.enum(['recorded', 'repeated']) }),
      z.strictObject({
        outcome: z.literal('refused'),
        key: z.string(),
        problems: problemsAnswer,
      }),
    ]),
  ),
})

const setBody = z.strictObject({
  entries: z
    .array(entryBody.extend({ key: text(200, 'The idempotency key of the entry.') }))
    .min(1, 'The set is empty.')
    .max(1000, 'A set has at most 1,000 entries.'),
})

type OneOrSet = EntryBody | z.output<typeof setBody>

/** The largest body of one entry, in bytes; only a set may be larger. */
const largestEntry = 1_000_000

export const postEntries = operation({
  id: 'postEntries',
  method: 'post',
  address: '/companies/{company}/entries',
  summary: 'Post an entry, or a set of entries',
  description:
    'One entry is answered 201 when it is durable, with a key in the header Idempotency-Key or ' +
    'in the body. Sent again it is answered as the first time, with the header ' +
    'Idempotency-Replayed. A set, `{ "entries": [ … ] }`, is answered 200 with one result for ' +
    'each entry in its order; the refusal of one does not touch the others. Fields are named ' +
    'with lines and entries counted from 1.',
  scope: 'entries:write',
  path: companyPath,
  query: nothing,
  body: z.union([entryBody, setBody]),
  check: (sent): Outcome<OneOrSet> =>
    isSet(sent) ? validated(setBody, sent) : validated(entryBody, sent),
  largestBody: 8_000_000,
  keyed: true,
  successes: {
    200: { description: 'What became of each entry of the set.', schema: setAnswer },
    201: { description: 'The entry is in the books.', schema: receiptAnswer },
  },
  problems: ['conflict', 'refused'],
  handle: async (call) => {
    const { services, caller, path, body } = call
    const company = await services.directory.company(caller.organization, path.company)
    if (company === null) return notFound('company')
    if ('entries' in body) return await postSet(call, company, body.entries)
    if (call.bodySize > largestEntry) return problemAnswer('too-large', [tooLarge])
    const key = keyOf(call.keyHeader, body.key)
    if (!key.ok) return problemAnswer('invalid-request', key.problems)
    const scales = await services.directory.scales(caller.organization, commoditiesOf([body]))
    const proposal = proposalOf(body, key.value, company, scales)
    if (!proposal.ok) return problemAnswer('refused', proposal.problems)
    return await post(call, company, scales, proposal.value)
  },
})

/** The key of one entry: the header's or the body's, which agree where both are given. */
export function keyOf(header: string | undefined, inBody: string | undefined): Outcome<string> {
  if (header !== undefined && !/^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(header)) {
    const message = 'The header Idempotency-Key has 1 to 200 printable ASCII characters.'
    return keyProblem('key-malformed', message)
  }
  if (header !== undefined && inBody !== undefined && header !== inBody) {
    const message = 'The header Idempotency-Key and the key in the body differ. Give one of them.'
    return keyProblem('keys-differ', message)
  }
  const key = header ?? inBody
  if (key !== undefined) return fine(key)
  const message =
    'There is no key. Give one of your own choice in the header Idempotency-Key, so that the ' +
    'entry is posted once even if you send it twice.'
  return keyProblem('key-missing', message)
}

/** Sends one entry through the door together with others, and answers what became of it. */
export async function post(
  { services, caller }: Pick<Call<unknown, unknown, unknown>, 'services' | 'caller'>,
  company: CompanyFacts,
  scales: ReadonlyMap<string, number>,
  entry: EntryProposal,
): Promise<Answer> {
  const posting = postingOf(entry, company, caller.actor)
  const receipt = await recordOne(services.commits, caller.organization, posting)
  if (receipt.outcome === 'refused') {
    const [told = []] = await seenBy({ services, caller }, [
      { posting, refusals: receipt.refusals },
    ])
    const problems = problemsOf(told, company, scales)
    const reused = problems.some(({ rule }) => rule === 'key-reused')
    return problemAnswer(reused ? 'conflict' : 'refused', problems)
  }
  const address = `/api/v1/companies/${company.code}/entries/${receipt.id}`
  return json(201, receiptJson(receipt, company), {
    location: address,
    ...(receipt.outcome === 'repeated' ? { 'idempotency-replayed': 'true' } : {}),
  })
}

async function postSet(
  { services, caller }: Call<unknown, unknown, unknown>,
  company: CompanyFacts,
  bodies: z.output<typeof setBody>['entries'],
): Promise<Answer> {
  const { organization, actor } = caller
  const scales = await services.directory.scales(organization, commoditiesOf(bodies))
  const read = bodies.map((body) => proposalOf(body, body.key, company, scales))
  const postings = read.flatMap((proposal) =>
    proposal.ok ? [postingOf(proposal.value, company, actor)] : [],
  )
  const receipts = await recordMany(services.database, organization, postings)
  const told = await seenBy(
    { services, caller },
    postings.map((posting, at) => {
      const receipt = receipts[at]
      return { posting, refusals: receipt?.outcome === 'refused' ? receipt.refusals : [] }
    }),
  )
  let place = 0
  const rules: string[] = []
  const results = read.map((proposal, at) => {
    const key = bodies[at]?.key ?? ''
    if (!proposal.ok) return refusedJson(key, proposal.problems, rules)
    const receipt = receipts[place]
    const refusals = told[place]
    place += 1
    if (receipt === undefined) throw new Error('An entry of the set has no receipt.')
    if (receipt.outcome !== 'refused') {
      return { outcome: receipt.outcome, ...receiptJson(receipt, company) }
    }
    return refusedJson(key, problemsOf(refusals ?? [], company, scales), rules)
  })
  return { ...json(200, { entries: results }), rules }
}

/** The refusals of entries as the caller may know them. */
async function seenBy(
  { services, caller }: Pick<Call<unknown, unknown, unknown>, 'services' | 'caller'>,
  postings: readonly RefusedPosting[],
): Promise<Refusal[][]> {
  const { organization, readsTo } = caller
  const isTold = readsTo >= 6 || !postings.some(({ refusals }) => refusals.some(tellsStanding))
  if (isTold) return postings.map(({ refusals }) => [...refusals])
  return await services.database.transaction(
    organization,
    (query) => refusalsTold(query, organization, postings, readsTo),
    { mode: 'snapshot' },
  )
}

function postingOf(entry: EntryProposal, { code }: CompanyFacts, actor: string): Posting {
  return { id: newId(Date.now()), company: code, actor, entry }
}

function receiptJson(
  { id, key, period, recordedAt }: Exclude<Receipt, { outcome: 'refused' }>,
  { code }: CompanyFacts,
): object {
  return { id, company: code, key, period, recordedAt }
}

/** What is told of a refused entry of a set; its rules are added to those of the whole answer. */
function refusedJson(key: string, problems: readonly Problem[], rules: string[]): object {
  rules.push(...problems.map(({ rule }) => rule))
  return { outcome: 'refused', key, problems }
}

function isSet(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && Object.hasOwn(sent, 'entries')
}

function keyProblem(rule: string, message: string): Outcome<never> {
  return refused({ rule, field: 'key', message })
}

const tooLarge: Problem = {
  rule: 'body-too-large',
  field: '',
  message: 'One entry has at most 1 MB. Split it into several.',
}
