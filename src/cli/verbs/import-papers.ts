/** `backstay import --kind`: brings tables of papers and registers into the books, and undoes it. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { basename } from 'node:path'
import { formatDecimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import { currencyNamed } from '#base/currency.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { sizeOf } from '#cli/files.ts'
import { openDesk, type ImportDesk } from '#cli/import-desk.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { all } from '#departments/all.ts'
import { csvOf } from '#server/files/csv.ts'
import { throwAway } from '#server/transfer/asking.ts'
import { listDrafts } from '#server/transfer/draft.ts'
import { faultSheet } from '#server/transfer/fault-file.ts'
import { hashOf, importFile } from '#server/transfer/file.ts'
import { readImport, type Import, type Trial } from '#server/transfer/import.ts'
import { rolesFor, wanted, type Purpose } from '#server/transfer/part.ts'
import { countStaged } from '#server/transfer/staged.ts'

export interface PaperImportOptions extends CompanyPlacing {
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

/** So many problems of drafts are told on the terminal. */
const mostTold = 20

/** Imports a table of one kind of paper or register. */
export async function importPapers(
  session: Session,
  file: string,
  options: PaperImportOptions,
): Promise<Answer> {
  const { kind = '', verb = null, numbers } = options
  const purpose: Purpose = { kind, verb, numbers: numbers === 'given' ? 'given' : 'kept' }
  const [of, size] = [wanted(all, purpose), await sizeOf(file)]
  if (!of.ok) return stopped('usage', of.problems.map(asMisuse))
  if (!size.ok) return answerTo(size, nothingSaid)
  return await inCompany(session, options, async ({ database }, organization, company) => {
    const roles = rolesFor(all, [purpose])
    const desk = await openDesk(session, database, organization, company, roles)
    const wish = {
      ...purpose,
      file: { path: file, name: basename(file), hash: await hashOf(file) },
      form: {},
      again: options.again ?? false,
      ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
    }
    const staged = await desk.inBooks((books) => importFile(books, wish, desk.asker))
    if (!staged.ok) return answerTo(staged, nothingSaid)
    const checked = await desk.finish(staged.value)
    return checked.ok
      ? await postChecked(desk, checked.value, options)
      : answerTo(checked, nothingSaid)
  })
}

/** Undoes an import as a whole. */
export async function undoImport(
  session: Session,
  id: string,
  options: PaperImportOptions,
): Promise<Answer> {
  return await inCompany(session, options, async ({ database }, organization, company) => {
    const desk = await openDesk(session, database, organization, company, everyRole())
    const wish = { withLater: options.withLater ?? false }
    const undone = await desk.work(id, 'undo', wish)
    if (!undone.ok) return answerTo(undone, nothingSaid)
    const { undone: count } = await countsOf(desk, undone.value)
    return said(`Undone: ${grouped(count)} papers of ${undone.value.fileName}.\n`, {
      import: id,
      undone: count,
    })
  })
}

/** Later papers of any kind may be undone with those of an import. */
function everyRole(): string[] {
  const roles = all.all.flatMap((of) =>
    of.noun === 'document'
      ? [of.write, ...Object.values(of.transitions).map(({ by }) => by)]
      : [of.write],
  )
  return [...new Set(roles)]
}

/**
 * Posts what was checked, or tries it; where some is refused and that was not foreseen, nothing is
 * posted and nothing is kept.
 */
export async function postChecked(
  desk: ImportDesk,
  one: Import,
  options: PaperImportOptions,
): Promise<Answer> {
  const { dryRun = false, leaveRefused = false, again = false } = options
  const before = await countsOf(desk, one)
  const stays = before.refused > 0 && !leaveRefused
  if (dryRun) {
    const tried = await desk.work(one.id, 'try')
    const problems = await problemsOf(desk, one, options)
    await desk.inBooks((books) => throwAway(books, one.id))
    return tried.ok ? toldTrial(tried.value, problems) : answerTo(tried, nothingSaid)
  }
  if (stays) {
    const problems = await problemsOf(desk, one, options)
    await desk.inBooks((books) => throwAway(books, one.id))
    const text =
      `Nothing was written: ${grouped(before.refused)} of ${grouped(one.papers)} papers are ` +
      'refused. Correct them, or post the others with --leave-refused.\n'
    return stopped('refused', problems, text, { posted: 0, refused: before.refused })
  }
  const done = await desk.work(one.id, 'post', { again, leaveRefused })
  if (!done.ok) return answerTo(done, nothingSaid)
  const { posted: count, refused: bad } = await countsOf(desk, one)
  const text =
    `${grouped(count)} papers posted, ${grouped(bad)} refused. The import ${one.id} can be undone ` +
    'as a whole.\n'
  const json = { import: one.id, rows: one.rows, papers: one.papers, posted: count, refused: bad }
  if (bad === 0) return said(text, json)
  return stopped('refused', await problemsOf(desk, one, options), text, json)
}

function toldTrial({ trial }: Import, problems: readonly Problem[]): Answer {
  const { papers, refused: bad, totals } = trial ?? emptyTrial
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

const emptyTrial: Trial = { papers: 0, refused: 0, entries: 0, totals: [] }

async function countsOf({ inBooks, organization }: ImportDesk, { id }: Import) {
  return await inBooks(({ query }) => countStaged(query, organization, id))
}

/** What is wrong with the first of the refused; their rows go into a file where one is named. */
async function problemsOf(
  { inBooks, organization }: ImportDesk,
  { id }: Import,
  { refused: path }: PaperImportOptions,
): Promise<Problem[]> {
  return await inBooks(async ({ query }) => {
    const one = await readImport(query, organization, id)
    if (one === null) return []
    if (path !== undefined) {
      await pipeline(
        Readable.from(csvOf(faultSheet(query, organization, one))),
        createWriteStream(path),
      )
    }
    const page = { state: 'refused', limit: mostTold } as const
    const drafts = await listDrafts(query, organization, one, page)
    return drafts.flatMap(({ problems }) => problems).slice(0, mostTold)
  })
}

function nothingSaid(): Answer {
  return said('', {})
}

/** What is asked wrongly of a description stands at the option that asked it. */
function asMisuse({ field, message }: Problem): Problem {
  return misuse(`--${field}`, message)
}
