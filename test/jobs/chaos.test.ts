/** Servers that are killed, frozen and cut off at random: every job's effects are there, once. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { cancelRun } from '#server/jobs/runs.ts'
import { Chance, cycles, printSeed } from '#test/faults/chance.ts'
import { count, isOver, openGround, upTo } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

const program = join(import.meta.dirname, 'runner-process.ts')
const faults = cycles(20)
const jobs = faults * 4
printSeed()

for (const server of await testServers()) {
  const chance = new Chance(`jobs ${server.version}`)

  describe(`jobs under chaos on PostgreSQL ${server.version}`, () => {
    let ground: Ground
    const children: ChildProcess[] = []
    before(async () => {
      ground = await openGround(server)
      for (let place = 0; place < 3; place += 1) children.push(await startChild(ground))
    })
    after(async () => {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
      await ground.close()
    })

    test('the sum of all effects is what was asked for', { timeout: 600_000 }, async () => {
      const wanted = await askForJobs(ground, chance)
      const told = { kill: 0, freeze: 0, cut: 0, cancel: 0 }
      for (let fault = 0; fault < faults; fault += 1) {
        await pause(chance.between(20, 250))
        const place = chance.below(children.length)
        const kind = chance.pick(['kill', 'kill', 'freeze', 'cut', 'cancel'] as const)
        told[kind] += 1
        if (kind === 'kill') children[place] = await killed(children[place], ground)
        else if (kind === 'freeze') await frozen(children[place], chance.between(700, 1_200))
        else if (kind === 'cut') await cutConnections(ground)
        else await cancelOne(ground, chance.pick([...wanted.keys()]))
      }
      console.log(`  ${jobs} jobs, ${JSON.stringify(told)}`)
      for (const id of wanted.keys()) await ground.until(id, isOver)
      await assertExact(ground, wanted)
      const [silent] = await ground.sql<{ count: string }>(
        `select count(*) from job.log where message like '%fell silent%'`,
      )
      assert.ok(Number(silent?.count) > 0, 'no fault hit a job')
    })
  })
}

/** Asks for jobs of chance; answers how many things each is to do. */
async function askForJobs(ground: Ground, chance: Chance): Promise<Map<string, number>> {
  const wanted = new Map<string, number>()
  for (let job = 0; job < jobs; job += 1) {
    const things = chance.between(1, 200)
    const input = { things, chunk: chance.between(3, 20), pause: chance.below(60) }
    wanted.set(await ground.ask(count, input), things)
  }
  return wanted
}

async function assertExact(ground: Ground, wanted: ReadonlyMap<string, number>): Promise<void> {
  let cancelled = 0
  for (const [id, things] of wanted) {
    const { state, done, cancelAskedBy } = await ground.run(id)
    assert.ok(state === 'done' || (state === 'cancelled' && cancelAskedBy !== null), state)
    if (state === 'done') assert.equal(Number(done), things)
    else cancelled += 1
    assert.deepEqual(await ground.marks(id), upTo(Number(done)), id)
    // The log tells each step once, in order.
    const steps = (await ground.log(id)).filter((line) => / to /.test(line))
    const firsts = steps.map((line) => Number.parseInt(line, 10))
    assert.deepEqual(
      firsts,
      [...new Set(firsts)].sort((a, b) => a - b),
      id,
    )
  }
  assert.ok(cancelled < wanted.size / 2)
}

async function startChild({ books }: Ground): Promise<ChildProcess> {
  const env = { ...process.env, BACKSTAY_TEST_BOOKS: JSON.stringify(books.address) }
  const child = fork(program, { env })
  await once(child, 'message')
  return child
}

async function killed(child: ChildProcess | undefined, ground: Ground): Promise<ChildProcess> {
  if (child !== undefined) {
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  return await startChild(ground)
}

/** Stops it for longer than its holds last, so that others take its jobs while it sleeps. */
async function frozen(child: ChildProcess | undefined, milliseconds: number): Promise<void> {
  child?.kill('SIGSTOP')
  await pause(milliseconds)
  child?.kill('SIGCONT')
}

/** Cuts the connections of all runners that are in a transaction just now. */
async function cutConnections(ground: Ground): Promise<void> {
  await ground.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'backstay'
      and xact_start is not null`)
}

async function cancelOne({ database, organization }: Ground, id: string): Promise<void> {
  await database.transaction(organization, (query) => cancelRun(query, organization, id, 'chance'))
}
