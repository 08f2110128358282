/** The nightly tidying: what is removed, what is kept, and what the database keeps by itself. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { firstIdOf, newId } from '#base/id.ts'
import { atOnce, tidying } from '#server/jobs/tidying.ts'
import { isOver, openGround } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

const input = { jobDays: 180, requestDays: 90 }

for (const server of await testServers()) {
  describe(`tidying on PostgreSQL ${server.version}`, async () => {
    const ground = await openGround(server)
    after(async () => {
      await ground.close()
      assert.deepEqual(ground.faults, [])
    })
    test('what is over for long enough is removed, and nothing else', () => removes(ground))
    test('the database keeps what is over for less than thirty days', () => keeps(ground))
  })
}

/** A job of an age in days, with a line of its log. */
async function job(
  ground: Ground,
  organization: string,
  state: string,
  age: number,
): Promise<string> {
  const id = newId(Date.now())
  await ground.sql(
    `insert into job.run (organization, id, kind, title, input, asked_by, as_of, not_before, state,
        problems, cancel_asked_at, cancel_asked_by, finished_at, lines)
      select $1, $2, 'old', $3, '{}', 'the test', now(), now(), $3, '[{}]',
        case when $3 = 'cancelled' then now() end, case when $3 = 'cancelled' then 'x' end,
        case when $3 in ('done', 'failed', 'cancelled')
          then now() - $4 * interval '1 day' end, 1`,
    [organization, id, state, age],
  )
  await ground.sql(
    `insert into job.log (organization, run, line, level, message) values ($1, $2, 1, 'info', 'x')`,
    [organization, id],
  )
  return id
}

async function request(
  ground: Ground,
  organization: string,
  key: string,
  age: number,
): Promise<void> {
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      select $1, $1, 'program', 'till', 'the test' on conflict do nothing`,
    [organization],
  )
  await ground.sql(
    `insert into paper.request (organization, person, key, hash, answer, at)
      select $1, $1, $2 || n, sha256('x'), '{}', now() - $3 * interval '1 day'
      from generate_series(1, $4::integer) n`,
    [organization, key, age, key === 'old' ? atOnce + 1 : 1],
  )
}

/** Calls that were answered so many days ago, with a key of the test's. */
async function calls(
  ground: Ground,
  organization: string,
  count: number,
  age: number,
): Promise<void> {
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      select $1, $1, 'program', 'till', 'the test' on conflict do nothing`,
    [organization],
  )
  await ground.sql(
    `insert into access.api_key (organization, id, person, name, secret_hash, scopes, created_by)
      select $1, $1, $1, 'till', sha256('x'), '{jobs:read}', 'the test' on conflict do nothing`,
    [organization],
  )
  const then = Date.now() - age * 86_400_000
  await ground.sql(
    `insert into access.call (organization, id, at, key, operation, method, path, status,
        milliseconds, request, rules)
      select $1, id, now() - $3::integer * interval '1 day', $1, 'x', 'get',
        '/' || $3::integer, 200, 0, 'x', '{}'
      from unnest($2::uuid[]) as id`,
    [organization, Array.from({ length: count }, (_, at) => oldId(then, at)), age],
  )
}

/** Messages of a webhook, each with an attempt, that are so many days old. */
async function messages(
  ground: Ground,
  organization: string,
  count: number,
  age: number,
): Promise<void> {
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      select $1, $1, 'program', 'till', 'the test' on conflict do nothing`,
    [organization],
  )
  await ground.sql(
    `insert into webhook.webhook (organization, id, address, made_by, secret)
      select $1, $1, 'https://example.com', $1, '{}' on conflict do nothing`,
    [organization],
  )
  const then = Date.now() - age * 86_400_000
  await ground.sql(
    `with put as (
        insert into webhook.message
          (organization, webhook, id, company, kind, key, version, step, at, next_at)
        select $1, $1, id, '', 'x', $3::integer || id::text, 1, 'x', now(), now()
        from unnest($2::uuid[]) as id returning id)
      insert into webhook.attempt (organization, webhook, message, attempt, at, status,
        milliseconds)
      select $1, $1, id, 1, now(), 200, $3::integer from put`,
    [organization, Array.from({ length: count }, (_, at) => oldId(then, at)), age],
  )
}

/** An identifier as it was made at a moment that is over. */
function oldId(then: number, at: number): string {
  return firstIdOf(then).replace(/\d{12}$/, String(at).padStart(12, '0'))
}

/** News of so many days ago, read or not. */
async function news(
  ground: Ground,
  organization: string,
  count: number,
  age: number,
  isRead: boolean,
): Promise<void> {
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      select $1, $1, 'program', 'till', 'the test' on conflict do nothing`,
    [organization],
  )
  await ground.sql(
    `insert into access.news (organization, person, id, what, company, kind, key, about, by_person,
        by_name, at, read_at)
      select $1, $1, gen_random_uuid(), 'comment', 'store', case when $3 then 'read' else 'new' end,
        $4::integer::text, gen_random_uuid(), 'x', 'x', now() - $4::integer * interval '1 day',
        case when $3 then now() end
      from generate_series(1, $2::integer)`,
    [organization, count, isRead, age],
  )
}

/** Requests, calls, messages and news of all ages, on both sides. */
async function fillUp(ground: Ground): Promise<void> {
  const { organization, other } = ground
  await request(ground, organization, 'new', 89)
  await request(ground, organization, 'old', 91)
  await request(ground, other, 'foreign', 1_000)
  await calls(ground, organization, 1, 89)
  await calls(ground, organization, atOnce + 2, 91)
  await calls(ground, other, 1, 1_000)
  await messages(ground, organization, 1, 29)
  await messages(ground, organization, atOnce + 3, 31)
  await messages(ground, other, 1, 1_000)
  await news(ground, organization, 1, 89, true)
  await news(ground, organization, atOnce + 3, 91, true)
  await news(ground, organization, 1, 364, false)
  await news(ground, organization, 2, 366, false)
  await news(ground, other, 1, 1_000, true)
}

/** An import that names a job. */
async function nameInImport(ground: Ground, named: string): Promise<void> {
  const { organization } = ground
  await ground.sql(
    `insert into access.person (organization, id, kind, name, created_by)
      values ($1, $2, 'program', 'Ada', 'the test')`,
    [organization, named],
  )
  await ground.sql(
    `insert into transfer.import (organization, id, company, kind, parts, file_name, file_hash,
        columns, rows, papers, state, again, job, asked_by, person)
      values ($1, $2, 'store', 'party', '[]', 'a.csv', sha256('x'), '{}', 0, 0, 'staged', false,
        $2, 'Ada', $2)`,
    [organization, named],
  )
}

async function removes(ground: Ground): Promise<void> {
  const { organization, other } = ground
  const kept = [
    await job(ground, organization, 'done', 179),
    await job(ground, organization, 'parked', 1_000),
    await job(ground, other, 'done', 1_000),
  ]
  for (const state of ['done', 'failed', 'cancelled']) await job(ground, organization, state, 181)
  const named = await job(ground, organization, 'done', 500)
  await nameInImport(ground, named)
  await fillUp(ground)
  ground.runner([tidying])
  const id = await ground.ask(tidying, input)
  const run = await ground.until(id, isOver)
  assert.deepEqual(
    [run.state, run.result],
    [
      'done',
      {
        jobs: 3,
        requests: atOnce + 1,
        calls: atOnce + 2,
        webhooks: atOnce + 3,
        news: atOnce + 5,
      },
    ],
  )
  const left = await ground.sql<{ id: string }>(
    'select id from job.run where id <> $1 order by id',
    [id],
  )
  assert.deepEqual(
    left.map((one) => one.id),
    [...kept, named].toSorted(),
  )
  const lines = await ground.sql<{ run: string }>(
    'select distinct run from job.log where run <> $1',
    [id],
  )
  assert.equal(lines.length, left.length)
  assert.deepEqual(await keysOfRequests(ground), ['foreign1', 'new1'])
  assert.deepEqual(await pathsOfCalls(ground), ['/1000', '/89'])
  assert.deepEqual(await agesOfMessages(ground), [29, 1_000])
  assert.deepEqual(await namesOfNews(ground), ['new 364', 'read 1000', 'read 89'])
}

async function agesOfMessages(ground: Ground): Promise<number[]> {
  const kept = await ground.sql<{ age: number }>(
    'select milliseconds as age from webhook.attempt order by 1',
  )
  return kept.map(({ age }) => age)
}

async function namesOfNews(ground: Ground): Promise<string[]> {
  const told = await ground.sql<{ name: string }>(
    `select kind || ' ' || key as name from access.news order by 1`,
  )
  return told.map(({ name }) => name)
}

async function keysOfRequests(ground: Ground): Promise<string[]> {
  const kept = await ground.sql<{ key: string }>('select key from paper.request order by key')
  return kept.map(({ key }) => key)
}

async function pathsOfCalls(ground: Ground): Promise<string[]> {
  const noted = await ground.sql<{ path: string }>('select path from access.call order by path')
  return noted.map(({ path }) => path)
}

async function keeps({ database, organization }: Ground): Promise<void> {
  const asked = tidying.read({ jobDays: 29, requestDays: 90 })
  assert.equal(!asked.ok && asked.problems[0]?.field, 'jobDays')
  const tomorrow = Temporal.Now.instant()
    .subtract({ hours: 24 * 29 })
    .toString()
  const attempt = async (text: string, ...values: unknown[]): Promise<string> => {
    try {
      await database.transaction(organization, (query) => query({ text, values }))
      return 'done'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  for (const name of [
    'job.remove_old',
    'paper.remove_old_requests',
    'access.remove_old_calls',
    'webhook.remove_old_messages',
  ]) {
    const text = `select ${name}($1, $2, 10)`
    assert.match(await attempt(text, organization, tomorrow), /are kept for thirty days/)
    assert.notEqual(await attempt(text, newId(Date.now()), '2020-01-01T00:00:00Z'), 'done')
  }
  const text = 'select access.remove_old_news($1, $2, $3, 10)'
  const old = '2020-01-01T00:00:00Z'
  for (const [read, unread] of [
    [tomorrow, old],
    [old, tomorrow],
  ]) {
    assert.match(await attempt(text, organization, read, unread), /are kept for thirty days/)
  }
  assert.notEqual(await attempt(text, newId(Date.now()), old, old), 'done')
  for (const table of [
    'access.news',
    'job.member',
    'job.run',
    'job.log',
    'paper.request',
    'access.call',
  ]) {
    assert.match(await attempt(`delete from ${table}`), /permission denied/)
  }
}
