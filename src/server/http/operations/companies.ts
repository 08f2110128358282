/** The operations on companies. */
import { z } from 'zod'
import { currencyNamed } from '#base/currency.ts'
import { addCommodities, addCompany as insertCompany } from '#server/set-up.ts'
import { json, oneProblem } from '#server/http/answer.ts'
import { companyCode, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'

const company = z.strictObject({
  code: companyCode,
  name: text(200, 'The name.'),
  currency: text(100, 'The currency in which it keeps its books.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the country as two large letters: GB.')
    .exactOptional()
    .meta({ description: 'ISO 3166 code of its country.', examples: ['GB'] }),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, 'It is no time zone. Write it as Europe/London.')
    .exactOptional()
    .meta({ description: 'Where its day begins; UTC unless said otherwise.' }),
  retainedEarnings: text(400, 'The account that takes a year’s profit.').exactOptional(),
  positionAccount: text(400, 'The account in which currencies meet.').exactOptional(),
})

const companyAnswer = company.extend({ timeZone: z.string() })

export const listCompanies = operation({
  id: 'listCompanies',
  method: 'get',
  address: '/companies',
  summary: 'List the companies',
  scope: 'accounts:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'All companies of the organization.',
      schema: z.strictObject({ companies: z.array(companyAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization } }) => {
    const rows = await services.database.transaction(
      organization,
      (query) => query<CompanyRow>({ text: companiesText, values: [organization] }),
      { mode: 'snapshot' },
    )
    return json(200, { companies: rows.map(({ company: found }) => found) })
  },
})

interface CompanyRow {
  readonly company: object
}

const companiesText = `select jsonb_strip_nulls(jsonb_build_object('code', code, 'name', name,
    'currency', currency, 'country', country, 'timeZone', time_zone,
    'retainedEarnings', retained_earnings, 'positionAccount', position_account)) as company
  from ledger.company where organization = $1 order by code`

export const addCompany = operation({
  id: 'addCompany',
  method: 'post',
  address: '/companies',
  summary: 'Add a company',
  description: 'Its currency is added to the commodities if it is one of ISO 4217.',
  scope: 'accounts:write',
  path: nothing,
  query: nothing,
  body: company,
  successes: { 201: { description: 'The company.', schema: companyAnswer } },
  problems: ['conflict', 'refused'],
  handle: async ({ services, caller: { organization }, body }) => {
    const iso = currencyNamed(body.currency)
    const outcome = await services.database.transaction(organization, async (query) => {
      if (iso !== null) {
        const { code, name, scale } = iso
        await addCommodities(query, organization, [{ code, name, scale, kind: 'currency' }])
      }
      const [found] = await query<{ money: boolean; taken: boolean }>({
        text: `select exists (select from ledger.commodity where organization = $1 and code = $2
            and kind = 'currency') as money,
          exists (select from ledger.company where organization = $1 and code = $3) as taken`,
        values: [organization, body.currency, body.code],
      })
      if (found?.money !== true) return 'currency-unknown'
      if (found.taken) return 'company-exists'
      await insertCompany(query, organization, body)
      return 'added'
    })
    if (outcome === 'currency-unknown') {
      const message = `There is no currency “${body.currency}”. Add it to the commodities first.`
      return oneProblem('refused', outcome, message, 'currency')
    }
    if (outcome === 'company-exists') return taken(body.code)
    return json(201, { timeZone: 'UTC', ...body }, { location: '/api/v1/companies' })
  },
})

function taken(code: string): ReturnType<typeof oneProblem> {
  const message = `There is a company “${code}” already. Use another code for a new one.`
  return oneProblem('conflict', 'company-exists', message, 'code')
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
