/** The operations that take papers and rows out as files: lists as tables, papers as print. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Document } from '#kit/document.ts'
import type { Described } from '#kit/key.ts'
import type { Question } from '#lists/list.ts'
import { fieldUnknown } from '#lists/list-conditions.ts'
import { aOrAn } from '#kit/naming.ts'
import { ownColumnsOf } from '#kit/own-fields.ts'
import { readPage } from '#lists/page.ts'
import type { Sight } from '#kit/sight.ts'
import { addressName, joinedName } from '#kit/spelling.ts'
import { wordingOf } from '#languages/wording.ts'
import { printedAside } from '#server/files/printing.ts'
import { notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier, languageOfFiles } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { pageSchema, questionOf } from '#server/http/papers/asking.ts'
import type { Asked } from '#server/http/papers/asking.ts'
import { addressOf, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { attachment, fileAnswer, tableTypes } from '#server/http/papers/file-answer.ts'
import { nothingSeen } from '#server/http/papers/listing.ts'
import { exportSheet, unknownColumns } from '#server/transfer/export.ts'
import type { ExportWish } from '#server/transfer/export.ts'
import { layoutsOf } from '#server/transfer/print.ts'
import type { PrintForm } from '#server/transfer/print.ts'

/** What a description's papers can be taken out as. */
export function exporting(of: Described): Operation[] {
  return of.noun === 'document' ? [exportList(of), printOne(of)] : [exportList(of)]
}

const pdf = 'application/pdf'

const printQuery: Record<string, z.ZodType<string | undefined>> = {
  printLanguage: languageOfFiles.optional(),
  printPaper: z
    .enum(['A4', 'Letter'])
    .optional()
    .meta({ description: 'Of print; as its template says, or A4.' }),
}

/** What a list is asked with, but for its pages; and how it goes out. */
function exportQuery(of: Described) {
  const { after: _after, limit: _limit, ...filters } = pageSchema(of)
  const own: typeof printQuery = {
    ...printQuery,
    as: z.enum(['csv', 'xlsx', 'pdf']).optional(),
    columns: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'Of tables: only these columns, in this order, by name, with commas.' }),
  }
  for (const name of Object.keys(own)) {
    if (!Object.hasOwn(filters, name)) continue
    throw new Error(`a field of the ${of.name} cannot be called ${name}: exports take that word`)
  }
  return z.strictObject<Record<string, z.ZodType<string | undefined>>>({ ...filters, ...own })
}

function exportList(of: Described): Operation {
  const companies = of.target.of === 'company' ? '/companies/{company}' : ''
  return operation({
    id: `export${joinedName(of.plural)}`,
    method: 'get',
    address: `${companies}/exports/${addressName(of.plural)}`,
    summary: `Take ${of.plural} out as a file`,
    description:
      'Filtered and sorted as their list is; whole, with their rows and the organization’s own ' +
      'fields, as of one moment. CSV unless said; as PDF at most 500 papers.',
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of),
    query: exportQuery(of),
    body: nothing,
    successes: {
      200: {
        description: 'The file.',
        schema: null,
        otherTypes: [...Object.values(tableTypes), pdf],
      },
    },
    problems: ['refused', 'role-missing'],
    handle: async (call) => {
      const { as: format = 'csv', printLanguage, printPaper, columns, ...asked } = call.query
      const question = questionOf(asked)
      if (!question.ok) return problemAnswer('invalid-request', question.problems)
      const opened = await open(call, of, question.value)
      if ('status' in opened) return opened
      const names = columns?.split(',')
      const { told } = wordingOf(printLanguage ?? 'en')
      const wish = { ...opened.wish, told, ...(names && { columns: names }) }
      const [unknown] = unknownColumns(wish)
      if (unknown !== undefined) {
        const { message } = fieldUnknown(unknown)
        return oneProblem('invalid-request', 'field-unknown', message, 'columns')
      }
      const problems = await inSnapshot(call, (query) => firstPage(query, wish))
      if (!problems.ok) return problemAnswer('invalid-request', problems.problems)
      const { company, desk } = opened.counter
      const name = [company?.code, told(of.plural), desk.today.toString()].join(' ').trim()
      if (format === 'pdf') return await printAll(call, wish, { printLanguage, printPaper }, name)
      return fileAnswer(call.services, desk.organization, {
        name,
        format: format === 'xlsx' ? 'xlsx' : 'csv',
        sheet: (query) => exportSheet(query, wish),
      })
    },
  })
}

function printOne(of: Document): Operation {
  return operation({
    id: `print${joinedName(of.name)}`,
    method: 'get',
    address: `${addressOf(of)}/{id}/print`,
    summary: `Print ${aOrAn(of.name)}`,
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, { id: identifier(`The identifier of the ${of.name}.`) }),
    query: z.strictObject(printQuery),
    body: nothing,
    successes: { 200: { description: 'The file.', schema: null, otherTypes: [pdf] } },
    problems: ['refused', 'role-missing'],
    handle: async (call) => {
      const id = call.path['id'] ?? ''
      const opened = await open(call, of, {
        filters: [{ name: 'id', operator: 'is', written: id }],
        own: [],
        sort: [],
      })
      if ('status' in opened) return opened.status === 403 ? notFound('paper') : opened
      // Nothing of the kind may be seen although there is a role: one that is held elsewhere.
      const { ok } = await inSnapshot(call, (query) => firstPage(query, opened.wish))
      if (!ok) return notFound('paper')
      const answer = await printAll(call, opened.wish, call.query, `${of.name} ${id}`)
      return answer.status === 422 ? notFound('paper') : answer
    },
  })
}

interface Opened {
  readonly counter: Counter
  readonly wish: ExportWish
}

/** What is asked for and who asks; or why there is nothing. */
async function open(
  call: Call<Placed, unknown, unknown>,
  of: Described,
  question: ExportWish['question'],
): Promise<Opened | Answer> {
  const counter = await openCounter(call, of)
  if (counter === null) return notFound('company')
  const sight: Sight | null = sightAt(call, counter, of)
  if (sight === null) return nothingSeen(of, counter)
  const { organization, company, catalogue } = counter.desk
  const own = await inSnapshot(call, (query) => ownColumnsOf({ query, organization }, of.name))
  const place = { organization, company }
  const sightOf = (one: Described): Sight | null => sightAt(call, counter, one)
  return { counter, wish: { of, catalogue, place, sight, sightOf, question, own } }
}

/** Whether the list can be read at all, before the first byte is sent. */
async function firstPage(
  query: Query,
  { of, place, sight, question }: ExportWish,
): Promise<Outcome<unknown>> {
  const asked: Question = { ...question, limit: 1 }
  return await readPage(query, of, place, sight, asked)
}

async function printAll(
  call: Call<Placed, unknown, unknown>,
  wish: ExportWish,
  { printLanguage: language = 'en', printPaper }: Asked,
  name: string,
): Promise<Answer> {
  const { now } = call.services
  const form = { ...wordingOf(language), ...paperSizeOf(printPaper), madeAt: now() }
  const layouts = await inSnapshot(call, (query) => layoutsOf(query, wish, form))
  if (!layouts.ok) return problemAnswer('refused', layouts.problems)
  const body = new Uint8Array(await printedAside(layouts.value))
  return { status: 200, type: pdf, body, headers: attachment(`${name}.pdf`) }
}

async function inSnapshot<Result>(
  { services, caller: { organization } }: Call<Placed, unknown, unknown>,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  return await services.database.transaction(organization, work, { mode: 'snapshot' })
}

/** The size of paper that is asked for, where one is. */
function paperSizeOf(asked: string | undefined): Pick<PrintForm, 'paperSize'> {
  return asked === 'A4' || asked === 'Letter' ? { paperSize: asked } : {}
}
