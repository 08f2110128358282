/** Jobs do what the person who asked may at that time: who has left or lost a role does no more. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { all } from '#departments/all.ts'
import { tasks } from '#departments/tasks.ts'
import { cancelRun, resumeRun } from '#server/jobs/runs.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { officeOf } from '#test/approvals/office.ts'
import { counting, gate, isOver, openGround } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

for (const server of await testServers()) {
  describe(`jobs of who has left on PostgreSQL ${server.version}`, async () => {
    const ground = await openGround(server)
    after(async () => {
      await ground.close()
      assert.deepEqual(ground.faults, [])
    })
    test('a job does not go on when its person leaves, and what it did stays', () => leaves(ground))
    test('a run of a task asks for its role when it runs', () => losesRole(ground))
  })
}

async function leaves(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const office = officeOf(database, organization)
  const person = await office.holder('Ada', 'staff')
  const halfway = gate()
  const kind = counting('of Ada', (_, last) => (last === 2 ? halfway.pass() : Promise.resolve()))
  const runner = ground.runner([kind])
  const id = await ground.ask(kind, { things: 6, chunk: 1 }, { person })
  await halfway.reached
  await office.leave(person)
  halfway.open()
  const parked = await ground.until(id, isOver)
  const gone =
    'It acts in the name of Ada, who has left. Cancel it, and ask for it in the name of somebody ' +
    'who is there; what was done stays.'
  assert.deepEqual(
    [parked.state, parked.problems],
    ['parked', [{ rule: 'person-left', field: '', message: gone }]],
  )
  assert.deepEqual(await ground.marks(id), [1, 2])
  assert.equal((await ground.log(id)).at(-1), gone)
  const inside = (work: typeof resumeRun): Promise<unknown> =>
    database.transaction(organization, (query) => work(query, organization, id, 'the test'))
  await inside(resumeRun)
  await ground.until(id, ({ state, lines }) => state === 'parked' && lines > parked.lines + 1)
  assert.deepEqual(await ground.marks(id), [1, 2])
  await inside(cancelRun)
  assert.equal((await ground.run(id)).state, 'cancelled')
  await runner.stop()
}

async function losesRole(ground: Ground): Promise<void> {
  const { database, organization } = ground
  const office = officeOf(database, organization)
  await office.holder('Olga', 'owner')
  const person = await office.human('Gil')
  const kind = taskJob(all, tasks)
  const asked = { task: 'dunning run', asked: { receivables: 'receivables' } }
  const id = await ground.ask(kind, asked, { person, company: 'store' })
  const runner = ground.runner([kind])
  const parked = await ground.until(id, isOver)
  assert.deepEqual(
    [parked.state, parked.problems.map(({ rule }) => rule)],
    ['parked', ['role-missing']],
  )
  assert.match(
    parked.problems[0]?.message ?? '',
    /^Only a credit controller may run the dunning run\. Olga can grant that role\.$/,
  )
  await runner.stop()
  await office.give(person, 'credit controller')
  await database.transaction(organization, (query) => {
    return resumeRun(query, organization, id, 'the test')
  })
  // Another server, which has nothing in mind of what he might not do.
  ground.runner([kind])
  const done = await ground.until(id, ({ state }) => state === 'done' || state === 'failed')
  assert.deepEqual([done.state, done.result], ['done', { refused: 0 }])
}
