/** The embedded PostgreSQL from its first start on: kept data, refusals, what stands in the way. */

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

import { Client } from 'pg'

import { temporaryFolder, whyNo15 } from '#test/postgres.ts'

import { runningInstance, startPostgres } from './instance.ts'
import type { Connection, Instance } from './instance.ts'
import { isAlive } from './processes.ts'
import { findPrograms } from './programs.ts'
import { mayRead, postgresUser } from './system-user.ts'

const folder = temporaryFolder('backstay-instance-')
after(() => rmSync(folder, { recursive: true, force: true }))

const settings = { shared_buffers: '32MB' }
const debian = '/usr/lib/postgresql/15/bin'
const root = process.getuid?.() === 0
const notRoot = !root && 'only root must run PostgreSQL as somebody else'

async function start(place: string, binaries?: string): Promise<Instance> {
  const options = binaries === undefined ? {} : { binaries }
  const started = await startPostgres({ folder: place, settings, now: Date.now, ...options })
  assert.ok(started.ok, JSON.stringify(started))
  return started.value
}

async function refusal(
  place: string,
  more: object = {},
): Promise<{ rule: string; message: string }> {
  const started = await startPostgres({ folder: place, settings, now: Date.now, ...more })
  if (started.ok) await started.value.stop()
  assert.ok(!started.ok, 'it started')
  assert.equal(started.problems.length, 1)
  const { rule, message } = started.problems[0] ?? { rule: '', message: '' }
  assert.match(message, /^[A-Z]/)
  return { rule, message }
}

async function ask(at: Connection, question: string): Promise<unknown[]> {
  const { host, port, superuser } = at
  const client = new Client({ host, port, ...superuser, database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(question)
    return rows.map((row) => Object.values(row)[0])
  } finally {
    await client.end()
  }
}

test('the first start makes a cluster, the next keeps its data and its passwords', async () => {
  const place = join(folder, 'kept')
  const first = await start(place)
  await ask(first, 'create table remembered as select 42 as answer')
  assert.deepEqual(await ask(first, 'show data_checksums'), ['on'])
  assert.deepEqual(await ask(first, 'show listen_addresses'), ['127.0.0.1'])
  assert.deepEqual(
    await ask(
      first,
      `select string_agg(distinct auth_method, ',')
    from pg_hba_file_rules`,
    ),
    ['scram-sha-256'],
  )
  await first.stop()
  assert.equal(isAlive(first.processId), false)
  assert.equal(runningInstance(place), null)

  const second = await start(place)
  assert.deepEqual(await ask(second, 'select answer from remembered'), [42])
  assert.deepEqual(second.superuser, first.superuser)
  await second.stop()
})

test('what is secret is closed to others', { skip: process.platform === 'win32' }, async () => {
  const place = join(folder, 'closed')
  const instance = await start(place)
  await instance.stop()
  const mode = (name: string) => statSync(join(place, name)).mode & 0o777
  assert.deepEqual(
    ['passwords.json', 'postgres.log', 'postgres', 'lock'].map(mode),
    [0o600, 0o600, 0o700, 0o700],
  )
  assert.doesNotMatch(readFileSync(instance.log, 'utf8'), new RegExp(instance.login.password))
})

test('the command line finds a running instance; a second start is refused', async () => {
  const place = join(folder, 'second')
  const instance = await start(place)
  const found = runningInstance(place)
  assert.ok(found !== null)
  assert.equal(found.port, instance.port)
  assert.deepEqual(await ask(found, 'select current_user'), ['superuser'])
  const { rule, message } = await refusal(place)
  assert.equal(rule, 'folder-held')
  assert.match(message, new RegExp(`process ${process.pid} on .* since 20`))
  await instance.stop()
  const next = await start(place)
  await next.stop()
})

test('of twenty starts at once exactly one wins', async () => {
  const place = join(folder, 'raced')
  const starts = Array.from({ length: 20 }, () =>
    startPostgres({ folder: place, settings, now: Date.now }),
  )
  const answers = await Promise.all(starts)
  const winners = answers.filter((answer) => answer.ok)
  assert.equal(winners.length, 1)
  for (const answer of answers) {
    if (!answer.ok) assert.equal(answer.problems[0]?.rule, 'folder-held')
    else await answer.value.stop()
  }
})

test('data of another major version are refused', { skip: whyNo15 ?? false }, async () => {
  const place = join(folder, 'version')
  const old = await start(place, debian)
  assert.deepEqual(
    await ask(old, `select datcollate from pg_database where datname = 'postgres'`),
    ['C.UTF-8'],
  )
  await old.stop()
  const { rule, message } = await refusal(place)
  assert.equal(rule, 'version-differs')
  assert.match(message, /written by PostgreSQL 15, but these programs are PostgreSQL 18/)
})

test('lost passwords and foreign files in the data folder are named', async () => {
  const place = join(folder, 'lost')
  const instance = await start(place)
  await instance.stop()
  const passwords = join(place, 'passwords.json')
  writeFileSync(passwords, JSON.stringify({ superuser: 'wrong', backstay: 'wrong' }))
  assert.equal((await refusal(place)).rule, 'passwords-missing')
  rmSync(passwords)
  const { rule, message } = await refusal(place)
  assert.equal(rule, 'passwords-missing')
  assert.ok(message.includes(passwords))

  const foreign = join(folder, 'foreign')
  mkdirSync(join(foreign, 'postgres'), { recursive: true })
  writeFileSync(join(foreign, 'postgres', 'letter.txt'), 'mine')
  assert.equal((await refusal(foreign)).rule, 'folder-in-use')
  assert.equal(readFileSync(join(foreign, 'postgres', 'letter.txt'), 'utf8'), 'mine')
})

test("initdb's and postgres's own words are shown", async () => {
  const programs = join(folder, 'no-share')
  // Those that PostgreSQL's user can read, wherever our checkout lies.
  const found = findPrograms(undefined, postgresUser(folder))
  assert.ok(found.ok)
  const native = dirname(dirname(found.value.postgres))
  cpSync(join(native, 'bin'), join(programs, 'bin'), { recursive: true })
  symlinkSync(realpathSync(join(native, 'lib')), join(programs, 'lib'))
  const unmade = await refusal(join(folder, 'unmade'), { binaries: programs })
  assert.equal(unmade.rule, 'initdb-failed')
  assert.match(unmade.message, /postgres\.bki" does not exist/)

  const place = join(folder, 'unset')
  const unset = await refusal(place, { settings: { shared_buffers: 'plenty' } })
  assert.equal(unset.rule, 'start-failed')
  assert.match(unset.message, /invalid value for parameter "shared_buffers": "plenty"/)
  await (await start(place)).stop()
})

test('a folder that is a file is refused', async () => {
  const place = join(folder, 'file')
  writeFileSync(place, '')
  const { rule, message } = await refusal(place)
  assert.equal(rule, 'folder-unusable')
  assert.ok(message.includes(place))
})

const node = process.execPath
const program = join(import.meta.dirname, '..', '..', '..', 'test', 'start-postgres.ts')
const nobody = { uid: 65534, gid: 65534 }
const unread =
  process.platform === 'win32'
    ? 'Windows keeps rights in another way'
    : root && ![node, program].every((path) => mayRead(nobody, path)) && 'uid 65534 can not read us'

test('a folder where we may not write is refused', { skip: unread }, () => {
  const place = join(folder, 'read-only')
  mkdirSync(place, { mode: 0o555 })
  // Root may write anywhere, so somebody else tries.
  const { stdout, status } = spawnSync(node, [program, place], {
    encoding: 'utf8',
    cwd: '/',
    ...(root ? nobody : {}),
  })
  assert.equal(status, 1)
  assert.match(stdout, /"folder-unusable".*EACCES.*belongs to uid/)
})

test('as root, data under a closed folder go to an open place', { skip: notRoot }, async () => {
  const home = join(folder, 'home')
  mkdirSync(home)
  chmodSync(home, 0o700)
  const place = join(home, 'data')
  const first = await start(place)
  const link = join(place, 'postgres')
  assert.ok(lstatSync(link).isSymbolicLink())
  const data = realpathSync(link)
  try {
    await ask(first, 'create table remembered as select 42 as answer')
    await first.stop()
    const second = await start(place)
    assert.equal(runningInstance(place)?.port, second.port)
    assert.deepEqual(await ask(second, 'select answer from remembered'), [42])
    await second.stop()
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})
