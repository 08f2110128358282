/** Tampering: what a superuser does to sealed books is found, and the place is named. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import {
  changePeriod,
  booksToSeal,
  postAwkward,
  sale,
  superuser,
} from '#test/ledger/sealed-books.ts'
import type { SealedBooks } from '#test/ledger/sealed-books.ts'
import { changed, chances, columnsOf, covered, dropRules } from '#test/ledger/tamper.ts'
import { content, randomAttack, undone } from '#test/ledger/tamper.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'
import { examine } from '#test/verifier.ts'
import type { Finding, Verdict } from '#test/verifier.ts'

const attacks = Number(process.env['BACKSTAY_TAMPERS'] ?? 250)
const seed = Number(process.env['BACKSTAY_SEED'] ?? Date.now() % 1_000_000)

// How the row of a table leads to the entry that must be named.
const owner: Readonly<Record<string, string>> = {
  entry: 't.id',
  line: 't.entry',
  subject: 't.opened_by',
  unit: 't.opened_by',
  sealed_entry: 't.entry',
}

// Sums of the lines, and the columns of theirs that are figures or keys.
const sums: Readonly<Record<string, string>> = {
  balance:
    'organization company account period currency layer analysis ' +
    'debit credit base_debit base_credit',
  holding:
    'organization company account subject currency layer amount base quantity pending_debit ' +
    'pending_credit',
  stock: 'organization company unit item on_hand reserved',
  pending_line: 'organization entry line amount base quantity amount_left base_left quantity_left',
}

/** Sealed books whose rules are off, and ways to break in; all inside one transaction. */
interface House {
  readonly books: SealedBooks
  readonly client: pg.Client
  readonly look: () => Promise<Verdict>
  readonly lookBlind: () => Promise<Verdict>
  readonly attack: (text: string) => () => Promise<boolean>
  /** Runs an attack and asserts that its finding is there, with what is said of the place. */
  readonly found: (text: string, rule: string, place?: Partial<Finding>) => Promise<Verdict>
  readonly entryAt: (position: number) => Promise<string>
}

for (const server of await testServers()) {
  describe(`tampering on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      house = await openHouse(server)
    })
    after(async () => {
      await house.client.end()
      await house.books.drop()
    })
    for (const tests of [
      testNothing,
      testColumns,
      testFineness,
      testSums,
      testDeletions,
      testInsertions,
      testSwaps,
      testRewriting,
      testRandom,
    ]) {
      tests(() => house)
    }
  })
}

async function openHouse(server: TestServer): Promise<House> {
  const books = await booksToSeal(server)
  await postAwkward(books)
  await books.post(...['a', 'b', 'c', 'd'].map((key) => sale(key, 100n)))
  await changePeriod(books, 202601, 'locked')
  await changePeriod(books, 202601, 'closed')
  await books.seal(5)
  const client = await superuser(books.superuser)
  await client.query('begin')
  await dropRules(client)
  const look = () => examine(client, books)
  const attack = (text: string) => async (): Promise<boolean> => {
    const { rowCount } = await client.query(text)
    return (rowCount ?? 0) > 0
  }
  return {
    books,
    client,
    look,
    lookBlind: () => examine(client, { organization: books.organization }),
    attack,
    async found(text, rule, place = {}) {
      const verdict = await undone(client, attack(text), look)
      assert.ok(verdict !== null, `nothing was changed: ${text}`)
      const named = verdict.findings.find((finding) => finding.rule === rule)
      assert.ok(named, `${rule} for ${text}: ${JSON.stringify(verdict.findings)}`)
      assert.deepEqual({ ...named, ...place }, named)
      assert.equal(verdict.ok, false)
      return verdict
    },
    async entryAt(position) {
      const { rows } = await client.query<{ entry: string }>(
        'select entry from ledger.sealed_entry where position = $1',
        [position],
      )
      return rows[0]?.entry ?? ''
    },
  }
}

function testNothing(house: () => House): void {
  test('nothing was done, and nothing is found', async () => {
    const { look } = house()
    const verdict = await look()
    assert.deepEqual([verdict.findings, verdict.sealed], [[], 17])
  })
}

function testColumns(house: () => House): void {
  test('each column of each covered table, with the entry named', async () => {
    const { attack, client, look } = house()
    const columns = await columnsOf(client, covered)
    assert.ok(columns.length > 90)
    for (const at of columns) {
      const name = `${at.table}.${at.column}`
      const key = owner[at.table]
      const { rows } = await client.query<{ place: string; entry: string | null }>(
        `select t.ctid as place, ${key ?? 'null'} as entry from ledger."${at.table}" t
         where "${at.column}"::text is distinct from (${changed(at)})::text
         order by "${at.column}" is null, t.ctid limit 1`,
      )
      const [row] = rows
      assert.ok(row, `no row of ${at.table} can change its ${at.column}`)
      const text = `update ledger."${at.table}" t set "${at.column}" = ${changed(at)}
        where ctid = '${row.place}'`
      const verdict = await undone(client, attack(text), look)
      assert.equal(verdict?.ok, false, `${name} was changed and not found`)
      if (row.entry === null || at.table === 'sealed_entry') continue
      const entries = verdict?.findings.map(({ entry }) => entry)
      assert.ok(entries?.includes(row.entry), `${name}: ${JSON.stringify(verdict?.findings)}`)
      if (at.table !== 'analysis') assert.equal(verdict?.findings[0]?.entry, row.entry, name)
    }
  })
}

function testFineness(house: () => House): void {
  test('null is not empty, and a scale is not another scale', async () => {
    const { found } = house()
    const line = 'update ledger.line set'
    await found(`${line} text = null where text = ''`, 'entry-altered')
    await found(`${line} text = '' where line = 2 and text is null`, 'entry-altered')
    await found(`${line} unrounded = 0.0 where unrounded::text = '0.00'`, 'entry-altered')
  })
}

function testSums(house: () => House): void {
  test('each figure of the sums', async () => {
    const { attack, books, client, look } = house()
    for (const at of await columnsOf(client, Object.keys(sums))) {
      if (sums[at.table]?.split(' ').includes(at.column) !== true) continue
      const text = `update ledger."${at.table}" t set "${at.column}" = ${changed(at)}
        where ctid = (select ctid from ledger."${at.table}"
          where organization = '${books.organization}'
          order by ${at.table === 'pending_line' ? 'amount' : '1'} limit 1)`
      const verdict = await undone(client, attack(text), look)
      assert.equal(verdict?.ok, false, `${at.table}.${at.column} was changed and not found`)
    }
  })
}

function testDeletions(house: () => House): void {
  test('head, middle and tail are deleted', async () => {
    const { entryAt, found } = house()
    for (const position of [1, 8, 17]) {
      const entry = await entryAt(position)
      await found(`delete from ledger.entry where id = '${entry}'`, 'entry-missing', {
        position,
        entry,
      })
      await found(
        `delete from ledger.line where line = 2 and entry = '${entry}'`,
        'entry-altered',
        {
          position,
          entry,
        },
      )
      const gone = `delete from ledger.sealed_entry where position = ${position}`
      await found(gone, 'entry-unsealed', { entry })
      await found(gone, 'position-gap')
    }
    for (const number of [1, 2, 4]) {
      await found(
        `delete from ledger.seal where number = ${number}`,
        number === 4 ? 'tail-cut' : 'seal-gap',
      )
    }
    await found("delete from ledger.period_event where state = 'locked'", 'period-event-altered')
  })
}

function testInsertions(house: () => House): void {
  test('an entry, a line, a subject or a double is put in', async () => {
    const { books, entryAt, found } = house()
    const entry = await entryAt(3)
    await found(
      `insert into ledger.entry (organization, id, company, key, kind, journal, posted_on, period,
         reason, actor)
       select organization, gen_random_uuid(), company, 'new', kind, journal, posted_on, period,
         reason, actor from ledger.entry where id = '${entry}'`,
      'entry-unsealed',
    )
    await found(
      `insert into ledger.line (organization, entry, line, company, account, posted_on, period,
         layer, currency, amount, base, analysis)
       select organization, entry, 3, company, account, posted_on, period, layer, currency, 0, 0,
         analysis from ledger.line where entry = '${entry}' and line = 1`,
      'entry-altered',
      { position: 3, entry },
    )
    await found(
      `insert into ledger.line (organization, entry, line, company, account, posted_on, period,
         layer, currency, amount, base, analysis)
       select organization, gen_random_uuid(), 1, company, account, posted_on, period, layer,
         currency, 0, 0, analysis from ledger.line where entry = '${entry}' and line = 1`,
      'line-stray',
    )
    await found(
      `insert into ledger.subject (organization, id, company, kind, paper, opened_by)
       values ('${books.organization}', gen_random_uuid(), 'store', 'open item', 'x', '${entry}')`,
      'entry-altered',
      { entry },
    )
    await found(
      `insert into ledger.entry select * from ledger.entry where id = '${entry}'`,
      'position-gap',
    )
    await found(
      `insert into ledger.line select * from ledger.line where entry = '${entry}'`,
      'entry-altered',
    )
  })
}

function testSwaps(house: () => House): void {
  test('two entries swap their identifiers, their places or their lines', async () => {
    const { entryAt, found } = house()
    const [one, two] = [await entryAt(4), await entryAt(9)]
    const other = (column: string) =>
      `case ${column} when '${one}' then '${two}' else '${one}' end::uuid`
    for (const [table, column] of [
      ['entry', 'id'],
      ['line', 'entry'],
      ['sealed_entry', 'entry'],
    ] as const) {
      const text = `update ledger.${table} set ${column} = ${other(column)}
        where ${column} in ('${one}', '${two}')`
      const verdict = await found(text, 'entry-altered')
      assert.equal(verdict.findings[0]?.position, 4)
    }
  })
}

function testRewriting(house: () => House): void {
  test('a history that was written anew is found by the anchor, and by nothing else', async () => {
    const { books, client, entryAt, look, lookBlind } = house()
    const anew = async (): Promise<boolean> => {
      await client.query(`update ledger.entry set reason = 'Something else' where id = $1`, [
        await entryAt(7),
      ])
      await client.query(`
        insert into ledger.unsealed (organization, entry)
          select organization, entry from ledger.sealed_entry order by position;
        delete from ledger.seal; delete from ledger.sealed_entry;
        delete from ledger.sealed_period_event`)
      for (let rounds = 0; rounds < 4; rounds += 1) {
        await client.query('select ledger.seal($1, 5)', [books.organization])
      }
      return true
    }
    const blind = await undone(client, anew, lookBlind)
    assert.deepEqual([blind?.ok, blind?.sealed, blind?.seals], [true, 17, 4])
    const seeing = await undone(client, anew, look)
    assert.deepEqual(seeing?.findings[0]?.rule, 'anchor-differs')
  })
}

function testRandom(house: () => House): void {
  test(`${attacks} random attacks, seed ${seed}`, async () => {
    const { attack, client, look } = house()
    const chance = chances(seed)
    const columns = await columnsOf(client, covered)
    for (let done = 0; done < attacks;) {
      const { sentence, table, text } = randomAttack(chance, columns)
      const was = await content(client, table)
      const changes = async (): Promise<boolean> =>
        (await attack(text)()) && (await content(client, table)) !== was
      const verdict = await undone(client, changes, look)
      if (verdict === null) continue
      done += 1
      assert.equal(verdict.ok, false, `seed ${seed}: ${sentence} and it was not found: ${text}`)
      assert.ok((verdict.findings[0]?.message.length ?? 0) > 10)
    }
  })
}
