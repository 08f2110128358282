/** The timetable on a real PostgreSQL: what is due is asked for once, by however many servers. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { fine } from '#base/problem.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { listTasks, removeTask, setTask, startTimetable } from '#server/jobs/timetable.ts'
import type { Setting } from '#server/jobs/timetable.ts'
import type { Rhythm } from '#server/jobs/rhythm.ts'
import { isOver, openGround } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

/** A task that says for which moment it ran. */
function task(kind: string, level = 1): JobKind<{ level: number }> {
  return jobKind({
    kind,
    title: ({ level: to }) => `Remind up to level ${to}`,
    input: z.strictObject({ level: z.int().min(level) }),
    cursor: z.null(),
    step: ({ asOf, company }) =>
      Promise.resolve(fine({ did: 1, result: { asOf: asOf.toString(), company } })),
  })
}

const atTwo: Rhythm = { every: 'day', at: Temporal.PlainTime.from('02:00') }
const instant = (written: string): Temporal.Instant => Temporal.Instant.from(written)

const cases: readonly (readonly [string, (ground: Ground) => Promise<void>])[] = [
  ['two servers ask for a slot once, and move it on', twoServers],
  ['what was missed is made up for by one job, for the latest slot', missed],
  ['a task that is set anew keeps its new rhythm, and one that is removed runs no more', changes],
  ['what no longer fits fails and says so', noLongerFits],
  ['the jobs act in the name of the person who set the task', inTheNameOf],
  ['a task of another organization is its own', apart],
]

for (const server of await testServers()) {
  describe(`the timetable on PostgreSQL ${server.version}`, () => {
    let ground: Ground
    before(async () => {
      ground = await openGround(server)
      await ground.sql(`update ledger.company set time_zone = 'Europe/Berlin'`)
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

async function set(
  ground: Ground,
  kind: JobKind<{ level: number }>,
  now: string,
  rhythm: Rhythm = atTwo,
): Promise<string> {
  const { database, organization } = ground
  const setting: Setting = { company: 'store', setBy: 'the test', now: instant(now) }
  const next = await database.transaction(organization, (query) =>
    setTask(query, organization, kind, { level: 2 }, rhythm, setting),
  )
  assert.ok(next.ok)
  return next.value.toString()
}

/** One look of each of some servers, all at the same time; how many jobs each asked for. */
async function looks(
  ground: Ground,
  kinds: readonly JobKind[],
  moment: string,
  servers = 1,
): Promise<number> {
  const { database } = ground
  const now = () => instant(moment)
  const onProblem = (error: unknown): void => void ground.faults.push(error)
  const options = { database, kinds, now, interval: 60_000, onProblem }
  const askedBefore = await asked(ground)
  const running = Array.from({ length: servers }, () => startTimetable(options))
  await Promise.all(running.map((one) => one.run()))
  for (const one of running) await one.stop()
  return (await asked(ground)) - askedBefore
}

async function asked(ground: Ground): Promise<number> {
  const rows = await ground.sql(`select from job.run where asked_by = 'timetable'`)
  return rows.length
}

async function slots(ground: Ground, kind: string): Promise<unknown[]> {
  const rows = await ground.sql<{ as_of: Date }>(
    'select as_of from job.run where kind = $1 order by as_of',
    [kind],
  )
  return rows.map(({ as_of }) => as_of.toISOString())
}

async function twoServers(ground: Ground): Promise<void> {
  const kind = task('dunning')
  assert.equal(await set(ground, kind, '2026-03-27T12:00:00Z'), '2026-03-28T01:00:00Z')
  assert.equal(await looks(ground, [kind], '2026-03-28T00:59:59Z', 4), 0)
  assert.equal(await looks(ground, [kind], '2026-03-28T01:00:00Z', 4), 1)
  assert.deepEqual(await slots(ground, 'dunning'), ['2026-03-28T01:00:00.000Z'])
  // The clocks of Berlin are put forward that night.
  assert.equal(await looks(ground, [kind], '2026-03-29T12:00:00Z', 4), 1)
  assert.equal(await looks(ground, [kind], '2026-03-29T12:00:00Z', 4), 0)
  const both = ['2026-03-28T01:00:00.000Z', '2026-03-29T01:00:00.000Z']
  assert.deepEqual(await slots(ground, 'dunning'), both)
  const [next] = await ground.database.transaction(ground.organization, (query) =>
    listTasks(query, ground.organization),
  )
  assert.equal(next?.nextAt.toString(), '2026-03-30T00:00:00Z')
  const runner = ground.runner([kind])
  const [run] = await ground.sql<{ id: string }>(
    `select id from job.run where kind = 'dunning' order by id`,
  )
  const ended = await ground.until(run?.id ?? '', isOver)
  assert.deepEqual(
    [ended.state, ended.title, ended.company, ended.askedBy],
    ['done', 'Remind up to level 2', 'store', 'timetable'],
  )
  assert.deepEqual(ended.result, { asOf: '2026-03-28T01:00:00Z', company: 'store' })
  await runner.stop()
}

async function missed(ground: Ground): Promise<void> {
  const kind = task('missed')
  await set(ground, kind, '2026-05-31T12:00:00Z')
  assert.equal(await looks(ground, [kind], '2026-06-08T09:00:00Z', 2), 1)
  assert.deepEqual(await slots(ground, 'missed'), ['2026-06-08T00:00:00.000Z'])
  assert.equal(await looks(ground, [kind], '2026-06-08T23:00:00Z'), 0)
  assert.equal(await looks(ground, [kind], '2026-06-09T00:00:00Z'), 1)
}

async function changes(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const kind = task('changed')
  await set(ground, kind, '2026-05-31T12:00:00Z')
  const monthly = { every: 'month', onDay: 31, at: Temporal.PlainTime.from('06:00') } as const
  assert.equal(await set(ground, kind, '2026-06-01T00:00:00Z', monthly), '2026-06-30T04:00:00Z')
  assert.equal(await looks(ground, [kind], '2026-06-08T09:00:00Z'), 0)
  const tasks = await database.transaction(organization, (query) => listTasks(query, organization))
  assert.deepEqual(tasks.find((one) => one.task === 'changed')?.rhythm, monthly)
  const remove = () =>
    database.transaction(organization, (query) =>
      removeTask(query, organization, 'store', 'changed'),
    )
  assert.deepEqual([await remove(), await remove()], [true, false])
  assert.equal(await looks(ground, [kind], '2027-06-08T09:00:00Z'), 0)
  const setting: Setting = { company: 'none', setBy: 'x', now: instant('2026-06-01T00:00:00Z') }
  const nowhere = await database.transaction(organization, (query) =>
    setTask(query, organization, kind, { level: 2 }, atTwo, setting),
  )
  assert.equal(!nowhere.ok && nowhere.problems[0]?.rule, 'company-unknown')
  const wrong = await database.transaction(organization, (query) =>
    setTask(query, organization, kind, { level: 0 }, atTwo, { ...setting, company: 'store' }),
  )
  assert.equal(!wrong.ok && wrong.problems[0]?.field, 'level')
}

async function noLongerFits(ground: Ground): Promise<void> {
  await set(ground, task('narrowed'), '2026-05-31T12:00:00Z')
  const narrower = task('narrowed', 3)
  assert.equal(await looks(ground, [narrower], '2026-06-01T03:00:00Z'), 1)
  const runner = ground.runner([narrower])
  const [run] = await ground.sql<{ id: string }>(`select id from job.run where kind = 'narrowed'`)
  const ended = await ground.until(run?.id ?? '', isOver)
  assert.deepEqual([ended.state, ended.problems.map(({ field }) => field)], ['failed', ['level']])
  await runner.stop()
}

async function inTheNameOf(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const person = newId(Date.now())
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      values ($1, $2, 'program', 'dunning', 'the test')`,
    [organization, person],
  )
  const kind = jobKind({
    kind: 'named',
    title: () => 'Say in whose name',
    input: z.strictObject({}),
    cursor: z.null(),
    step: (at) => Promise.resolve(fine({ did: 1, result: { person: at.person } })),
  })
  const now = instant('2026-05-31T12:00:00Z')
  const setting: Setting = { company: 'store', setBy: 'the test', person, now }
  await database.transaction(organization, (query) =>
    setTask(query, organization, kind, {}, atTwo, setting),
  )
  assert.equal(await looks(ground, [kind], '2026-06-01T03:00:00Z'), 1)
  const runner = ground.runner([kind])
  const [run] = await ground.sql<{ id: string }>(`select id from job.run where kind = 'named'`)
  assert.deepEqual((await ground.until(run?.id ?? '', isOver)).result, { person })
  await runner.stop()
}

async function apart(ground: Ground): Promise<void> {
  const kind = task('apart')
  await set(ground, kind, '2026-05-31T12:00:00Z')
  await set({ ...ground, organization: ground.other }, kind, '2026-05-31T12:00:00Z')
  assert.equal(await looks(ground, [kind], '2026-06-01T03:00:00Z', 2), 2)
  const rows = await ground.sql<{ organization: string }>(
    `select organization from job.run where kind = 'apart'`,
  )
  const organizations = rows.map(({ organization }) => organization).sort()
  assert.deepEqual(organizations, [ground.organization, ground.other].sort())
}
