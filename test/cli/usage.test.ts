/** Wrong words: a sentence, exit code 2, and never a stack trace, whatever is typed. */
import { after, before, suite, test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { freshBooks, type FreshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import { environmentOf, runHere, runProgram } from './command.ts'

/** Words and the sentence that answers them. */
const wrong: readonly (readonly [string, RegExp])[] = [
  ['', /^Say what to do\. "backstay help" lists the verbs\.\n$/],
  ['fly', /^Unknown command 'fly'\. "backstay help" says what there is\.\n$/],
  ['reprot', /Did you mean report\?/],
  ['post', /^Missing required argument 'file'/],
  ['report', /^NAME: There is no report “”\. Choose one of: trial-balance, /],
  ['report nothing', /There is no report “nothing”/],
  ['report trial-balance --colour red', /^Unknown option '--colour'/],
  [
    'report trial-balance --format odt',
    /^--format: The formats are text, csv, json, xlsx, pdf\.\n$/,
  ],
  ['report trial-balance --format pdf', /^--output: A pdf file is no text\. /],
  ['report trial-balance --explain name', /^figure: Say which figure of trial-balance is meant: /],
  ['report balance-sheet --explain amount', /^of-section: Say with "of-section" which row /],
  ['report trial-balance --to 2026-02-30', /^until: "2026-02-30" is no day\./],
  ['report sales --by weather', /^by: "weather" is none of its words\./],
  ['report stock-value --from', /^Option '--from.*argument missing|^Unknown option '--from'/],
  ['import x.journal', /^--kind: Say what the file is: --kind and the name of a paper or register/],
  ['import', /^FILE: Name the file\./],
  ['import --kind party --format ledger x', /^--kind: Give one of them: --kind, --format or/],
  ['import --kind yacht package.json', /^--kind: There is no kind “yacht”\./],
  ['import --kind party missing.csv', /^FILE: The file missing\.csv is not there\./],
  ['import --format ledger --year x y', /^--year: Give the year of dates without one/],
  ['post missing.json', /^FILE: The file missing\.json is not there\./],
  ['post .', /^FILE: \. is a folder\. Name a file\.\n$/],
  ['init --company store', /^--organization: Give the organization a name/],
  ['init --organization a --company B --currency XYZ', /^--company: Give the company a code/],
  ['init --organization a --company b --currency XYZ', /^--currency: There is no currency “XYZ”/],
  ['init --organization a --company b --currency GBP --chart x', /^--chart: The charts are/],
  ['init --organization a --company b --currency GBP --year x', /^--year: Give the fiscal year/],
  ['period', /./],
  ['period shut 202601', /^Unknown command 'shut'/],
  ['period close soon', /^PERIOD: “soon” is no period\./],
  ['period close-year soon', /^YEAR: “soon” is no year\./],
  ['verify --anchor missing.file', /^--anchor: The anchor file missing\.file is not there\./],
  ['restore missing.backup --into x', /^FILE: The file missing\.backup is not there\./],
  ['person leave', /^Missing required argument 'person'/],
  ['person invite --mail ann', /^--mail: This is no mail address\./],
  ['job', /./],
  ['job show', /^Missing required argument 'id'/],
  ['job list --state lost', /^--state: “lost” is no state of a job\./],
  ['key create x --scope all --reads-to pay', /^--reads-to: “pay” is no class/],
  ['key create x --expires never', /^--expires: “never” is no day\./],
  ['role grant staff', /^--to: Say to whom/],
  ['role grant staff --to ada --until soon', /^--until: “soon” is no day\./],
  ['role end 7', /^GRANT: “7” is no number of a grant\./],
]

const verbs = [
  ['init'],
  ['post'],
  ['import', '--format', 'ledger'],
  ['import', '--format', 'uci-online-retail'],
  ['report'],
  ['report', 'trial-balance'],
  ['report', 'open-items'],
  ['verify'],
  ['seal'],
  ['period'],
  ['period', 'list'],
  ['period', 'close'],
  ['period', 'close-year'],
  ['backup', '--no-check'],
  ['restore'],
  ['job'],
  ['job', 'list'],
  ['job', 'show'],
  ['job', 'cancel'],
  ['key', 'create'],
  ['key', 'revoke'],
  ['person', 'invite'],
  ['person', 'leave'],
  ['role', 'list'],
  ['role', 'grant'],
  ['role', 'grant', 'staff', '--to'],
  ['role', 'end'],
  ['paper', 'sales-invoice', 'list'],
  ['paper', 'sales-invoice', 'show'],
  ['paper', 'sales-invoice', 'write'],
  ['paper', 'sales-invoice', 'issue'],
  ['paper', 'sales-invoice', 'take-back'],
  ['register', 'party', 'add'],
  ['register', 'tax-code', 'change'],
  ['help'],
] as const

const options = ['--data', '--json', '--organization', '--company', '--currency', '--to', '--from']
  .concat([
    '--date',
    '--by',
    '--format',
    '--year',
    '--reason',
    '--scope',
    '--reads-to',
    '--expires',
    '--key',
    '--state',
  ])
  .concat(['--mail', '--name', '--forget-second-factor'])
  .concat(['--where', '--sort', '--set', '--do', '--once', '--preview', '--good-from', '--limit'])
  .concat(['--anchor', '--into', '--into-database', '--dry-run', '--chart', '--', '-', '-h'])

/** What a person or an attacker may type; no word is a path to elsewhere. */
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...options) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('store', '202601', '2026-01-31', '9'.repeat(40), '', 'code=A'),
  },
  {
    weight: 4,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 30 })
      .filter((text) => !/[/\\~]|^\.+$/.test(text)),
  },
  { weight: 1, arbitrary: fc.constantFrom('\u001b[2J', "'; drop table x", '%00', '\0', '\ud800') },
)

suite('wrong words', () => {
  const place = placeOfWords()
  testSentences(place)
  testHostile(place)
  testPrograms(place)
})

interface Place {
  readonly env: () => Readonly<Record<string, string>>
  readonly folder: string
}

function placeOfWords(): Place {
  let books: FreshBooks
  const folder = mkdtempSync(join(tmpdir(), 'backstay-usage-'))
  const home = process.cwd()
  let key = ''
  const env = (): Readonly<Record<string, string>> => {
    return { ...environmentOf(books), ...(key === '' ? {} : { BACKSTAY_KEY: key }) }
  }

  before(async () => {
    const [server] = await testServers()
    assert.ok(server !== undefined)
    books = await freshBooks(server)
    // Files that hostile words name are made here.
    process.chdir(folder)
    const names = ['--organization', 'Example Ltd', '--company', 'store', '--currency', 'GBP']
    assert.equal((await runHere(['init', ...names, '--year', '2026'], env())).code, 0)
    const made = await runHere(['key', 'create', 'words', '--scope', 'all', '--json'], env())
    key = (JSON.parse(made.out) as { key: string }).key
  })
  after(async () => {
    process.chdir(home)
    await books.drop()
    rmSync(folder, { recursive: true })
  })
  return { env, folder }
}

function testSentences({ env }: Place): void {
  test('each is answered by a sentence on standard error and exit code 2', async () => {
    for (const [line, sentence] of wrong) {
      const { code, out, err } = await runHere(line.split(' ').filter(Boolean), env())
      assert.equal(code, 2, `${line}: ${err}`)
      assert.equal(out, '', line)
      assert.match(err, sentence, line)
    }
  })

  test('half a character is no fault of ours', async () => {
    const words = ['paper', 'sales-invoice', 'list', '--company', '\ud800']
    const { code, err } = await runHere(words, env())
    assert.ok([1, 2].includes(code), err)
    assert.doesNotMatch(err, /defect/)
  })

  test('for programs the same is one JSON document on standard output', async () => {
    const { code, out, err } = await runHere(['fly', '--json'], env())
    assert.equal(code, 2)
    assert.equal(err, '')
    const { problems } = JSON.parse(out) as { problems: { rule: string }[] }
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['usage'],
    )
  })

  test('help and version are fine and say what there is', async () => {
    for (const words of [['--version'], ['help'], ['--help'], ['help', 'report'], ['post', '-h']]) {
      const { code, out, err } = await runHere(words, env())
      assert.equal(code, 0, words.join(' '))
      assert.equal(err, '')
      assert.ok(out.length > 4)
    }
    assert.match((await runHere(['help', 'import'], env())).out, /Examples:\n {2}backstay import/)
  })
}

function testHostile({ env }: Place): void {
  for (const verb of verbs) {
    test(`hostile words behind ${verb.join(' ')}`, { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
          const all = [...verb, ...words]
          const { code, out, err } = await runHere(all, env(), { terminal: true })
          const told = JSON.stringify({ all, out, err })
          assert.ok([0, 1, 2, 3].includes(code), told)
          assert.doesNotMatch(out + err, /\n\s+at .*[:(]\d+|node:internal|defect/, told)
          // oxlint-disable-next-line no-control-regex -- they are what must not be there
          const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/
          assert.doesNotMatch((out + err).replaceAll('\r\u001b[K', ''), raw, told)
        }),
        { numRuns: 50, endOnFailure: true },
      )
    })
  }
}

function testPrograms({ folder }: Place): void {
  test('as a program, too, wrong words end with 2 and a database that is away with 3', async () => {
    const none = join(folder, 'none')
    assert.equal((await runProgram(['fly'], { folder: none })).code, 2)
    assert.equal((await runProgram(['verify'], { folder: none })).code, 3)
    const away = { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/x' }
    const { code, err } = await runHere(['verify'], away)
    assert.equal(code, 3)
    assert.match(err, /ECONNREFUSED 127\.0\.0\.1:9\. .*\(database-unreachable\)\n$/)
  })
}
