/** Papers and registers as they are seen: listed, shown, hidden; and requests sent again. */
import assert from 'node:assert/strict'
import pg from 'pg'
import { newId } from '#base/id.ts'
import { deskOf } from '#server/paper-books.ts'
import { previewDeed } from '#server/papers/acts.ts'
import { writing } from '#server/papers/deeds.ts'
import { someone } from '#test/kit-books.ts'
import { deposit as kindOfDeposit, libraryCatalogue } from '#test/kit.ts'
import { count, libraryHouse, rulesOf, seen, tellStories } from '#test/library-api.ts'
import type { Desk } from '#test/library-api.ts'
import type { Reply } from '#test/http.ts'

const here = '/companies/store'
const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.5' }
const loan = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }
const deposit = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }

async function registers({ post, get, keys }: Desk): Promise<void> {
  const values = { name: 'Dee', trusted: true }
  const added = await post(keys.all, '/friends', { rows: [{ code: 'DEE', ...values }] })
  assert.deepEqual(
    [added.status, added.json['rows']],
    [201, [{ code: 'DEE', outcome: 'done', version: 1 }]],
  )
  const taken = await post(keys.all, '/friends', { rows: [{ code: 'DEE', ...values }] })
  assert.deepEqual([taken.status, rulesOf(taken)], [409, ['code-taken']])
  const change = { code: 'DEE', version: 1, remark: 'Pays late' }
  assert.equal((await post(keys.all, '/friends/changes', { rows: [change] })).status, 200)
  const stale = await post(keys.all, '/friends/changes', { rows: [change] })
  assert.deepEqual([stale.status, rulesOf(stale)], [409, ['version-other']])
  const { madeBy: _, ...read } = (await get(keys.reader, '/friends/DEE')).json
  assert.deepEqual(read, { code: 'DEE', version: 2, ...values, remark: 'Pays late', extra: {} })
  const timeline = await get(keys.reader, '/friends/DEE/timeline')
  assert.deepEqual(
    (timeline.json['happenings'] as { verb: string }[]).map(({ verb }) => verb),
    ['change', 'add'],
  )
  assert.equal((await get(keys.reader, '/friends/NOBODY')).status, 404)
  const shelf = await get(keys.reader, `${here}/shelves/${encodeURIComponent('A 1')}`)
  assert.deepEqual([shelf.status, shelf.json['room']], [200, 'attic'])
  const slashed = await post(keys.all, '/friends', { rows: [{ code: 'a/b?c', ...values }] })
  assert.equal(slashed.status, 201)
  assert.equal((await get(keys.all, `/friends/${encodeURIComponent('a/b?c')}`)).status, 200)
  const rates = ['2026-01-01', '2026-06-01'].map((goodFrom, at) => ({
    code: 'late',
    goodFrom,
    pence: at + 1,
  }))
  const dated = await post(keys.all, `${here}/late-rates`, { rows: rates })
  assert.equal(dated.status, 201, dated.text)
  const all = await get(keys.all, `${here}/late-rates/late`)
  assert.deepEqual(
    (all.json['rows'] as { pence: number }[]).map(({ pence }) => pence),
    [1, 2],
  )
  const good = await get(keys.all, `${here}/late-rates/late?goodOn=2026-05-31`)
  assert.deepEqual(
    (good.json['rows'] as { pence: number }[]).map(({ pence }) => pence),
    [1],
  )
  assert.equal((await get(keys.all, `${here}/late-rates/late?goodOn=2025-12-31`)).status, 404)
  const undated = await post(keys.all, `${here}/late-rates`, { rows: [{ code: 'x', pence: 1 }] })
  assert.equal(undated.status, 400)
}

async function lists({ post, get, keys }: Desk): Promise<void> {
  const wish = { reader: 'ANN', wishedOn: '2026-11-01', copies: 1, urgent: false, format: 'film' }
  const papers = Array.from({ length: 30 }, (_, at) => ({
    ...wish,
    branch: at % 3 === 0 ? 'north' : 'south',
    wishedOn: `2026-11-${String(1 + (at % 10)).padStart(2, '0')}`,
    price: `${at}.50`,
    note: at === 7 ? 'A, "B"' : null,
  }))
  assert.equal((await post(keys.all, `${here}/wishes`, { papers })).status, 201)
  const address = `${here}/wishes?reader=ANN&sort=wishedOn&limit=7`
  const days: string[] = []
  let next: string | undefined
  do {
    const page = await get(keys.all, next === undefined ? address : `${address}&after=${next}`)
    assert.equal(page.status, 200, page.text)
    days.push(...(page.json['papers'] as { wishedOn: string }[]).map(({ wishedOn }) => wishedOn))
    next = page.json.next
  } while (next !== undefined)
  assert.deepEqual([days.length, days], [30, days.toSorted()])
  const counted = async (query: string, key = keys.all): Promise<unknown> => {
    const { status, json } = await get(key, `${here}/counts/wishes?${query}`)
    return status === 200 ? json['count'] : rulesOf({ json } as Reply)[0]
  }
  assert.equal(await counted('wishedOn.from=2026-11-05&wishedOn.to=2026-11-06'), 6)
  assert.equal(await counted('urgent=false&copies=1&state=draft'), 30)
  assert.equal(await counted(`note=${encodeURIComponent('A, "B"')}`), 1)
  const list = encodeURIComponent('x,"A, ""B""",y')
  assert.equal(await counted(`reader.anyOf=${list}`), 0)
  assert.equal(await counted('price.from=10&note.isEmpty=true'), 20)
  assert.equal(await counted('price.from=ten'), 'field-form')
  assert.equal(await counted('colour=red'), 'field-unknown')
  assert.equal(await counted('', keys.north), 10)
  // What is confidential is no field for a reader, in a filter, a sort or an answer.
  assert.equal(await counted('price.from=10', keys.reader), 'field-unknown')
  const sorted = await get(keys.reader, `${here}/wishes?sort=price`)
  assert.deepEqual([sorted.status, rulesOf(sorted)], [400, ['field-unknown']])
  const page = await get(keys.reader, `${here}/wishes?limit=1`)
  assert.doesNotMatch(page.text, /price/)
  const torn = await get(keys.all, `${address}&after=x`)
  assert.deepEqual([torn.status, rulesOf(torn)], [400, ['cursor-other']])
  const none = await get(keys.nobody, `${here}/wishes`)
  assert.deepEqual([none.status, rulesOf(none)], [403, ['role-missing']])
  const told = 'Only a reader may see wishes. Mrs Hill can grant that role in store.'
  assert.equal(none.json.problems[0]?.message, told)
}

async function unseen({ post, get, keys }: Desk): Promise<void> {
  const wish = { reader: 'ANN', wishedOn: '2026-11-01', copies: 1, urgent: false, format: 'film' }
  const made = await post(keys.all, `${here}/wishes`, {
    papers: [{ ...wish, branch: 'south', price: '73913.37' }],
  })
  const [paper] = seen(made)
  const absent = newId(Date.now())
  const blank = ({ text }: Reply, id: string): string => text.replaceAll(id, 'ID')
  for (const key of [keys.north, keys.nobody]) {
    for (const path of ['', '/timeline']) {
      const [one, other] = [paper?.id ?? '', absent].map((id) => `${here}/wishes/${id}${path}`)
      const [there, nowhere] = [await get(key, one ?? ''), await get(key, other ?? '')]
      assert.equal(there.status, 404)
      assert.equal(there.text, nowhere.text)
    }
    for (const act of ['ask', 'changes', 'removals', 'undoing']) {
      const body = (id: string) => ({ papers: [{ id, version: 1 }] })
      const there = await post(key, `${here}/wishes/${act}`, body(paper?.id ?? ''))
      const nowhere = await post(key, `${here}/wishes/${act}`, body(absent))
      assert.equal(there.status, 404, there.text)
      assert.equal(blank(there, paper?.id ?? ''), blank(nowhere, absent), act)
    }
  }
  for (const path of [`${here}/wishes/${paper?.id}`, `${here}/wishes/${paper?.id}/timeline`]) {
    const reply = await get(keys.reader, path)
    assert.equal(reply.status, 200)
    assert.doesNotMatch(reply.text, /73913/)
    assert.match((await get(keys.bob, path)).text, /73913\.37/)
  }
}

async function repeated({ post, get, keys, library }: Desk): Promise<void> {
  const before = await count(get, keys.all, 'deposits')
  const body = { papers: [deposit, { ...deposit, owner: 'EVE' }], verb: 'take' }
  const header = { 'idempotency-key': 'first' }
  const send = (key = keys.all, sent: unknown = body) => post(key, `${here}/deposits`, sent, header)
  const answers = await Promise.all(Array.from({ length: 5 }, () => send()))
  const again = await send()
  assert.equal(new Set([...answers, again].map(({ text }) => text)).size, 1)
  assert.ok([...answers, again].every(({ status }) => status === 207))
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  assert.equal(await count(get, keys.all, 'deposits'), before + 1)
  const other = await send(keys.all, { papers: [deposit], verb: 'take' })
  assert.deepEqual([other.status, rulesOf(other)], [409, ['key-reused']])
  const elsewhere = await post(keys.all, `${here}/loans`, { papers: [loan] }, header)
  assert.deepEqual([elsewhere.status, rulesOf(elsewhere)], [409, ['key-reused']])
  // Another person's keys are another's; nobody learns what somebody else was answered.
  assert.equal((await send(keys.bob)).headers.get('idempotency-replayed'), null)
  assert.equal(await count(get, keys.all, 'deposits'), before + 2)
  // What was refused whole has done nothing, and is decided anew.
  const late = { papers: [{ ...deposit, owner: 'FAY' }], verb: 'take' }
  const key = { 'idempotency-key': 'second' }
  assert.equal((await post(keys.all, `${here}/deposits`, late, key)).status, 422)
  const fay = { rows: [{ code: 'FAY', name: 'Fay', trusted: true }] }
  assert.equal((await post(keys.all, '/friends', fay)).status, 201)
  assert.equal((await post(keys.all, `${here}/deposits`, late, key)).status, 201)
  const kept = await library.database.transaction(library.organization, (query) =>
    query<{ key: string }>({ text: 'select key from paper.request order by key' }),
  )
  assert.deepEqual(
    kept.map((row) => row.key),
    ['first', 'first', 'second'],
  )
}

async function previews({ library }: Desk): Promise<void> {
  const { database, organization, superuser } = library
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(
      "update ledger.account set read_class = 4 where organization = $1 and code = 'bank'",
      [organization],
    )
  } finally {
    await client.end()
  }
  const company = { code: 'store', currency: 'GBP', scale: 2, timeZone: 'UTC' }
  const desk = deskOf(organization, company, libraryCatalogue, libraryHouse.now())
  const look = async (readsTo: number): Promise<number[]> => {
    const sent = [{ values: deposit, actor: someone('ann', 'librarian') }]
    const deed = writing(kindOfDeposit, 'take')
    const shown = await previewDeed(database, desk, deed, sent, readsTo)
    return shown.entries.flatMap(({ id, lines }) =>
      lines.flatMap((_, at) => (shown.isSeen(id, at + 1) ? [at + 1] : [])),
    )
  }
  assert.deepEqual([await look(6), await look(4), await look(3)], [[1, 2], [1, 2], [2]])
}

await tellStories([
  ['registers are added to, changed and seen', registers],
  ['lists are filtered, sorted, paged and counted', lists],
  ['who may not see a paper learns nothing of it', unseen],
  ['a key makes it safe to send again', repeated],
  ['lines above the class of who looks at a preview are left out', previews],
])
