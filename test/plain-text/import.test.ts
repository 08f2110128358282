/** How a journal meets books that are there: years, periods, accounts, scales, other companies. */
import { after, before, suite, test } from 'node:test'
import assert from 'node:assert/strict'
import { filesOf } from '#importers/plain-text/files.ts'
import { importPlainText } from '#server/import/plain-text.ts'
import type { PlainTextOptions, PlainTextReport } from '#server/import/plain-text.ts'
import { yearsToOpen } from '#server/import/fiscal-years.ts'
import { freshBooks, storeIn, type FreshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import type { Outcome } from '#base/problem.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

test('the years that are missing follow those that are there', () => {
  const april = { year: 2026, startsOn: day('2026-04-01'), endsOn: day('2027-03-31') }
  const opened = (first: string, last: string): string[] => {
    const years = yearsToOpen([april], day(first), day(last))
    assert.ok(years.ok)
    return years.value.map(({ year, startsOn }) => `${year} ${startsOn.toString()}`)
  }
  assert.deepEqual(opened('2026-04-01', '2027-03-31'), [])
  assert.deepEqual(opened('2025-03-31', '2026-05-01'), ['2024 2024-04-01', '2025 2025-04-01'])
  assert.deepEqual(opened('2028-04-01', '2028-04-01'), ['2027 2027-04-01', '2028 2028-04-01'])
  const calendar = yearsToOpen([], day('2024-02-29'), day('2025-01-01'))
  assert.ok(calendar.ok)
  assert.deepEqual(
    calendar.value.map(({ startsOn }) => startsOn.toString()),
    ['2024-01-01', '2025-01-01'],
  )
  const apart = yearsToOpen([], day('0026-01-01'), day('2026-01-01'))
  assert.equal(apart.ok ? '' : apart.problems[0]?.rule, 'years-apart')
})

for (const server of await testServers()) {
  suite(`a journal meets the books of PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())
    testRefusals(() => books)
    testPeriods(() => books)
    testIdentity(() => books)
  })
}

type Import = (
  text: string,
  company?: string,
  options?: PlainTextOptions,
) => Promise<Outcome<PlainTextReport>>

function importer(books: FreshBooks, organization: string): Import {
  return (text, company = 'store', options = {}) => {
    const source = { files: filesOf({ 'book/a.journal': text }), main: 'book/a.journal' }
    return importPlainText(books.database, organization, company, source, options)
  }
}

function testRefusals(books: () => FreshBooks): void {
  test('what the books do not take is told with its line, and nothing is posted', async () => {
    const organization = await storeIn(books().database)
    const bring = importer(books(), organization)
    const refusal = async (text: string, company?: string): Promise<string> => {
      const outcome = await bring(text, company)
      assert.ok(!outcome.ok)
      const [problem] = outcome.problems
      return `${problem?.rule} ${problem?.field}`
    }
    const entry = (date: string, one: string, unit = 'GBP'): string =>
      `${date} x\n  ${one}  1 ${unit}\n  other  -1 ${unit}\n`
    const at = (line: number): string => `book/a.journal line ${line}`
    assert.equal(await refusal(entry('2026-01-01', 'a'), 'Store'), 'company-code company')
    assert.equal(await refusal(entry('2026-01-01', 'wages')), `account-unfit ${at(2)}`)
    assert.equal(await refusal(entry('2026-01-01', 'receivables')), `account-unfit ${at(2)}`)
    assert.equal(await refusal(entry('2026-01-01', 'suppliers')), `account-unfit ${at(2)}`)
    assert.equal(await refusal(entry('2026-01-01', 'a', 'CHF')), 'base-currency journal')
    const mugs = '2026-01-01 x\n  a  1 mug @ 2 GBP\n  b\n'
    assert.equal(await refusal(mugs), `commodity-kind ${at(2)}`)
    const thin = entry('2026-01-01', 'a').replaceAll('1 GBP', '1.001 GBP')
    assert.equal(await refusal(thin), `too-many-decimals ${at(2)}`)
    const ages = `${entry('0026-01-01', 'a')}\n${entry('2026-01-01', 'a')}`
    assert.equal(await refusal(ages), 'years-apart postedOn')
    const [found] = await books().database.transaction(organization, (query) =>
      query<{ entries: bigint; years: bigint }>({
        text: `select (select count(*) from ledger.entry where organization = $1) as entries,
          (select count(*) from ledger.fiscal_year where organization = $1) as years`,
        values: [organization],
      }),
    )
    assert.deepEqual(found, { entries: 0n, years: 1n })
  })
}

function testPeriods(books: () => FreshBooks): void {
  test('a closed period refuses new transactions, and lets a repeated import pass', async () => {
    const organization = await storeIn(books().database)
    const bring = importer(books(), organization)
    const first = '2025-12-30 x\n  a  1 GBP\n  b\n\n2026-01-05 y\n  a  2 GBP\n  b\n'
    const imported = await bring(first)
    assert.ok(imported.ok)
    assert.deepEqual([imported.value.recorded, imported.value.newYears], [2, [2025]])
    for (let month = 1; month <= 14; month += 1) {
      await books().database.transaction(organization, (query) =>
        query({
          text: "select ledger.set_period_state($1, 'store', $2, 'closed', 'clerk', 'done')",
          values: [organization, 202500 + month],
        }),
      )
    }
    const again = await bring(first)
    assert.ok(again.ok)
    assert.deepEqual([again.value.recorded, again.value.repeated], [0, 2])
    const more = await bring(`${first}\n2025-12-31 z\n  a  3 GBP\n  b\n`)
    assert.ok(!more.ok)
    assert.deepEqual(
      more.problems.map(({ rule, field }) => `${rule} ${field}`),
      ['period-closed book/a.journal line 1', 'period-closed book/a.journal line 9'],
    )
  })
}

function testIdentity(books: () => FreshBooks): void {
  test('under another name and for another company the text is the same journal', async () => {
    const organization = await storeIn(books().database)
    const bring = importer(books(), organization)
    const text = '2026-01-05 y\n  a  2 GBP\n  b\n'
    assert.ok((await bring(text, 'mine', { dryRun: true })).ok)
    assert.ok((await bring(text, 'mine')).ok)
    const renamed = { files: filesOf({ 'z.j': text }), main: 'z.j' }
    const again = await importPlainText(books().database, organization, 'mine', renamed)
    assert.ok(again.ok)
    assert.deepEqual([again.value.recorded, again.value.repeated], [0, 1])
    const elsewhere = await bring(text, 'store')
    assert.equal(elsewhere.ok ? '' : elsewhere.problems[0]?.rule, 'imported-elsewhere')
  })

  test('two imports of one journal at once post it once', async () => {
    const organization = await storeIn(books().database)
    const bring = importer(books(), organization)
    const text = Array.from({ length: 1_200 }, (_, at) => {
      return `2026-0${(at % 9) + 1}-05 entry ${at}\n  a  ${at}.50 GBP\n  b\n`
    }).join('\n')
    const outcomes = await Promise.all([bring(text, 'new'), bring(text, 'new')])
    const reports = outcomes.map((outcome) => {
      assert.ok(outcome.ok)
      return outcome.value
    })
    const sum = (of: 'recorded' | 'repeated' | 'refused'): number =>
      reports.reduce((total, report) => total + report[of], 0)
    assert.deepEqual([sum('recorded'), sum('repeated'), sum('refused')], [1_200, 1_200, 0])
  })
}
