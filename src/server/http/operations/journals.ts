/** The operations on a company's journals. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { addJournals as insertJournals } from '#server/set-up.ts'
import { json, notFound } from '#server/http/answer.ts'
import { text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'

const journalsAnswer = z.strictObject({ journals: z.array(z.string()) })
const success = { description: 'The codes of all journals.', schema: journalsAnswer }

export const listJournals = operation({
  id: 'listJournals',
  method: 'get',
  address: '/companies/{company}/journals',
  summary: 'List the journals',
  scope: 'accounts:read',
  path: companyPath,
  query: nothing,
  body: nothing,
  successes: { 200: success },
  problems: [],
  handle: async ({ services, caller: { organization }, path }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const journals = await services.database.transaction(
      organization,
      (query) => journalCodes(query, organization, company.code),
      { mode: 'snapshot' },
    )
    return json(200, { journals })
  },
})

export const addJournals = operation({
  id: 'addJournals',
  method: 'post',
  address: '/companies/{company}/journals',
  summary: 'Add journals',
  description: 'Those that exist stay as they are.',
  scope: 'accounts:write',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    journals: z
      .array(text(100, 'The code of a journal.'))
      .min(1, 'Name at least one journal.')
      .max(1000, 'Name at most 1,000 journals.')
      .meta({ examples: [['general', 'sales', 'bank']] }),
  }),
  successes: { 200: success },
  problems: [],
  handle: async ({ services, caller: { organization }, path, body }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const journals = await services.database.transaction(organization, async (query) => {
      await insertJournals(query, organization, company.code, body.journals)
      return await journalCodes(query, organization, company.code)
    })
    return json(200, { journals })
  },
})

async function journalCodes(
  query: Query,
  organization: string,
  company: string,
): Promise<string[]> {
  const rows = await query<{ code: string }>({
    text: `select code from ledger.journal where organization = $1 and company = $2
      order by code`,
    values: [organization, company],
  })
  return rows.map(({ code }) => code)
}
