/** The timetable over the HTTP API and on the command line, with what stands in it by itself. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { tasks } from '#departments/tasks.ts'
import { all } from '#departments/all.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { jobKinds, standingTasks } from '#server/jobs/kinds.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { setTask, startTimetable } from '#server/jobs/timetable.ts'
import { officeOf } from '#test/approvals/office.ts'
import { environmentOf, runHere } from '#test/cli/command.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { openGround } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

interface House {
  readonly ground: Ground
  readonly api: TestApi
  readonly key: string
  /** One look at a moment; answers what was asked for by then. */
  readonly look: (moment: string) => Promise<string[]>
}

const look = 'permissions look'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['every organization has the look at permissions each night, put there once', standing],
  ['a task is held back, goes on, is changed and run over HTTP', overHttp],
  ['a task of the departments takes its role', roleOfTask],
  ['the command line does the same', commandLine],
]

for (const server of await testServers()) {
  describe(`the timetable from outside on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const ground = await openGround(server)
      const api = await testApi(ground.database)
      const key = await api.key(ground.organization)
      house = { ground, api, key, look: (moment) => lookAt(ground, moment) }
    })
    after(async () => {
      const { api, ground } = house
      await api.close()
      await ground.close()
      assert.deepEqual([...api.faults, ...ground.faults], [])
    })
    for (const [name, check] of cases) test(name, { timeout: 60_000 }, () => check(house))
  })
}

async function lookAt(ground: Ground, moment: string): Promise<string[]> {
  const timetable = startTimetable({
    database: ground.database,
    kinds: jobKinds,
    standing: standingTasks,
    now: () => Temporal.Instant.from(moment),
    interval: 60_000,
    onProblem: (error) => void ground.faults.push(error),
  })
  await timetable.run()
  await timetable.stop()
  const rows = await ground.sql<{ line: string }>(
    `select organization || ' ' || kind || ' ' || coalesce(company, '-') || ' ' || asked_by as line
      from job.run where kind = $1 order by id`,
    [look],
  )
  return rows.map(({ line }) => line)
}

interface Listed {
  readonly task: string
  readonly [name: string]: unknown
}

async function listed({ api, key }: House): Promise<readonly Listed[]> {
  return (await api.get(key, '/timetable')).json['tasks'] as readonly Listed[]
}

async function standing(house: House): Promise<void> {
  const { ground, look: at } = house
  assert.deepEqual(await at('2026-11-22T12:00:00Z'), [])
  const [task] = (await listed(house)).filter((one) => one.task === look)
  assert.deepEqual(task, {
    task: look,
    title: 'Look at roles, duties and requests for approval',
    company: null,
    every: 'day',
    onDay: null,
    at: '02:10',
    nextAt: '2026-11-23T02:10:00Z',
    setBy: 'the program',
    pausedAt: null,
    pausedBy: null,
  })
  const both = [ground.organization, ground.other].map((id) => `${id} ${look} - timetable`)
  assert.deepEqual((await at('2026-11-23T02:10:00Z')).toSorted(), both.toSorted())
  assert.deepEqual((await at('2026-11-23T03:00:00Z')).length, 2)
}

async function overHttp(house: House): Promise<void> {
  const { ground, api, key, look: at } = house
  const change = (word: string, rest: object = {}): Promise<Reply> =>
    api.post(key, `/timetable/${word}`, { task: look, ...rest })
  const paused = await change('pauses')
  assert.equal(paused.status, 200, paused.text)
  assert.match(String(paused.json['pausedBy']), /^tests \(key/)
  const asked = (await at('2026-11-24T02:10:00Z')).length
  assert.equal((await at('2026-11-25T02:10:00Z')).filter(mine(ground)).length, 1)
  assert.equal(asked, 3, 'only the other organization’s is asked for')
  const resumed = await change('resumptions')
  assert.deepEqual([resumed.status, resumed.json['pausedBy']], [200, null])
  const weekly = await change('rhythms', { every: 'week', onDay: 1, at: '03:30' })
  assert.equal(weekly.status, 200, weekly.text)
  const { every, onDay, at: hour, setBy } = weekly.json
  assert.deepEqual([every, onDay, hour], ['week', 1, '03:30'])
  assert.match(String(setBy), /^tests \(key/)
  const wrong: readonly (readonly [object, string])[] = [
    [{ every: 'week', at: '03:30' }, 'day-form onDay'],
    [{ every: 'week', onDay: 8, at: '03:30' }, 'day-form onDay'],
    [{ every: 'day', onDay: 1, at: '03:30' }, 'day-form onDay'],
    [{ every: 'day', at: '24:00' }, 'time-form at'],
  ]
  for (const [rhythm, expected] of wrong) {
    const { status, json } = await change('rhythms', rhythm)
    assert.deepEqual(
      [status, json.problems.map((one) => `${one.rule} ${one.field}`)],
      [422, [expected]],
    )
  }
  const run = await change('runs')
  const [job] = await ground.sql<{ asked_by: string; person: string | null }>(
    'select asked_by, person from job.run where id = $1',
    [run.json['job']],
  )
  assert.match(job?.asked_by ?? '', /^tests \(key/)
  assert.notEqual(job?.person, null)
  for (const strange of [{ task: 'flying' }, { company: 'store' }]) {
    const { status, json } = await change('runs', strange)
    assert.deepEqual([status, json.problems[0]?.rule], [404, 'task-unknown'])
  }
  const reads = await api.key(ground.organization, 'jobs:read')
  assert.equal((await api.post(reads, '/timetable/runs', { task: look })).status, 403)
}

function mine({ organization }: Ground): (line: string) => boolean {
  return (line) => line.startsWith(organization)
}

async function roleOfTask({ ground, api }: House): Promise<void> {
  const { database, organization } = ground
  const kind = taskJob(all, tasks)
  const input = { task: 'dunning run', asked: { receivables: '1100' } }
  const rhythm = { every: 'day', at: Temporal.PlainTime.from('05:00') } as const
  const setting = { company: 'store', setBy: 'the test', now: Temporal.Now.instant() }
  const put = await database.transaction(organization, (query) =>
    setTask(query, organization, kind, input, rhythm, setting),
  )
  assert.ok(put.ok)
  const robot = await api.key(organization)
  const body = { task: 'task', company: 'store' }
  for (const word of ['runs', 'pauses']) {
    const { status, json } = await api.post(robot, `/timetable/${word}`, body)
    assert.equal(status, 403)
    assert.match(
      json.detail,
      /^Only a credit controller may set or run the dunning run\. tests can/,
    )
  }
  const person = await officeOf(database, organization).holder('Gil', 'credit controller')
  const named = { name: 'desk', scopes: allScopes, createdBy: 'the test', person }
  const made = await createKey(database, organization, named)
  assert.ok(made.ok)
  assert.equal((await api.post(made.value.text, '/timetable/runs', body)).status, 200)
}

async function commandLine({ ground }: House): Promise<void> {
  const environment = environmentOf(ground.books)
  const run = (...words: string[]) =>
    runHere(['timetable', ...words, '--organization', ground.organization], environment)
  const list = await run('list')
  assert.match(
    list.out,
    /^permissions look, of the whole organization: every Monday at 03:30; next \S+ 03:30:00\n/,
  )
  assert.match(list.out, /\ntask, of store: every day at 05:00; next /)
  assert.match((await run('pause', look)).out, /; held back by /)
  assert.match((await run('resume', look)).out, /every Monday at 03:30; next /)
  const monthly = await run('change', look, '--every', 'month', '--on', '31', '--at', '04:00')
  assert.match(monthly.out, /: every month on day 31 at 04:00; next /)
  assert.match(
    (await run('run', 'task', '--company', 'store')).out,
    /^The job \S+ is asked for\.\n$/,
  )
  const unknown = await run('run', 'task')
  assert.equal(unknown.code, 1)
  assert.match(unknown.err, /There is no task “task” of the whole organization in the timetable\./)
  const wrong = await run('change', look, '--at', 'noon')
  assert.match(wrong.err, /“noon” is no time of the day\. Write it as 02:10\./)
  assert.match((await run('change', look, '--every', 'year', '--at', '02:10')).err, /is no rhythm/)
}
