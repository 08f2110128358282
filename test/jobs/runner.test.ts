/** Jobs on a real PostgreSQL: brought on by runners, seen, cancelled, parked and resumed. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import { GroupCommit } from '#server/group-commit.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { jobKind } from '#server/jobs/kind.ts'
import { cancelRun, resumeRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { count, counting, gate, isOver, openGround, servicesOf, upTo } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

const cases: readonly (readonly [string, (ground: Ground) => Promise<void>])[] = [
  ['progress and log are seen from elsewhere after each step', progress],
  ['a job exists when the act that asked for it committed, and once', asking],
  ['a cancelled job ends before its next step, and what it did stays', cancelling],
  ['of two hundred jobs and two runners, each is done once', twoRunners],
  ['a job that always fails is parked after five attempts, and can be resumed', poison],
  ['failures count anew when a job gets further', failsNowAndThen],
  ['a job that goes on without getting further is parked', standsStill],
  ['the asker’s mistake fails the job, and undoes the step that found it', mistake],
  ['a step that meets a conflict is taken again, and told once', conflict],
  ['long jobs take turns', turns],
  ['a job waits until it may begin', later],
  ['people go before jobs', people],
]

for (const server of await testServers()) {
  describe(`jobs on PostgreSQL ${server.version}`, () => {
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

async function progress(ground: Ground): Promise<void> {
  const [first, second] = [gate(), gate()]
  const kind = counting('seen', async (_, last) => {
    if (last === 20) await first.pass()
    if (last === 30) await second.pass()
  })
  const runner = ground.runner([kind])
  const id = await ground.ask(kind, { things: 30, chunk: 10 }, { company: 'store' })
  await first.reached
  const seen = await ground.run(id)
  assert.deepEqual(
    [seen.state, seen.done, seen.total, seen.title, seen.company, seen.askedBy],
    ['running', 10n, 30n, 'Count to 30', 'store', 'the test'],
  )
  assert.deepEqual(await ground.log(id), ['1 to 10'])
  first.open()
  await second.reached
  assert.equal((await ground.run(id)).done, 20n)
  assert.deepEqual(await ground.marks(id), upTo(20))
  second.open()
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.done, ended.result], ['done', 30n, { sum: 30 }])
  assert.deepEqual(await ground.log(id), ['1 to 10', '11 to 20', '21 to 30'])
  assert.ok(ended.startedAt !== null && ended.finishedAt !== null)
  await runner.stop()
}

async function asking(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const order = { askedBy: 'the test', once: 'file 1' }
  const input = { things: 1, chunk: 1 }
  const undone = database.transaction(organization, async (query) => {
    await enqueue(query, organization, count, input, order)
    throw new Error('the act fails')
  })
  await assert.rejects(undone, /the act fails/)
  assert.deepEqual(await ground.sql(`select from job.run where once = 'file 1'`), [])
  const ids = await Promise.all(upTo(8).map(() => ground.ask(count, input, order)))
  assert.equal(new Set(ids).size, 1)
  const [id = ''] = ids
  const other = await database.transaction(organization, (query) =>
    enqueue(query, organization, count, { ...input, things: 2 }, order),
  )
  assert.equal(!other.ok && other.problems[0]?.rule, 'once-reused')
  const wrong = await database.transaction(organization, (query) =>
    enqueue(query, organization, count, { things: 0, chunk: 1 }, { askedBy: 'the test' }),
  )
  assert.equal(!wrong.ok && wrong.problems[0]?.field, 'things')
  const runner = ground.runner([count])
  await ground.until(id, isOver)
  assert.equal(await ground.ask(count, input, order), id)
  assert.deepEqual(await ground.marks(id), [1])
  await runner.stop()
}

async function cancelling(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const cancel = (id: string) =>
    database.transaction(organization, (query) => cancelRun(query, organization, id, 'Ann'))
  const hold = gate()
  const kind = counting('cancelled', (_, last) => (last === 20 ? hold.pass() : Promise.resolve()))
  const waiting = await ground.ask(kind, { things: 1, chunk: 1 })
  const gone = await cancel(waiting)
  assert.ok(gone.ok && gone.value.state === 'cancelled' && gone.value.cancelAskedBy === 'Ann')
  assert.deepEqual(await cancel(waiting), gone)
  const runner = ground.runner([kind])
  const id = await ground.ask(kind, { things: 100, chunk: 10 })
  await hold.reached
  // It is answered at once, though a step runs; that step still counts.
  const asked = await cancel(id)
  assert.equal(asked.ok && asked.value.state, 'running')
  hold.open()
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.done], ['cancelled', 20n])
  assert.deepEqual(await ground.marks(id), upTo(20))
  const told = 'Cancelled by Ann; what was done stays.'
  assert.deepEqual(await ground.log(id), ['1 to 10', '11 to 20', told])
  assert.deepEqual(await ground.log(waiting), [told])
  await runner.stop()
  const done = await ground.ask(count, { things: 1, chunk: 1 })
  const again = ground.runner([count])
  await ground.until(done, isOver)
  const late = await cancel(done)
  assert.equal(!late.ok && late.problems[0]?.rule, 'job-over')
  await again.stop()
}

async function twoRunners(ground: Ground): Promise<void> {
  const ids = await Promise.all(upTo(200).map((things) => ground.ask(count, { things, chunk: 70 })))
  const runners = [1, 2].map(() => ground.runner([count], { atOnce: 3 }))
  for (const id of ids) await ground.until(id, isOver)
  for (const [place, id] of ids.entries()) {
    const { state } = await ground.run(id)
    assert.deepEqual([state, await ground.marks(id)], ['done', upTo(place + 1)])
  }
  // No turn was begun in vain.
  const taken = await ground.sql(`select from job.run where id = any ($1) and turn <> 1`, [ids])
  assert.equal(taken.length, 0)
  for (const runner of runners) await runner.stop()
}

async function poison(ground: Ground): Promise<void> {
  const errors: unknown[] = []
  let broken = true
  const kind = counting('poison', (_, last) => {
    if (broken && last > 10) throw new Error('the secret of row 11')
    return Promise.resolve()
  })
  const onProblem = (error: unknown): void => void errors.push(error)
  const runner = ground.runner([kind], { onProblem })
  const id = await ground.ask(kind, { things: 30, chunk: 10 })
  const parked = await ground.until(id, isOver)
  assert.deepEqual(
    [parked.state, parked.attempts, parked.done, parked.problems.map(({ rule }) => rule)],
    ['parked', 5, 10n, ['job-parked']],
  )
  assert.deepEqual(await ground.marks(id), upTo(10))
  assert.equal(errors.length, 5)
  const log = await ground.log(id)
  assert.equal(log.length, 6)
  assert.match(log.at(-1) ?? '', /5 attempts failed without getting further: parked/)
  assert.doesNotMatch(JSON.stringify([parked.problems, log]), /secret/)
  broken = false
  const { database, organization } = ground
  const resume = () =>
    database.transaction(organization, (query) => resumeRun(query, organization, id, 'Ann'))
  assert.equal((await resume()).ok, true)
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.attempts, ended.problems], ['done', 0, []])
  assert.deepEqual(await ground.marks(id), upTo(30))
  const twice = await resume()
  assert.equal(!twice.ok && twice.problems[0]?.rule, 'job-not-parked')
  await runner.stop()
}

async function failsNowAndThen(ground: Ground): Promise<void> {
  let failures = 0
  const kind = counting('limping', () => {
    // Four failures before each step that gets further.
    if (failures++ % 5 < 4) throw new Error('it limps')
    return Promise.resolve()
  })
  const runner = ground.runner([kind], { onProblem: () => {} })
  const id = await ground.ask(kind, { things: 6, chunk: 1 })
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, failures], ['done', 30])
  assert.deepEqual(await ground.marks(id), upTo(6))
  await runner.stop()
}

async function standsStill(ground: Ground): Promise<void> {
  const kind = jobKind({
    kind: 'treadmill',
    title: () => 'Run on the spot',
    input: z.strictObject({}),
    cursor: z.strictObject({ at: z.int(), on: z.string() }),
    step: () => Promise.resolve(fine({ goOn: { on: 'x', at: 1 }, did: 0 })),
  })
  const errors: unknown[] = []
  const onProblem = (error: unknown): void => void errors.push(error)
  const runner = ground.runner([kind], { onProblem })
  const id = await ground.ask(kind, {})
  assert.equal((await ground.until(id, isOver)).state, 'parked')
  assert.match(String(errors[0]), /goes on without getting further/)
  await runner.stop()
}

async function mistake(ground: Ground): Promise<void> {
  const runner = ground.runner([count])
  const id = await ground.ask(count, { things: 30, chunk: 10, wrong: 15 })
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, ended.done], ['failed', 10n])
  assert.deepEqual(ended.problems, [
    { rule: 'wrong', field: 'things[15]', message: 'It is wrong.' },
  ])
  assert.deepEqual(await ground.marks(id), upTo(10))
  // What the step told is kept: it may say more than the problems.
  assert.deepEqual(await ground.log(id), ['1 to 10', '11 to 20'])
  await runner.stop()
}

async function conflict(ground: Ground): Promise<void> {
  let tries = 0
  const kind = counting('conflict', async ({ query }) => {
    if (++tries % 3 === 0) return
    await query({ text: `do $$ begin raise sqlstate '40001'; end $$` })
  })
  const runner = ground.runner([kind])
  const id = await ground.ask(kind, { things: 3, chunk: 1 })
  const ended = await ground.until(id, isOver)
  assert.deepEqual([ended.state, tries], ['done', 9])
  assert.deepEqual(await ground.marks(id), upTo(3))
  assert.deepEqual(await ground.log(id), ['1 to 1', '2 to 2', '3 to 3'])
  await runner.stop()
}

async function turns(ground: Ground): Promise<void> {
  const order: string[] = []
  const kind = counting('long', ({ run }) => {
    order.push(run)
    return Promise.resolve()
  })
  const ids = [
    await ground.ask(kind, { things: 8, chunk: 1, pause: 20 }),
    await ground.ask(kind, { things: 8, chunk: 1, pause: 20 }),
  ]
  const runner = ground.runner([kind], { atOnce: 1, turn: 30 })
  for (const id of ids) assert.equal((await ground.until(id, isOver)).state, 'done')
  // Neither waited for the end of the other.
  const [first = '', second = ''] = ids
  assert.ok(order.indexOf(second) < order.lastIndexOf(first), order.join(' '))
  for (const id of ids) assert.deepEqual(await ground.marks(id), upTo(8))
  await runner.stop()
}

async function later(ground: Ground): Promise<void> {
  const notBefore = Temporal.Now.instant().add({ milliseconds: 600 })
  const id = await ground.ask(count, { things: 1, chunk: 1 }, { notBefore })
  const runner = ground.runner([count])
  await pause(200)
  assert.equal((await ground.run(id)).state, 'waiting')
  const { startedAt } = await ground.until(id, isOver)
  assert.ok(startedAt !== null && Temporal.Instant.compare(startedAt, notBefore) >= 0)
  await runner.stop()
}

async function people(ground: Ground): Promise<void> {
  const steps: number[] = []
  let waiting = false
  const commits = new GroupCommit(ground.database)
  commits.peopleWait = (organization) => waiting && organization === ground.organization
  const kind = counting('polite', (_, last) => {
    steps.push(last)
    waiting = true
    return Promise.resolve()
  })
  const services = { ...servicesOf(ground.database), commits }
  const runner = ground.runner([kind], { services })
  const id = await ground.ask(kind, { things: 3, chunk: 1 })
  await ground.until(id, ({ done }: Run) => done === 1n)
  await pause(300)
  assert.deepEqual(steps, [1])
  // It gives way for a second and no longer, so that it comes to its end all the same.
  assert.equal((await ground.until(id, isOver)).state, 'done')
  await runner.stop()
}
