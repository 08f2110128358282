/** Every invariant of the books is named when a superuser breaks it, and none is before. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brokenInvariants, invariants } from '#ledger/invariants.ts'
import { storeIn } from '#test/books.ts'
import { prepare } from '#test/ledger/rule-cases.ts'
import { connect, openStores, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

/** Ways to break each invariant; foreign keys and CHECKs are out of the way. */
const sabotage: Record<string, readonly string[]> = {
  'entries-sum-to-zero': [
    `update ledger.line set amount = amount + 1, base = base + 1 where ${one('invoice', 1)}`,
    `update ledger.line set base = base + 1 where ${one('dollars', 1)}`,
    `update ledger.line set quantity = quantity + 1 where ${one('ground', 1)}`,
    `update ledger.line set layer = 'pending' where ${one('invoice', 1)}`,
    `delete from ledger.line where ${one('invoice', 2)}`,
  ],
  'entries-have-lines': [`delete from ledger.line where entry = ${id('invoice')}`],
  'balances-are-lines': [
    `update ledger.balance set debit = debit + 1, credit = credit + 1`,
    `update ledger.balance set period = 202610`,
    `delete from ledger.balance where account = (select id from ledger.account
      where organization = balance.organization and code = 'bank')`,
  ],
  'holdings-are-lines': [
    `update ledger.holding set amount = amount + 1, base = base + 1`,
    `update ledger.holding set quantity = quantity + 1 where quantity <> 0`,
    `delete from ledger.holding where amount <> 0`,
  ],
  'stock-is-lines': [
    `update ledger.stock set on_hand = on_hand + 1`,
    `update ledger.stock set reserved = reserved - 1 where reserved > 0`,
    `delete from ledger.stock`,
  ],
  'pending-left-is-lines': [
    `update ledger.pending_line set amount_left = 0, base_left = 0 where amount_left <> 0`,
    `update ledger.pending_line set amount = amount * 2 where amount <> 0`,
    `delete from ledger.pending_line`,
  ],
  'limits-hold': [
    `update ledger.stock set on_hand = -1 where bounded`,
    `update ledger.stock set reserved = on_hand + 1 where bounded`,
    `update ledger.holding set highest = amount - 1`,
    `update ledger.pending_line set quantity_left = quantity * 2`,
    `update ledger.pending_line set amount_left = -amount where amount <> 0`,
  ],
  'lines-point-at-rows': [
    ...['account', 'analysis', 'subject', 'unit'].map(
      (column) => `update ledger.line set ${column} = gen_random_uuid() where ${one('ground', 1)}`,
    ),
    `update ledger.line set currency = 'XXX' where ${one('ground', 1)}`,
    `update ledger.line set item = 'XXX' where ${one('ground', 1)}`,
    `update ledger.line set posted_on = posted_on + 1 where ${one('ground', 1)}`,
    `update ledger.line set company = 'branch' where ${one('ground', 1)}`,
    `delete from ledger.entry where key = 'ground'`,
    `update ledger.analysis set dimensions = '{"department": "other"}'`,
  ],
  'entries-point-at-rows': [
    `update ledger.entry set journal = 'XXX' where key = 'ground'`,
    `update ledger.entry set period = 202609 where key = 'ground'`,
    `update ledger.entry set reversed_entry = gen_random_uuid() where key = 'reversal'`,
    `update ledger.entry set pending_entry = id where key = 'ground'`,
    `update ledger.subject set opened_by = gen_random_uuid()`,
    `update ledger.unit set opened_by = gen_random_uuid()`,
  ],
  'reversals-are-exact': [
    `update ledger.line set amount = amount * 2, base = base * 2 where entry = ${id('reversed')}`,
    `delete from ledger.line where ${one('reversal', 2)}`,
  ],
  'closed-periods-stand': [
    `update ledger.period set state = 'open' where period = 202601`,
    `update ledger.period set state = 'closed' where period = 202602`,
    `update ledger.period_event set balances_hash = '\\x00' where period = 202601`,
    `update ledger.balance set period = 202601`,
    `delete from ledger.period_event where period = 202601`,
  ],
  'control-accounts-are-subjects': [
    `update ledger.holding set amount = amount + 1, base = base + 1`,
    `update ledger.account set subject_rule = 'required' where code = 'bank'`,
  ],
  'trial-balance-is-zero': [
    `update ledger.balance set debit = debit + 1`,
    `update ledger.balance set base_credit = base_credit + 1`,
  ],
}

function id(key: string): string {
  return `(select id from ledger.entry e where e.organization = line.organization
    and e.key = '${key}')`
}

function one(key: string, number: number): string {
  return `entry = ${id(key)} and line = ${number}`
}

/** Lays the ground of the stories. */
async function lay(store: Store) {
  await prepare(store)
  await prepare(storeOf(store.books, await storeIn(store.books.database)))
  const superuser = await connect(store.books.superuser)
  const checks = await superuser.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname = 'ledger' and contype = 'c' and conrelid <> 0`,
  )
  for (const { drop } of checks.rows) await superuser.query(drop)
  await superuser.query('set session_replication_role = replica')
  return { superuser }
}

for (const {
  store,
  here,
  ground: { superuser },
} of await openStores(lay)) {
  after(async () => {
    await superuser.end()
    await store.books.drop()
  })

  const all = () =>
    brokenInvariants(async <Row extends object>({ text }: { text: string }) => {
      const found = await superuser.query<Row>(text)
      return found.rows
    })

  test(here('none is broken, neither for the superuser nor for an organization'), async () => {
    assert.deepEqual(await all(), [])
    const own = await store.books.database.transaction(store.organization, brokenInvariants, {
      mode: 'snapshot',
    })
    assert.deepEqual(own, [])
  })

  test(here('each has a way to break it'), () => {
    assert.deepEqual(Object.keys(sabotage).toSorted(), Object.keys(invariants).toSorted())
  })

  for (const [invariant, statements] of Object.entries(sabotage)) {
    test(here(`${invariant} is named when it is broken`), async () => {
      for (const text of statements) {
        await superuser.query('begin')
        try {
          const changed = await superuser.query(text)
          assert.ok((changed.rowCount ?? 0) > 0, text)
          const broken = (await all()).filter((found) => found.invariant === invariant)
          assert.ok(broken.length > 0, text)
          for (const { detail } of broken) assert.match(detail, /\w+ \S+/)
        } finally {
          await superuser.query('rollback')
        }
      }
    })
  }
}
