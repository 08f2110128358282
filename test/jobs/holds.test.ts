/** Holds that are lost: servers that fall silent, stop or lose their connection in mid-step. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Query, Statement } from '#base/query.ts'
import { Unavailable } from '#server/database/database.ts'
import type { Database, TransactionOptions } from '#server/database/database.ts'
import { advance, look, take } from '#server/jobs/hold.ts'
import { counting, gate, isOver, openGround, servicesOf, upTo } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

const cases: readonly (readonly [string, (ground: Ground) => Promise<void>])[] = [
  ['another goes on where a silent server stood, whose step is then refused', silent],
  ['a long step keeps its hold', longStep],
  ['a connection that is cut in mid-step does no piece twice', cut],
  ['a step whose answer is lost is not done again', answerLost],
  ['a note of an earlier turn or step is refused', fenced],
  ['a server that ends lets its step come to its end, and puts the job back', ending],
  ['a server that ends leaves a step that takes too long, at its next query', abandoning],
  ['a job that brings its server down each time is parked', killer],
  ['a job of a kind that a server does not know is left to others', strange],
]

for (const server of await testServers()) {
  describe(`holds on jobs on PostgreSQL ${server.version}`, () => {
    let ground: Ground
    before(async () => {
      ground = await openGround(server)
    })
    after(async () => {
      await ground.close()
      assert.deepEqual(ground.faults, [])
    })
    for (const [name, check] of cases) {
      test(name, { timeout: 60_000 }, () => check(ground))
    }
  })
}

/** A database in which statements of some names fail, as if they were never sent. */
function without(database: Database, ...names: string[]): Database {
  const guarded =
    (query: Query): Query =>
    async <Row extends object>(statement: Statement) => {
      if (names.includes(statement.name ?? '')) throw new Error(`${statement.name} is not sent`)
      return await query<Row>(statement)
    }
  return {
    ...database,
    transaction: <Result>(
      organization: string,
      work: (query: Query) => Promise<Result>,
      options?: TransactionOptions,
    ) => database.transaction(organization, (query) => work(guarded(query)), options),
  }
}

async function silent(ground: Ground): Promise<void> {
  const stuck = gate()
  let steps = 0
  const kind = counting('silent', (_, last) => {
    steps += 1
    return last === 20 && steps === 2 ? stuck.pass() : Promise.resolve()
  })
  // The first server can't renew its hold, so that it lapses while a step runs.
  const services = servicesOf(without(ground.database, 'job.renew'))
  const first = ground.runner([kind], { services, lease: 1_000 })
  const id = await ground.ask(kind, { things: 40, chunk: 10 })
  await stuck.reached
  const second = ground.runner([kind], { server: 'the second' })
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.done], ['done', 40n])
  stuck.open()
  await first.stop()
  assert.deepEqual(await ground.marks(id), upTo(40))
  assert.deepEqual(await ground.log(id), [
    '1 to 10',
    'The server that had it fell silent; it goes on from its last step.',
    '11 to 20',
    '21 to 30',
    '31 to 40',
  ])
  assert.deepEqual(await ground.run(id), ended)
  await second.stop()
}

async function longStep(ground: Ground): Promise<void> {
  const kind = counting('long step')
  // Long enough that a busy machine which stops for a moment does not lose the hold by that.
  const id = await ground.ask(kind, { things: 2, chunk: 1, pause: 3_500 })
  const runners = [1, 2].map(() => ground.runner([kind], { lease: 2_000 }))
  assert.equal((await ground.until(id, isOver)).state, 'done')
  assert.deepEqual(await ground.marks(id), [1, 2])
  const [run] = await ground.sql('select turn from job.run where id = $1', [id])
  assert.deepEqual(run, { turn: '1' })
  for (const runner of runners) await runner.stop()
}

async function cut(ground: Ground): Promise<void> {
  let cuts = 0
  const kind = counting('cut', async ({ query }, last) => {
    if (last % 20 !== 0 || cuts * 20 >= last) return
    cuts += 1
    const [own] = await query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' })
    await ground.sql('select pg_terminate_backend($1)', [own?.pid])
    await pause(20)
  })
  const runner = ground.runner([kind])
  const id = await ground.ask(kind, { things: 60, chunk: 10 })
  assert.equal((await ground.until(id, isOver)).state, 'done')
  assert.equal(cuts, 3)
  assert.deepEqual(await ground.marks(id), upTo(60))
  await runner.stop()
}

async function answerLost(ground: Ground): Promise<void> {
  let lost = 0
  const { database } = ground
  const losing: Database = {
    ...database,
    transaction: async <Result>(
      organization: string,
      work: (query: Query) => Promise<Result>,
      options?: TransactionOptions,
    ) => {
      let stepped = false
      const result = await database.transaction(
        organization,
        async (query) =>
          await work(async <Row extends object>(statement: Statement) => {
            stepped ||= statement.name === 'job.advance'
            return await query<Row>(statement)
          }),
        options,
      )
      if (!stepped || lost >= 2) return result
      lost += 1
      throw new Unavailable('The answer to the commit is lost.')
    },
  }
  const kind = counting('answer lost')
  const runner = ground.runner([kind], { services: servicesOf(losing), onProblem: () => {} })
  const id = await ground.ask(kind, { things: 40, chunk: 10 })
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.attempts, lost], ['done', 0, 2])
  assert.deepEqual(await ground.marks(id), upTo(40))
  // The turn went on: nobody had to wait until the hold lapsed.
  const [run] = await ground.sql('select turn from job.run where id = $1', [id])
  assert.deepEqual(run, { turn: '1' })
  await runner.stop()
}

async function fenced(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const kind = counting('fenced')
  const id = await ground.ask(kind, { things: 10, chunk: 1 })
  const inside = <Result>(work: (query: Query) => Promise<Result>) =>
    database.transaction(organization, work)
  const hold = await inside((query) => take(query, organization, ['fenced'], 'a', 100))
  assert.ok(hold !== null && hold.run === id)
  const standing = await inside((query) => look(query, hold))
  assert.ok(standing !== null)
  const note = () => inside((query) => advance(query, hold, standing, { goOn: 1, did: 1 }, [], 100))
  assert.deepEqual([await note(), await note()], [true, false])
  assert.equal(await inside((query) => take(query, organization, ['fenced'], 'b', 100)), null)
  await pause(150)
  const next = await inside((query) => take(query, organization, ['fenced'], 'b', 100))
  assert.equal(next?.turn, hold.turn + 1n)
  assert.equal(await inside((query) => look(query, hold)), null)
  const now = await inside((query) => look(query, next))
  assert.ok(now !== null && now.attempts === 1)
  assert.equal(
    await inside((query) => advance(query, hold, now, { goOn: 2, did: 1 }, [], 100)),
    false,
  )
  assert.equal((await ground.run(id)).done, 1n)
}

async function ending(ground: Ground): Promise<void> {
  const hold = gate()
  const kind = counting('ending', (_, last) => (last === 20 ? hold.pass() : Promise.resolve()))
  const first = ground.runner([kind])
  const id = await ground.ask(kind, { things: 40, chunk: 10 })
  await hold.reached
  const stopped = first.stop()
  await pause(50)
  hold.open()
  await stopped
  const left = await ground.run(id)
  assert.deepEqual([left.state, left.done, left.attempts], ['waiting', 20n, 0])
  const second = ground.runner([kind])
  assert.equal((await ground.until(id, isOver)).state, 'done')
  assert.deepEqual(await ground.marks(id), upTo(40))
  await second.stop()
}

async function abandoning(ground: Ground): Promise<void> {
  let queries = 1_000
  const kind = counting('abandoned', async ({ query }, last) => {
    if (last !== 20) return
    for (let sent = 0; sent < queries; sent += 1) {
      await query({ text: 'select 1' })
      await pause(10)
    }
  })
  const first = ground.runner([kind], { grace: 100 })
  const id = await ground.ask(kind, { things: 40, chunk: 10 })
  await ground.until(id, ({ done }) => done === 10n)
  const began = performance.now()
  await first.stop()
  assert.ok(performance.now() - began < 2_000)
  const left = await ground.run(id)
  assert.deepEqual([left.state, left.done, left.attempts], ['waiting', 10n, 0])
  assert.deepEqual(await ground.marks(id), upTo(10))
  queries = 1
  const second = ground.runner([kind])
  assert.equal((await ground.until(id, isOver)).state, 'done')
  assert.deepEqual(await ground.marks(id), upTo(40))
  await second.stop()
}

async function killer(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const kind = counting('killer')
  const id = await ground.ask(kind, { things: 1, chunk: 1 })
  // Servers that take it and are not heard of again.
  for (const turn of upTo(6)) {
    const hold = await database.transaction(organization, (query) =>
      take(query, organization, ['killer'], `server ${turn}`, 10),
    )
    assert.equal(hold !== null, turn <= 5)
    await pause(30)
  }
  const parked = await ground.run(id)
  assert.deepEqual([parked.state, parked.attempts], ['parked', 5])
  assert.deepEqual(
    parked.problems.map(({ rule }) => rule),
    ['job-parked'],
  )
  assert.match((await ground.log(id)).at(-1) ?? '', /fell silent, once too often: it is parked/)
}

async function strange(ground: Ground): Promise<void> {
  const [known, unknown] = [counting('known'), counting('strange')]
  const runner = ground.runner([known])
  const left = await ground.ask(unknown, { things: 1, chunk: 1 })
  const id = await ground.ask(known, { things: 1, chunk: 1 })
  await ground.until(id, isOver)
  await pause(100)
  assert.equal((await ground.run(left)).state, 'waiting')
  await runner.stop()
}
