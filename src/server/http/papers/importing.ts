/** The operations that bring files along: a look into one, its import, the list of imports. */
import { z } from 'zod'
import { refused } from '#base/problem.ts'
import { json, notFound } from '#server/http/answer.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import {
  companyPath,
  importPath,
  importProblems,
  openImports,
  withImport,
} from '#server/http/papers/import-counter.ts'
import {
  importAnswer,
  importJson,
  importLine,
  importLineJson,
  mappingBody,
} from '#server/http/papers/import-json.ts'
import { cellText } from '#kit/cell.ts'
import { delimiters } from '#server/files/csv-records.ts'
import type { TableForm } from '#server/files/table-file.ts'
import { encodings } from '#server/files/text.ts'
import { glimpse, importFile } from '#server/transfer/file.ts'
import { listImports, readImport } from '#server/transfer/import.ts'
import { wanted } from '#server/transfer/part.ts'
import type { Purpose } from '#server/transfer/part.ts'
import { bringProblems, maySee } from '#server/transfer/rights.ts'

/** No file that is sent is larger. */
const largestFile = 50_000_000
const tag = 'imports'

/** How a file is to be read. */
const formQuery = {
  kind: text(100, 'What the file holds, by its name: `sales invoice`, `party`.'),
  encoding: z.enum(encodings).optional().meta({ description: 'Found by looking, if left out.' }),
  delimiter: z.enum(delimiters).optional().meta({ description: 'Found by looking, if left out.' }),
  sheet: text(
    100,
    'The sheet of a workbook; the first that is not hidden, if left out.',
  ).optional(),
}

const yesOrNo = z.enum(['true', 'false']).optional()

const glimpseFile = operation({
  id: 'guessMapping',
  method: 'post',
  address: '/companies/{company}/mapping-guesses',
  summary: 'Look into a file before it is imported',
  description:
    'The titles of its columns, its first rows, and a first mapping of the columns to fields, to ' +
    'be corrected and saved. Nothing is kept of the file.',
  tag,
  scope: 'papers:write',
  path: companyPath,
  query: z.strictObject(formQuery),
  body: nothing,
  largestFile,
  successes: {
    200: {
      description: 'What is in the file.',
      schema: z.strictObject({
        columns: z.array(z.string()),
        mapping: mappingBody,
        rows: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })),
      }),
    },
  },
  problems: ['refused', 'role-missing'],
  handle: async (call) => {
    const counter = await openImports(call)
    if (counter === null) return notFound('company')
    const { desk } = counter
    const purpose: Purpose = { kind: call.query.kind, verb: null, numbers: 'kept' }
    const found = await call.services.database.transaction(desk.organization, async (query) => {
      const allowed = mayBring(call, counter.actor, purpose)
      if (!allowed.ok) return allowed
      return await glimpse({ ...desk, query }, purpose, fileOf(call).path, formOf(call.query))
    })
    if (!found.ok) return importProblems(found)
    const { titles, mapping, rows } = found.value
    return json(200, {
      columns: titles,
      mapping,
      rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(cellText) })),
    })
  },
})

const bringFile = operation({
  id: 'importFile',
  method: 'post',
  address: '/companies/{company}/imports',
  summary: 'Import a file',
  description:
    'CSV or XLSX, packed with gzip or not, as the body. The file is read whole, its papers are ' +
    'staged; then they are checked by a job. Nothing is in the books before it is posted.',
  tag,
  scope: 'papers:write',
  path: companyPath,
  query: z.strictObject({
    ...formQuery,
    file: text(300, 'The name of the file.'),
    verb: text(
      100,
      'What is done with papers as they are written: `issue`; of a register’s rows `add` or ' +
        '`change`. Left out, papers are written as drafts, and rows added or changed.',
    ).optional(),
    numbers: z
      .enum(['kept', 'given'])
      .optional()
      .meta({ description: 'Whether papers keep the numbers of the file, which is usual.' }),
    mapping: text(100, 'The name of a saved mapping; one is guessed, if left out.').optional(),
    again: yesOrNo.meta({ description: 'That a file which is in the books shall come again.' }),
  }),
  body: nothing,
  largestFile,
  successes: { 201: { description: 'The import; a job checks it now.', schema: importAnswer } },
  problems: ['conflict', 'refused', 'role-missing'],
  handle: async (call) => {
    const counter = await openImports(call)
    if (counter === null) return notFound('company')
    const { desk, asker } = counter
    const { kind, verb = null, numbers = 'kept', file: name, mapping, again } = call.query
    const purpose: Purpose = { kind, verb, numbers }
    const allowed = mayBring(call, counter.actor, purpose)
    if (!allowed.ok) return importProblems(allowed)
    return await call.services.database.transaction(desk.organization, async (query) => {
      const wish = {
        ...purpose,
        file: { ...fileOf(call), name },
        form: formOf(call.query),
        again: again === 'true',
        ...(mapping === undefined ? {} : { mapping }),
      }
      const made = await importFile({ ...desk, query }, wish, asker)
      if (!made.ok) return importProblems(made)
      const one = await readImport(query, desk.organization, made.value)
      if (one === null) throw new Error('An import is not there that was just made.')
      return json(201, await importJson(query, call.caller, one))
    })
  },
})

const list = operation({
  id: 'listImports',
  method: 'get',
  address: '/companies/{company}/imports',
  summary: 'List the imports, the newest first',
  tag,
  scope: 'papers:read',
  path: companyPath,
  query: z.strictObject({
    kind: text(100, 'Only those of this kind.').optional(),
    after: identifier('The `next` of the page before.').optional(),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of imports, and where the next one begins if there is one.',
      schema: z.strictObject({ imports: z.array(importLine), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: async (call) => {
    const counter = await openImports(call)
    if (counter === null) return notFound('company')
    const { desk, reader } = counter
    const { kind, after } = call.query
    const page = {
      company: desk.company,
      limit: pageOf + 1,
      ...(kind === undefined ? {} : { kind }),
      ...(after === undefined ? {} : { after }),
    }
    const found = await call.services.database.transaction(
      desk.organization,
      (query) => listImports(query, desk.organization, page),
      { mode: 'snapshot' },
    )
    const shown = found.slice(0, pageOf)
    const next = found.length > pageOf ? shown.at(-1)?.id : undefined
    const seen = shown.filter((one) => maySee(reader, one))
    return json(200, { imports: seen.map(importLineJson), next })
  },
})

const pageOf = 100

const see = operation({
  id: 'getImport',
  method: 'get',
  address: '/companies/{company}/imports/{import}',
  summary: 'See an import',
  description: 'How its papers stand, what its trial said, and how far its job is.',
  tag,
  scope: 'papers:read',
  path: importPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The import.', schema: importAnswer } },
  problems: [],
  handle: (call) =>
    withImport(call, 'snapshot', async ({ query, one }) =>
      json(200, await importJson(query, call.caller, one)),
    ),
})

export const importing: readonly Operation[] = [glimpseFile, bringFile, list, see]

/** Whether there is such a kind, and the one who asks may write papers of it. */
function mayBring(
  { services, path }: Call<Placed, unknown, unknown>,
  actor: Parameters<typeof bringProblems>[1],
  purpose: Purpose,
) {
  const of = wanted(services.catalogue, purpose)
  if (!of.ok) return of
  const problems = bringProblems(of.value, actor, path['company'] ?? '')
  return problems.length > 0 ? refused(...problems) : of
}

function fileOf({ file }: Call<Placed, unknown, unknown>) {
  // The router hands a file to every operation that says it takes one.
  if (file === null) throw new Error('An operation on a file was reached without one.')
  return file
}

type FormQuery = {
  readonly [Name in 'encoding' | 'delimiter' | 'sheet']?: TableForm[Name] | undefined
}

function formOf({ encoding, delimiter, sheet }: FormQuery): TableForm {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
  }
}
