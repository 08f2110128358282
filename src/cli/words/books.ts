/** The verbs that write the books and take out what is in them: init to period. */
import type { Command } from 'commander'
import { exportPapers, type ExportOptions } from '#cli/verbs/export.ts'
import { importFile, type ImportOptions } from '#cli/verbs/import.ts'
import { init, type InitOptions } from '#cli/verbs/init.ts'
import {
  changePeriod,
  closeFiscalYear,
  listPeriods,
  type PeriodOptions,
} from '#cli/verbs/period.ts'
import { post, type PostOptions } from '#cli/verbs/post.ts'
import { withCompany, withExamples, withKey, withPlace, type Act } from '#cli/words/shared.ts'

export function addBooksVerbs(program: Command, act: Act): void {
  addInit(program, act)
  addPost(program, act)
  addImport(program, act)
  addExport(program, act)
  addPeriod(program, act)
}

function addInit(program: Command, act: Act): void {
  const command = withPlace(program.command('init'))
    .description('make the database, an organization and its company')
    .option('--organization <name>', 'the organization; made if there is none of this name')
    .option('--company <code>', 'its new company: small letters, digits, hyphens')
    .option('--name <name>', 'the name of the company; its code unless said otherwise')
    .option('--currency <code>', 'the currency of its books, by ISO 4217: GBP')
    .option('--country <code>', 'two letters: GB')
    .option('--time-zone <zone>', 'where its day begins: Europe/London; UTC unless said otherwise')
    .option('--year <year>', 'its first fiscal year; this one unless said otherwise')
    .option('--year-starts <day>', 'the first day of that year; 1 January unless said otherwise')
    .option('--chart <chart>', 'the chart of accounts: store or empty', 'store')
    .option('--owner-name <name>', 'who answers for a new organization and grants its roles')
    .option('--owner-email <address>', 'the mail address of the owner')
    .option('--dry-run', 'only say which migrations would run')
  withExamples(
    command,
    'backstay init --organization "Example Ltd" --company store --currency GBP --country GB',
    'backstay init --organization "Example Ltd" --company paris --currency EUR --chart empty',
    'backstay init --organization "Example Ltd" --company store --currency GBP ' +
      '--owner-name "Ada Kay" --owner-email ada@example.com',
    'backstay init --dry-run',
  )
  act(command, (session) => init(session, command.optsWithGlobals<InitOptions>()))
}

function addPost(program: Command, act: Act): void {
  const command = withCompany(program.command('post <file>'))
    .description(
      'post an entry, or {"entries": […]}, written in JSON as in the HTTP API; - reads it',
    )
    .option('--key <key>', 'the key of a single entry that has none in the file')
  withExamples(
    command,
    'backstay post entry.json',
    'generate-entries | backstay post - --company store --json',
  )
  act(command, (session, [file = '']) =>
    post(session, file, command.optsWithGlobals<PostOptions>()),
  )
}

function addImport(program: Command, act: Act): void {
  const command = withCompany(program.command('import [file]'))
    .description('bring a table, a journal or a sales file into the books, or undo that')
    .option('--kind <kind>', 'a CSV or XLSX of this kind of paper or register: "sales invoice"')
    .option('--key <key>', 'kind: the key of the person who acts; BACKSTAY_KEY otherwise')
    .option('--server <address>', 'kind: a server; without it the books are opened here')
    .option('--verb <verb>', 'kind: what is done with it: issue; drafts if left out')
    .option('--mapping <name>', 'kind: a saved mapping of columns; guessed if left out')
    .option('--numbers <numbers>', 'kind: kept as in the file, or given anew', 'kept')
    .option('--again', 'though the same file is in the books already')
    .option('--leave-refused', 'post the others though some papers are refused')
    .option('--refused <file>', 'a file for the rows of refused papers, with what is wrong')
    .option('--undo <import>', 'undo the import of this number as a whole')
    .option('--with-later', 'undo: also later papers that stand on its own')
    .option('--format <format>', 'ledger (hledger, Ledger) or uci-online-retail')
    .option('--currency <currency>', 'ledger: the currency of a new company’s books')
    .option('--country <code>', 'ledger: the country of a new company')
    .option('--position-account <account>', 'ledger: where conversions go in a new company')
    .option('--year <year>', 'ledger: the year of dates that name none')
    .option('--dry-run', 'check all and write nothing')
  withExamples(
    command,
    'backstay import --kind "sales invoice" --verb issue --company store invoices.xlsx',
    'backstay import --kind party --dry-run customers.csv',
    'backstay import --format ledger --company mine mine.journal',
    'backstay import --format ledger --dry-run mine.journal',
    'backstay import --format uci-online-retail --company store online-retail.csv.gz',
  )
  act(command, (session, [file = '']) => {
    return importFile(session, file, command.optsWithGlobals<ImportOptions>())
  })
}

function addExport(program: Command, act: Act): void {
  const command = withKey(program.command('export'))
    .description('take papers or a register out as CSV, XLSX or print')
    .requiredOption('--kind <kind>', 'the paper or register: "sales invoice", party')
    .option('--as <format>', 'csv, xlsx or pdf', 'csv')
    .option('--where <condition...>', 'only those: state=issued issuedOn.from=2026-01-01')
    .option('--good-on <day>', 'of a dated register: the rows that are good on it')
    .option('--sort <fields>', 'by up to four fields, each behind a minus for the last first')
    .option('--to <file>', 'the file; standard output if left out')
    .option('--language <language>', 'in whose words; pdf: also figures and days; en else')
    .option('--paper <size>', 'pdf: A4 or Letter; A4 otherwise')
  withExamples(
    command,
    'backstay export --kind party > parties.csv',
    'backstay export --kind "sales invoice" --where issuedOn.from=2026-01-01 --as xlsx --to i.xlsx',
    'backstay export --kind "sales invoice" --where number=INV-2026-00042 --as pdf --to 42.pdf',
  )
  act(command, (session) => exportPapers(session, command.optsWithGlobals<ExportOptions>()))
}

function addPeriod(program: Command, act: Act): void {
  const period = program
    .command('period')
    .description('list, lock, close and reopen periods; close a year')
  withExamples(
    period,
    'backstay period list --company store --year 2026',
    'backstay period lock 2026-01 --reason "the VAT return is sent"',
    'backstay period close 202601',
    'backstay period reopen 202601 --reason "a bill came late"',
    'backstay period close-year 2026',
  )
  const list = withCompany(period.command('list')).description('list the periods')
  list.option('--year <year>', 'of this fiscal year only')
  act(list, (session) => listPeriods(session, list.optsWithGlobals<PeriodOptions>()))
  const changes = [
    ['lock', 'locked', 'let only adjustments pass'],
    ['close', 'closed', 'let nothing pass; the oldest first'],
    ['reopen', 'open', 'let everything pass again; the newest first'],
  ] as const
  for (const [verb, state, meaning] of changes) {
    const command = withCompany(period.command(`${verb} <period>`)).description(meaning)
    command.option('--reason <reason>', 'why, in a few words')
    act(command, (session, [written = '']) => {
      return changePeriod(session, written, state, command.optsWithGlobals<PeriodOptions>())
    })
  }
  const year = withCompany(period.command('close-year <year>'))
  year.description('put the profit of a year into retained earnings; may be run again')
  act(year, (session, [written = '']) => {
    return closeFiscalYear(session, written, year.optsWithGlobals<PeriodOptions>())
  })
}
