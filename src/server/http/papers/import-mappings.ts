/** The operations on saved mappings: which column of a program's files fills which field. */
import { z } from 'zod'
import { json, problemAnswer } from '#server/http/answer.ts'
import { text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { mappingBody } from '#server/http/papers/import-json.ts'
import { wanted } from '#server/transfer/part.ts'
import { listMappings, saveMapping } from '#server/transfer/saved-mapping.ts'

const tag = 'imports'

const list = operation({
  id: 'listMappings',
  method: 'get',
  address: '/import-mappings',
  summary: 'List the saved mappings of files',
  tag,
  scope: 'papers:read',
  path: nothing,
  query: z.strictObject({ kind: text(100, 'Only those of this kind.').optional() }),
  body: nothing,
  successes: {
    200: {
      description: 'The mappings, by kind and name.',
      schema: z.strictObject({
        mappings: z.array(
          z.strictObject({
            kind: z.string(),
            name: z.string(),
            mapping: mappingBody,
            changedBy: z.string(),
            changedAt: z.string().meta({ format: 'date-time' }),
          }),
        ),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization }, query: { kind } }) => {
    const mappings = await services.database.transaction(
      organization,
      (query) => listMappings(query, organization, kind ?? null),
      { mode: 'snapshot' },
    )
    return json(200, { mappings })
  },
})

const save = operation({
  id: 'saveMapping',
  method: 'post',
  address: '/import-mappings',
  summary: 'Save a mapping of files under a name',
  description: 'What was saved for the kind under the name before is replaced.',
  tag,
  scope: 'papers:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    kind: text(100, 'The kind of paper or register: `sales invoice`, `party`.'),
    name: text(100, 'The name, such as that of the program that writes the files.'),
    mapping: mappingBody,
  }),
  successes: { 200: { description: 'It is saved.', schema: z.strictObject({}) } },
  problems: ['refused'],
  handle: async ({ services, caller: { organization, actor }, body: { kind, name, mapping } }) => {
    const of = wanted(services.catalogue, { kind, verb: null, numbers: 'kept' })
    if (!of.ok) return problemAnswer('refused', of.problems)
    await services.database.transaction(organization, (query) =>
      saveMapping(query, organization, { kind, name, mapping, changedBy: actor }),
    )
    return json(200, {})
  },
})

export const importMappings: readonly Operation[] = [list, save]
