/** The verbs that write the books: init, post, import, period. */
import type { Command } from 'commander'
import { importFile, type ImportOptions } from '#cli/verbs/import.ts'
import { init, type InitOptions } from '#cli/verbs/init.ts'
import {
  changePeriod,
  closeFiscalYear,
  listPeriods,
  type PeriodOptions,
} from '#cli/verbs/period.ts'
import { post, type PostOptions } from '#cli/verbs/post.ts'
import { withCompany, withExamples, withPlace, type Act } from '#cli/words/shared.ts'

export function addBooksVerbs(program: Command, act: Act): void {
  addInit(program, act)
  addPost(program, act)
  addImport(program, act)
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
  const command = withCompany(program.command('import <file>'))
    .description('bring a journal or a sales file of another program into the books')
    .option('--format <format>', 'ledger (hledger, Ledger) or uci-online-retail')
    .option('--currency <currency>', 'ledger: the currency of a new company’s books')
    .option('--country <code>', 'ledger: the country of a new company')
    .option('--position-account <account>', 'ledger: where conversions go in a new company')
    .option('--year <year>', 'ledger: the year of dates that name none')
    .option('--dry-run', 'check all and write nothing')
  withExamples(
    command,
    'backstay import --format ledger --company mine mine.journal',
    'backstay import --format ledger --dry-run mine.journal',
    'backstay import --format uci-online-retail --company store online-retail.csv.gz',
  )
  act(command, (session, [file = '']) => {
    return importFile(session, file, command.optsWithGlobals<ImportOptions>())
  })
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
