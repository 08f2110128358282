/** A company's books through the API, from nothing to the first reversal, on a real PostgreSQL. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import { addOrganization } from '#server/set-up.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'

/** What the stories share: the API over empty books, and a key to them. */
interface Desk {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly key: string
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Reply>
}

const entries = '/companies/store/entries'

function sale(key: string, amount = '120.00', credit = `-${amount}`): object {
  return {
    key,
    journal: 'sales',
    postedOn: '2026-11-22',
    reason: 'A sale over the counter',
    lines: [
      { account: 'bank', currency: 'GBP', amount },
      { account: 'sales', currency: 'GBP', amount: credit, dimensions: { department: 'shop' } },
    ],
  }
}

/** The stories in their order; each goes on where the one before it ended. */
const stories: readonly (readonly [string, (desk: Desk) => Promise<void>])[] = [
  [
    'a company is set up from nothing',
    async ({ api, key }) => {
      const company = {
        code: 'store',
        name: 'The store',
        currency: 'GBP',
        country: 'GB',
        positionAccount: 'position',
      }
      const made = await api.post(key, '/companies', company)
      assert.deepEqual([made.status, made.json], [201, { timeZone: 'UTC', ...company }])
      assert.equal((await api.post(key, '/companies', company)).status, 409)
      const chart = [
        { code: 'bank', type: 'asset' },
        { code: 'sales', type: 'income' },
        { code: 'receivables', type: 'asset', subjectRule: 'required' },
        { code: 'exchange loss', type: 'expense' },
        { code: 'position', type: 'position' },
        { code: 'customers', type: 'place' },
        { code: 'stock', type: 'asset', goods: true },
      ]
      const added = await api.post(key, '/companies/store/accounts', { accounts: chart })
      assert.deepEqual([added.status, added.json], [200, { added: 7 }])
      const again = await api.post(key, '/companies/store/accounts', { accounts: chart })
      assert.deepEqual(again.json, { added: 0 })
      const commodities = [
        { code: 'USD', kind: 'currency' },
        { code: 'mug', kind: 'item', scale: 0 },
      ]
      assert.deepEqual((await api.post(key, '/commodities', { commodities })).json, { added: 2 })
      const listed = async (asked: string): Promise<string[]> => {
        const { json } = await api.get(key, `/commodities?${asked}`)
        return (json['commodities'] as { code: string }[]).map(({ code }) => code)
      }
      assert.deepEqual(await listed(''), ['GBP', 'USD', 'mug'])
      assert.deepEqual(await listed('kind=currency&after=GBP'), ['USD'])
      assert.deepEqual(await listed('kind=item&limit=1'), ['mug'])
      assert.deepEqual((await api.get(key, '/commodities?kind=gold')).status, 400)
      const journals = await api.post(key, '/companies/store/journals', {
        journals: ['general', 'sales', 'bank'],
      })
      assert.deepEqual(journals.json, { journals: ['bank', 'general', 'sales'] })
      const year = { year: 2026, startsOn: '2026-01-01' }
      const opened = await api.post(key, '/companies/store/fiscal-years', year)
      assert.deepEqual([opened.status, opened.json.periods.length], [201, 14])
      const twice = await api.post(key, '/companies/store/fiscal-years', year)
      assert.deepEqual([twice.status, rule(twice)], [409, 'year-exists'])
    },
  ],
  [
    'an entry is posted once, however often it is sent',
    async ({ post }) => {
      const first = await post(sale('1'))
      assert.equal(first.status, 201, first.text)
      assert.equal(first.json['period'], 202611)
      assert.equal(first.headers.get('location'), `/api/v1${entries}/${first.json.id}`)
      const again = await post(sale('1'))
      assert.deepEqual([again.status, again.json], [201, first.json])
      assert.equal(again.headers.get('idempotency-replayed'), 'true')
      const { key: _, ...keyless } = sale('1') as { key: string }
      const byHeader = await post(keyless, { 'idempotency-key': '1' })
      assert.deepEqual([byHeader.status, byHeader.json], [201, first.json])
      const other = await post(sale('1', '120.01'))
      assert.deepEqual([other.status, rule(other)], [409, 'key-reused'])
      const none = await post(keyless)
      assert.deepEqual([none.status, rule(none)], [400, 'key-missing'])
      const two = await post(sale('1'), { 'idempotency-key': '2' })
      assert.deepEqual([two.status, rule(two)], [400, 'keys-differ'])
    },
  ],
  [
    'an entry is seen as it was sent',
    async ({ api, key, post }) => {
      const { json } = await post(sale('seen'))
      const seen = await api.get(key, `${entries}/${json.id}`)
      assert.equal(seen.status, 200)
      const both = { layer: 'actual', currency: 'GBP' }
      const shop = { dimensions: { department: 'shop' } }
      assert.deepEqual(seen.json.lines, [
        { ...both, line: 1, account: 'bank', amount: '120.00', base: '120.00' },
        { ...both, ...shop, line: 2, account: 'sales', amount: '-120.00', base: '-120.00' },
      ])
      assert.match(String(seen.json['actor']), /^tests \(key /)
      const absent = await api.get(key, `${entries}/${newId(Date.now())}`)
      assert.equal(absent.status, 404)
    },
  ],
  [
    'a refusal says which rule, with figures, and what to do',
    async ({ post }) => {
      const refused = await post(sale('unbalanced', '120.00', '-119.50'))
      assert.equal(refused.status, 422)
      assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8')
      assert.equal(refused.json.type, 'urn:backstay:problem:refused')
      assert.deepEqual(refused.json.problems[0], {
        rule: 'unbalanced-currency',
        field: 'lines',
        message:
          'In GBP the debits are 0.50 GBP more than the credits. ' +
          'Correct the lines so that both are equal.',
      })
      const fine = await post(sale('fine', '1.005'))
      assert.deepEqual(
        [fine.status, rule(fine), fine.json.problems[0]?.field],
        [422, 'too-many-digits', 'lines[1].amount'],
      )
      const number = { ...sale('number'), lines: [{ account: 'bank', currency: 'GBP', amount: 1 }] }
      const wrong = await post(number)
      assert.deepEqual(
        [wrong.status, wrong.json.problems[0]?.field],
        [400, 'lines[1].amount'],
        wrong.text,
      )
      const unknown = await post({ ...sale('unknown'), colour: 'red' })
      assert.deepEqual([unknown.status, rule(unknown)], [400, 'field-unknown'])
    },
  ],
  [
    'a set gets one result for each entry, and one refusal leaves the others alone',
    async ({ post }) => {
      const unknown = { ...sale('s3'), lines: [{ account: 'x', currency: 'ZZZ', amount: '1' }] }
      const set = [sale('s1'), sale('s2', '10.00', '-9.00'), unknown, sale('s1'), sale('s4')]
      const { status, json } = await post({ entries: set })
      assert.equal(status, 200)
      assert.deepEqual(
        json.entries.map((result) => result['outcome']),
        ['recorded', 'refused', 'refused', 'repeated', 'recorded'],
      )
      assert.equal(json.entries[2]?.problems[0]?.rule, 'currency-unknown')
      assert.equal(json.entries[3]?.id, json.entries[0]?.id)
    },
  ],
  [
    'currencies meet in the position account',
    async ({ api, key, post }) => {
      const item = { kind: 'open item', paper: 'US-1', party: 'Bob' }
      const open = { account: 'receivables', currency: 'USD', subject: item }
      const sold = await post({
        ...sale('usd-sold'),
        lines: [
          { ...open, amount: '1000.00', base: '1123.00' },
          { account: 'sales', currency: 'GBP', amount: '-1123.00' },
        ],
      })
      assert.equal(sold.status, 201, sold.text)
      const paid = await post({
        ...sale('usd-paid'),
        lines: [
          { account: 'bank', currency: 'GBP', amount: '1120.00' },
          { ...open, amount: '-1000.00', base: '-1123.00' },
          { account: 'exchange loss', currency: 'USD', amount: '0', base: '3.00' },
        ],
      })
      assert.equal(paid.status, 201, paid.text)
      const { json } = await api.get(key, `${entries}/${paid.json.id}`)
      assert.deepEqual(
        json.lines.slice(3).map((line) => [line['account'], line['amount']]),
        [
          ['position', '-1120.00'],
          ['position', '1000.00'],
        ],
      )
    },
  ],
  [
    'an entry is reversed once, and its reversal is sent twice as well',
    async ({ api, key, post }) => {
      const { json } = await post(sale('wrong'))
      const address = `${entries}/${json.id}/reversal`
      const request = { key: 'undo', postedOn: '2026-11-23', reason: 'Rung up twice' }
      const undone = await api.post(key, address, request)
      assert.equal(undone.status, 201, undone.text)
      const again = await api.post(key, address, request)
      assert.deepEqual([again.status, again.json], [201, undone.json])
      const twice = await api.post(key, address, { ...request, key: 'undo again' })
      assert.deepEqual([twice.status, rule(twice)], [422, 'reversed-already'])
      const seen = await api.get(key, `${entries}/${json.id}`)
      assert.equal(seen.json['reversedBy'], undone.json.id)
      const back = await api.get(key, `${entries}/${undone.json.id}`)
      assert.equal(back.json['reversedEntry'], json.id)
      assert.equal(back.json.lines[0]?.amount, '-120.00')
    },
  ],
  [
    'a pending entry is settled in part, then whole, then nothing is left',
    async ({ api, key, post }) => {
      const lines = [
        { account: 'bank', layer: 'pending', currency: 'GBP', amount: '50.00' },
        { account: 'sales', layer: 'pending', currency: 'GBP', amount: '-50.00' },
      ]
      const pending = await post({ ...sale('hold'), kind: 'pending', lines })
      assert.equal(pending.status, 201, pending.text)
      const address = `${entries}/${pending.json.id}/settlement`
      const request = { key: 'part', postedOn: '2026-11-23', reason: 'Paid a part' }
      const part = [
        { line: 1, amount: '20.00' },
        { line: 2, amount: '-20.00' },
      ]
      const first = await api.post(key, address, { ...request, lines: part })
      assert.equal(first.status, 201, first.text)
      const left = await api.get(key, `${entries}/${pending.json.id}`)
      assert.equal(left.json.lines[0]?.left.amount, '30.00')
      const over = [
        { line: 1, amount: '30.01' },
        { line: 2, amount: '-30.01' },
      ]
      const more = await api.post(key, address, { ...request, key: 'over', lines: over })
      assert.deepEqual([more.status, rule(more)], [422, 'more-than-pending'])
      const rest = await api.post(key, address, { ...request, key: 'rest' })
      assert.equal(rest.status, 201, rest.text)
      const replayed = await api.post(key, address, { ...request, key: 'rest' })
      assert.deepEqual([replayed.status, replayed.json], [201, rest.json], replayed.text)
      const partAgain = await api.post(key, address, { ...request, lines: part })
      assert.deepEqual([partAgain.status, partAgain.json], [201, first.json])
      const nothing = await api.post(key, address, { ...request, key: 'more' })
      assert.deepEqual([nothing.status, rule(nothing)], [422, 'nothing-left'])
      const settled = await api.get(key, `${entries}/${rest.json.id}`)
      assert.deepEqual(
        settled.json.lines.map((line) => [line['layer'], line['amount']]),
        [
          ['pending', '-30.00'],
          ['actual', '30.00'],
          ['pending', '30.00'],
          ['actual', '-30.00'],
        ],
      )
    },
  ],
  [
    'a pending entry is voided',
    async ({ api, key, post }) => {
      const lines = [
        { account: 'bank', layer: 'pending', currency: 'GBP', amount: '5.00' },
        { account: 'sales', layer: 'pending', currency: 'GBP', amount: '-5.00' },
      ]
      const pending = await post({ ...sale('held'), kind: 'pending', lines })
      const address = `${entries}/${pending.json.id}/void`
      const request = { key: 'release', postedOn: '2026-11-23', reason: 'Changed their mind' }
      const voided = await api.post(key, address, request)
      assert.equal(voided.status, 201, voided.text)
      const seen = await api.get(key, `${entries}/${pending.json.id}`)
      assert.equal(seen.json.lines[0]?.left.amount, '0.00')
      const ordinary = await post(sale('ordinary'))
      const wrong = await api.post(key, `${entries}/${ordinary.json.id}/void`, {
        ...request,
        key: 'w',
      })
      assert.deepEqual([wrong.status, rule(wrong)], [422, 'not-pending'])
    },
  ],
  [
    'entries are listed in pages that together have each once',
    async ({ api, key }) => {
      const seen: string[] = []
      let next = ''
      for (let pages = 0; pages < 50; pages += 1) {
        const page = await api.get(key, `${entries}?limit=3&to=2026-12-31${next}`)
        assert.equal(page.status, 200, page.text)
        seen.push(...page.json.entries.map((entry) => entry.id))
        if (page.json.next === undefined) break
        next = `&after=${page.json.next}`
      }
      const whole = await api.get(key, `${entries}?limit=500`)
      assert.ok(seen.length > 9)
      assert.deepEqual(
        seen,
        whole.json.entries.map((entry) => entry.id),
      )
      assert.deepEqual((await api.get(key, `${entries}?from=2027-01-01`)).json, { entries: [] })
    },
  ],
  [
    'periods lock, close and reopen, and say what stands in the way',
    async ({ api, key, post }) => {
      const state = (period: number, to: string, reason = 'Month end') =>
        api.post(key, `/companies/store/periods/${period}/state`, { state: to, reason })
      const early = await state(202602, 'closed')
      assert.deepEqual([early.status, rule(early)], [409, 'period-close-in-order'])
      assert.match(early.json.detail, /202601/)
      assert.equal((await state(202601, 'closed')).json['state'], 'closed')
      const late = await post({ ...sale('late'), postedOn: '2026-01-15' })
      assert.deepEqual([late.status, rule(late)], [422, 'period-closed'])
      assert.match(late.json.detail, /2026-01 of 2026-01-15 is closed/)
      assert.equal((await state(202601, 'open')).status, 200)
      assert.equal((await state(202601, 'open')).status, 409)
      const nowhere = await state(299901, 'open')
      assert.deepEqual([nowhere.status, rule(nowhere)], [404, 'period-unknown'])
      const blank = await state(202601, 'closed', ' ')
      assert.deepEqual([blank.status, rule(blank)], [400, 'reason-missing'])
    },
  ],
  [
    'the same entry sent by many at once is posted once',
    async ({ post }) => {
      const replies = await Promise.all(Array.from({ length: 40 }, () => post(sale('race'))))
      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([201]))
      assert.equal(new Set(replies.map(({ json }) => json.id)).size, 1)
      const first = replies.filter(({ headers }) => !headers.has('idempotency-replayed'))
      assert.equal(first.length, 1)
    },
  ],
  [
    'many at once share a transaction, and one refusal stays with its caller',
    async ({ post }) => {
      const many = Array.from({ length: 60 }, (_, place) =>
        place === 30 ? sale('m30', '1.00', '-2.00') : sale(`m${place}`),
      )
      const replies = await Promise.all(many.map((body) => post(body)))
      assert.deepEqual(
        replies.map(({ status }) => status),
        many.map((_, place) => (place === 30 ? 422 : 201)),
      )
      const moments = new Set(replies.flatMap(({ json }) => json['recordedAt'] ?? []))
      assert.ok(moments.size < 40, `${moments.size} transactions`)
    },
  ],
]

for (const server of await testServers()) {
  describe(`the API on PostgreSQL ${server.version}`, () => {
    let desk: Desk
    before(async () => {
      desk = await deskOver(await freshBooks(server))
    })
    after(async () => {
      await desk.api.close()
      await desk.books.drop()
      assert.deepEqual(desk.api.faults, [])
    })
    for (const [name, story] of stories) test(name, () => story(desk))
  })
}

async function deskOver(books: FreshBooks): Promise<Desk> {
  const organization = newId(Date.now())
  await books.database.transaction(organization, (query) =>
    addOrganization(query, organization, 'The test store'),
  )
  const api = await testApi(books.database)
  const key = await api.key(organization)
  const post = (body: unknown, headers?: Record<string, string>): Promise<Reply> =>
    api.post(key, entries, body, headers)
  return { books, api, key, post }
}

/** The rule of the first problem of an answer. */
function rule(reply: Reply): string | undefined {
  return reply.json.problems[0]?.rule
}
