/** What the command line prints for a small book, letter for letter: text, CSV, JSON, refusals. */
import { after, before, suite, test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshBooks, type FreshBooks } from '#test/books.ts'
import { testServers, type TestServer } from '#test/postgres.ts'
import { environmentOf, runHere, type Ended } from './command.ts'

const journal = `2026-01-02 Opening
    assets:bank        100.00 EUR
    equity:opening

2026-01-05 =HYPERLINK("x") \u001b[31mred
    expenses:food      12.50 EUR
    assets:bank

2026-02-01 Dollars
    assets:dollars     10.00 USD @ 0.90 EUR
    assets:bank
`

const trialBalance = `\
account                     type      currency  opening   debit  credit  closing  \
base opening  base debit  base credit  base closing
──────────────────────────  ────────  ────────  ───────  ──────  ──────  ───────  ────────────  \
──────────  ───────────  ────────────
assets:bank                 asset     EUR          0.00  100.00   21.50    78.50          0.00  \
    100.00        21.50         78.50
assets:dollars              asset     USD          0.00   10.00    0.00    10.00          0.00  \
      9.00         0.00          9.00
equity:conversion:position  position  EUR          0.00    9.00    0.00     9.00          0.00  \
      9.00         0.00          9.00
equity:conversion:position  position  USD          0.00    0.00   10.00   -10.00          0.00  \
      0.00         9.00         -9.00
equity:opening              equity    EUR          0.00    0.00  100.00  -100.00          0.00  \
      0.00       100.00       -100.00
expenses:food               expense   EUR          0.00   12.50    0.00    12.50          0.00  \
     12.50         0.00         12.50
──────────────────────────  ────────  ────────  ───────  ──────  ──────  ───────  ────────────  \
──────────  ───────────  ────────────
                                      EUR          0.00  121.50  121.50     0.00          0.00  \
    121.50       121.50          0.00
                                      USD          0.00   10.00   10.00     0.00          0.00  \
      9.00         9.00          0.00
                                                                                          0.00  \
    130.50       130.50          0.00
`

const incomeCsv = [
  'section,level,account,name,amount',
  'income,0,,total income,0.00',
  'expense,0,expenses,,12.50',
  'expense,1,expenses:food,,12.50',
  'expense,0,,total expense,12.50',
  'profit,0,,profit,-12.50',
  '',
].join('\r\n')

for (const server of await testServers()) {
  suite(`the command line over PostgreSQL ${server.version}`, () => {
    const place = placeOn(server)
    testReports(place)
    testFigures(place)
    testTextFromData(place)
    testImports(place)
    testEntries(place)
    testProgress(place)
    testChoices(place)
  })
}

/** A small book, and words that run over it. */
interface Place {
  readonly run: (...words: string[]) => Promise<Ended>
  readonly env: () => Readonly<Record<string, string>>
  readonly folder: string
  readonly file: string
}

function placeOn(server: TestServer): Place {
  let books: FreshBooks
  const folder = mkdtempSync(join(tmpdir(), 'backstay-golden-'))
  const file = join(folder, 'mine.journal')
  const env = (): Readonly<Record<string, string>> => environmentOf(books)
  const run = (...words: string[]): Promise<Ended> => runHere(words, env())
  before(async () => {
    books = await freshBooks(server)
    writeFileSync(file, journal)
    const names = ['--organization', 'Example Ltd', '--company', 'store', '--currency', 'GBP']
    assert.equal((await run('init', ...names, '--year', '2026')).code, 0)
    const words = ['--format', 'ledger', '--company', 'mine', '--year', '2026']
    const imported = await run('import', ...words, file)
    assert.equal(imported.code, 0, imported.err)
  })
  after(async () => {
    await books.drop()
    rmSync(folder, { recursive: true })
  })
  return { run, env, folder, file }
}

function testReports({ run, env }: Place): void {
  test('the trial balance as text, also into a terminal', async () => {
    const words = ['report', 'trial-balance', '--company', 'mine', '--to', '2026-12-31']
    const { out, err } = await run(...words)
    assert.equal(out, trialBalance)
    assert.equal(err, '')
    const shown = await runHere(words, env(), { terminal: true })
    assert.equal(shown.out, trialBalance)
  })

  test('the income statement as CSV', async () => {
    const span = ['--from', '2026-01-01', '--to', '2026-12-31']
    const words = ['report', 'income-statement', '--company', 'mine', ...span, '--format', 'csv']
    const { code, out } = await run(...words)
    assert.equal(code, 0)
    assert.equal(out, incomeCsv)
  })

  test('the balance sheet as JSON, by --json and by --format json', async () => {
    const words = ['report', 'balance-sheet', '--company', 'mine', '--date', '2026-12-31']
    const [one, other] = [await run(...words, '--json'), await run(...words, '--format', 'json')]
    assert.equal(one.out, other.out)
    const { parameters, currency, rows } = JSON.parse(one.out) as {
      parameters: object
      currency: string
      rows: { account: string | null; name: string | null; amount: string }[]
    }
    assert.deepEqual(
      { parameters, currency },
      { parameters: { 'as-of': '2026-12-31', compare: 'none' }, currency: 'EUR' },
    )
    const figures = rows.map(({ account, name, amount }) => `${account ?? name} ${amount}`)
    assert.ok(figures.includes('assets:bank 78.50'), figures.join('\n'))
    assert.ok(figures.includes('assets:dollars 9.00'))
  })
}

function testFigures({ run, folder }: Place): void {
  const words = ['report', 'trial-balance', '--company', 'mine', '--to', '2026-12-31']

  test('the lines behind a figure, whose sum it is', async () => {
    const cell = ['--of-account', 'assets:bank', '--of-currency', 'EUR']
    const { code, out } = await run(...words, '--explain', 'closing', ...cell, '--json')
    assert.equal(code, 0)
    const { report, rows, totals } = JSON.parse(out) as {
      report: string
      rows: { posted_on: string; account: string; figure: string }[]
      totals: { figure: string }[]
    }
    assert.equal(report, 'trial-balance-lines')
    assert.deepEqual(
      rows.map(({ posted_on: day, account, figure }) => `${day} ${account} ${figure}`),
      [
        '2026-01-02 assets:bank 100.00',
        '2026-01-05 assets:bank -12.50',
        '2026-02-01 assets:bank -9.00',
      ],
    )
    assert.equal(totals[0]?.figure, '78.50')
  })

  test('a file is written once, and not over another', async () => {
    const file = join(folder, 'balance.pdf')
    const written = await run(...words, '--format', 'pdf', '--output', file)
    assert.deepEqual(written, { code: 0, out: `Written to ${file}.\n`, err: '' })
    assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-')
    const again = await run(...words, '--output', file)
    assert.equal(again.code, 2)
    assert.match(again.err, /^--output: .* is there already\. Name another file\.\n$/)
  })
}

function testTextFromData({ run, env }: Place): void {
  test('text from data moves no cursor and starts no formula', async () => {
    const span = ['--company', 'mine', '--from', '2026-01-01', '--to', '2026-12-31']
    const text = await runHere(['report', 'journal', ...span], env(), {
      terminal: true,
    })
    assert.match(text.out, /=HYPERLINK\("x"\) {2}\[31mred/)
    // eslint-disable-next-line no-control-regex -- it is what must not be there
    assert.doesNotMatch(text.out, /[\u0000-\u0009\u000b-\u001f]/)
    const json = await run('report', 'journal', ...span, '--json')
    assert.ok(json.out.includes('\\u001b[31mred'))
    const csv = await run('report', 'journal', ...span, '--format', 'csv')
    assert.ok(csv.out.includes(`"'=HYPERLINK(""x"")`))
  })
}

function testImports({ run, folder, file }: Place): void {
  test('a damaged journal: file, line, rule and remedy, and nothing written', async () => {
    const bad = join(folder, 'bad.journal')
    writeFileSync(bad, `${journal}\n2026-03-01 Bad\n    a  1 EUR\n    b  2 EUR\n`)
    const words = ['import', '--format', 'ledger', '--company', 'new', bad]
    const { code, out, err } = await run(...words)
    assert.equal(code, 1)
    assert.equal(out, '')
    assert.match(err, /bad\.journal line 13: .*\(unbalanced\)\n$/)
    const json = await run(...words, '--json')
    const [problem] = (JSON.parse(json.out) as { problems: Record<string, unknown>[] }).problems
    assert.deepEqual([problem?.['rule'], problem?.['line']], ['unbalanced', 13])
    assert.equal((await run('period', 'list', '--company', 'new')).code, 1)
  })

  test('a dry run says what would be and writes nothing', async () => {
    const other = join(folder, 'other.journal')
    writeFileSync(other, journal.replace('bread', 'cake').replaceAll('2026-', '2025-'))
    const words = ['import', '--format', 'ledger', '--company', 'other', '--dry-run', other]
    const { code, out } = await run(...words)
    assert.equal(code, 0)
    assert.equal(
      out,
      '3 entries, 0 of them in the books already. Nothing was written.\n' +
        'Company other would be made, books in EUR.\n10 accounts would be added.\n' +
        'Fiscal years would be opened: 2025.\n',
    )
    assert.match((await run('period', 'list', '--company', 'other')).err, /no company “other”/)
  })

  test('the same journal is not for two companies of one organization', async () => {
    const { code, err } = await run('import', '--format', 'ledger', '--company', 'store', file)
    assert.equal(code, 1)
    assert.match(err, /\((imported-elsewhere|base-currency)\)\n$/)
  })
}

function testEntries({ env }: Place): void {
  test('a set of entries: what passes is posted, what does not is told by line', async () => {
    const lines = (one: string, other: string): object[] => [
      { account: '6010', currency: 'GBP', amount: one },
      { account: '1000', currency: 'GBP', amount: other },
    ]
    const head = { journal: 'general', postedOn: '2026-05-01', reason: 'rent' }
    const entries = [
      { ...head, key: 'good', lines: lines('10.00', '-10.00') },
      { ...head, key: 'odd', lines: lines('10.001', '-10.00') },
      { ...head, key: 'unbalanced', lines: lines('10.00', '-9.00') },
    ]
    const words = ['post', '-', '--company', 'store']
    const input = JSON.stringify({ entries })
    const { code, out, err } = await runHere(words, env(), { input })
    assert.equal(code, 1)
    assert.match(out, /^recorded {2}\S+ {2}good\n1 recorded, 0 repeated, 2 refused\.\n$/)
    assert.match(err, /entries\[2\]\.lines\[1\]\.amount: GBP has at most 2 digits/)
    assert.match(err, /entries\[3\]\.lines: In GBP the debits are 1\.00 GBP more/)
    const again = await runHere([...words, '--json'], env(), { input })
    const { recorded, repeated, refused } = JSON.parse(again.out) as Record<string, number>
    assert.deepEqual({ recorded, repeated, refused }, { recorded: 0, repeated: 1, refused: 2 })
  })
}

function testProgress({ run, env, file }: Place): void {
  test('progress: one rewritten line on a terminal, JSON lines for programs', async () => {
    const words = ['import', '--format', 'ledger', '--company', 'mine', file]
    const shown = await runHere(words, env(), { terminal: true })
    // oxlint-disable-next-line no-control-regex -- the line is rewritten by them
    assert.match(shown.err, /^\r\u001b\[Kimport: 3 of 3 entries, [\d,]+ a second\r\u001b\[K$/)
    const json = await run(...words, '--json')
    const told = JSON.parse(json.err) as { progress: Record<string, unknown> }
    assert.deepEqual(
      [told.progress['verb'], told.progress['done'], told.progress['total']],
      ['import', 3, 3],
    )
  })
}

function testChoices({ run }: Place): void {
  test('several companies, several organizations: the choices are told', async () => {
    const { code, err } = await run('report', 'trial-balance')
    assert.equal(code, 2)
    assert.match(err, /Say which with --company: mine, store\./)
    const names = ['--organization', 'Another Ltd', '--company', 'store', '--currency', 'EUR']
    assert.equal((await run('init', ...names)).code, 0)
    const open = await run('period', 'list')
    assert.equal(open.code, 2)
    assert.match(open.err, /Another Ltd \(\S+\), Example Ltd \(\S+\)/)
    const named = await run('period', 'list', '--organization', 'Another Ltd')
    assert.equal(named.code, 0)
    const id = /Another Ltd \((\S+)\)/.exec(open.err)?.[1] ?? ''
    assert.equal((await run('period', 'list', '--organization', id)).out, named.out)
  })
}
