/** Lists as files over HTTP: what is seen and no more, as of one moment, and back again. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { importJob } from '#server/transfer/job.ts'
import { furnish, openLibraries } from '#test/kit-books.ts'
import { apiOf, libraryPermissions } from '#test/library-api.ts'
import type { LibraryApi } from '#test/library-api.ts'
import { lookAtPdf } from '#test/pdf.ts'
import { libraryServices } from '#test/transfer/ground.ts'

const root = '/companies/store'
const count = 700

for (const { server, library } of await openLibraries()) {
  const { database, organization, other } = library
  const house = await apiOf(library)
  const services = { ...libraryServices(database), permissions: libraryPermissions }
  const runner = startRunner({ services, kinds: [importJob], server: 'test', interval: 20 })
  after(async () => {
    await runner.stop()
    await house.api.close()
    await library.drop()
    assert.deepEqual(house.faults, [])
  })
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(
    here('a list goes out as CSV and XLSX, comes in elsewhere, and is the same there'),
    async () => {
      const [ann, there] = [await house.key('tests'), await keyOf(library, other)]
      await furnish(database, other)
      for (const key of [ann, there]) {
        const fields = { belongsTo: 'loan', label: 'Colour of the slip', holds: 'text' }
        const sent = { rows: [{ code: 'colour', ...fields }] }
        const made = await house.post(key, '/own-fields', sent)
        assert.equal(made.status, 201, made.text)
      }
      const loans = [
        'Number,Lent to,Lent on,Expected back,Note,Colour of the slip,Title,Shelf,Copies,Value',
        ...Array.from({ length: count }, (_, at) => {
          const head = `L${String(at).padStart(4, '0')},ANN,2026-11-22,2026-12-24`
          const text = at % 7 === 0 ? `"=1+${at}, “Ünïcode”\nsecond line"` : ''
          return [1, 2]
            .map(
              (book) =>
                `${head},${text},${at % 2 ? 'red' : ''},Book ${book},A 1,${book},9.${at % 9}5`,
            )
            .join('\n')
        }),
      ].join('\n')
      await bring(house, ann, 'kind=loan&verb=lend', loans)
      const csv = await house.get(ann, `${root}/exports/loans?sort=number`)
      assert.equal(csv.status, 200, csv.text)
      assert.match(csv.headers.get('content-disposition') ?? '', /store loans 2026-11-22\.csv/)
      const lines = csv.text.split('\r\n')
      assert.equal(lines.length, count * 2 + 2)
      assert.deepEqual(lines.slice(0, 1), [
        'Number,State,Lent to,Lent on,Expected back,Note,Colour of the slip,Title,Shelf,' +
          'Copies,Value',
      ])
      assert.match(csv.text, /"'=1\+0, “Ünïcode”\nsecond line"/)

      await bring(house, there, 'kind=loan&verb=lend', csv.text)
      const elsewhere = await house.get(there, `${root}/exports/loans?sort=number`)
      assert.equal(elsewhere.text, csv.text)

      const xlsx = await house.send(`/api/v1${root}/exports/loans?sort=number&as=xlsx`, {
        headers: { authorization: `Bearer ${ann}` },
      })
      assert.equal(xlsx.status, 200)
      assert.equal(xlsx.text.slice(0, 2), 'PK')
      const some = await house.get(ann, `${root}/exports/loans?number.startsWith=L069&sort=number`)
      assert.equal(some.text.split('\r\n').length, 22)
      const none = await house.get(ann, `${root}/exports/loans?state=closed`)
      assert.equal(none.text.split('\r\n').length, 2)
    },
  )

  test(here('what stands on papers goes out by their numbers, and comes in by them'), async () => {
    const ann = await house.key('tests')
    const renewals = 'Loan,Until\nL0001,2026-12-24\nL0002,2026-12-31'
    await bring(house, ann, 'kind=renewal&verb=grant', renewals)
    const csv = await house.get(ann, `${root}/exports/renewals?sort=until`)
    assert.deepEqual(
      csv.text.split('\r\n').map((line) => line.split(',').slice(1, 4).join(',')),
      ['State,Loan,Until', 'granted,L0001,2026-12-24', 'granted,L0002,2026-12-31', ''],
    )
  })

  test(here('each sees what may be seen, and nobody more'), async () => {
    const [reader, nobody] = [await house.key('reader'), await house.key('nobody')]
    const seen = await house.get(reader, `${root}/exports/loans?sort=number`)
    assert.match(seen.text, /^Number,State,Lent to,.*,Copies\r\n/)
    assert.doesNotMatch(seen.text, /Value|9\.05/)
    assert.equal((await house.get(nobody, `${root}/exports/loans`)).status, 403)
    const blind = await house.key('tests', 'papers:write')
    assert.equal((await house.get(blind, `${root}/exports/loans`)).status, 403)
    assert.equal((await house.get(reader, '/companies/nowhere/exports/loans')).status, 404)
    assert.equal((await house.get(reader, `${root}/exports/loans?as=doc`)).status, 400)
    assert.equal((await house.get(reader, `${root}/exports/loans?sort=books`)).status, 400)
    const friends = await house.get(reader, '/exports/friends')
    assert.match(friends.text, /^Code,Name,Trusted,Remark\r\nANN,Ann,yes,/)
  })

  test(here('only the columns that are named go out, and of those only what is seen'), async () => {
    const reader = await house.key('reader')
    const asked = (columns: string) =>
      house.get(reader, `${root}/exports/loans?sort=number&columns=${columns}`)
    const some = (await asked('lentTo,number')).text.split('\r\n')
    // Without columns of its rows a loan is one line.
    assert.deepEqual([some[0], some[1], some.length], ['Lent to,Number', 'ANN,L0000', count + 2])
    const rows = (await asked('number,books.copies')).text.split('\r\n')
    assert.deepEqual([rows[1], rows[2], rows.length], ['L0000,1', 'L0000,2', count * 2 + 2])
    for (const hidden of ['books.value', 'nothing']) {
      const refused = await asked(`number,${hidden}`)
      assert.equal(refused.status, 400)
      assert.deepEqual(
        refused.json.problems.map(({ rule, field }) => `${rule} ${field}`),
        ['field-unknown columns'],
      )
    }
  })

  test(here('one paper is printed, and many in one file'), async () => {
    const [ann, nobody] = [await house.key('tests'), await house.key('nobody')]
    const list = await house.get(ann, `${root}/loans?number=L0003`)
    const [loan] = list.json['papers'] as { id: string }[]
    const one = await pdf(house, ann, `${root}/loans/${loan?.id ?? ''}/print?printLanguage=de-AT`)
    const page = (one.pages[0] ?? '').replaceAll(/\s+/g, ' ')
    for (const word of ['Loan L0003', 'The store', 'Book 2', '22. Nov. 2026', '9,35']) {
      assert.ok(page.includes(word), `${word}: ${page}`)
    }
    const some = `${root}/exports/loans?number.startsWith=L000&sort=number&as=pdf`
    const many = await pdf(house, ann, some)
    assert.equal(many.pages.length, 10)
    const all = await house.get(ann, `${root}/exports/loans?as=pdf`)
    assert.deepEqual([all.status, all.json.problems[0]?.rule], [422, 'print-large'])
    const empty = await house.get(ann, `${root}/exports/loans?number=none&as=pdf`)
    assert.deepEqual([empty.status, empty.json.problems[0]?.rule], [422, 'print-empty'])
    const print = `${root}/loans/${loan?.id ?? ''}/print`
    assert.equal((await house.get(nobody, print)).status, 404)
    assert.equal((await house.get(ann, `${root}/loans/${organization}/print`)).status, 404)
  })
}

async function keyOf({ database }: LibraryApi['library'], organization: string): Promise<string> {
  const named = { name: 'tests', scopes: allScopes, createdBy: 'the test' }
  const made = await createKey(database, organization, named)
  assert.ok(made.ok)
  return made.value.text
}

/** Imports a file and posts it; every paper of it must come. */
async function bring(house: LibraryApi, key: string, query: string, body: string): Promise<void> {
  const type = 'application/octet-stream'
  const headers = { authorization: `Bearer ${key}`, 'content-type': type }
  const path = `/api/v1${root}/imports?${query}&file=list.csv`
  const made = await house.send(path, { method: 'POST', headers, body })
  assert.equal(made.status, 201, made.text)
  const at = `${root}/imports/${made.json.id}`
  await until(house, key, at, 'staged')
  const asked = await house.post(key, `${at}/posting`, {})
  assert.equal(asked.status, 202, asked.text)
  await until(house, key, at, 'posted')
}

async function until(house: LibraryApi, key: string, at: string, state: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const { json } = await house.get(key, at)
    if (json['state'] === state) return
    await pause(20)
  }
  throw new Error(`The import does not become ${state}.`)
}

async function pdf(house: LibraryApi, key: string, path: string) {
  const response = await fetch(`${house.api.address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  assert.equal(response.headers.get('content-type'), 'application/pdf')
  return lookAtPdf(new Uint8Array(await response.arrayBuffer()))
}
