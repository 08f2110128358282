/** `backstay import --kind`: brings tables of papers and registers in, and takes them out. */
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathPart } from '#base/path-part.ts'
import { z } from 'zod'
import { currencyNamed } from '#base/currency.ts'
import { formatDecimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { companyOf, isFine, replyAnswer, withApi } from '#cli/api.ts'
import type { Api, ApiOptions, Reply } from '#cli/api.ts'
import { sizeOf, writeTo } from '#cli/files.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { all } from '#departments/all.ts'
import { draftAnswer, importAnswer } from '#server/http/papers/import-json.ts'
import { importJob } from '#server/transfer/job.ts'
import { wanted, type Purpose } from '#server/transfer/part.ts'

export interface PaperImportOptions extends ApiOptions {
  readonly kind?: string
  /** What is done with papers as they are written: issue. */
  readonly verb?: string
  /** The name of a saved mapping. */
  readonly mapping?: string
  readonly numbers?: string
  readonly again?: boolean
  readonly leaveRefused?: boolean
  /** The file for the rows of refused papers. */
  readonly refused?: string
  readonly dryRun?: boolean
  /** The number of an import to undo. */
  readonly undo?: string
  readonly withLater?: boolean
}

type Import = z.output<typeof importAnswer>

/** An import as the API knows it, in a company that was chosen. */
interface Place {
  readonly session: Session
  readonly api: Api
  /** The address of the import. */
  readonly at: string
}

/** So many drafts are told on the terminal with what is wrong with them. */
const mostTold = 20

/** Imports a table of one kind of paper or register, as the person whose key it is. */
export async function importPapers(
  session: Session,
  file: string,
  options: PaperImportOptions,
): Promise<Answer> {
  const { kind = '', verb, numbers, mapping, again = false } = options
  const purpose: Purpose = {
    kind,
    verb: verb ?? null,
    numbers: numbers === 'given' ? 'given' : 'kept',
  }
  const of = wanted(session.world.house?.catalogue ?? all, purpose)
  if (!of.ok) return stopped('usage', of.problems.map(asMisuse))
  const size = await sizeOf(file)
  if (!size.ok) return answerTo(size, nothingSaid)
  return await atImports(session, options, async (api, imports) => {
    const query = {
      kind,
      file: basename(file),
      numbers: purpose.numbers,
      again: String(again),
      ...(verb === undefined ? {} : { verb }),
      ...(mapping === undefined ? {} : { mapping }),
    }
    const made = await api.send(imports, query, file)
    if (!isFine(made)) return replyAnswer(made)
    const place = { session, api, at: `${imports}/${importAnswer.parse(made.json).id}` }
    const checked = await finished(place)
    return 'parts' in checked ? await posted(place, checked, options) : replyAnswer(checked)
  })
}

/** Undoes an import as a whole. */
export async function undoImport(
  session: Session,
  id: string,
  options: PaperImportOptions,
): Promise<Answer> {
  return await atImports(session, options, async (api, imports) => {
    const place = { session, api, at: `${imports}/${pathPart(id)}` }
    const undone = await work(place, 'undoing', { withLater: options.withLater ?? false })
    if (!('parts' in undone)) return replyAnswer(undone)
    const { undone: count } = undone.counts
    const text = `Undone: ${grouped(count)} papers of ${undone.file}.\n`
    return said(text, { import: id, undone: count })
  })
}

async function atImports(
  session: Session,
  options: PaperImportOptions,
  act: (api: Api, imports: string) => Promise<Answer>,
): Promise<Answer> {
  const begin = async (api: Api): Promise<Answer> => {
    const company = await companyOf(api, options.company)
    if ('status' in company) return replyAnswer(company)
    if (!company.ok) return stopped('usage', company.problems)
    return await act(api, `/companies/${pathPart(company.value)}/imports`)
  }
  return await withApi(session, options, 'command line', begin, [importJob])
}

/**
 * Posts what was checked, or tries it; where some is refused and that was not foreseen, nothing is
 * posted and nothing is kept.
 */
async function posted(place: Place, one: Import, options: PaperImportOptions): Promise<Answer> {
  const { dryRun = false, leaveRefused = false, again = false } = options
  if (dryRun) {
    const tried = await work(place, 'trial', {})
    if (!('parts' in tried)) return replyAnswer(tried)
    const problems = await problemsOf(place, options)
    await place.api.post(`${place.at}/discarding`, {})
    return toldTrial(tried, problems)
  }
  if (one.counts.refused > 0 && !leaveRefused) {
    const problems = await problemsOf(place, options)
    await place.api.post(`${place.at}/discarding`, {})
    const text =
      `Nothing was written: ${grouped(one.counts.refused)} of ${grouped(one.papers)} papers are ` +
      'refused. Correct them, or post the others with --leave-refused.\n'
    return stopped('refused', problems, text, { posted: 0, refused: one.counts.refused })
  }
  const done = await work(place, 'posting', { again, leaveRefused })
  if (!('parts' in done)) return replyAnswer(done)
  const { posted: count, refused: bad } = done.counts
  const text =
    `${grouped(count)} papers posted, ${grouped(bad)} refused. ` +
    `The import ${one.id} can be undone ` +
    'as a whole.\n'
  const json = { import: one.id, rows: one.rows, papers: one.papers, posted: count, refused: bad }
  if (bad === 0) return said(text, json)
  return stopped('refused', await problemsOf(place, options), text, json)
}

/** Asks for work on an import and waits for its end; what stood in the way is the job’s. */
async function work(place: Place, word: string, wishes: object): Promise<Import | Reply> {
  const asked = await place.api.post(`${place.at}/${word}`, wishes)
  return isFine(asked) ? await finished(place) : asked
}

async function finished({ session, api, at }: Place): Promise<Import | Reply> {
  const progress = session.progress('import', 'papers')
  try {
    for (;;) {
      const reply = await api.get(at)
      if (!isFine(reply)) return reply
      const one = importAnswer.parse(reply.json)
      const { job } = one
      if (job === null) return one
      progress.tell(job.done, job.total ?? undefined)
      if (job.state !== 'waiting' && job.state !== 'running') {
        return job.problems.length > 0
          ? { status: 422, json: reply.json, problems: job.problems }
          : one
      }
      await pause(100)
    }
  } finally {
    progress.end()
  }
}

function toldTrial({ trial }: Import, problems: readonly Problem[]): Answer {
  const { papers = 0, refused: bad = 0, totals = [] } = trial ?? {}
  const lines = totals.map(({ account, currency, debit, credit }) => {
    const figure = (units: string): string => {
      const scale = currencyNamed(currency)?.scale ?? 0
      return formatDecimal({ units: BigInt(units), scale }).padStart(18)
    }
    return `  ${account.padEnd(24)}${currency}${figure(debit)}${figure(credit)}\n`
  })
  const text =
    `${grouped(papers)} papers would be posted, ${grouped(bad)} refused. Nothing was written.\n` +
    lines.join('')
  const json = { dryRun: true, ...trial }
  return problems.length === 0 ? said(text, json) : stopped('refused', problems, text, json)
}

const draftsAnswer = z.looseObject({ drafts: z.array(draftAnswer) })

/** What is wrong with the first of the refused; their rows go into a file where one is named. */
async function problemsOf(
  { api, at }: Place,
  { refused: path }: PaperImportOptions,
): Promise<Problem[]> {
  if (path !== undefined) {
    const rows = await api.take(`${at}/refused-rows`, {})
    if ('ok' in rows && rows.ok) await writeTo(path, rows.value)
  }
  const reply = await api.get(`${at}/drafts`, { state: 'refused' })
  const told = draftsAnswer.safeParse(reply.json)
  const drafts = told.success ? told.data.drafts : []
  return drafts.slice(0, mostTold).flatMap(({ problems }) => problems)
}

/** What is asked wrongly of a description stands at the option that asked it. */
function asMisuse({ field, message }: Problem): Problem {
  return misuse(`--${field}`, message)
}

function nothingSaid(): Answer {
  return said('', {})
}
