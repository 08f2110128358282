/** With the server's login, raw SQL reaches the jobs of its own organization, and few columns. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import { errorState } from '#server/database/database.ts'
import { cancelRun } from '#server/jobs/runs.ts'
import { setTask } from '#server/jobs/timetable.ts'
import { count, isOver, openGround } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

const denied = '42501'
const violated = '23514'
const tables = ['job.run', 'job.log', 'job.file', 'job.timetable']

/** A job that waits, with a line in its log, beside a task in the timetable. */
interface House {
  readonly ground: Ground
  readonly id: string
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['nothing is seen without an organization, and only its own with one', seesOwn],
  ['nothing is added to or changed in another organization', changesOwn],
  ['what a job was asked with stays, and no job or line is deleted', keeps],
  ['a job that is over is changed no more', frozen],
  ['states that contradict each other are refused', contradictions],
  ['another organization neither sees nor cancels a job by its number', foreign],
  ['who looks across organizations is told identifiers alone', identifiers],
]

for (const server of await testServers()) {
  describe(`the fence around jobs on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      house = await openHouse(await openGround(server))
    })
    after(() => house.ground.close())
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

async function openHouse(ground: Ground): Promise<House> {
  const { database, organization } = ground
  const now = Temporal.Now.instant().add({ hours: 1 })
  const input = { things: 1, chunk: 1 }
  const id = await ground.ask(count, input, { notBefore: now })
  await ground.sql(`insert into job.log (organization, run, line, level, message)
    values ('${organization}', '${id}', 1, 'info', 'x')`)
  await ground.sql(`insert into job.file (organization, run, part, piece, bytes)
    values ('${organization}', '${id}', 'file', 0, 'x')`)
  const rhythm = { every: 'day', at: Temporal.PlainTime.from('02:00') } as const
  const setting = { company: 'store', setBy: 'the test', now }
  await database.transaction(organization, (query) =>
    setTask(query, organization, count, input, rhythm, setting),
  )
  return { ground, id }
}

/** The SQLSTATE of a statement as the server's login; '' where it passes, undone afterwards. */
async function attempt(
  { database, organization }: Ground,
  text: string,
  as = organization,
): Promise<string> {
  try {
    await database.transaction(as, async (query) => {
      await query({ text })
      throw new Error('undone')
    })
  } catch (error) {
    return errorState(error)
  }
  throw new Error('What fails is undone.')
}

function seen({ database }: Ground, organization: string, text: string): Promise<object[]> {
  return database.transaction(organization, (query) => query({ text }))
}

async function seesOwn({ ground }: House): Promise<void> {
  for (const table of tables) {
    const text = `select from ${table}`
    assert.equal((await ground.database.bare({ text })).length, 0, table)
    assert.ok((await seen(ground, ground.organization, text)).length > 0, table)
    assert.deepEqual(await seen(ground, ground.other, text), [], table)
  }
}

async function changesOwn({ ground, id }: House): Promise<void> {
  const { organization, other } = ground
  for (const text of [
    `insert into job.run (organization, id, kind, title, input, asked_by, as_of, not_before)
      values ('${organization}', '${newId(Date.now())}', 'x', 'x', '{}', 'x', now(), now())`,
    `insert into job.log (organization, run, line, level, message)
      values ('${organization}', '${id}', 99, 'info', 'x')`,
    `insert into job.file (organization, run, part, piece, bytes)
      values ('${organization}', '${id}', 'pages', 0, 'x')`,
    `insert into job.timetable (organization, company, task, input, every, at, next_at, set_by)
      values ('${organization}', 'store', 'x', '{}', 'day', '02:00', now(), 'x')`,
  ]) {
    assert.equal(await attempt(ground, text, other), denied, text)
    assert.equal(await attempt(ground, text), '', text)
  }
  await seen(ground, other, `update job.run set cancel_asked_at = now(), cancel_asked_by = 'x'`)
  await seen(ground, other, 'delete from job.timetable')
  await seen(ground, other, 'delete from job.file')
  const cancelled = await ground.sql('select from job.run where cancel_asked_by is not null')
  assert.equal(cancelled.length, 0)
  assert.equal((await ground.sql('select from job.timetable')).length, 1)
  assert.equal((await ground.sql('select from job.file')).length, 1)
}

async function keeps({ ground }: House): Promise<void> {
  const fixed = 'organization id kind title company input once asked_by person asked_at as_of'
  for (const column of fixed.split(' ')) {
    assert.equal(await attempt(ground, `update job.run set ${column} = ${column}`), denied, column)
  }
  const born = `insert into job.run (organization, id, kind, title, input, asked_by, as_of,
      not_before, state)
    values ('${ground.organization}', '${newId(Date.now())}', 'x', 'x', '{}', 'x', now(), now(),
      'done')`
  for (const text of [
    born,
    'delete from job.run',
    'delete from job.log',
    `update job.log set message = 'x'`,
    `update job.file set bytes = 'y'`,
    'truncate job.run cascade',
  ]) {
    assert.equal(await attempt(ground, text), denied, text)
  }
}

async function frozen({ ground }: House): Promise<void> {
  const runner = ground.runner([count])
  const id = await ground.ask(count, { things: 1, chunk: 1 })
  await ground.until(id, isOver)
  await runner.stop()
  const text = `update job.run set done = 0 where id = '${id}' returning id`
  assert.deepEqual(await seen(ground, ground.organization, text), [])
}

async function contradictions({ ground, id }: House): Promise<void> {
  for (const change of [
    `state = 'running'`,
    `server = 'x'`,
    `state = 'done'`,
    `state = 'failed', finished_at = now()`,
    `state = 'cancelled', finished_at = now()`,
    `state = 'parked', problems = '[]'`,
    'attempts = 5',
    'attempts = 6',
    `state = 'lost'`,
    'done = -1',
    `problems = '{}'`,
  ]) {
    const text = `update job.run set ${change} where id = '${id}'`
    assert.equal(await attempt(ground, text), violated, change)
  }
  for (const change of [`every = 'week'`, 'on_day = 1', `every = 'month', on_day = 32`]) {
    assert.equal(await attempt(ground, `update job.timetable set ${change}`), violated, change)
  }
}

async function foreign({ ground, id }: House): Promise<void> {
  const { database, other } = ground
  const tried = await database.transaction(other, (query) => cancelRun(query, other, id, 'x'))
  assert.equal(!tried.ok && tried.problems[0]?.rule, 'job-unknown')
  assert.equal((await ground.run(id)).cancelAskedBy, null)
}

async function identifiers({ ground }: House): Promise<void> {
  const functions = await ground.sql(
    `select proname::text as name, pg_get_function_result(oid) as result, prosecdef as definer
    from pg_proc where pronamespace = 'job'::regnamespace order by 1`,
  )
  assert.deepEqual(functions, [
    { name: 'organizations_due', result: 'SETOF uuid', definer: true },
    { name: 'organizations_lacking', result: 'SETOF uuid', definer: true },
    { name: 'organizations_waiting', result: 'SETOF uuid', definer: true },
    // It is told its organization, and answers how many it removed.
    { name: 'remove_old', result: 'integer', definer: true },
  ])
}
