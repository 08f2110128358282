/** Damaged and hostile files: a problem with its line, or an import that comes to zero. */
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { newId } from '#base/id.ts'
import { fine } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { entriesOf } from '#test/online-retail/entry.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import { proposeEntries } from '#importers/plain-text/entries.ts'
import { filesOf } from '#importers/plain-text/files.ts'
import { filesOnDisk } from '#importers/plain-text/files-on-disk.ts'
import type { JournalFiles } from '#importers/plain-text/files.ts'
import { readJournal } from '#importers/plain-text/read.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { openRetailDesk } from '#test/online-retail/desk.ts'
import { importPlainText } from '#server/import/plain-text.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { damaged } from '#test/faults/damage.ts'
import { unsound } from '#test/faults/soundness.ts'
import { ledgerTests, oraclesIn } from '#test/plain-text/shared-data.ts'
import { testServers } from '#test/postgres.ts'

const mutations = times(50)
const shared = ledgerTests()
const year = 2026

const journal = `
commodity 1,000.00 EUR
account assets:bank  ; type: A
alias shop=expenses:shop

2026/01/31 * (12) Opening  ; a comment
    assets:bank          1,000.00 EUR
    equity:opening

2026-02-01 ! Shopping | food
    shop:food               12.50 EUR
    assets:bank            -12.50 EUR = 987.50 EUR

P 2026-02-02 USD 0.92 EUR
2026-02-03 Dollars
    assets:cash          100.00 USD @ 0.92 EUR
    assets:bank           -92.00 EUR
`

const folder = new URL('../../examples/online-retail/', import.meta.url)
const published = new URL('online-retail-2010-12-01-2011-06-30.csv.gz', folder)
let sales: Buffer
let books: FreshBooks

before(async () => {
  printSeed()
  const lines = gunzipSync(readFileSync(published)).toString().split('\n', 1_200)
  sales = Buffer.from(`${lines.join('\n')}\n`)
  const [postgres] = await testServers()
  assert.ok(postgres !== undefined)
  books = await freshBooks(postgres)
})
after(() => books?.drop())

test('damaged journals are refused with line and reason, or come to zero', () => {
  const chance = new Chance('journals')
  const counts = { read: 0, refused: 0 }
  for (const { name, bytes, files } of journals()) {
    for (let mutation = 0; mutation < mutations; mutation += 1) {
      const broken = damaged(bytes, chance)
      inTime(`${name}, mutation ${mutation}`, () => {
        const read = readJournal(files(broken), name, { year })
        const proposals = read.ok ? proposeEntries(read.value) : read
        if (!proposals.ok) {
          counts.refused += 1
          return assertProblems(proposals.problems)
        }
        counts.read += 1
        for (const { lines } of proposals.value.entries) assertZero(lines)
      })
    }
  }
  console.log(`${counts.refused} damaged journals refused, ${counts.read} read`)
  assert.ok(counts.refused > 0 && counts.read > 0)
})

for (const packed of [false, true]) {
  const what = packed ? 'packed sales files' : 'sales files'
  test(`damaged ${what} are refused with line and reason, or come to zero`, async () => {
    const chance = new Chance(what)
    const counts = { read: 0, refused: 0 }
    const whole = packed ? gzipSync(sales) : sales
    for (let mutation = 0; mutation < mutations; mutation += 1) {
      const outcome = await readOnlineRetail(chunks(damaged(whole, chance), chance))
      if (!outcome.ok) {
        counts.refused += 1
        assertProblems(outcome.problems)
        continue
      }
      counts.read += 1
      const options = { batch: 'damaged', rowsOf: 'file' } as const
      for (const { lines } of entriesOf(outcome.value, options)) assertZero(lines)
    }
    console.log(`${counts.refused} damaged ${what} refused, ${counts.read} read`)
    assert.ok(counts.refused > 0)
  })
}

test('what is imported of damaged files is whole, and what is refused leaves nothing', async () => {
  const chance = new Chance('into the books')
  let recorded = 0
  for (let mutation = 0; mutation < 12; mutation += 1) {
    // The first of each is whole, so that something is imported whatever chance does.
    const hurt = (bytes: Buffer): Buffer => (mutation === 0 ? bytes : damaged(bytes, chance))
    const main = hurt(Buffer.from(journal))
    recorded += await assertImported('journal', (organization) =>
      importPlainText(
        books.database,
        organization,
        'books',
        { files: filesOf({ main }), main: 'main' },
        { year },
      ),
    )
    const file = hurt(sales)
    recorded += await assertImported('sales', async (organization) => {
      const desk = await openRetailDesk(books.database, organization, 'shop')
      const brought = await desk.bring(chunks(file, chance))
      if (!brought.ok) return brought
      const { posted, refused: bad } = await desk.counts(brought.value)
      return fine({ recorded: posted, refused: bad })
    })
  }
  assert.ok(recorded > 3, 'not even the whole files were imported')
})

interface Journal {
  readonly name: string
  readonly bytes: Uint8Array
  /** The files of the journal, with other bytes in place of its own. */
  readonly files: (broken: Uint8Array) => JournalFiles
}

/** Our own sample, and the real ones with known answers where this machine has them. */
function journals(): Journal[] {
  const own = { name: 'main', bytes: Buffer.from(journal) }
  const found = [{ ...own, files: (broken: Uint8Array) => filesOf({ main: broken }) }]
  if (shared === null) return found
  const disk = filesOnDisk()
  for (const path of oraclesIn(shared).keys()) {
    const name = resolve(shared, path)
    if (statSync(name).size > 40_000) continue
    const files = (broken: Uint8Array): JournalFiles => ({
      find: (pattern, from) => disk.find(pattern, from),
      read: (file) => (file === name ? broken : disk.read(file)),
    })
    found.push({ name, bytes: readFileSync(name), files })
  }
  return found
}

/** In pieces of random sizes, as a disk or a network hands them over. */
async function* chunks(bytes: Buffer, chance: Chance): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length;) {
    const size = chance.between(1, 20_000)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

function assertProblems(problems: readonly Problem[]): void {
  assert.ok(problems.length > 0)
  for (const { rule, field, message } of problems) {
    assert.match(rule, /^[a-z0-9-]+$/)
    assert.ok(message.length > 20 && message.length < 600 && message.isWellFormed(), message)
    assert.doesNotMatch(message, /\n +at |TypeError|RangeError/)
    assert.match(field, /line \d+/, `${rule} names no line`)
  }
}

function assertZero(lines: readonly LineProposal[]): void {
  const sums = new Map<string, bigint>()
  const add = (name: string, value: bigint): void =>
    void sums.set(name, (sums.get(name) ?? 0n) + value)
  for (const { currency, amount, item, quantity } of lines) {
    add(`money ${currency}`, amount)
    if (quantity !== undefined) add(`item ${item}`, quantity)
  }
  assert.ok([...sums.values()].every((sum) => sum === 0n))
}

function inTime(name: string, work: () => void): void {
  const began = performance.now()
  work()
  const taken = performance.now() - began
  assert.ok(taken < 5_000, `${name} took ${Math.round(taken)} ms`)
}

interface Imported {
  readonly recorded: number
  readonly refused: number
}

/** Imports into an organization of its own, and compares the books with what was reported. */
async function assertImported(
  what: string,
  work: (organization: string) => Promise<Outcome<Imported>>,
): Promise<number> {
  const organization = newId(Date.now())
  await books.database.transaction(organization, async (query) => {
    await addOrganization(query, organization, 'Damaged')
    await addCommodities(query, organization, [{ code: 'GBP', kind: 'currency', scale: 2 }])
    if (what === 'journal') return
    await addCompany(query, organization, { code: 'shop', name: 'The shop', currency: 'GBP' })
  })
  const outcome = await work(organization)
  const superuser = new pg.Client(books.superuser)
  await superuser.connect()
  try {
    const { rows } = await superuser.query<{ entries: number; accounts: number }>(
      `select (select count(*)::int from ledger.entry where organization = $1) as entries,
        (select count(*)::int from ledger.account where organization = $1) as accounts`,
      [organization],
    )
    const recorded = outcome.ok ? outcome.value.recorded : 0
    assert.equal(rows[0]?.entries, recorded)
    if (!outcome.ok) {
      assertProblems(outcome.problems)
      assert.equal(rows[0]?.accounts, 0, 'half of what was needed is there')
    }
    assert.deepEqual(await unsound(superuser), [])
    return recorded
  } finally {
    await superuser.end()
  }
}
