/** F1 to F3: the server, all of PostgreSQL or one session of it is killed while 16 clients post. */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { signal } from '#server/postgres/processes.ts'
import { Chance, cycles, printSeed } from '#test/faults/chance.ts'
import { startClients } from '#test/faults/clients.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { judge } from '#test/faults/judge.ts'
import { Rig } from '#test/faults/rig.ts'

const skip = process.platform !== 'linux' && 'what to kill is found by /proc'
const kills = cycles(20)
let rig: Rig

before(async () => {
  printSeed()
  if (skip === false) rig = await Rig.open()
})
after(() => rig?.close())

test('killing the server loses, doubles and unbalances nothing', { skip }, async () => {
  const figures = await campaign('server', async () => {
    await rig.server.end('SIGKILL')
    return (await rig.startAgain()).readyAfter
  })
  // A machine that is busy with other things takes longer for any start.
  await rig.server.end('SIGTERM')
  const orderly = (await rig.startAgain()).readyAfter
  const limit = Math.max(5_000, 4 * orderly)
  assert.ok(Math.max(...figures) <= limit, `the server was not ready in ${limit} ms`)
})

test('killing all of PostgreSQL loses, doubles and unbalances nothing', { skip }, async () => {
  const figures = await campaign('PostgreSQL', async () => {
    const began = performance.now()
    for (const pid of processesOfPostgres()) signal(pid, 'SIGKILL')
    await untilPostgresAnswers()
    return performance.now() - began
  })
  assert.ok(Math.max(...figures) <= 30_000, 'PostgreSQL was not back in 30 s')
})

test(
  'killing one session of PostgreSQL loses, doubles and unbalances nothing',
  { skip },
  async () => {
    const chance = new Chance('sessions')
    const figures = await campaign('one session', async () => {
      const began = performance.now()
      const sessions = await sessionsOfServer()
      if (sessions.length > 0) signal(chance.pick(sessions), 'SIGKILL')
      // The postmaster notices a moment later and ends all sessions.
      await pause(30)
      await untilPostgresAnswers()
      return performance.now() - began
    })
    assert.ok(Math.max(...figures) <= 30_000, 'PostgreSQL was not back in 30 s')
  },
)

/** Kills again and again while clients work, then judges; the milliseconds of each recovery. */
async function campaign(what: string, kill: () => Promise<number>): Promise<number[]> {
  const store = await rig.newStore()
  const log = new OutsideLog()
  const chance = new Chance(`kills of ${what}`)
  const clients = startClients(store, log, what)
  const figures: number[] = []
  const said = (): string => rig.server.said()
  try {
    // Only where papers are there can others be written about them.
    while (log.acknowledged < 150) await log.goesOn(said)
    for (let cycle = 0; cycle < kills; cycle += 1) {
      await pause(chance.between(100, 700))
      figures.push(await kill())
      // The service is back only when it acknowledges again.
      await log.goesOn(said)
    }
    // What chance has left out until now is done at last.
    while (log.neverDone().length > 0) await log.goesOn(said)
  } finally {
    await clients.stop()
  }
  const found = await judge(rig.superuser(), store.organization, log)
  const sorted = figures.toSorted((a, b) => a - b).map((figure) => Math.round(figure))
  console.log(
    `${what} killed ${kills} times: ${log.acknowledged} entries and acts acknowledged, ` +
      `${log.refused} refused, ${log.repeated} requests repeated, ` +
      `${log.replayed} replayed; back after ` +
      `${sorted[0]} to ${sorted.at(-1)} ms, half of them in ${sorted[sorted.length >> 1]} ms`,
  )
  assert.deepEqual(found, [])
  assert.deepEqual(log.defects, [])
  // The server itself repeats what PostgreSQL's end cut off, so clients may notice nothing.
  assert.ok(log.acknowledged > kills * 5, 'the kills hardly met a request')
  return figures
}

async function untilPostgresAnswers(): Promise<void> {
  for (const began = performance.now(); ;) {
    try {
      return void (await sessionsOfServer())
    } catch (error) {
      if (performance.now() - began > 60_000) throw error
      await pause(10)
    }
  }
}

/** The process numbers of the server's sessions; throws while PostgreSQL is away. */
async function sessionsOfServer(): Promise<number[]> {
  const client = new pg.Client({ ...rig.superuser(), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'backstay'",
    )
    return rows.map(({ pid }) => pid)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Every process that works in the data folder: the postmaster, its helpers, all sessions. */
function processesOfPostgres(): number[] {
  const data = realpathSync(join(rig.folder, 'postgres'))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const program = readFileSync(`/proc/${name}/cmdline`, 'utf8')
        return readlinkSync(`/proc/${name}/cwd`) === data && program.includes('postgres')
      } catch {
        return false
      }
    })
    .map(Number)
}
