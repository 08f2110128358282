/** Steps with more papers than one act takes: judged piece by piece, cancelled, taken up again. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { actingAs, everywhere } from '#kit/role.ts'
import { create } from '#kit/write.ts'
import { askForBulk } from '#server/bulk/asking.ts'
import { bulkJob, pieceLength } from '#server/bulk/bulk-job.ts'
import { bulkStep } from '#server/bulk/bulk-step.ts'
import { countMembers, refusedMembers } from '#server/bulk/members.ts'
import type { SeenPaper } from '#server/bulk/members.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { cancelRun, readRun, resumeRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { deposit, libraryCatalogue } from '#test/kit.ts'
import { someone } from '#test/kit-books.ts'
import { openDesk } from '#test/transfer/ground.ts'
import type { ImportDesk } from '#test/transfer/ground.ts'
import { testServers } from '#test/postgres.ts'

const many = pieceLength * 2 + 112
const program = join(import.meta.dirname, '..', 'transfer', 'runner-process.ts')

for (const server of await testServers()) {
  const story = (what: string, tell: (desk: ImportDesk) => Promise<void>): void => {
    test(`${what} on PostgreSQL ${server.version}`, { timeout: 120_000 }, async () => {
      const desk = await openDesk(server)
      after(() => desk.close())
      await desk.runner.stop()
      await tell(desk)
    })
  }

  story('each paper is done once, those that were changed meanwhile are told', async (desk) => {
    const papers = await drafts(desk, many)
    const old = papers.map((one, at) => (at % 100 === 7 ? { ...one, version: 9 } : one))
    const job = await asked(desk, 'take', old)
    assert.deepEqual(await repeatedAsking(desk, old), ['paper-twice', 'bulk-none'])
    const runner = run(desk)
    const { state, done, total, result } = await desk.over(job)
    const hindered = old.filter(({ version }) => version === 9).length
    assert.deepEqual(
      [state, done, total, result],
      ['done', BigInt(many), BigInt(many), { done: many - hindered, refused: hindered }],
    )
    const refused = await desk.inBooks(({ query, organization }) =>
      refusedMembers(query, organization, job, { after: 0, most: 500 }),
    )
    assert.deepEqual(
      refused.map(({ place, problems }) => [place, problems.map(({ rule }) => rule)]),
      [8, 108, 208, 308, 408, 508, 608].map((place) => [place, ['version-other']]),
    )
    assert.deepEqual(await standing(desk), { taken: many - hindered, entries: many - hindered })
    await runner.stop()
    const [news] = await desk.read<object>(
      `select person::text, what, about::text, kind, company from access.news`,
    )
    const { person } = desk.asker
    assert.deepEqual(news, {
      person,
      what: 'work',
      about: job,
      kind: 'deposit',
      company: 'store',
    })
  })

  story('what is done stays done when it is cancelled, the rest is not begun', async (desk) => {
    const job = await asked(desk, 'take', await drafts(desk, many))
    const runner = run(desk, { turn: 0 })
    await until(desk, job, ({ done }) => done >= BigInt(pieceLength))
    await desk.inBooks(({ query, organization }) => cancelRun(query, organization, job, 'ann'))
    const { state, done } = await desk.over(job)
    await runner.stop()
    if (state === 'done') return assert.equal(done, BigInt(many))
    assert.equal(state, 'cancelled')
    const counts = await counted(desk, job)
    assert.deepEqual(counts, {
      papers: many,
      done: Number(done),
      refused: 0,
      waiting: many - Number(done),
    })
    assert.ok(counts.waiting > 0)
    assert.deepEqual(await standing(desk), { taken: Number(done), entries: Number(done) })
  })

  story('who loses the role is not obeyed any more; granted again, it goes on', async (desk) => {
    const job = await asked(desk, 'take', await drafts(desk, many))
    const held = { role: 'librarian', pieces: 0 }
    const { permissions } = desk.services
    const services = {
      ...desk.services,
      permissions: {
        ...permissions,
        actorOf: ({ person, actor }: { readonly person: string; readonly actor: string }) => {
          held.pieces += 1
          if (held.pieces === 2) held.role = 'reader'
          return Promise.resolve({ ...someone(person, held.role), name: actor })
        },
      },
    }
    const runner = run({ ...desk, services })
    const parked = await desk.over(job)
    assert.deepEqual(
      [parked.state, parked.done, parked.problems.map(({ message }) => message)],
      [
        'parked',
        BigInt(pieceLength),
        ['Only a librarian may take deposits. Mrs Hill can grant that role.'],
      ],
    )
    assert.equal((await desk.read('select from access.news')).length, 1)
    held.role = 'librarian'
    await desk.inBooks(({ query, organization }) => resumeRun(query, organization, job, 'bob'))
    await until(desk, job, ({ state }) => state === 'done')
    await runner.stop()
    assert.deepEqual(await standing(desk), { taken: many, entries: many })
  })

  story('servers that are killed in the middle do nothing twice', async (desk) => {
    const papers = 2_000
    const job = await asked(desk, 'take', await drafts(desk, papers))
    for (let kill = 0; kill < 4; kill += 1) {
      const before = (await see(desk, job)).done
      const child = await serverOver(desk)
      while ((await see(desk, job)).done === before && (await isUnderWay(desk, job))) {
        await pause(5)
      }
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    }
    const child = await serverOver(desk)
    await until(desk, job, ({ state }) => state === 'done')
    child.kill('SIGKILL')
    await once(child, 'exit')
    assert.deepEqual(await standing(desk), { taken: papers, entries: papers })
    assert.deepEqual(await counted(desk, job), { papers, done: papers, refused: 0, waiting: 0 })
    assert.equal((await desk.read('select from access.news')).length, 1)
  })

  story('a job keeps what became of its papers', async (desk) => {
    const job = await asked(desk, 'removals', await drafts(desk, 3))
    const runner = run(desk)
    assert.deepEqual((await desk.over(job)).result, { done: 3, refused: 0 })
    await runner.stop()
    assert.equal((await desk.read('select from paper.deposit')).length, 0)
    // A fate that is noted stays; and what a job was asked with.
    await desk.read(`update job.member set fate = 'refused', problems = '[]'`)
    assert.deepEqual(await counted(desk, job), { papers: 3, done: 3, refused: 0, waiting: 0 })
    await assert.rejects(desk.read('update job.member set version = 2'), /permission denied/)
    await assert.rejects(desk.read('delete from job.member'), /permission denied/)
  })
}

async function drafts(desk: ImportDesk, count: number): Promise<SeenPaper[]> {
  const actor = actingAs({ person: 'ann', name: 'ann' }, ['librarian'], everywhere)
  const values = { owner: 'ANN', takenOn: '2026-11-22', pence: 5 }
  const set = Array.from({ length: count }, () => ({ values, actor }))
  const made = await desk.inBooks((books) => create(books, deposit, set))
  return made.flatMap((one) =>
    one.ok ? [{ id: one.value.id, version: one.value.version }] : assert.fail(),
  )
}

async function asked(
  desk: ImportDesk,
  word: string,
  papers: readonly SeenPaper[],
): Promise<string> {
  const step = bulkStep(libraryCatalogue, 'deposit', word)
  assert.ok(step.ok)
  const made = await desk.inBooks((books) =>
    askForBulk(books.query, { ...books, ...desk.asker }, step.value, { papers }),
  )
  return made.ok ? made.value.job : assert.fail(JSON.stringify(made.problems))
}

async function repeatedAsking(
  desk: ImportDesk,
  papers: readonly SeenPaper[],
): Promise<(string | undefined)[]> {
  const step = bulkStep(libraryCatalogue, 'deposit', 'take')
  assert.ok(step.ok)
  const sets = [[...papers, ...papers.slice(0, 1)], []]
  const answers = await desk.inBooks(async (books) => [
    await askForBulk(books.query, { ...books, ...desk.asker }, step.value, {
      papers: sets[0] ?? [],
    }),
    await askForBulk(books.query, { ...books, ...desk.asker }, step.value, {
      papers: sets[1] ?? [],
    }),
  ])
  return answers.map((one) => (one.ok ? 'asked' : one.problems[0]?.rule))
}

function run({ services, faults }: Pick<ImportDesk, 'services' | 'faults'>, options = {}) {
  const onProblem = (error: unknown): void => void faults.push(error)
  const how = { server: 'test', interval: 20, backOff: () => 20, onProblem, ...options }
  const runner = startRunner({ services, kinds: [bulkJob], ...how })
  after(() => runner.stop())
  return runner
}

async function serverOver({ library }: ImportDesk) {
  const env = { ...process.env, BACKSTAY_TEST_BOOKS: JSON.stringify(library.address) }
  const child = fork(program, { env })
  await once(child, 'message')
  return child
}

async function see(desk: ImportDesk, job: string): Promise<Run> {
  const found = await desk.inBooks(({ query, organization }) => readRun(query, organization, job))
  return found ?? assert.fail('There is no such job.')
}

async function until(desk: ImportDesk, job: string, is: (run: Run) => boolean): Promise<void> {
  for (let waited = 0; !is(await see(desk, job)); waited += 10) {
    assert.ok(waited < 60_000, `The job is ${(await see(desk, job)).state}.`)
    await pause(10)
  }
}

async function isUnderWay(desk: ImportDesk, job: string): Promise<boolean> {
  return ['waiting', 'running'].includes((await see(desk, job)).state)
}

async function counted(desk: ImportDesk, job: string) {
  return await desk.inBooks(({ query, organization }) => countMembers(query, organization, job))
}

async function standing(desk: ImportDesk): Promise<object | undefined> {
  const [found] = await desk.read<object>(
    `select (select count(*)::integer from paper.deposit where state = 'taken') as taken,
      (select count(*)::integer from ledger.entry) as entries`,
  )
  return found
}
