/** The operations on many papers in one file: ask for it, see how far it is, cancel it, take it. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { readPage } from '#lists/page.ts'
import { json, notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { companyCode, identifier, languageOfFiles, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { problemsAnswer } from '#server/http/operations/sets.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import { attachment } from '#server/http/papers/file-answer.ts'
import { nothingSeen } from '#server/http/papers/listing.ts'
import { askedOf } from '#server/http/papers/topics.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { readPieces } from '#server/jobs/made-file.ts'
import { cancelRun, readRun, states } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { once } from '#server/papers/once.ts'
import { printJob, printResult } from '#server/transfer/print-job.ts'
import { mostPrinted } from '#server/transfer/print.ts'

const tag = 'prints'

const printAnswer = z.strictObject({
  id: identifier('The number of the job.'),
  state: z.enum(states),
  done: z.int().meta({ description: 'How many papers are laid out so far.' }),
  total: z.int().meta({ description: 'Of how many.' }).nullable(),
  problems: problemsAnswer,
  file: printResult.nullable().meta({ description: 'Once it is there to be taken.' }),
})

export const printPapers = operation({
  id: 'printPapers',
  method: 'post',
  address: '/companies/{company}/prints',
  summary: 'Print many papers into one file',
  description:
    `Up to ${mostPrinted} papers of one kind, each on pages of its own, in the order in which ` +
    'they are named. A job does it: nobody else waits. Who asked sees it and takes the file.',
  tag,
  scope: 'papers:read',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    kind: text(60, 'The name of the kind of paper: “sales invoice”.'),
    papers: z
      .array(identifier('The identifier of a paper.'))
      .min(1, 'Name at least one.')
      .max(mostPrinted, `Name at most ${mostPrinted} at once.`),
    printLanguage: languageOfFiles.optional(),
    printPaper: z
      .enum(['A4', 'Letter'])
      .optional()
      .meta({ description: 'As its template says, or A4, where it is left out.' }),
  }),
  keyed: true,
  successes: { 202: { description: 'It is asked for.', schema: printAnswer } },
  problems: ['conflict', 'refused', 'role-missing'],
  handle: async (call) => {
    const { services, body, path, caller } = call
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const of = services.catalogue.document(body.kind)
    if (of === undefined) return oneProblem('refused', 'print-kind', noKind, 'kind')
    const sight = sightAt(call, counter, of)
    if (sight === null) return nothingSeen(of, counter)
    const asked = askedOf(call, 'printPapers', path, body)
    if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
    const { desk, company } = counter
    const { organization } = desk
    const ids = [...new Set(body.papers)]
    return await once(services.database, organization, asked.value, async (query) => {
      const found = await readPage(query, of, desk, sight, {
        filters: [{ name: 'id', operator: 'anyOf', written: ids }],
        own: [],
        sort: [],
        limit: ids.length,
      })
      if (!found.ok || found.value.rows.length < ids.length)
        return { answer: oneProblem('refused', 'print-unseen', unseen, 'papers'), isDone: false }
      const { printLanguage: language = 'en', printPaper } = body
      const paperSize = printPaper === undefined ? {} : { paperSize: printPaper }
      const input = { paper: of.name, plural: of.plural, ids, language, ...paperSize }
      const order = { company: company.code, askedBy: counter.actor.name, person: caller.person }
      const run = await enqueue(query, organization, printJob, input, order)
      if (!run.ok) return { answer: problemAnswer('refused', run.problems), isDone: false }
      const made = await readRun(query, organization, run.value)
      if (made === null) throw new Error('A print that was asked for is not there.')
      return { answer: json(202, printJson(made)), isDone: true }
    })
  },
})

const printPath = z.strictObject({
  company: companyCode,
  print: identifier('The number of the job.'),
})
type PrintCall = Call<z.output<typeof printPath>, object, object>

export const getPrint = operation({
  id: 'getPrint',
  method: 'get',
  address: '/companies/{company}/prints/{print}',
  summary: 'See how far a print is',
  description: 'For who asked for it.',
  tag,
  scope: 'papers:read',
  path: printPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The print.', schema: printAnswer } },
  problems: [],
  handle: async (call) => {
    const run = await look(call, (query) => ownPrint(query, call))
    return run === null ? notFound('print') : json(200, printJson(run))
  },
})

export const cancelPrint = operation({
  id: 'cancelPrint',
  method: 'post',
  address: '/companies/{company}/prints/{print}/cancellation',
  summary: 'Cancel a print',
  description: 'For who asked for it; before the next of its steps.',
  tag,
  scope: 'papers:read',
  path: printPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The print, as it stands.', schema: printAnswer } },
  problems: ['conflict'],
  handle: async (call) => {
    const { caller, path, services } = call
    const { organization, actor } = caller
    const work = async (query: Query): Promise<Answer> => {
      if ((await ownPrint(query, call)) === null) return notFound('print')
      const done = await cancelRun(query, organization, path.print, actor)
      return done.ok ? json(200, printJson(done.value)) : problemAnswer('conflict', done.problems)
    }
    return await services.database.transaction(organization, work, { repeatable: true })
  },
})

export const getPrintFile = operation({
  id: 'getPrintFile',
  method: 'get',
  address: '/companies/{company}/prints/{print}/file',
  summary: 'Take a printed file',
  description:
    'For who asked for it, while papers of the kind may be seen; it is there until the job goes.',
  tag,
  scope: 'papers:read',
  path: printPath,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'The file.', schema: null, otherTypes: ['application/pdf'] },
  },
  problems: [],
  handle: async (call) => {
    const { organization } = call.caller
    const counter = await openCounter(call, { target: { of: 'company' } })
    const found = await look(call, async (query) => {
      const run = await ownPrint(query, call)
      if (run === null) return null
      const kept = await readPieces(query, { organization, run: run.id }, 'file')
      return { run, bytes: new Uint8Array(Buffer.concat(kept)) }
    })
    const file = found === null ? null : fileOf(found.run)
    const of = call.services.catalogue.document(file?.kind ?? '')
    const isSeen = counter !== null && of !== undefined && sightAt(call, counter, of) !== null
    if (found === null || file === null || !isSeen) return notFound('print')
    const { bytes: body } = found
    return { status: 200, type: 'application/pdf', body, headers: attachment(file.name) }
  },
})

/** The print of a company that the caller asked for; or null. */
async function ownPrint(query: Query, { caller, path }: PrintCall): Promise<Run | null> {
  const run = await readRun(query, caller.organization, path.print, caller.person)
  return run === null || run.kind !== printJob.kind || run.company !== path.company ? null : run
}

async function look<Result>(
  { services, caller: { organization } }: PrintCall,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  return await services.database.transaction(organization, work, { mode: 'snapshot' })
}

function fileOf({ state, result }: Run): z.output<typeof printResult> | null {
  const read = printResult.safeParse(result)
  return state === 'done' && read.success ? read.data : null
}

function printJson(run: Run): object {
  const { id, state, done, total, problems } = run
  return {
    id,
    state,
    done: Number(done),
    total: total === null ? null : Number(total),
    problems,
    file: fileOf(run),
  }
}

const noKind = 'There is no paper of this name. Take one of those that there are.'
const unseen = 'Some of these papers are not there to be seen. Read the list again.'
