/** The operation that tells how a figure of a paper came about: its parts, and by which rule. */
import { z } from 'zod'
import { formatDecimal } from '#base/decimal.ts'
import { whereabouts } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { figurePlace, sumOfParts } from '#kit/explaining.ts'
import type { Behind } from '#kit/explaining.ts'
import { placedFields } from '#kit/field.ts'
import { aOrAn } from '#kit/naming.ts'
import { joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import {
  addressOf,
  isSeen,
  keyShape,
  openCounter,
  placeOf,
  sightAt,
} from '#server/http/papers/counter.ts'
import type { Placed } from '#server/http/papers/counter.ts'

const part = z.strictObject({
  name: z.string(),
  row: z.int().nullable().meta({ description: 'The row that it is of, from 1.' }),
  text: z.string().nullable(),
  figure: z.string().meta({ description: 'Decimal text.' }),
  at: z.string().nullable().meta({ description: 'Its own place: it may be asked for in turn.' }),
  entry: z.string().nullable().meta({
    description: 'The entry in the books that it is of, where it is another paper’s.',
  }),
})

const behindAnswer = z.strictObject({
  figure: z.string().meta({ description: 'Decimal text.' }),
  currency: z.string(),
  formula: z.string().meta({ description: 'How it is reckoned, in a sentence.' }),
  facts: z.array(z.strictObject({ name: z.string(), text: z.string() })).meta({
    description: 'What counted: the rate, since when it holds, the rounding, the law.',
  }),
  parts: z.array(part),
  sum: z.string().meta({ description: 'Of the parts: the figure, exactly.' }),
})

/** How the figures of a paper came about; nothing where its description explains none. */
export function explaining(of: Document): Operation[] {
  const figures = Object.keys(of.explains?.figures ?? {})
  if (figures.length === 0) return []
  return [
    operation({
      id: `explain${joinedName(of.name)}`,
      method: 'get',
      address: `${addressOf(of)}/{id}/why`,
      summary: `Ask how a figure of ${aOrAn(of.name)} came about`,
      description:
        'What it was made of, exactly, with rates, rounding and the rule. Figures: ' +
        `${figures.join(', ')}. Of rows say which: taxes[1].tax.`,
      tag: of.plural,
      scope: 'papers:read',
      path: placeOf(of, keyShape(of)),
      query: z.strictObject({
        figure: z.string().max(150).meta({ description: 'Its place: total, taxes[1].tax.' }),
      }),
      body: z.strictObject({}),
      successes: { 200: { description: 'What is behind it.', schema: behindAnswer } },
      problems: [],
      handle: (call) => explained(call, of),
    }),
  ]
}

async function explained(
  call: Call<Placed, { readonly figure: string }, unknown>,
  of: Document,
): Promise<Answer> {
  const place = figurePlace(call.query.figure)
  const formula = of.explains?.figures[place?.path ?? '']
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return notFound('paper')
  const { desk } = counter
  const found = await call.services.database.transaction(
    desk.organization,
    async (query) => {
      const loaded = await loadPapers(query, of, desk, [call.path['id'] ?? ''])
      const [paper] = asDescribed<AnyPaper[]>(loaded)
      if (paper === undefined || !isSeen(sight, whereabouts(of, paper))) return null
      const seen = sight.at(whereabouts(of, paper))
      const tell = await of.explains?.gathers({ ...desk, query }, asDescribed(paper))
      const behind = place === null ? null : (tell?.(place.path, place.row) ?? null)
      return { behind, isWhole: isSeenWhole(of, seen) }
    },
    { mode: 'snapshot' },
  )
  if (found === null) return notFound('paper')
  if (!found.isWhole) return notWhole
  if (found.behind === null || formula === undefined) return unknownFigure(of)
  return json(200, told(found.behind, formula))
}

function told({ figure, currency, facts, parts }: Behind, formula: string): object {
  return {
    figure: formatDecimal(figure),
    currency,
    formula,
    facts,
    parts: parts.map((one) => ({
      ...one,
      figure: formatDecimal(one.figure),
      entry: one.entry ?? null,
    })),
    sum: formatDecimal(sumOfParts(parts)),
  }
}

/** A sum would tell what is hidden of its parts: only who sees all of the paper is told any. */
function isSeenWhole({ fields }: Document, seen: ReadonlySet<string>): boolean {
  return placedFields(fields).every(({ rows, name }) =>
    rows === null ? seen.has(name) : seen.has(`${rows}.${name}`),
  )
}

const notWhole = oneProblem(
  'role-missing',
  'figure-not-seen',
  'You do not see all fields of this paper, of which its figures are made. Ask whoever grants ' +
    'roles for one that sees them.',
  'figure',
)

function unknownFigure({ explains, name }: Document): Answer {
  const figures = Object.keys(explains?.figures ?? {}).join(', ')
  return oneProblem(
    'invalid-request',
    'figure-unknown',
    `The ${name} tells how these figures came about, once it is more than a draft: ` +
      `${figures}. Say which one, and of rows which: taxes[1].tax.`,
    'figure',
  )
}
