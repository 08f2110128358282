/** Reports through the API: figures explained by their lines, files of them, and who sees what. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addAccounts } from '#server/set-up.ts'
import { salesAnalysis } from '#departments/analytics/sales-analysis.ts'
import { reportFile } from '#server/report-files.ts'
import { readTable } from '#server/files/table-file.ts'
import { cellText } from '#kit/cell.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { post } from '#test/ledger/reports.ts'
import { entry, pounds } from '#test/ledger/small-year.ts'
import { lookAtPdf } from '#test/pdf.ts'
import { testServers } from '#test/postgres.ts'

interface Desk {
  readonly api: TestApi
  readonly organization: string
  readonly key: string
}

interface Lines {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
  readonly totals: readonly Readonly<Record<string, string>>[]
  readonly next: string | null
}

const balances = '/companies/store/reports/trial-balance'
const year = 'until=2026-12-31'

async function deskOver({ database }: FreshBooks): Promise<Desk> {
  const organization = await storeIn(database)
  await database.transaction(organization, (query) =>
    addAccounts(query, organization, 'store', [
      { code: 'salaries', type: 'expense', readClass: 4 },
      { code: 'wages owed', type: 'liability', readClass: 4 },
    ]),
  )
  await post(database, organization, [
    entry('capital', '2026-01-05', [
      pounds('bank', 100_000n),
      pounds('retained earnings', -100_000n),
    ]),
    entry('rent', '2026-01-31', [
      pounds('wages', 2_500n, { dimensions: { department: 'shop' } }),
      pounds('wages', 700n, { dimensions: { department: 'office' } }),
      pounds('bank', -3_200n),
    ]),
    entry('pay', '2026-02-28', [pounds('salaries', 7_391_337n), pounds('wages owed', -7_391_337n)]),
  ])
  const api = await testApi(database)
  return { api, organization, key: await api.key(organization, 'reports:read') }
}

async function linesOf({ api, key }: Desk, query: string): Promise<Lines> {
  const reply = await api.get(key, `${balances}/lines?${query}`)
  assert.equal(reply.status, 200, reply.text)
  return JSON.parse(reply.text) as Lines
}

const stories: readonly (readonly [string, (desk: Desk) => Promise<void>])[] = [
  [
    'a figure is a list of lines, page by page, and a total is one too',
    async (desk) => {
      const cell = `${year}&figure=closing&of-account=bank&of-currency=GBP`
      const whole = await linesOf(desk, cell)
      assert.deepEqual(
        whole.rows.map(({ reason, account, figure }) => `${reason} ${account} ${figure}`),
        ['Entry capital bank 1000.00', 'Entry rent bank -32.00'],
      )
      assert.equal(whole.totals[0]?.['figure'], '968.00')
      const first = await linesOf(desk, `${cell}&lines-limit=1`)
      const place = encodeURIComponent(first.next ?? '')
      const second = await linesOf(desk, `${cell}&lines-limit=1&lines-after=${place}`)
      assert.deepEqual([...first.rows, ...second.rows], whole.rows)
      assert.equal(second.next, null)
      const debits = await linesOf(desk, `${year}&figure=debit`)
      assert.equal(debits.totals[0]?.['figure'], '74945.37')
    },
  ],
  [
    'what is not understood is told by its name',
    async ({ api, key }) => {
      const rules = async (path: string): Promise<string[]> => {
        const { status, json } = await api.get(key, `/companies/store/reports/${path}`)
        assert.equal(status, 400)
        return json.problems.map(({ rule, field }) => `${rule} ${field}`)
      }
      assert.deepEqual(await rules(`trial-balance/lines?${year}&figure=name`), [
        'figure-unknown figure',
      ])
      assert.deepEqual(await rules('balance-sheet/lines?figure=amount'), [
        'coordinate-missing of-section',
      ])
      assert.deepEqual(await rules(`trial-balance/lines?figure=debit&lines-limit=0`), [
        'parameter-malformed lines-limit',
      ])
      assert.deepEqual(await rules(`trial-balance?${year}&compare=period-before`), [
        'comparison-unclear from',
      ])
      const unknown = await api.get(key, `${balances}/lines?${year}&figure=debit&of-colour=red`)
      assert.equal(unknown.status, 400)
      assert.deepEqual(await rules(`journal/lines?from=2026-01-01&figure=line&of-currency=GBP`), [
        'figure-unknown figure',
      ])
      assert.deepEqual(await rules(`balance-sheet/lines?figure=amount_change&of-section=assets`), [
        'figure-unknown figure',
      ])
      const change = 'compare=year-before&figure=amount_change&of-section=assets'
      assert.deepEqual(await rules(`balance-sheet/lines?${change}`), [
        'coordinate-missing of-account',
      ])
      assert.equal((await api.get(key, '/companies/store/reports/nothing/lines')).status, 404)
    },
  ],
  [
    'the same table comes as CSV, as a workbook and as a PDF',
    async ({ api, key }) => {
      const file = async (format: string): Promise<Response> =>
        await fetch(`${api.address}/api/v1${balances}?${year}&format=${format}`, {
          headers: { authorization: `Bearer ${key}` },
        })
      const csv = await file('csv')
      assert.match(await csv.text(), /^account,name,type,/)
      const workbook = await file('xlsx')
      assert.match(workbook.headers.get('content-type') ?? '', /spreadsheetml\.sheet$/)
      const bytes = new Uint8Array(await workbook.arrayBuffer())
      const table = await readTable(once(bytes), {})
      assert.ok(table.ok)
      const rows: string[] = []
      for await (const row of table.value.rows) {
        assert.ok(row.ok)
        rows.push(row.value.cells.map(cellText).join(' '))
      }
      assert.ok(
        rows.some((row) => row.startsWith('bank asset GBP 0 1000 32 968')),
        rows.join('\n'),
      )
      const pdf = await file('pdf')
      assert.equal(pdf.headers.get('content-type'), 'application/pdf')
      assert.match(pdf.headers.get('content-disposition') ?? '', /"store-trial-balance\.pdf"/)
      const { pages, title } = lookAtPdf(new Uint8Array(await pdf.arrayBuffer()))
      assert.equal(title, 'Trial balance, The store')
      const page = pages.join(' ').replaceAll(/\s+/g, ' ')
      assert.match(page, /bank asset GBP 0\.00 1,000\.00 32\.00 968\.00/)
    },
  ],
  [
    'more rows than anybody reads are not printed',
    async () => {
      const rows = Array.from({ length: 3_001 }, () => ({ row: '', net: 1n }))
      const heading = { ...salesAnalysis, columns: salesAnalysis.columns.slice(0, 1) }
      const units = { currency: 'GBP', scales: new Map([['GBP', 2]]) }
      const whose = {
        company: 'store',
        companyName: 'The store',
        parameters: {},
        units,
        next: null,
      }
      const table = { report: heading, ...whose, rows, totals: [] }
      const made = await reportFile(table, 'pdf', Temporal.Now.instant())
      assert.equal(!made.ok && made.problems[0]?.rule, 'too-long-for-print')
      assert.ok((await reportFile(table, 'csv', Temporal.Now.instant())).ok)
    },
  ],
  [
    'a key sees pay line by line, an accountant who is signed in does not',
    async ({ api, organization, key }) => {
      const human = await api.human(organization, undefined, ['accountant'])
      const path = '/companies/store/reports/journal?from=2026-02-01&until=2026-12-31'
      assert.match((await api.get(key, path)).text, /73913\.37/)
      const seen = await api.get(human.session, path)
      assert.equal(seen.status, 200, seen.text)
      assert.doesNotMatch(seen.text, /73913/)
      assert.match(seen.text, /not shown singly/)
      const listed = async (by: string): Promise<string[]> => {
        const { json } = await api.get(by, '/companies/store/entries')
        return json.entries.map(({ reason }) => String(reason))
      }
      const reader = await api.key(organization, 'entries:read')
      assert.deepEqual(await listed(reader), ['Entry capital', 'Entry rent', 'Entry pay'])
      assert.deepEqual(await listed(human.session), ['Entry capital', 'Entry rent'])
      const { json } = await api.get(reader, '/companies/store/entries')
      const pay = json.entries.at(-1)?.id ?? assert.fail()
      assert.equal((await api.get(reader, `/companies/store/entries/${pay}`)).status, 200)
      assert.equal((await api.get(human.session, `/companies/store/entries/${pay}`)).status, 404)
    },
  ],
]

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

for (const server of await testServers()) {
  describe(`reports through the API on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let desk: Desk
    before(async () => {
      books = await freshBooks(server)
      desk = await deskOver(books)
    })
    after(async () => {
      await desk.api.close()
      await books.drop()
    })
    for (const [sentence, tell] of stories) test(sentence, () => tell(desk))
  })
}
