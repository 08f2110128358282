/** Real journals, posted into a real ledger and read back, equal hledger's reports. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { newId } from '#base/id.ts'
import { filesOnDisk } from '#importers/plain-text/files-on-disk.ts'
import { readJournal } from '#importers/plain-text/read.ts'
import type { Database } from '#server/database/database.ts'
import { importPlainText } from '#server/import/plain-text.ts'
import type { PlainTextReport } from '#server/import/plain-text.ts'
import { addOrganization } from '#server/set-up.ts'
import { freshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import { differences, type Movement, type TypeOf } from './reports.ts'
import { ledgerTests, oraclesIn, type Oracle } from './shared-data.ts'

const folder = ledgerTests()
const skip =
  folder === null ? 'the journals with answers (../shared/data/ledger-tests) are not here' : false

/** The oracle was made in 2026; dates without a year meant that one. */
const year = 2026

for (const server of skip === false ? await testServers() : []) {
  test(`journals in the books of PostgreSQL ${server.version} equal hledger`, async () => {
    const books = await freshBooks(server)
    try {
      const imported: string[] = []
      let refused = 0
      for (const [name, oracle] of oraclesIn(folder ?? '')) {
        const organization = await organizationIn(books.database, name)
        const read = () =>
          importPlainText(books.database, organization, 'books', sourceOf(name), { year })
        const outcome = await read()
        if (!outcome.ok) {
          refused += 1
          assert.ok((outcome.problems[0]?.message.length ?? 0) > 20, name)
          await assertNothingPosted(books.database, organization, name)
          continue
        }
        assert.ok(oracle.postings !== undefined, `${name} imports, but hledger refuses it`)
        await compare(books.database, organization, name, outcome.value, oracle)
        const again = await read()
        assert.ok(again.ok, name)
        assert.deepEqual([again.value.recorded, again.value.repeated], [0, outcome.value.entries])
        imported.push(name)
      }
      assert.equal(imported.length, 33, imported.join('\n'))
      assert.equal(refused, 14)
    } finally {
      await books.drop()
    }
  })
}

test('journals with answers are here', { skip }, () => {
  assert.ok(oraclesIn(folder ?? '').size >= 42)
})

function sourceOf(name: string) {
  return { files: filesOnDisk(), main: resolve(folder ?? '', name) }
}

/** Each journal has an organization of its own: what `$` counts in one it need not in another. */
async function organizationIn(database: Database, name: string): Promise<string> {
  const organization = newId(Date.now())
  await database.transaction(organization, (query) => addOrganization(query, organization, name))
  return organization
}

async function compare(
  database: Database,
  organization: string,
  name: string,
  report: PlainTextReport,
  oracle: Oracle,
): Promise<void> {
  assert.deepEqual(report.problems, [], name)
  assert.equal(report.recorded, report.entries, name)
  const movements = await movementsIn(database, organization, report.positionAccount)
  const typeOf = await typesIn(database, organization, name)
  assert.deepEqual(differences(movements, typeOf, oracle), [], name)
  assert.equal(await postingsIn(database, organization, report), oracle.postings, name)
  await assertBalances(database, organization, name)
}

/** The lines as the database has them, those on the position account left out. */
async function movementsIn(
  database: Database,
  organization: string,
  positionAccount: string,
): Promise<Movement[]> {
  const rows = await database.transaction(organization, (query) =>
    query<{ day: string; account: string; currency: string; scale: number; amount: bigint }>({
      text: `select l.posted_on::text as day, a.code as account, l.currency, c.scale, l.amount
        from ledger.line l
        join ledger.account a on a.organization = l.organization and a.id = l.account
        join ledger.commodity c on c.organization = l.organization and c.code = l.currency
        where l.organization = $1 and a.code <> $2 order by l.entry, l.line`,
      values: [organization, positionAccount],
    }),
  )
  return rows.map(({ day, account, currency, scale, amount }) => ({
    date: day,
    account,
    commodity: currency === 'XXX' ? '' : currency,
    amount: { units: amount, scale },
  }))
}

/** The types are the database's; of accounts without a type of their own hledger knows none. */
async function typesIn(database: Database, organization: string, name: string): Promise<TypeOf> {
  const rows = await database.transaction(organization, (query) =>
    query<{ code: string; type: string }>({
      text: 'select code, type from ledger.account where organization = $1',
      values: [organization],
    }),
  )
  const { files, main } = sourceOf(name)
  const journal = readJournal(files, main, { year })
  assert.ok(journal.ok)
  const without = new Set(
    journal.value.accounts.filter(({ typeFrom }) => typeFrom === 'default').map((a) => a.name),
  )
  const types = new Map(rows.map(({ code, type }) => [code, type]))
  return (account) => {
    if (without.has(account)) return null
    return (types.get(account) ?? null) as ReturnType<TypeOf>
  }
}

/** A posting of several commodities has several lines, all from one row of the file. */
async function postingsIn(
  database: Database,
  organization: string,
  { positionAccount, batch }: PlainTextReport,
): Promise<number> {
  const rows = await database.transaction(organization, (query) =>
    query<{ postings: bigint }>({
      text: `select count(distinct (l.entry, l.source_row)) as postings
        from ledger.line l
        join ledger.entry e on e.organization = l.organization and e.id = l.entry
        join ledger.account a on a.organization = l.organization and a.id = l.account
        where l.organization = $1 and a.code <> $2 and e.batch = $3`,
      values: [organization, positionAccount, batch],
    }),
  )
  return Number(rows[0]?.postings ?? 0n)
}

/** The kept balances are the sums of the lines, and zero in each currency and in worth. */
async function assertBalances(
  database: Database,
  organization: string,
  name: string,
): Promise<void> {
  const [sums] = await database.transaction(organization, (query) =>
    query<{ apart: bigint; unequal: bigint }>({
      text: `select (select count(*) from (
            select currency from ledger.balance where organization = $1 group by currency
            having sum(debit - credit) <> 0) b) as unequal,
          (select count(*) from (
            select account, period, currency, sum(amount) as amount from ledger.line
            where organization = $1 group by account, period, currency) l
          full join (
            select account, period, currency, sum(debit - credit) as amount from ledger.balance
            where organization = $1 group by account, period, currency) b
          using (account, period, currency)
          where coalesce(l.amount, 0) <> coalesce(b.amount, 0)) as apart`,
      values: [organization],
    }),
  )
  assert.deepEqual(sums, { apart: 0n, unequal: 0n }, name)
}

async function assertNothingPosted(
  database: Database,
  organization: string,
  name: string,
): Promise<void> {
  const [found] = await database.transaction(organization, (query) =>
    query<{ rows: bigint }>({
      text: `select (select count(*) from ledger.entry where organization = $1)
        + (select count(*) from ledger.company where organization = $1)
        + (select count(*) from ledger.commodity where organization = $1) as rows`,
      values: [organization],
    }),
  )
  assert.equal(found?.rows, 0n, name)
}
