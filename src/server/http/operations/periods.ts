/** The operations on fiscal years and periods. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { day, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { openYear, periods, setPeriodState as setState } from '#server/periods.ts'

const state = z
  .enum(['open', 'locked', 'closed'])
  .meta({ description: 'locked: adjustments, reversals of them and revaluations pass.' })

const periodAnswer = z.strictObject({
  period: z.int().meta({ description: 'Year × 100 + place in the year.', examples: [202611] }),
  year: z.int(),
  kind: z.enum(['month', 'adjustment', 'closing']),
  startsOn: z.string().meta({ format: 'date' }),
  endsOn: z.string().meta({ format: 'date' }),
  state,
})
const periodsAnswer = z.strictObject({ periods: z.array(periodAnswer) })

export const listPeriods = operation({
  id: 'listPeriods',
  method: 'get',
  address: '/companies/{company}/periods',
  summary: 'List the periods of all fiscal years',
  scope: 'accounts:read',
  path: companyPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'All periods, the oldest first.', schema: periodsAnswer } },
  problems: [],
  handle: async ({ services, caller: { organization }, path }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const found = await periods(services.database, organization, company.code)
    return json(200, { periods: found })
  },
})

export const openFiscalYear = operation({
  id: 'openFiscalYear',
  method: 'post',
  address: '/companies/{company}/fiscal-years',
  summary: 'Open a fiscal year',
  description: 'A year follows the one before it without a gap. Its last day has two more periods.',
  scope: 'accounts:write',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    year: whole(1, 9900, 'The number of the year, by which its periods are numbered.'),
    startsOn: day('Its first day.').refine(
      (written) => written < '9900',
      'It is too far in the future.',
    ),
    months: whole(1, 97, 'How many months it has; 12 unless said otherwise.').optional(),
  }),
  successes: { 201: { description: 'The periods of the year.', schema: periodsAnswer } },
  problems: ['conflict'],
  handle: async ({ services, caller: { organization }, path, body }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const { year, startsOn, months } = body
    const opened = await openYear(services.database, organization, company.code, {
      year,
      startsOn: dayOf(startsOn),
      ...(months === undefined ? {} : { months }),
    })
    return opened.ok ? json(201, { periods: opened.value }) : refusal(opened.problems)
  },
})

export const setPeriodState = operation({
  id: 'setPeriodState',
  method: 'post',
  address: '/companies/{company}/periods/{period}/state',
  summary: 'Lock, close or reopen a period',
  description:
    'Periods are closed oldest first and reopened newest first. A close waits for the entries ' +
    'that are being written.',
  scope: 'periods:write',
  path: companyPath.extend({
    period: z
      .string()
      .regex(/^\d{3,6}$/)
      .meta({ description: 'The number of the period.', examples: ['202611'] }),
  }),
  query: nothing,
  body: z.strictObject({ state, reason: text(2000, 'Why, in a few words.') }),
  successes: { 200: { description: 'The period as it is now.', schema: periodAnswer } },
  problems: ['conflict'],
  handle: async ({ services, caller, path, body }) => {
    const { organization, actor } = caller
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const change = { period: Number(path.period), ...body }
    const changed = await setState(services.database, organization, company.code, change, actor)
    return changed.ok ? json(200, changed.value) : refusal(changed.problems)
  },
})

/** What kind of problem a rule of the periods is for a program, where it is no contradiction. */
const kinds: Readonly<Record<string, ProblemKind>> = {
  'company-unknown': 'not-found',
  'period-unknown': 'not-found',
  'reason-missing': 'invalid-request',
}

function refusal(problems: readonly Problem[]): Answer {
  return problemAnswer(kinds[problems[0]?.rule ?? ''] ?? 'conflict', problems)
}
