/** What the migrations make is what the descriptions say, and any difference would be told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { freshBooks } from '#test/books.ts'
import { firstServer, testServers } from '#test/postgres.ts'
import { differences, differencesBetween } from './descriptions.ts'

for (const server of await testServers()) {
  test(`migrations and descriptions are the same on PostgreSQL ${server.version}`, async () => {
    assert.deepEqual(await differences(server), [])
  })
}

/** Each makes something different, and how the difference begins. */
const changes: Readonly<Record<string, RegExp>> = {
  'alter table register.item add column colour text': /^\+ column register\.item\.colour text$/,
  'alter table register.item alter column name drop not null': /column register\.item\.name text/,
  'alter table register.item alter column version set default 2': /\.version integer .* default 2/,
  'alter table paper.credit_note alter column net type numeric': /paper\.credit_note\.net numeric$/,
  'alter table register.item drop constraint item_code_check': /^- constraint register\.item /,
  'alter table register.item rename constraint item_pkey to item_key': /item_key PRIMARY KEY/,
  'create index more on register.item (organization, kind)': /^\+ index CREATE INDEX more/,
  'drop index register.item_by_name': /^- index CREATE INDEX item_by_name/,
  'alter table register.item force row level security': /secured true true/,
  'create policy more on register.item for select using (true)': /^\+ policy register\.item more r/,
  'alter policy own_organization on register.item to backstay_door': /own_organization \* .*door/,
  'drop policy seen on paper.credit_note': /^- policy paper\.credit_note seen/,
  'grant delete on register.item to backstay_server': /grant register\.item to .* DELETE/,
  'grant update (state) on paper.credit_note to backstay_server': /paper\.credit_note\.state to/,
  'revoke execute on function paper.lock_credit_note from backstay_server': /lock_credit_note/,
  'alter function paper.share_credit_note owner to current_user': /share_credit_note/,
  'alter function paper.advance_credit_note security invoker': /advance_credit_note/,
  'alter function paper.enter_credit_note set search_path = paper': /enter_credit_note/,
  'create type paper.mood as enum ()': /^\+ type paper\.mood/,
  'create view paper.seen as select 1': /^\+ table paper\.seen v/,
}

test('whatever differs is told', async () => {
  const server = await firstServer()
  const [plain, changed] = [await freshBooks(server), await freshBooks(server)]
  const client = new pg.Client(changed.superuser)
  await client.connect()
  try {
    assert.deepEqual(await differencesBetween(plain.superuser, changed.superuser), [])
    for (const change of Object.keys(changes)) await client.query(change)
    const told = await differencesBetween(plain.superuser, changed.superuser)
    for (const [change, begins] of Object.entries(changes)) {
      assert.ok(
        told.some((line) => begins.test(line)),
        `${change} is not told`,
      )
    }
  } finally {
    await client.end()
    await Promise.all([plain.drop(), changed.drop()])
  }
})
