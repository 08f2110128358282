/** A server that is killed while it posts and undoes an import: each paper comes and goes once. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Chance, printSeed } from '#test/faults/chance.ts'
import { readRun, resumeRun } from '#server/jobs/runs.ts'
import { openDesk } from '#test/transfer/ground.ts'
import type { ImportDesk } from '#test/transfer/ground.ts'
import { testServers } from '#test/postgres.ts'

const program = join(import.meta.dirname, 'runner-process.ts')
const papers = 3_000
const kills = 6
printSeed()

for (const server of await testServers()) {
  test(
    `an import goes on behind each kill on PostgreSQL ${server.version}`,
    { timeout: 300_000 },
    async () => {
      const chance = new Chance(`import ${server.version}`)
      const desk = await openDesk(server)
      after(() => desk.close())
      const lines = Array.from({ length: papers }, (_, at) => `X${at},ANN,2026-11-22,${at + 1}`)
      const id = await desk.brought(['Number,Owner,Taken on,Pence', ...lines].join('\n'))
      await desk.runner.stop()

      const posting = await desk.ask(id, 'post')
      assert.ok(posting.ok)
      await throughKills(desk, chance, posting.value)
      assert.deepEqual(await standing(desk, id), { posted: papers, entries: papers, acts: papers })
      assert.equal(await credit(desk), -BigInt((papers * (papers + 1)) / 2))

      const undoing = await desk.ask(id, 'undo', {}, desk.other)
      assert.ok(undoing.ok)
      await throughKills(desk, chance, undoing.value)
      const twice = papers * 2
      assert.deepEqual(await standing(desk, id), { posted: 0, entries: twice, acts: twice })
      assert.equal(await credit(desk), 0n)
      assert.equal((await desk.see(id)).state, 'undone')
    },
  )
}

/** Kills the server again and again while it works, until a last one brings the job to its end. */
async function throughKills(desk: ImportDesk, chance: Chance, job: string): Promise<void> {
  let hit = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const before = await acts(desk)
    const child = await startChild(desk)
    // Every other kill comes while the first piece is under way, the others behind a finished one.
    if (kill % 2 === 1)
      while ((await acts(desk)) === before && !(await over(desk, job))) await pause(5)
    await pause(chance.between(0, 150))
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    if (!(await over(desk, job))) hit += 1
  }
  assert.ok(hit > 0, 'no kill came while it worked')
  const child = await startChild(desk)
  // Five kills in a row without getting further park a job; somebody resumes it.
  for (;;) {
    const run = await desk.over(job)
    if (run.state !== 'parked') {
      assert.equal(run.state, 'done')
      break
    }
    await desk.inBooks(({ query }) => resumeRun(query, desk.organization, job, 'the test'))
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function startChild({ library }: ImportDesk): Promise<ChildProcess> {
  const env = { ...process.env, BACKSTAY_TEST_BOOKS: JSON.stringify(library.address) }
  const child = fork(program, { env })
  await once(child, 'message')
  return child
}

async function over(desk: ImportDesk, job: string): Promise<boolean> {
  const run = await desk.inBooks(({ query }) => readRun(query, desk.organization, job))
  return run?.state === 'done' || run?.state === 'parked'
}

async function acts(desk: ImportDesk): Promise<number | undefined> {
  const found = await desk.read<{ acts: number }>('select count(*)::integer as acts from paper.act')
  return found[0]?.acts
}

async function standing(desk: ImportDesk, id: string): Promise<object> {
  const [found] = await desk.read<{ entries: number; acts: number; papers: number }>(
    `select (select count(*)::integer from ledger.entry) as entries,
      (select count(*)::integer from paper.act) as acts,
      (select count(*)::integer from paper.deposit) as papers`,
  )
  assert.equal(found?.papers, papers)
  const { posted } = await desk.counts(id)
  return { posted, entries: found.entries, acts: found.acts }
}

async function credit(desk: ImportDesk): Promise<bigint | undefined> {
  const [found] = await desk.read<{ amount: bigint }>(
    'select coalesce(sum(amount), 0)::bigint as amount from ledger.holding',
  )
  return found?.amount
}
