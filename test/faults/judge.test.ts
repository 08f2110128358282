/** The judge of the rigs is no yes-man: it names each damage that is done to papers. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { types } from '#server/database/types.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { printSeed } from '#test/faults/chance.ts'
import { startClients } from '#test/faults/clients.ts'
import { judge } from '#test/faults/judge.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { judgePapers } from '#test/faults/paper-judge.ts'
import { storeOver } from '#test/faults/store.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { firstServer } from '#test/postgres.ts'

let books: FreshBooks
let api: TestApi
let organization: string
let superuser: pg.Client
const log = new OutsideLog()

before(async () => {
  printSeed()
  books = await freshBooks(await firstServer())
  api = await testApi(books.database)
  superuser = new pg.Client({ ...books.superuser, types })
  await superuser.connect()
  const store = await storeOver(books.database)
  organization = store.organization
  const seen = { ...store, address: () => api.address }
  // What clients leave behind is up to chance: they come again until there is enough to damage.
  for (let round = 1; round === 1 || (await undamaged()).length > 0; round += 1) {
    assert.ok(round < 20, 'there is never enough to damage')
    const clients = startClients(seen, log, `judged-${round}`, 4)
    const enough = log.acknowledged + 100
    try {
      while (log.acknowledged < enough || log.neverDone().length > 0) await log.goesOn()
    } finally {
      await clients.stop()
    }
  }
})
after(async () => {
  await superuser?.end()
  await api?.close()
  await books?.drop()
})

test('a day without damage is sound', async () => {
  assert.deepEqual(await judge(books.superuser, organization, log), [])
  assert.deepEqual([...log.defects, ...api.faults], [])
})

const issued = "(select id from paper.sales_invoice where state = 'issued' limit 1)"
const anAct = `(organization, kind, paper, version) = (
  select organization, kind, paper, version from paper.act where verb = 'issue' limit 1)`

/** What is done, and what the judge says to it. */
const damages: readonly (readonly [string, string, RegExp])[] = [
  ['an act is gone', `delete from paper.act where ${anAct}`, /is lost: acknowledged/],
  [
    'an act stands twice',
    `insert into paper.act select organization, company, kind, paper, version + 1000, verb, actor,
      name, at, after, before, entries from paper.act where ${anAct}`,
    /was told to nobody/,
  ],
  [
    'an act is somebody else’s',
    `update paper.act set name = 'eve (key)' where verb = 'write' and name like 'cas (%'`,
    /told as/,
  ],
  [
    'an act says something else than was sent',
    `update paper.act set after = after || '{"customer": "BEN"}'
      where kind = 'sales invoice' and after ->> 'customer' = 'ANN'`,
    /and was sent as/,
  ],
  [
    'a paper goes back to its first state',
    `update paper.sales_invoice set state = 'draft' where id = ${issued}`,
    /by its acts issued/,
  ],
  [
    'a paper is at another version',
    `update paper.receipt set version = version + 1 where state = 'posted'`,
    /by its acts posted/,
  ],
  [
    'a paper is gone',
    `delete from paper.dunning_letter where id = (
      select id from paper.dunning_letter where state = 'withdrawn' limit 1)`,
    /by its acts withdrawn/,
  ],
  [
    'an invoice comes to another sum',
    `update paper.sales_invoice set total = total + 0.01 where id = ${issued}`,
    /in the books, by the papers/,
  ],
  [
    'a credit is used that was never left',
    `update paper.receipt set rest = rest + 1 where state = 'posted' and rest > 0`,
    /settles .* and leaves|customer credit .* in the books/,
  ],
  [
    'a number is left out',
    `update paper.sales_invoice set number = 'INV-' || extract(year from now()) || '-99999'
      where id = ${issued}`,
    /numbers are given/,
  ],
  [
    'the counter is ahead',
    `update paper.counter set last = last + 1 where series like 'CN-%'`,
    /numbers are given/,
  ],
  [
    'an act names no entry of its own',
    `update paper.act set entries = '{}' where ${anAct}`,
    /is of 0 acts/,
  ],
  [
    'an entry is of another paper',
    `update ledger.entry set source_number = 'INV-1' where source_paper = 'sales invoice'`,
    /is of 1 acts/,
  ],
  [
    'what a request was answered is forgotten',
    `delete from paper.request where key = (select min(key) from paper.request)`,
    /was done and is not kept/,
  ],
  [
    'a request was answered something else',
    `update paper.request set answer = answer || '{"status": 200}'
      where answer ->> 'status' = '201'`,
    /is kept as 200/,
  ],
  [
    'a word leads nowhere',
    `insert into paper.word (organization, list, key, word)
      select w.organization, w.list, a.paper::text, 'lost' from paper.word w
      join paper.act a on a.after is null and w.list = 'store ' || a.kind limit 1`,
    /the word lost leads to no/,
  ],
]

for (const [what, statement, sentence] of damages) {
  test(what, async () => {
    const found = await damaged(statement, () => judgePapers(superuser, organization, log))
    assert.match(found.join('\n'), sentence)
  })
}

/** What is found after a damage, which is taken back. */
async function damaged<Found>(
  statement: string,
  find: (rows: number) => Promise<Found>,
): Promise<Found> {
  await superuser.query('begin')
  try {
    const { rowCount } = await superuser.query(statement)
    return await find(rowCount ?? 0)
  } finally {
    await superuser.query('rollback')
  }
}

/** Damages for which there is nothing in the books. */
async function undamaged(): Promise<string[]> {
  const none: string[] = []
  for (const [what, statement] of damages) {
    if ((await damaged(statement, (rows) => Promise.resolve(rows))) === 0) none.push(what)
  }
  return none
}
