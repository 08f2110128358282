/** The operations on posted entries: see one, list them, reverse, settle and void. */
import { z } from 'zod'
import { isId } from '#base/id.ts'
import { parseDate } from '#base/date.ts'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { RecordedEntry } from '#ledger/recorded-entry.ts'
import { reversalOf } from '#ledger/reversal.ts'
import { settlementOf, settling } from '#ledger/settlement.ts'
import type { Part, SettlementRequest } from '#ledger/settlement.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { listEntries, readEntry, seenEntry } from '#server/entries.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { dayOf, FigureReader } from '#server/http/entry-body.ts'
import { commoditiesIn, entryAnswer, entryJson, headerAnswer } from '#server/http/entry-json.ts'
import { day, decimal, identifier, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { companyPath, keyOf, post, receiptAnswer } from '#server/http/operations/post-entry.ts'

const entryPath = companyPath.extend({ entry: identifier('The number of the entry.') })
type EntryPath = z.output<typeof entryPath>

export const getEntry = operation({
  id: 'getEntry',
  method: 'get',
  address: '/companies/{company}/entries/{entry}',
  summary: 'See an entry with its lines',
  scope: 'entries:read',
  path: entryPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The entry.', schema: entryAnswer } },
  problems: [],
  handle: async (call) => {
    const found = await load(call)
    if (found === null) return notFound('entry')
    return json(200, entryJson(found.seen, found.company, found.scales))
  },
})

const cursor = z
  .string()
  .refine((written) => readCursor(written) !== null, 'It is not what `next` of a page said.')
  .meta({ description: 'The `next` of the page before.' })

export const listOfEntries = operation({
  id: 'listEntries',
  method: 'get',
  address: '/companies/{company}/entries',
  summary: 'List entries by day, without their lines',
  scope: 'entries:read',
  path: companyPath,
  query: z.strictObject({
    from: day('The first day.').optional(),
    to: day('The last day.').optional(),
    after: cursor.optional(),
    limit: z
      .string()
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
      .optional()
      .meta({ description: 'How many, at most 500; 100 unless said otherwise.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of entries, and where the next one begins if there is one.',
      schema: z.strictObject({ entries: z.array(headerAnswer), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: async ({ services, caller, path, query: { from, to, after, limit = '100' } }) => {
    const { organization } = caller
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const most = Number(limit)
    const past = after === undefined ? null : readCursor(after)
    const found = await services.database.transaction(
      organization,
      (query) =>
        listEntries(query, organization, company.code, {
          ...(from === undefined ? {} : { from: dayOf(from) }),
          ...(to === undefined ? {} : { to: dayOf(to) }),
          ...(past === null ? {} : { after: past }),
          limit: most + 1,
          readableClass: caller.readsTo,
        }),
      { mode: 'snapshot' },
    )
    const entries = found.slice(0, most)
    const last = entries.at(-1)
    const next = found.length > most && last ? `${last.postedOn.toString()}_${last.id}` : undefined
    return json(200, { entries, next })
  },
})

const undoBody = z.strictObject({
  key: text(200, 'The idempotency key, unless the header has it.').optional(),
  postedOn: day('The day in whose period it is posted.'),
  reason: text(2000, 'Why, in a few words.'),
  journal: text(100, 'The journal; that of the entry unless said otherwise.').optional(),
})

const success = { 201: { description: 'The entry is in the books.', schema: receiptAnswer } }

export const reverseEntry = operation({
  id: 'reverseEntry',
  method: 'post',
  address: '/companies/{company}/entries/{entry}/reversal',
  summary: 'Reverse an entry whole',
  scope: 'entries:write',
  path: entryPath,
  query: nothing,
  body: undoBody,
  keyed: true,
  successes: success,
  problems: ['conflict', 'refused'],
  handle: async (call) => {
    const key = keyOf(call.keyHeader, call.body.key)
    if (!key.ok) return problemAnswer('invalid-request', key.problems)
    const found = await load(call)
    if (found === null) return notFound('entry')
    const reversal = reversalOf(found.entry, { ...asked(call.body), key: key.value })
    return await post(call, found.company, found.scales, reversal)
  },
})

const settlementBody = undoBody.extend({
  lines: z
    .array(
      z.strictObject({
        line: whole(1, 100_000, 'The number of the pending line.'),
        amount: decimal('What is taken of its amount, with its sign.'),
        base: decimal('The worth of that, where the line is in a foreign currency.').optional(),
        quantity: decimal('What is taken of its quantity, with its sign.').optional(),
      }),
    )
    .min(1, 'Name at least one line, or leave out the lines to take all that is left.')
    .max(5000, 'An entry has at most 5,000 lines.')
    .optional()
    .meta({ description: 'What is taken of which lines; without it, all that is left.' }),
})

export const settleEntry = operation({
  id: 'settleEntry',
  method: 'post',
  address: '/companies/{company}/entries/{entry}/settlement',
  summary: 'Settle a pending entry into the books, whole or in part',
  scope: 'entries:write',
  path: entryPath,
  query: nothing,
  body: settlementBody,
  keyed: true,
  successes: success,
  problems: ['conflict', 'refused'],
  handle: (call) => endPending(call, 'settlement'),
})

export const voidEntry = operation({
  id: 'voidEntry',
  method: 'post',
  address: '/companies/{company}/entries/{entry}/void',
  summary: 'Void what is left of a pending entry, whole or in part',
  scope: 'entries:write',
  path: entryPath,
  query: nothing,
  body: settlementBody,
  keyed: true,
  successes: success,
  problems: ['conflict', 'refused'],
  handle: (call) => endPending(call, 'void'),
})

interface Found {
  readonly entry: RecordedEntry
  /** With the lines that the caller sees, one at least. */
  readonly seen: RecordedEntry
  readonly company: CompanyFacts
  readonly scales: ReadonlyMap<string, number>
  /** The entry that was posted under the key before, where one was. */
  readonly before: RecordedEntry | null
}

/** The entry of a request with what its figures need; null where there is none to be seen. */
async function load(
  { services, caller, path }: Call<EntryPath, unknown, unknown>,
  key?: string,
): Promise<Found | null> {
  const { organization } = caller
  const company = await services.directory.company(organization, path.company)
  if (company === null) return null
  const found = await services.database.transaction(
    organization,
    async (query) => {
      const entry = await readEntry(query, organization, company.code, { id: path.entry })
      if (entry === null) return null
      const seen = await seenEntry(query, organization, entry, caller.readsTo)
      const before =
        key === undefined ? null : await readEntry(query, organization, company.code, { key })
      return seen === null ? null : { entry, seen, before }
    },
    { mode: 'snapshot' },
  )
  if (found === null) return null
  const scales = await services.directory.scales(organization, commoditiesIn(found.entry))
  return { ...found, company, scales }
}

async function endPending(
  call: Call<EntryPath, unknown, z.output<typeof settlementBody>>,
  kind: 'settlement' | 'void',
): Promise<Answer> {
  const key = keyOf(call.keyHeader, call.body.key)
  if (!key.ok) return problemAnswer('invalid-request', key.problems)
  const found = await load(call, key.value)
  if (found === null) return notFound('entry')
  const parts = partsOf(call.body.lines, found)
  if (!parts.ok) return problemAnswer('refused', parts.problems)
  const request = { kind, ...asked(call.body), key: key.value, ...parts.value }
  const proposal = proposalOf(found, request)
  if (!proposal.ok) return problemAnswer('refused', proposal.problems)
  return await post(call, found.company, found.scales, proposal.value)
}

/**
 * What ends the pending entry now; under a key that was used before, the lines that were made
 * then, because less is left now. The door compares the rest.
 */
function proposalOf(found: Found, request: SettlementRequest): Outcome<EntryProposal> {
  const { entry, company, before } = found
  if (before === null || !sameParts(before, request.parts)) {
    return settlementOf(entry, request, company.currency)
  }
  return fine(settling(entry, request, before.lines))
}

/** Whether what is asked now is what the lines say that were posted under the key. */
function sameParts(before: RecordedEntry, parts: readonly Part[] | undefined): boolean {
  if (parts === undefined) return true
  const taken = before.lines.filter(({ layer }) => layer === 'pending')
  return (
    taken.length === parts.length &&
    parts.every(({ line, amount, base, quantity }, place) => {
      const was = taken[place]
      const sameWorth = base === undefined || was?.base === -base
      const sameGoods = (was?.quantity ?? 0n) === -quantity
      return was?.reversedLine === line && was.amount === -amount && sameWorth && sameGoods
    })
  )
}

function partsOf(
  lines: z.output<typeof settlementBody>['lines'],
  { entry, company, scales }: Found,
): Outcome<{ readonly parts?: readonly Part[] }> {
  if (lines === undefined) return fine({})
  const reader = new FigureReader(company, scales)
  const parts = lines.map(({ line, amount, base, quantity }, place): Part => {
    const field = `lines[${place + 1}]`
    const of = entry.lines.find(({ number }) => number === line)
    // A line that isn't there is told later; its figures are read as the company's own.
    const currency = of?.currency ?? company.currency
    return {
      line,
      amount: reader.money(amount, currency, `${field}.amount`),
      ...(base === undefined ? {} : { base: reader.worth(base, `${field}.base`) }),
      quantity: quantity === undefined ? 0n : reader.goods(quantity, of?.item, field),
    }
  })
  const { problems } = reader
  return problems.length > 0 ? { ok: false, problems } : fine({ parts })
}

function asked({ postedOn, reason, journal }: z.output<typeof undoBody>): {
  readonly postedOn: Temporal.PlainDate
  readonly reason: string
  readonly journal?: string
} {
  return { postedOn: dayOf(postedOn), reason, ...(journal === undefined ? {} : { journal }) }
}

function readCursor(written: string): { readonly day: Temporal.PlainDate; id: string } | null {
  const [on = '', id = '', ...more] = written.split('_')
  const at = parseDate(on)
  return at === null || more.length > 0 || !isId(id) ? null : { day: at, id }
}
