/** The operations on fiscal years and periods. */
import { z } from 'zod'
import type { Database, Query } from '#server/database/database.ts'
import { errorState } from '#server/database/database.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { day, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { openFiscalYear as openYear } from '#server/set-up.ts'

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
    const periods = await services.database.transaction(
      organization,
      (query) => periodsOf(query, organization, company.code),
      { mode: 'snapshot' },
    )
    return json(200, { periods })
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
    const opened = await changed(services.database, organization, async (query) => {
      const there = await periodsOf(query, organization, company.code)
      if (there.some((period) => period.year === year)) return null
      const named = { year, startsOn: dayOf(startsOn), ...(months === undefined ? {} : { months }) }
      await openYear(query, organization, company.code, named)
      return await periodsOf(query, organization, company.code)
    })
    if ('status' in opened) return opened
    if (opened.value === null) return conflict('year-exists', '')
    return json(201, { periods: opened.value.filter((period) => period.year === year) })
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
    const number = Number(path.period)
    const outcome = await changed(services.database, organization, async (query) => {
      await query({
        text: 'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
        values: [organization, company.code, number, body.state, actor, body.reason],
      })
      const all = await periodsOf(query, organization, company.code)
      return all.find(({ period }) => period === number)
    })
    return 'status' in outcome ? outcome : json(200, outcome.value)
  },
})

interface PeriodRow {
  readonly period: number
  readonly year: number
}

async function periodsOf(
  query: Query,
  organization: string,
  company: string,
): Promise<PeriodRow[]> {
  return await query<PeriodRow>({
    text: `select period, year, kind, starts_on as "startsOn", ends_on as "endsOn", state
      from ledger.period where organization = $1 and company = $2 order by period`,
    values: [organization, company],
  })
}

/** Runs a change of periods; the rule that the database names comes back as an answer. */
async function changed<Value>(
  database: Database,
  organization: string,
  work: (query: Query) => Promise<Value>,
): Promise<Answer | { readonly value: Value }> {
  try {
    return { value: await database.transaction(organization, work) }
  } catch (error) {
    const told = errorState(error)
    if (told === '23505') return conflict('year-exists', '')
    if (told !== '23514' || !(error instanceof Error)) throw error
    const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : ''
    if (error.message === 'period-unknown') return notFound('period')
    if (!isRule(error.message)) throw error
    return conflict(error.message, detail)
  }
}

/** The rules of migrations/0006-period-functions.sql, with the detail that each gives. */
const sentences = {
  'year-exists': () => 'This fiscal year is there already. The list of periods shows it.',
  'year-overlaps': (neighbour: string) => {
    const [year = '?', from = '?', to = '?'] = neighbour.split(' ')
    return (
      `It does not follow the fiscal year ${year} (${from} to ${to}) without a gap. ` +
      'Begin the day after a year ends, and number the years in their order.'
    )
  },
  'year-length': () => 'A fiscal year has 1 to 97 months. Correct their number.',
  'period-state-already': (now: string) => `The period is ${now} already. Nothing is to do.`,
  'period-close-in-order': (other: string) =>
    `The period ${other} before it is not closed yet. Close that one first.`,
  'period-reopen-newest-first': (other: string) =>
    `The period ${other} after it is still closed. Reopen that one first.`,
} as const

function isRule(word: string): word is keyof typeof sentences {
  return Object.hasOwn(sentences, word)
}

function conflict(rule: keyof typeof sentences, detail: string): Answer {
  return oneProblem('conflict', rule, sentences[rule](detail))
}
