/** Acts of many people at one moment: they share transactions, and each is answered for itself. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { none, openLibraryApis } from '#test/library-api.ts'
import type { LibraryApi } from '#test/library-api.ts'

const here = '/companies/store'
const deposit = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }

interface Done {
  readonly id: string
  readonly version: number
  readonly number: string | null
  readonly outcome: string
}

/** The n-th of many acts: of five kinds in turn, every sixth with a friend whom nobody knows. */
function actOf(at: number): { readonly path: string; readonly body: object } {
  const owner = at % 6 === 5 ? 'EVE' : 'ANN'
  const spent = { owner, spentOn: '2026-11-22', pence: 1, deposits: [] }
  const lent = { lentTo: owner, lentOn: '2026-11-22', books: [] }
  const code = owner === 'EVE' ? 'ANN' : `F${at}`
  const acts = [
    { path: `${here}/deposits`, body: { papers: [{ ...deposit, owner }] } },
    { path: `${here}/deposits`, body: { papers: [{ ...deposit, owner }], verb: 'take' } },
    { path: `${here}/loans`, body: { papers: [lent], verb: 'lend' } },
    { path: '/friends', body: { rows: [{ code, name: 'A friend', trusted: true }] } },
    { path: `${here}/spendings`, body: { papers: [spent] } },
  ] as const
  return acts[at % 5] ?? acts[0]
}

async function manyAtOnce({ post, key, library }: LibraryApi): Promise<void> {
  const people = [await key('tests'), await key('bob')]
  const before = await transactionsOf(library)
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, at) => {
      const { path, body } = actOf(at)
      return post(people[at % 2] ?? '', path, body)
    }),
  )
  const refused = replies.map(({ status }, at) => [at, status] as const).filter(([, s]) => s >= 400)
  // A loan must have a book, whoever borrows.
  assert.deepEqual(
    refused.map(([at]) => at),
    Array.from({ length: 60 }, (_, at) => at).filter((at) => at % 6 === 5 || at % 5 === 2),
  )
  assert.ok(refused.every(([, status]) => [409, 422].includes(status)))
  const numbers = replies.flatMap(({ json }) =>
    ((json['papers'] ?? []) as Done[]).flatMap(({ number }) => number ?? []),
  )
  const given = numbers.map((number) => Number(number.slice(1))).toSorted((a, b) => a - b)
  assert.deepEqual(
    given,
    given.map((_, at) => (given[0] ?? 0) + at),
    'without gaps',
  )
  const took = (await transactionsOf(library)) - before
  assert.ok(took < 45, `${took} transactions for sixty acts`)
}

/** Of many who do the same with one paper, one does it, and the others are told so. */
async function sameAtOnce({ post, key }: LibraryApi): Promise<void> {
  const ann = await key('tests')
  const made = await post(ann, `${here}/deposits`, { papers: [deposit] })
  const [{ id, version } = none] = made.json['papers'] as Done[]
  const take = () => post(ann, `${here}/deposits/take`, { papers: [{ id, version }] })
  const replies = await Promise.all(Array.from({ length: 8 }, take))
  const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b)
  assert.deepEqual(statuses, [200, ...Array<number>(7).fill(409)])
  const twice = {
    papers: [
      { id, version: 2 },
      { id, version: 2 },
    ],
  }
  const own = await post(await key('bob'), `${here}/deposits/give-back`, twice)
  assert.equal(own.status, 207)
  const rules = (own.json['papers'] as { problems: { rule: string }[] }[]).map(
    ({ problems }) => problems[0]?.rule,
  )
  assert.deepEqual(rules, ['paper-twice', 'paper-twice'])
}

const houses = await openLibraryApis()
for (const { server, house } of houses) {
  after(async () => {
    await house.api.close()
    await house.library.drop()
    assert.deepEqual(house.faults, [])
  })
  test(`sixty acts of five kinds at once on PostgreSQL ${server.version}`, () => manyAtOnce(house))
  test(`the same act by many at once on PostgreSQL ${server.version}`, () => sameAtOnce(house))
}

/** How many transactions have written papers or rows so far. */
async function transactionsOf({ database, organization }: LibraryApi['library']): Promise<number> {
  const [row] = await database.transaction(organization, (query) =>
    query<{ count: number }>({
      text: `select count(distinct xmin::text)::integer as count from (
          select xmin from paper.act union all select xmin from register.act) a`,
    }),
  )
  return row?.count ?? 0
}
