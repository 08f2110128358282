/** Tables of papers in and out by the command line: tried, posted, told, undone, taken out. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { all } from '#departments/all.ts'
import type { Described } from '#kit/key.ts'
import { everywhere } from '#kit/role.ts'
import { allFields } from '#kit/sight.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Desk } from '#server/paper-books.ts'
import { freshBooks, openYearsUntilNow } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { someone } from '#test/kit-books.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'
import { environmentOf, runHere } from './command.ts'
import type { Ended } from './command.ts'

const parties = [
  'Code,Name,Currency,Days to pay,Receivable',
  'ann,Ann & Söhne,GBP,30,1100',
  'bob,Bob,GBP,14,1100',
].join('\n')

const codes = [
  'Code;Good from;Name;Country;Treatment;Tax rate;Inclusive;Rounding;Output account',
  'GB-S;04.01.2011;Standard;GB;standard;20,00 %;no;per document;2200',
].join('\n')

const invoices = [
  'Number,Customer,Issued on,Description,Quantity,Unit price,Tax code,Revenue',
  '1001,ann,2026-03-01,Advice,2,100.00,GB-S,4000',
  '1001,ann,2026-03-01,Travel,1,19.99,GB-S,4000',
  '1002,bob,2026-03-02,Advice,1,100.00,GB-S,4000',
].join('\n')

const everyRole = all.all.flatMap((of) => [
  of.read,
  of.write,
  ...(of.noun === 'document' ? Object.values(of.transitions).map(({ by }) => by) : []),
])

// What the two may do is tested elsewhere; here it is enough that they are two.
const clerk = someone('', ...everyRole)

const house = {
  catalogue: all,
  permissions: {
    actorOf: ({ person, actor }: { readonly person: string; readonly actor: string }) =>
      Promise.resolve({ ...clerk, person, name: actor }),
    seers: () => Promise.resolve([]),
    scopesOf: () => [everywhere],
    readableAt: (of: Described) => () => allFields(of.fields),
    guarded: (desk: Desk) => desk,
  },
}

/** A command line over books of its own, with a folder of files. */
interface Till {
  readonly books: FreshBooks
  readonly place: string
  /** The keys of those who work there, by their names. */
  readonly keys: Map<string, string>
  /** Writes a file; answers its path. */
  readonly file: (name: string, text: string) => string
  readonly runAs: (who: string, ...words: string[]) => Promise<Ended>
  /** As Ann. */
  readonly run: (...words: string[]) => Promise<Ended>
  /** As Ann, with nothing wrong; answers what is told. */
  readonly fine: (...words: string[]) => Promise<string>
  close(): Promise<void>
}

const stories: readonly (readonly [string, (till: Till) => Promise<void>])[] = [
  ['a year of a store begins with registers and invoices from files', yearBegins],
  ['a trial says what would be posted and writes nothing', trialWritesNothing],
  ['what is refused is told with its line, and nothing is half there', refusedIsTold],
  ['files come once, and are undone as a whole', filesComeOnce],
  ['lists go out as files', listsGoOut],
]

for (const server of await testServers()) {
  suite(`papers by the command line on PostgreSQL ${server.version}`, async () => {
    const till = await openTill(server)
    after(() => till.close())
    for (const [name, story] of stories) test(name, () => story(till))
  })
}

async function yearBegins({ books, keys, file, fine, run }: Till): Promise<void> {
  const names = ['--organization', 'Example Ltd', '--company', 'store', '--currency', 'GBP']
  await fine('init', ...names, '--country', 'GB', '--year', '2026')
  const owner = openDatabase(books.superuser, 1)
  const [made] = await owner.bare<{ id: string }>({
    text: 'select organization as id from ledger.organization',
  })
  await owner.close()
  await openYearsUntilNow(books.database, made?.id ?? '')
  for (const name of ['ann', 'bob']) {
    const named = { name, scopes: allScopes, createdBy: 'the test' }
    const key = await createKey(books.database, made?.id ?? '', named)
    assert.ok(key.ok)
    keys.set(name, key.value.text)
  }
  await fine('import', '--kind', 'party', file('parties.csv', parties))
  const dates = await run('import', '--kind', 'tax code', file('codes.csv', codes))
  assert.equal(dates.code, 1)
  assert.match(dates.err, /line 2, column Good from: .*2011-01-04 or 2011-04-01/)
  const plain = codes.replace('04.01.2011', '2011-01-04')
  await fine('import', '--kind', 'tax code', file('codes.csv', plain))
}

async function trialWritesNothing({ file, fine }: Till): Promise<void> {
  const words = ['import', '--kind', 'sales invoice', '--verb', 'issue']
  const out = await fine(...words, '--dry-run', file('invoices.csv', invoices))
  assert.match(out, /^2 papers would be posted, 0 refused\. Nothing was written\.\n/)
  assert.match(out, /\n {2}1100 +GBP +383\.99 +0\.00\n/)
  assert.match(await fine('export', '--kind', 'sales invoice'), /^Number,State,[^\n]+\r\n$/)
}

async function refusedIsTold({ place, file, run }: Till): Promise<void> {
  const bad = invoices.replace('bob,2026-03-02', 'carl,2026-03-02')
  const words = ['import', '--kind', 'sales invoice', '--verb', 'issue']
  const rows = join(place, 'refused.csv')
  const told = await run(...words, '--refused', rows, file('bad.csv', bad))
  assert.equal(told.code, 1)
  assert.match(told.out, /^Nothing was written: 1 of 2 papers are refused\./)
  assert.match(told.err, /line 4, column Customer: Line 4, .*There is no party “carl”/)
  assert.match(readFileSync(rows, 'utf8'), /\r\n1002,carl,2026-03-02,Advice/)
  const some = await run(...words, '--leave-refused', join(place, 'bad.csv'))
  assert.match(some.out, /^1 papers posted, 1 refused\./)
  assert.equal(some.code, 1)
}

async function filesComeOnce({ place, file, fine, run, runAs }: Till): Promise<void> {
  const words = ['import', '--kind', 'sales invoice', '--verb', 'issue']
  const again = await run(...words, join(place, 'bad.csv'))
  assert.equal(again.code, 1)
  assert.match(again.err, /This very file is in the books/)
  const whole = await run(...words, '--leave-refused', file('invoices.csv', invoices))
  assert.match(whole.out, /^1 papers posted, 1 refused\./)
  const [, id = ''] = /The import ([0-9a-f-]{36})/.exec(whole.out) ?? []
  // Who issued them may not void them: four eyes.
  const undone = await run('import', '--undo', id)
  assert.equal(undone.code, 1)
  assert.match(undone.err, /\(four-eyes\)/)
  const other = await runAs('bob', 'import', '--undo', id)
  assert.match(other.out, /^Undone: 1 papers of invoices\.csv\.\n$/)
  const drafts = file('drafts.csv', invoices.replaceAll(/100(\d),/g, '200$1,'))
  const made = await fine('import', '--kind', 'sales invoice', drafts)
  const [, third = ''] = /The import ([0-9a-f-]{36})/.exec(made) ?? []
  assert.match(await fine('import', '--undo', third), /^Undone: 2 papers of drafts\.csv\.\n$/)
}

async function listsGoOut({ place, fine, run }: Till): Promise<void> {
  const csv = await fine('export', '--kind', 'sales invoice', '--sort', 'number')
  assert.match(csv, /\r\n1001,issued,ann,1100,2026-03-01,,2026-03-31,GBP/)
  const one = ['export', '--kind', 'sales invoice', '--where', 'number=1002']
  // A row for its line, one for what was reckoned of it, one for its tax.
  assert.equal((await fine(...one)).split('\r\n').length, 5)
  const xlsx = join(place, 'invoices.xlsx')
  await fine(...one, '--as', 'xlsx', '--to', xlsx)
  assert.equal(readFileSync(xlsx).toString('latin1', 0, 2), 'PK')
  const pdf = join(place, 'invoice.pdf')
  await fine(...one, '--as', 'pdf', '--to', pdf)
  assert.equal(readFileSync(pdf).toString('latin1', 0, 5), '%PDF-')
  assert.match(await fine('export', '--kind', 'party'), /\r\nann,Ann & Söhne,/)
  assert.equal((await run(...one, '--as', 'pdf')).code, 2)
  assert.equal((await run('export', '--kind', 'yacht')).code, 2)
  const wrong = await run('export', '--kind', 'party', '--where', 'colour=red')
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /colour/)
}

async function openTill(server: TestServer): Promise<Till> {
  const books = await freshBooks(server)
  const place = mkdtempSync(join(tmpdir(), 'backstay-papers-'))
  const env = environmentOf(books)
  const keys = new Map<string, string>()
  const runAs = (who: string, ...words: string[]): Promise<Ended> =>
    runHere(words, { ...env, BACKSTAY_KEY: keys.get(who) ?? '' }, { house })
  const run = (...words: string[]): Promise<Ended> => runAs('ann', ...words)
  return {
    books,
    place,
    keys,
    file: (name, text) => {
      writeFileSync(join(place, name), text)
      return join(place, name)
    },
    runAs,
    run,
    fine: async (...words) => {
      const { code, out, err } = await run(...words)
      assert.equal(code, 0, `${words.join(' ')}: ${out}${err}`)
      return out
    },
    async close() {
      rmSync(place, { recursive: true, force: true })
      await books.drop()
    },
  }
}
