/** F4: each statement of each command fails, once or from then on: all happened, or nothing. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { all } from '#departments/all.ts'
import { roles } from '#departments/roles.ts'
import { Actors } from '#server/access/actors.ts'
import { KeyRing } from '#server/access/key-ring.ts'
import { permissionsBy } from '#server/access/permissions.ts'
import type { Database } from '#server/database/database.ts'
import { Directory } from '#server/directory.ts'
import { stepsOf } from '#server/webhooks/steps.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { bringingOn, kinds, writing } from '#test/faults/asking.ts'
import { commands } from '#test/faults/commands.ts'
import type { Act, Command, House } from '#test/faults/commands.ts'
import { day } from '#test/faults/contents.ts'
import { failStatements } from '#test/faults/failing-statements.ts'
import type { Failure } from '#test/faults/failing-statements.ts'
import { done, paperCommands } from '#test/faults/paper-commands.ts'
import { brokenPapers } from '#test/faults/paper-soundness.ts'
import { unsound } from '#test/faults/soundness.ts'
import { storeOver } from '#test/faults/store.ts'
import { testApi } from '#test/http.ts'
import type { TestApi, TestHouse } from '#test/http.ts'
import { storeOf } from '#test/ledger/store.ts'
import { testServers } from '#test/postgres.ts'

/** How statements fail: the n-th alone, or every one from the n-th on. */
interface Breaking {
  readonly failure: Failure
  readonly sticky: boolean
}

/**
 * A defect, a full disk, a statement that took too long, a connection cut after its work. A
 * connection that is cut again and again is a server that is away, which other tests have.
 */
const breakings: readonly Breaking[] = [
  ...['XX000', '53100', '57014'].flatMap((state) =>
    [false, true].map((sticky) => ({ failure: { state }, sticky })),
  ),
  { failure: 'lost', sticky: false },
]

for (const [at, server] of (await testServers()).entries()) {
  // What commands with papers do when a statement fails is ours, whatever the server.
  const papers = at === 0 ? paperCommands : []
  describe(`all or nothing on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let api: TestApi
    let house: House
    let superuser: pg.Client
    before(async () => {
      books = await freshBooks(server)
      api = await testApi(books.database, remembering(books.database))
      superuser = new pg.Client(books.superuser)
      await superuser.connect()
    })
    after(async () => {
      await superuser.end()
      await api.close()
      await books.drop()
    })
    beforeEach(async () => {
      house = await openHouse(books, api)
    })
    for (const command of commands) {
      test(`${command.name}: each statement fails`, () =>
        failInAllWays(command, { house, superuser }))
    }
    for (const [place, command] of papers.entries()) {
      test(`${command.name}: each statement fails`, () =>
        failInTurn(command, place, { house, superuser }))
    }

    test('each table that a command writes refuses its rows in turn', async () => {
      const broken = await refuseTables(papers, { house, superuser })
      const names = papers.length > 0 ? [...ofLedger, ...ofPapers] : ofLedger
      for (const name of names) assert.ok(broken.has(name), `nothing failed without ${name}`)
    })
  })
}

/**
 * What is remembered of companies, keys and persons is so for good: asked for anew amid the
 * counting it would shift what is counted, so that now and then some statement never failed.
 */
function remembering(database: Database): TestHouse {
  const still = (): number => 0
  const actors = new Actors(database, roles, still)
  return {
    actors,
    permissions: permissionsBy(roles, actors),
    directory: new Directory(database, still),
    keys: new KeyRing(database, still),
  }
}

/** Where commands are made to fail. */
interface Ground {
  readonly house: House
  readonly superuser: pg.Client
}

async function failInAllWays(command: Command, ground: Ground): Promise<void> {
  const visited = new Set<string>()
  for (const breaking of breakings) await failEach(command, ground, () => breaking, visited)
  assert.ok(visited.has('commit') && visited.size >= 3)
  await assertSound(ground)
}

/** Commands with many statements, many of them in common: each fails in one of the ways. */
async function failInTurn(command: Command, place: number, ground: Ground): Promise<void> {
  const visited = new Set<string>()
  const inTurn = (nth: number) => breakings[(place + nth) % breakings.length]
  await failEach(command, ground, inTurn, visited)
  assert.ok(visited.has('commit') && visited.size >= 8, [...visited].join('\n'))
  await assertSound(ground)
}

/** Breaks each command's tables; the names of those without which something failed. */
async function refuseTables(papers: readonly Command[], ground: Ground): Promise<Set<string>> {
  const broken = new Map<string, number>()
  for (const command of [...commands, ...papers]) {
    for (const table of await tablesOf(command, ground)) {
      const times = broken.get(table) ?? 0
      // Acts, entries and the like are written by nearly every command with papers.
      if (times >= 3 && papers.includes(command)) continue
      if (await fails(command, ground, table)) broken.set(table, times + 1)
    }
  }
  await assertSound(ground)
  return new Set(broken.keys())
}

async function assertSound({ superuser }: Ground): Promise<void> {
  assert.deepEqual([...(await unsound(superuser)), ...(await brokenPapers(superuser))], [])
}

const ofLedger =
  `entry line subject unit balance holding stock pending_line analysis unsealed period
  period_event seal sealed_entry account fiscal_year`
    .split(/\s+/)
    .map((name) => `ledger.${name}`)
const ofPapers = [
  ...`act counter request word sales_invoice sales_invoice_lines sales_invoice_reckoned
  sales_invoice_taxes credit_note credit_note_lines receipt receipt_settles receipt_pieces
  allocation allocation_uses allocation_pieces manual_journal
  bad_debt_adjustment stock_adjustment stock_adjustment_moved dunning_letter
  dunning_letter_items`
    .split(/\s+/)
    .map((name) => `paper.${name}`),
  'register.item',
  'register.act',
  'webhook.message',
]

async function openHouse(books: FreshBooks, { address, services }: TestApi): Promise<House> {
  const store = await storeOver(books.database)
  const ledger = storeOf(books, store.organization)
  const house = { ...ledger, ...store, address: () => address, services, dunned: false }
  await hearAll(books, store.organization)
  const lines = [{ item: 'mug', quantity: '100000', leaves: 'lost', arrives: 'shelf 1' }]
  const found = { adjustedOn: day, reason: 'Counted', lines }
  const drafts = await done(house, 'mugs', writing(kinds.adjustment, 'cas', [found]))
  await done(house, 'on the shelf', bringingOn(kinds.adjustment, 'ann', drafts))
  return house
}

/** A webhook that hears every step: what it is to be told is of the act, or there is none of it. */
async function hearAll({ database }: FreshBooks, organization: string): Promise<void> {
  const steps = stepsOf(all)
  await database.transaction(organization, async (query) => {
    await query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $1, 'program', 'a shop', 'the test')`,
      values: [organization],
    })
    await query({
      text: `insert into webhook.webhook (organization, id, address, made_by, secret)
        values ($1, $1, 'https://example.com', $1, '{}')`,
      values: [organization],
    })
    await query({
      text: `insert into webhook.heard (organization, kind, step, webhook, company)
        select $1, s.kind, s.step, $1, '' from unnest($2::text[], $3::text[]) s (kind, step)`,
      values: [organization, steps.map(({ kind }) => kind), steps.map(({ step }) => step)],
    })
  })
}

let numbers = 0

/** Does the command with its first statement failing, its second, and so on to its end. */
async function failEach(
  { name, ready }: Command,
  { house, superuser }: Ground,
  breakingOf: (nth: number) => Breaking | undefined,
  visited: Set<string>,
): Promise<void> {
  const rows = new Set<number>()
  // What is there for the first time, like a balance, is there before anything is counted.
  await (
    await ready(house, ++numbers)
  )()
  for (let nth = 1, reached = true; reached; nth += 1) {
    assert.ok(nth < 100, 'the command has no end')
    const { failure, sticky } = breakingOf(nth) ?? assert.fail()
    const act = await ready(house, ++numbers)
    const was = await standing(superuser)
    reached = false
    let seen = 0
    const mend = failStatements(house.books.address.database, (text) => {
      if (text === 'rollback') return null
      seen += 1
      if (seen < nth || (reached && !sticky)) return null
      reached = true
      visited.add(text)
      return failure
    })
    const outcome = await settled(act)
    mend()
    assert.ok(reached || outcome === 'done', `${name}: ${outcome}`)
    const is = await standing(superuser)
    if (outcome === 'done') {
      assert.notDeepEqual(is, was, `${name}: done, and nothing is there`)
      rows.add(rowsIn(is) - rowsIn(was))
    } else if (differing(was, is).length > 0) {
      // Only a commit whose answer was lost may have happened all the same.
      assert.ok(failure === 'lost' && nth >= 3, `${name}: half done at statement ${nth}`)
    } else {
      assert.equal(await settled(act), 'done', `${name}: is not done again`)
      rows.add(rowsIn(await standing(superuser)) - rowsIn(was))
    }
  }
  assert.equal(rows.size, 1, `${name}: done more than once, ${[...rows].join(', ')} rows`)
}

/** The tables that a command writes when nothing hinders it. */
async function tablesOf({ ready }: Command, { house, superuser }: Ground): Promise<string[]> {
  const act = await ready(house, ++numbers)
  const was = await standing(superuser)
  await act()
  return differing(was, await standing(superuser))
}

/** Does the command while a table takes no rows; answers whether that made it fail. */
async function fails(
  { name, ready }: Command,
  { house, superuser }: Ground,
  table: string,
): Promise<boolean> {
  const act = await ready(house, ++numbers)
  const was = await standing(superuser)
  await superuser.query(`alter table ${table} add constraint made_to_fail check (false) not valid`)
  const outcome = await settled(act)
  await superuser.query(`alter table ${table} drop constraint made_to_fail`)
  if (outcome === 'done') return false
  assert.deepEqual(differing(was, await standing(superuser)), [], `${name}: half without ${table}`)
  assert.equal(await settled(act), 'done', `${name}: is not done again`)
  return true
}

/** "done", or why not. */
async function settled(act: Act): Promise<string> {
  try {
    await act()
    return 'done'
  } catch (error) {
    return String(error)
  }
}

/** What stands in a table: how many rows, and the latest transaction that wrote one of them. */
interface Standing {
  readonly rows: number
  readonly latest: number
}

/** By the table's name. Whatever is written, changed or taken away makes a difference. */
async function standing(on: pg.Client): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await on.query<Standing & { name: string }>(await standingText(on))
  return new Map(rows.map(({ name, ...known }) => [name, known]))
}

let text: string | null = null

async function standingText(on: pg.Client): Promise<string> {
  if (text !== null) return text
  const { rows } = await on.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('ledger', 'access', 'register', 'paper', 'job', 'mail', 'webhook')
      and c.relkind = 'r' order by 1`,
  )
  text = rows
    .map(({ name }) => {
      const latest = `coalesce(max(xmin::text::bigint), 0)::float8`
      return `select '${name}' as name, count(*)::float8 as rows, ${latest} as latest from ${name}`
    })
    .join(' union all ')
  return text
}

function differing(
  was: ReadonlyMap<string, Standing>,
  is: ReadonlyMap<string, Standing>,
): string[] {
  return [...is.keys()].filter((name) => {
    if (name === ofCalls) return false
    const [one, other] = [was.get(name), is.get(name)]
    return one?.rows !== other?.rows || one?.latest !== other?.latest
  })
}

/** The log of calls is written after the answer, with those of others: it is no part of an act. */
const ofCalls = 'access.call'

/** How many rows there are, but for words: of two that are the same one is kept. */
function rowsIn(tables: ReadonlyMap<string, Standing>): number {
  return [...tables].reduce(
    (sum, [name, { rows }]) => ([ofCalls, 'paper.word'].includes(name) ? sum : sum + rows),
    0,
  )
}
