/** `backstay import`: brings tables, journals and sales files of other programs into the books. */
import { basename, extname, resolve } from 'node:path'
import { fine, refused, type Outcome } from '#base/problem.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { chooseCompany, companies, type Organization } from '#cli/choice.ts'
import type { Books } from '#cli/connection.ts'
import { readUnpacked } from '#cli/files.ts'
import { openDesk, type ImportDesk } from '#cli/import-desk.ts'
import { inCompany, inOrganization, type CompanyPlacing } from '#cli/placing.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { filesOnDisk } from '#importers/plain-text/files-on-disk.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { RetailReport } from '#importers/online-retail/report.ts'
import { importPapers, undoImport, type PaperImportOptions } from '#cli/verbs/import-papers.ts'
import { importOnlineRetail } from '#server/import/online-retail.ts'
import { importPlainText, type PlainTextReport } from '#server/import/plain-text.ts'
import { listDrafts } from '#server/transfer/draft.ts'
import { hashOf } from '#server/transfer/file.ts'
import type { Import } from '#server/transfer/import.ts'
import { countStaged } from '#server/transfer/staged.ts'

export interface ImportOptions extends PaperImportOptions, CompanyPlacing {
  readonly format?: string
  readonly currency?: string
  readonly country?: string
  readonly positionAccount?: string
  /** The year of dates without one. */
  readonly year?: string
}

type Format = (session: Session, file: string, options: ImportOptions) => Promise<Answer>

const formats: ReadonlyMap<string, Format> = new Map([
  ['ledger', importLedger],
  ['uci-online-retail', importRetail],
])

/** Imports a file of a kind or format, each in its own way; or undoes an import. */
export async function importFile(
  session: Session,
  file: string,
  options: ImportOptions,
): Promise<Answer> {
  const { kind, format, undo } = options
  const named = [kind, format, undo].filter((word) => word !== undefined)
  if (named.length > 1) {
    const message = 'Give one of them: --kind, --format or --undo.'
    return stopped('usage', [misuse('--kind', message)])
  }
  if (undo !== undefined) return await undoImport(session, undo, options)
  if (file === '') return stopped('usage', [misuse('FILE', 'Name the file.')])
  if (kind !== undefined) return await importPapers(session, file, options)
  const importFormat = formats.get(format ?? '')
  if (importFormat !== undefined) return await importFormat(session, file, options)
  const names = [...formats.keys()].join(' or ')
  const kinds = '--kind and the name of a paper or register'
  const message = `Say what the file is: ${kinds}, or --format ${names}.`
  return stopped('usage', [misuse('--kind', message)])
}

async function importLedger(
  session: Session,
  file: string,
  options: ImportOptions,
): Promise<Answer> {
  const { currency, country, positionAccount, dryRun = false } = options
  const year = options.year ?? String(Temporal.Now.plainDateISO('UTC').year)
  if (!/^\d{1,4}$/.test(year) || Number(year) < 1) {
    const message = 'Give the year of dates without one as a number: --year 2026.'
    return stopped('usage', [misuse('--year', message)])
  }
  const main = resolve(file)
  return await inOrganization(session, options, async (books, organization) => {
    const company = await companyOf(books, organization, options.company, main)
    if (!company.ok) return answerTo(company, () => said('', {}))
    const progress = session.progress('import', 'entries')
    const outcome = await importPlainText(
      books.database,
      organization.id,
      company.value,
      { files: filesOnDisk(), main },
      {
        dryRun,
        year: Number(year),
        actor: session.actor,
        onProgress: (done, total) => progress.tell(done, total),
        ...(currency === undefined ? {} : { currency }),
        ...(country === undefined ? {} : { country }),
        ...(positionAccount === undefined ? {} : { positionAccount }),
      },
    )
    progress.end()
    return answerTo(outcome, (report) => toldLedger(report, dryRun))
  })
}

/** The company that was named, the only one, or in an organization without any one for the file. */
async function companyOf(
  books: Books,
  organization: Organization,
  named: string | undefined,
  file: string,
): Promise<Outcome<string>> {
  if (named !== undefined) return fine(named)
  const there = await companies(books, organization.id)
  if (there.length > 0) {
    const chosen = await chooseCompany(books, organization.id, undefined)
    return chosen.ok ? fine(chosen.value.code) : refused(...chosen.problems)
  }
  const bare = basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  return fine(bare.replace(/^-/, '').slice(0, 32).replace(/-$/, '') || 'books')
}

function toldLedger(report: PlainTextReport, dryRun: boolean): Answer {
  const { company, currency, entries, recorded, repeated, skipped, newYears } = report
  const would = dryRun ? 'would be ' : ''
  const lines = [
    dryRun
      ? `${grouped(entries)} entries, ${grouped(repeated)} of them in the books already. ` +
        'Nothing was written.'
      : `${grouped(entries)} entries: ${grouped(recorded)} recorded, ${grouped(repeated)} ` +
        `repeated, ${grouped(report.refused)} refused.`,
    `Company ${company}${report.newCompany ? ` ${would}made` : ''}, books in ${currency}.`,
  ]
  if (report.newAccounts > 0) lines.push(`${grouped(report.newAccounts)} accounts ${would}added.`)
  if (newYears.length > 0) lines.push(`Fiscal years ${would}opened: ${spanOf(newYears)}.`)
  const { periodicRules, automatedRules, emptyTransactions } = skipped
  const left = periodicRules + automatedRules + emptyTransactions
  if (left > 0) {
    lines.push(
      `Left out: ${periodicRules} periodic and ${automatedRules} automated rules, ` +
        `${emptyTransactions} transactions without postings.`,
    )
  }
  const text = `${lines.join('\n')}\n`
  if (report.problems.length === 0) return said(text, { dryRun, ...report })
  return stopped('refused', report.problems, text, { dryRun, ...report })
}

function spanOf(years: readonly number[]): string {
  const [first] = years
  const last = years.at(-1)
  return first === last ? `${first}` : `${first} to ${last}`
}

async function importRetail(
  session: Session,
  file: string,
  options: ImportOptions,
): Promise<Answer> {
  const bytes = await readUnpacked(file)
  if (!bytes.ok) return answerTo(bytes, () => said('', {}))
  const read = await readOnlineRetail(bytes.value)
  if (!read.ok) return answerTo(read, () => said('', {}))
  const retail = read.value
  const report = retail.report()
  if (options.dryRun === true) return said(retailText(report), { file: report })
  return await inCompany(session, options, async ({ database }, organization, company) => {
    const desk = await openDesk(session, database, organization, company)
    const wish = {
      file: { name: basename(file), hash: await hashOf(file) },
      again: options.again ?? false,
      payments: false,
    }
    const staged = await desk.inBooks((books) =>
      importOnlineRetail(books, retail, wish, desk.asker),
    )
    if (!staged.ok) return answerTo(staged, () => said('', {}))
    const id = staged.value
    const checked = await desk.finish(id)
    // What was refused, such as an invoice that is there already, keeps nothing else back.
    const done = checked.ok ? await desk.work(id, 'post', { leaveRefused: true }) : checked
    return done.ok ? await toldRetail(desk, done.value, report) : answerTo(done, () => said('', {}))
  })
}

async function toldRetail(desk: ImportDesk, one: Import, file: RetailReport): Promise<Answer> {
  const page = { state: 'refused', limit: mostRefusalsTold } as const
  const { organization } = desk
  const [counts, drafts] = await desk.inBooks(async ({ query }) => [
    await countStaged(query, organization, one.id),
    await listDrafts(query, organization, one, page),
  ])
  const text =
    `${grouped(counts.posted)} papers posted, ${grouped(counts.refused)} refused.\n` +
    retailText(file)
  const json = { import: one.id, posted: counts.posted, refused: counts.refused, file }
  if (counts.refused === 0) return said(text, json)
  const problems = drafts.flatMap((draft) => draft.problems)
  return stopped('refused', problems, text, json)
}

const mostRefusalsTold = 100

/** What the file held, with its traps, a line each. */
function retailText(file: RetailReport): string {
  const lines: (readonly [string, string | number])[] = [
    ['rows', file.rows],
    ['invoices and notes', file.invoices],
    ['from', file.from],
    ['until', file.until],
    ['stock codes', file.items],
    ['customers', file.customers],
    ['countries', file.countries],
    ['rows that repeat another', file.duplicateRows],
    ['rows without a customer', file.rowsWithoutCustomer],
    ['rows without a price', file.rowsWithoutPrice],
    ['rows with a fraction of a penny', file.rowsWithFractionOfPenny],
    ['rows with a negative quantity', file.rowsWithNegativeQuantity],
    ['rows that are no goods', file.rowsWithoutGoods],
    ['invoices over several minutes', file.invoicesOverSeveralMinutes],
    ['as priced', file.asPriced],
    ['as posted', file.asPosted],
    ['difference', file.difference],
    ['owed by customers, tax included', file.receivable],
  ]
  return lines
    .map(([name, value]) => {
      const shown = typeof value === 'number' ? grouped(value) : value
      return `  ${name.padEnd(34)}${shown.padStart(20)}\n`
    })
    .join('')
}
