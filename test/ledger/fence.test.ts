/** With the server's login, raw SQL can't get past the door, nor see another organization. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#base/id.ts'
import { pack, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer } from '#ledger/door.ts'
import { storeIn } from '#test/books.ts'
import { connect, entry, line, openStores, outcomes, postings } from '#test/ledger/store.ts'
import { receipt, sale, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

/** What the server may set up by itself: tables it adds to, and columns it may change. */
const mayInsert = new Set(['organization', 'company', 'commodity', 'account', 'journal'])
const mayUpdate = new Set([
  'organization.name',
  ...['name', 'country', 'time_zone', 'retained_earnings', 'position_account'].map(
    (column) => `company.${column}`,
  ),
  'commodity.name',
  'commodity.valid_until',
  ...[
    'name',
    'parent',
    'postable',
    'party_rule',
    'dimension_rules',
    'read_class',
    'opened_on',
    'closed_on',
  ].map((column) => `account.${column}`),
  'journal.name',
])
const mayCall = new Set([
  'record',
  'current_organization',
  'analysis_id',
  'open_fiscal_year',
  'balances_hash',
  'set_period_state',
  // These two are the sealing job's: one adds seals, the other tells where some are due.
  'seal',
  'organizations_to_seal',
  // Counts rows for the planner's statistics; it answers nothing.
  'count_tables',
  // Tells the expiry job where pending entries are due.
  'organizations_to_expire',
])

const denied = '42501'

/** Statements that would change who may do what, or reach past the database. */
const mischief = (superuser: string): string[] => [
  'set role backstay_door',
  `set role ${superuser}`,
  `set session authorization ${superuser}`,
  'set session_replication_role = replica',
  'create table ledger.mine (x int)',
  'create table public.mine (x int)',
  'create schema mine',
  'create function ledger.mine() returns int language sql as $$ select 1 $$',
  'create function public.mine() returns int language sql as $$ select 1 $$',
  'create or replace function ledger.current_organization() returns uuid language sql as ' +
    '$$ select null::uuid $$',
  'alter function ledger.set_period_state owner to current_user',
  'alter table ledger.entry disable row level security',
  'alter table ledger.entry add column mine int',
  'alter table ledger.holding drop constraint credit_limit',
  'drop table ledger.unsealed',
  'drop policy own_organization on ledger.entry',
  'create policy mine on ledger.entry using (true)',
  'create trigger mine before insert on ledger.entry for each row execute function ' +
    'suppress_redundant_updates_trigger()',
  'create rule mine as on insert to ledger.line do instead nothing',
  'create index mine on ledger.entry (key)',
  'create view ledger.mine as select * from ledger.entry',
  // Without the right to pass it on, the grant is a warning; the insert after it is denied.
  'grant insert on ledger.entry to current_user; insert into ledger.entry default values',
  'grant backstay_door to current_user',
  'alter role current_user superuser',
  'alter role current_user bypassrls',
  'create extension file_fdw',
  `copy ledger.entry to program 'cat'`,
  `copy ledger.entry to '/tmp/entries'`,
  `select pg_read_file('PG_VERSION')`,
  `select lo_import('PG_VERSION')`,
  `update public.migration set checksum = ''`,
  'delete from public.migration',
  'select rolpassword from pg_authid',
  'lock table ledger.entry in exclusive mode',
]

const pending = entry(
  'pending',
  [line('bank', 5n, { layer: 'pending' }), line('sales', -5n, { layer: 'pending' })],
  { kind: 'pending' },
)

/** Tables in which the stories above leave rows, so that there is something not to see. */
const filled = new Set(
  (
    'organization company commodity account journal analysis fiscal_year period entry ' +
    'period_event subject unit line balance holding stock pending_line unsealed'
  ).split(' '),
)

/** Lays the ground of the stories. */
async function lay(a: Store) {
  const b = storeOf(a.books, await storeIn(a.books.database))
  for (const store of [a, b]) {
    assert.deepEqual(outcomes(await store.post(sale('1'), receipt('2', 3n), pending)), [
      'recorded',
      'recorded',
      'recorded',
    ])
    await store.ask(
      `select ledger.set_period_state($1, 'store', 202601, 'closed', 'tester', 'done')`,
      store.organization,
    )
  }
  const login = await connect(a.books.address)
  const superuser = await connect(a.books.superuser)
  const found = await superuser.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'ledger' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  )
  const tables = found.rows.map(({ name }) => name)
  return { b, login, superuser, tables }
}

for (const {
  store: a,
  here,
  ground: { b, login, superuser, tables },
} of await openStores(lay)) {
  after(async () => {
    await Promise.all([login.end(), superuser.end()])
    await a.books.drop()
  })

  /** Tries one statement in a transaction of A's that is rolled back: its SQLSTATE, or ''. */
  const attempt = async (text: string, values: unknown[] = []): Promise<string> => {
    await login.query(`begin; set local app.organization = '${a.organization}'`)
    try {
      await login.query(text, values)
      return ''
    } catch (error) {
      return (error as { code?: string }).code ?? String(error)
    } finally {
      await login.query('rollback')
    }
  }
  const count = async (client: pg.Client, table: string, where = 'true'): Promise<bigint> => {
    const found = await client.query<{ count: bigint }>(
      `select count(*) from ledger.${table} where ${where}`,
    )
    return found.rows[0]?.count ?? -1n
  }

  test(here('sees nothing without an organization, and with A only rows of A'), async () => {
    for (const table of tables) {
      assert.equal(await count(login, table), 0n, `${table} without an organization`)
      const own = await count(superuser, table, `organization = '${a.organization}'`)
      const whole = await count(superuser, table)
      if (filled.has(table)) assert.ok(own > 0n && own < whole, `${table} has rows of both`)
      await login.query(`begin; set local app.organization = '${a.organization}'`)
      assert.equal(await count(login, table), own, `${table} with A`)
      assert.equal(await count(login, table, `organization <> '${a.organization}'`), 0n)
      await login.query('commit')
    }
  })

  test(here('every table leads its key with the organization and is under a policy'), async () => {
    const naked = await superuser.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'ledger' and c.relkind = 'r' and (not c.relrowsecurity
        or not exists (select from pg_policy p where p.polrelid = c.oid)
        or not exists (select from pg_index i join pg_attribute t on t.attrelid = c.oid
          and t.attnum = i.indkey[0] and t.attname = 'organization'
          where i.indrelid = c.oid and i.indisprimary))`,
    )
    assert.deepEqual(naked.rows, [])
  })

  test(here('adds only what it may set up, and deletes and empties nothing'), async () => {
    for (const table of tables) {
      const granted = await login.query<{ yes: boolean }>(
        `select has_any_column_privilege($1, 'insert') as yes`,
        [`ledger.${table}`],
      )
      assert.equal(granted.rows[0]?.yes, mayInsert.has(table), table)
      const inserting = await attempt(`insert into ledger.${table} default values`)
      assert.equal(inserting, denied, `insert into ${table}`)
      for (const text of [
        `delete from ledger.${table}`,
        `truncate ledger.${table} cascade`,
        `copy ledger.${table} to '/dev/null'`,
      ]) {
        assert.equal(await attempt(text), denied, text)
      }
    }
  })

  test(here('changes only the columns that are no part of what was posted'), async () => {
    const columns = await superuser.query<{ table: string; column: string }>(
      `select table_name::text as table, column_name::text as column
      from information_schema.columns where table_schema = 'ledger' order by 1, 2`,
    )
    const allowed: string[] = []
    for (const { table, column } of columns.rows) {
      const state = await attempt(`update ledger.${table} set ${column} = ${column}`)
      if (state === denied) continue
      assert.equal(state, '', `${table}.${column}`)
      allowed.push(`${table}.${column}`)
    }
    assert.deepEqual(allowed.toSorted(), [...mayUpdate].toSorted())
    assert.equal(await attempt(`update ledger.account set type = 'income'`), denied)
  })

  test(here('neither adds to another organization nor moves a row there'), async () => {
    const other = b.organization
    for (const text of [
      `insert into ledger.journal (organization, company, code)
        values ('${other}', 'store', 'x')`,
      `insert into ledger.commodity (organization, code, kind, scale)
        values ('${other}', 'XXX', 'currency', 2)`,
      `insert into ledger.organization (organization, name) values ('${newId(Date.now())}', 'x')`,
      `update ledger.journal set organization = '${other}'`,
    ]) {
      assert.equal(await attempt(text), denied, text)
    }
    const moved = `update ledger.journal set name = 'x' where organization = '${other}'`
    assert.equal(await attempt(moved), '')
    assert.equal(await count(superuser, 'journal', `name = 'x'`), 0n)
  })

  test(here('calls no part of the door, only the door'), async () => {
    const functions = await superuser.query<{ name: string; call: string }>(
      `select p.proname::text as name, format('select ledger.%I(%s)', p.proname, (
        select string_agg('null::' || format_type(t, null), ', ' order by n)
        from unnest(p.proargtypes) with ordinality as a (t, n))) as call
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'ledger'`,
    )
    for (const { name, call } of functions.rows) {
      const state = await attempt(call)
      if (!mayCall.has(name)) assert.equal(state, denied, call)
    }
    const names = new Set(functions.rows.map(({ name }) => name))
    for (const part of ['write_entries', 'move_holdings', 'move_stock', 'move_pending']) {
      assert.ok(names.has(part), part)
    }
  })

  test(here('posts into no other organization, by the door neither'), async () => {
    const into = (organization: string) =>
      pack(organization, postings([sale('smuggled')]), () => newId(Date.now()))
    assert.equal(await attempt(recordStatement, into(b.organization)), denied)
    for (const call of [
      `select ledger.set_period_state('${b.organization}', 'store', 202602, 'closed', 'x', 'y')`,
      `select ledger.open_fiscal_year('${b.organization}', 'store', 2027, '2027-01-01', 12)`,
      `select ledger.seal('${b.organization}', 10)`,
    ]) {
      assert.equal(await attempt(call), denied, call)
    }
    await assert.rejects(login.query(recordStatement, into(a.organization)), { code: denied })
    await assert.rejects(login.query(recordStatement, into(null as unknown as string)), {
      message: /row-level security|null value|violates/,
    })
    assert.equal(await count(superuser, 'entry', `key = 'smuggled'`), 0n)
  })

  test(here('finds the same checks when it calls the door by itself'), async () => {
    const bad = [
      entry('unbalanced', [line('bank', 5n), line('sales', -4n)]),
      { ...sale('closed'), postedOn: Temporal.PlainDate.from('2026-01-02') },
      entry('no subject', [line('receivables', 5n), line('bank', -5n)]),
      entry('too much', [
        line('stock', 0n, { item: 'mug', quantity: -9n, unit: { place: 'shelf' } }),
        line('customers', 0n, { item: 'mug', quantity: 9n, unit: { place: 'world' } }),
      ]),
      sale('1', 7n),
    ]
    await login.query(`begin; set local app.organization = '${a.organization}'`)
    const values = pack(a.organization, postings(bad), () => newId(Date.now()))
    const found = await login.query<DoorAnswer>(recordStatement, values)
    await login.query('commit')
    const rules = found.rows[0]?.exceptions?.map(({ problems }) => problems?.[0]?.rule)
    assert.deepEqual(rules?.toSorted(), [
      'key-reused',
      'on-hand',
      'period-closed',
      'subject-missing',
      'unbalanced-currency',
    ])
    assert.equal(await count(superuser, 'entry', `organization = '${a.organization}'`), 3n)
  })

  test(here('changes no rights, no structure and no file'), async () => {
    for (const text of mischief(a.books.superuser.user)) {
      assert.equal(await attempt(text), denied, text)
    }
    await assert.rejects(login.query('alter system set fsync = off'), { code: denied })
  })
}
