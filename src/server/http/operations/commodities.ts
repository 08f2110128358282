/** The operations on commodities: currencies, items, securities and whatever else is counted. */
import { z } from 'zod'
import { currencyNamed } from '#base/currency.ts'
import type { Problem } from '#base/problem.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import { day, text, textOrNone, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { addCommodities as insertCommodities } from '#server/set-up.ts'
import type { NewCommodity } from '#server/set-up.ts'
import { dayOf } from '#server/http/entry-body.ts'

const kind = z
  .enum(['currency', 'item', 'service', 'security', 'time', 'licence'])
  .meta({ description: 'What it is.' })

const commodity = z.strictObject({
  code: text(100, 'The code.'),
  kind,
  name: textOrNone(500, 'The name.').optional(),
  scale: whole(
    0,
    12,
    'Digits behind the point of one unit; of an ISO currency it is known.',
  ).optional(),
  validFrom: day('The first day on which it may be posted.').optional(),
  validUntil: day('The last day on which it may be posted.').optional(),
})

const commodityAnswer = commodity.extend({ name: z.string(), scale: z.int() })

export const listCommodities = operation({
  id: 'listCommodities',
  method: 'get',
  address: '/commodities',
  summary: 'List the commodities by code',
  scope: 'accounts:read',
  path: nothing,
  query: z.strictObject({
    kind: kind.optional(),
    after: text(100, 'The last code of the page before.').optional(),
    limit: z
      .string()
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
      .optional()
      .meta({ description: 'How many, at most 500; 500 unless said otherwise.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of commodities.',
      schema: z.strictObject({
        commodities: z.array(commodityAnswer),
        next: z.string().optional(),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization }, query: asked }) => {
    const { kind: of = null, after = '', limit = '500' } = asked
    const most = Number(limit)
    const rows = await services.database.transaction(
      organization,
      (query) =>
        query<{ commodity: { readonly code: string } }>({
          text: `select jsonb_strip_nulls(jsonb_build_object('code', code, 'kind', kind,
              'name', name, 'scale', scale, 'validFrom', valid_from, 'validUntil', valid_until))
              as commodity
            from ledger.commodity
            where organization = $1 and code > $2${of === null ? '' : ' and kind = $4'}
            order by code limit $3`,
          values: [organization, after, most + 1, ...(of === null ? [] : [of])],
        }),
      { mode: 'snapshot' },
    )
    const commodities = rows.slice(0, most).map((row) => row.commodity)
    return json(200, { commodities, next: rows[most] && commodities.at(-1)?.code })
  },
})

export const addCommodities = operation({
  id: 'addCommodities',
  method: 'post',
  address: '/commodities',
  summary: 'Add commodities',
  description: 'All or none. Those that exist alike stay as they are; a scale never changes.',
  scope: 'accounts:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    commodities: z
      .array(commodity)
      .min(1, 'Name at least one commodity.')
      .max(1000, 'Name at most 1,000 commodities.'),
  }),
  successes: {
    200: {
      description: 'How many were added; the others were there.',
      schema: z.strictObject({ added: z.int() }),
    },
  },
  problems: ['conflict', 'refused'],
  handle: async ({ services, caller: { organization }, body }) => {
    const problems = body.commodities.flatMap(scaleProblem)
    if (problems.length > 0) return problemAnswer('refused', problems)
    const wanted = body.commodities.map(newCommodity)
    const outcome = await services.database.transaction(organization, async (query) => {
      const there = await query<{ code: string; kind: string; scale: number }>({
        text: `select code, kind, scale from ledger.commodity
          where organization = $1 and code = any ($2)`,
        values: [organization, wanted.map(({ code }) => code)],
      })
      const known = new Map(there.map((found) => [found.code, found]))
      const differing = wanted.flatMap((one, place) => {
        const was = known.get(one.code)
        known.set(one.code, one)
        const same = was === undefined || (was.kind === one.kind && was.scale === one.scale)
        return same ? [] : [differs(place, one.code, was)]
      })
      if (differing.length > 0) return differing
      await insertCommodities(query, organization, wanted)
      return known.size - there.length
    })
    return typeof outcome === 'number'
      ? json(200, { added: outcome })
      : problemAnswer('conflict', outcome)
  },
})

type Written = z.output<typeof commodity>

/** A currency of ISO 4217 has its own scale; anything else must say it. */
function scaleProblem({ code, kind: of, scale }: Written, place: number): Problem[] {
  const field = `commodities[${place + 1}].scale`
  const iso = of === 'currency' ? currencyNamed(code) : null
  if (iso !== null && scale !== undefined && scale !== iso.scale) {
    const message = `${code} has ${iso.scale} digits behind the point. Leave out the scale.`
    return [{ rule: 'scale-differs', field, message }]
  }
  if (iso !== null || scale !== undefined) return []
  const message = `Say how many digits behind the point ${code} has: 0 for whole pieces.`
  return [{ rule: 'scale-missing', field, message }]
}

function newCommodity({ validFrom, validUntil, name, scale, ...rest }: Written): NewCommodity {
  const iso = rest.kind === 'currency' ? currencyNamed(rest.code) : null
  return {
    ...rest,
    name: name ?? iso?.name ?? '',
    scale: iso?.scale ?? scale ?? 0,
    ...(validFrom === undefined ? {} : { validFrom: dayOf(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: dayOf(validUntil) }),
  }
}

function differs(
  place: number,
  code: string,
  was: { readonly kind: string; readonly scale: number },
): Problem {
  const message =
    `There is a ${was.kind} “${code}” with ${was.scale} digits behind the point already. ` +
    'Use another code.'
  return { rule: 'commodity-exists', field: `commodities[${place + 1}].code`, message }
}
