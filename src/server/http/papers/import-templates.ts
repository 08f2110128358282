/** The operation that answers an empty table with the titles of all columns that are imported. */
import { z } from 'zod'
import { ownColumnsOf } from '#kit/own-fields.ts'
import { wordingOf } from '#languages/wording.ts'
import { notFound } from '#server/http/answer.ts'
import { languageOfFiles, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { fileAnswer, tableTypes } from '#server/http/papers/file-answer.ts'
import { companyPath, importProblems, openImports } from '#server/http/papers/import-counter.ts'
import { wanted } from '#server/transfer/part.ts'
import { templateSheet } from '#server/transfer/template.ts'

const getTemplate = operation({
  id: 'getImportTemplate',
  method: 'get',
  address: '/companies/{company}/import-templates',
  summary: 'Take out an empty table for an import',
  description:
    'With the titles of all columns that are read, in the words of the language; an import knows ' +
    'them again by itself, and the names of the fields as well.',
  tag: 'imports',
  scope: 'papers:read',
  path: companyPath,
  query: z.strictObject({
    kind: text(100, 'What it is for, by its name: `sales invoice`, `party`.'),
    as: z.enum(['csv', 'xlsx']).optional().meta({ description: 'CSV unless said.' }),
    printLanguage: languageOfFiles.optional(),
  }),
  body: nothing,
  successes: {
    200: { description: 'The file.', schema: null, otherTypes: Object.values(tableTypes) },
  },
  problems: ['refused'],
  handle: async (call) => {
    const counter = await openImports(call)
    if (counter === null) return notFound('company')
    const { organization, catalogue } = counter.desk
    const { kind, as: format = 'csv', printLanguage } = call.query
    const of = wanted(catalogue, { kind, verb: null, numbers: 'kept' })
    if (!of.ok) return importProblems(of)
    const own = await call.services.database.transaction(
      organization,
      (query) => ownColumnsOf({ query, organization }, kind),
      { mode: 'snapshot' },
    )
    const wording = wordingOf(printLanguage ?? 'en')
    return fileAnswer(call.services, organization, {
      name: wording.told(of.value.plural),
      format,
      sheet: () => templateSheet(of.value, own, wording),
    })
  },
})

export const importTemplates: readonly Operation[] = [getTemplate]
