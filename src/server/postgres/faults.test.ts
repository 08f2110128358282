/** Kills at every moment: of PostgreSQL, of its sessions, of us while starting or running. */

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

import { temporaryFolder } from '#test/postgres.ts'

import { startPostgres } from './instance.ts'
import type { Connection, Instance } from './instance.ts'
import { allGone, isAlive, signal } from './processes.ts'

const folder = temporaryFolder('backstay-faults-')
after(() => rmSync(folder, { recursive: true, force: true }))

const program = join(import.meta.dirname, '..', '..', '..', 'test', 'start-postgres.ts')
const settings = { shared_buffers: '32MB' }
const windows = process.platform === 'win32' && 'Windows has no signals'

async function start(place: string): Promise<Instance> {
  const started = await startPostgres({ folder: place, settings, now: Date.now })
  assert.ok(started.ok, JSON.stringify(started))
  return started.value
}

/** The start program in a process of its own, that can be killed. */
function startApart(place: string, ...end: string[]): ChildProcess {
  return spawn(process.execPath, [program, place, ...end], { stdio: ['ignore', 'pipe', 'ignore'] })
}

async function firstLine(child: ChildProcess): Promise<{ port: number; processId: number }> {
  assert.ok(child.stdout !== null)
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  return JSON.parse(text.toString()) as { port: number; processId: number }
}

function client({ host, port, superuser }: Connection): Client {
  const made = new Client({ host, port, ...superuser, database: 'postgres' })
  // A session that is killed says so here; the test sees it by its failing query.
  made.on('error', () => {})
  return made
}

async function count(at: Connection): Promise<number> {
  const session = client(at)
  await session.connect()
  const { rows } = await session.query<{ kept: number }>('select count(*)::int as kept from kept')
  await session.end()
  return rows[0]?.kept ?? -1
}

/** Writes rows until the session breaks; how many were acknowledged. */
async function writeUntilBroken(at: Connection, started: () => void): Promise<number> {
  const session = client(at)
  await session.connect()
  for (let acknowledged = 0; acknowledged < 100_000; acknowledged += 1) {
    if (acknowledged === 20) started()
    try {
      await session.query('insert into kept values ($1)', [acknowledged])
    } catch {
      return acknowledged
    }
  }
  throw new Error('the session never broke')
}

async function answersWithin(at: Connection, milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds
  for (;;) {
    const session = client(at)
    try {
      await session.connect()
      await session.end()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(25)
    }
  }
}

test(
  'a killed PostgreSQL comes back on its port with all it acknowledged',
  { skip: windows },
  async () => {
    const instance = await start(join(folder, 'postgres-killed'))
    const session = client(instance)
    await session.connect()
    await session.query('create table kept (number int)')
    await session.end()
    let least = 0
    for (let round = 0; round < 3; round += 1) {
      const killed = instance.processId
      least += await writeUntilBroken(instance, () => signal(killed, 'SIGKILL'))
      await allGone([killed], 1000)
      await answersWithin(instance, 30_000)
      // It may answer a moment before the instance knows that it is ready.
      for (let look = 0; look < 200 && instance.processId === killed; look += 1) await pause(25)
      assert.notEqual(instance.processId, killed)
      const kept = await count(instance)
      // The last row of a round may be written without its answer having arrived.
      assert.ok(kept >= least && kept <= least + 1, `${kept} rows, ${least} acknowledged`)
      least = kept
    }
    await instance.stop()
  },
)

test('a killed session does not end the service', { skip: windows }, async () => {
  const instance = await start(join(folder, 'session-killed'))
  const victim = client(instance)
  await victim.connect()
  const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid')
  signal(rows[0]?.pid ?? 0, 'SIGKILL')
  await assert.rejects(victim.query('select pg_sleep(10)'))
  await answersWithin(instance, 30_000)
  await instance.stop()
})

for (const delay of [40, 120, 200, 280, 400]) {
  test(
    `killed ${delay} ms into the first start, the next start succeeds`,
    { skip: windows },
    async () => {
      const place = join(folder, `first-${delay}`)
      const child = startApart(place)
      for (let waited = 0; !existsSync(join(place, 'lock')) && waited < 10_000; waited += 5)
        await pause(5)
      await pause(delay)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const instance = await start(place)
      await instance.stop()
      assert.deepEqual(
        readdirSync(place).filter((name) => name.includes('draft')),
        [],
      )
    },
  )
}

test('when we are killed PostgreSQL ends too', { skip: windows }, async () => {
  const child = startApart(join(folder, 'guarded'))
  const { processId } = await firstLine(child)
  child.kill('SIGKILL')
  assert.ok(await allGone([processId], 5000), 'PostgreSQL goes on without us')
})

const noProc = !existsSync('/proc/self/cmdline') && 'the guard is found by /proc'

test(
  'a PostgreSQL that was left running is ended, and a new one ready in 5 s',
  { skip: noProc },
  async () => {
    const place = join(folder, 'left')
    const child = startApart(place)
    const { processId } = await firstLine(child)
    signal(guardOf(processId), 'SIGKILL')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await pause(100)
    assert.ok(isAlive(processId), 'nothing is left running')
    const began = performance.now()
    const instance = await start(place)
    assert.ok(performance.now() - began < 5000)
    assert.ok(!isAlive(processId))
    assert.notEqual(instance.processId, processId)
    await instance.stop()
  },
)

/** The shell that waits for our death on behalf of a PostgreSQL. */
function guardOf(processId: number): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      if (words[0] === '/bin/sh' && words[3] === String(processId)) return Number(name)
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`no guard of ${processId}`)
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${name} stops PostgreSQL in order before we end by it`, { skip: windows }, async () => {
    const place = join(folder, name)
    const child = startApart(place)
    const { processId } = await firstLine(child)
    child.kill(name)
    const [, by] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(by, name)
    assert.ok(await allGone([processId], 1000))
    assert.match(readFileSync(join(place, 'postgres.log'), 'utf8'), /database system is shut down/)
  })
}

for (const [end, expected] of [
  ['exit', 3],
  ['throw', 1],
] as const) {
  test(`an end by ${end} stops PostgreSQL in order`, { skip: windows }, async () => {
    const place = join(folder, end)
    const child = startApart(place, end)
    const exit = once(child, 'exit')
    const { processId } = await firstLine(child)
    assert.deepEqual(await exit, [expected, null])
    assert.ok(await allGone([processId], 1000))
    assert.match(readFileSync(join(place, 'postgres.log'), 'utf8'), /database system is shut down/)
  })
}
