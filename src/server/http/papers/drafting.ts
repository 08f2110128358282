/** The operation that drafts a later paper from earlier ones: what it would begin with. */
import { z } from 'zod'
import { isId } from '#base/id.ts'
import { whereabouts } from '#kit/decide.ts'
import { changeShape, toJson } from '#kit/derive/schema.ts'
import { seenOf } from '#kit/derive/shown.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { drafted } from '#kit/drafting.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { writtenFields } from '#kit/field.ts'
import { joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { json, notFound } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { operation } from '#server/http/operation.ts'
import type { Answer } from '#server/http/answer.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { addressOf, isSeen, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Placed } from '#server/http/papers/counter.ts'

const mostDrafted = 100

const identifiers = z
  .string()
  .refine((text) => isListOfIds(text), 'It is no list of identifiers.')
  .meta({ description: `Up to ${mostDrafted} identifiers with commas between them.` })

/** What earlier papers propose; none where nothing is drafted from any. */
export function drafting(of: Document): Operation[] {
  const sources = of.drafts.map(({ source }) => source)
  if (sources.length === 0) return []
  return [
    operation({
      id: `draft${joinedName(of.plural)}`,
      method: 'get',
      address: `${addressOf(of)}/drafts`,
      summary: `Draft ${of.plural} from earlier papers`,
      description: 'What each would begin with, to be completed and written; nothing is written.',
      tag: of.plural,
      scope: 'papers:read',
      path: placeOf(of),
      query: z.strictObject({
        from: z.enum(sources).meta({ description: 'The kind of the earlier papers.' }),
        ids: identifiers,
      }),
      body: z.strictObject({}),
      successes: {
        200: {
          description: 'A draft for each, in their order; null where nothing of it is open.',
          schema: z.strictObject({
            drafts: z.array(
              z.strictObject({
                from: identifier('The earlier paper.'),
                values: z.strictObject(changeShape(of.fields)).nullable(),
              }),
            ),
          }),
        },
      },
      problems: [],
      handle: (call) => draft(call, of),
    }),
  ]
}

async function draft(
  call: Call<Placed, { readonly from: string; readonly ids: string }, unknown>,
  of: Document,
): Promise<Answer> {
  const { from, ids } = call.query
  const { database, catalogue } = call.services
  const earlier = catalogue.document(from)
  const drafts = of.drafts.find(({ source }) => source === from)
  const counter = await openCounter(call, of)
  if (counter === null || earlier === undefined || drafts === undefined) return notFound('company')
  const [sight, own] = [sightAt(call, counter, earlier), sightAt(call, counter, of)]
  if (sight === null) return notFound('paper')
  const { desk, actor } = counter
  const wanted = ids.split(',')
  const found = await database.transaction(
    desk.organization,
    async (query) => {
      const papers = asDescribed<AnyPaper[]>(await loadPapers(query, earlier, desk, wanted))
      const areSeen = papers.every((paper) => isSeen(sight, whereabouts(earlier, paper)))
      if (papers.length < wanted.length || !areSeen) return null
      return { papers, proposed: await drafted({ ...desk, query }, drafts, papers) }
    },
    { mode: 'snapshot' },
  )
  if (found === null) return notFound('paper')
  const seen = own?.at(whereabouts(of, { company: desk.company, madeBy: actor.person }))
  const { papers, proposed } = found
  const values = proposed.map((one) =>
    valuesOf(writtenFields(of.fields), one, seen ?? new Set<string>()),
  )
  const answered = papers.map(({ id }, at) => ({ from: id, values: values[at] ?? null }))
  return json(200, { drafts: answered })
}

/** What is proposed, as JSON that may be sent back; without what the one who asks may not see. */
function valuesOf(
  fields: Document['fields'],
  proposed: Content | null,
  seen: ReadonlySet<string>,
): Content | null {
  if (proposed === null) return null
  const named = Object.entries(fields).filter(([name]) => Object.hasOwn(proposed, name))
  const own = Object.fromEntries(named)
  return seenOf(own, toJson(own, proposed), seen)
}

function isListOfIds(text: string): boolean {
  const ids = text.split(',')
  return ids.length <= mostDrafted && new Set(ids).size === ids.length && ids.every(isId)
}
