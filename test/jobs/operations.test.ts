/** Jobs over the HTTP API and on the command line. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import { environmentOf, runHere } from '#test/cli/command.ts'
import { testApi } from '#test/http.ts'
import type { ReplyBody, TestApi } from '#test/http.ts'
import { count, counting, isOver, openGround, upTo } from '#test/jobs/ground.ts'
import type { Ground } from '#test/jobs/ground.ts'
import { testServers } from '#test/postgres.ts'

interface House {
  readonly ground: Ground
  readonly api: TestApi
  readonly key: string
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['they are listed newest first, in pages, and by their state', lists],
  ['one is seen with its log, from a line on, and its result', shows],
  ['one that waits is cancelled, and one that is over is not', cancels],
  ['one of another organization is answered like one that is not there', foreign],
  ['seeing and changing them need a scope each', scopes],
  ['the command line lists, shows, cancels and resumes them', commandLine],
]

const small = { things: 3, chunk: 1 }

for (const server of await testServers()) {
  describe(`jobs from outside on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const ground = await openGround(server)
      const api = await testApi(ground.database)
      house = { ground, api, key: await api.key(ground.organization) }
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

function idsOf({ json }: { readonly json: ReplyBody }): string[] {
  return (json['jobs'] as readonly { id: string }[]).map(({ id }) => id)
}

/** Asks for a job and lets it come to its end. */
async function doneJob(ground: Ground): Promise<string> {
  const id = await ground.ask(count, small)
  const runner = ground.runner([count])
  await ground.until(id, isOver)
  await runner.stop()
  return id
}

async function lists({ ground, api, key }: House): Promise<void> {
  const ids: string[] = []
  for (const things of upTo(5)) ids.unshift(await ground.ask(count, { things, chunk: 1 }))
  const first = await api.get(key, '/jobs?limit=2')
  assert.deepEqual(idsOf(first), ids.slice(0, 2))
  const second = await api.get(key, `/jobs?limit=2&after=${first.json.next}`)
  assert.deepEqual(idsOf(second), ids.slice(2, 4))
  const last = await api.get(key, `/jobs?limit=2&after=${second.json.next}`)
  assert.deepEqual([idsOf(last), last.json.next], [ids.slice(4), undefined])
  assert.deepEqual(idsOf(await api.get(key, '/jobs?state=waiting')), ids)
  assert.deepEqual(idsOf(await api.get(key, '/jobs?state=parked')), [])
  assert.equal((await api.get(key, '/jobs?state=lost')).status, 400)
  assert.equal((await api.get(key, '/jobs?after=x')).status, 400)
  assert.deepEqual(idsOf(await api.get(await api.key(ground.other), '/jobs')), [])
  for (const id of ids) await api.post(key, `/jobs/${id}/cancellation`, {})
}

async function shows({ ground, api, key }: House): Promise<void> {
  const id = await doneJob(ground)
  const { status, json } = await api.get(key, `/jobs/${id}`)
  assert.equal(status, 200)
  assert.deepEqual([json['state'], json['done'], json['total']], ['done', 3, 3])
  assert.deepEqual([json['result'], json['lines']], [{ sum: 3 }, 3])
  const messages = (body: ReplyBody): string[] =>
    (body['log'] as readonly { message: string }[]).map(({ message }) => message)
  assert.deepEqual(messages(json), ['1 to 1', '2 to 2', '3 to 3'])
  const since = await api.get(key, `/jobs/${id}?after=1&limit=1`)
  assert.deepEqual(messages(since.json), ['2 to 2'])
  // What it was asked with, who runs it and where it stands within are not told.
  for (const name of ['input', 'cursor', 'server', 'turn', 'person']) {
    assert.equal(json[name], undefined, name)
  }
}

async function cancels({ ground, api, key }: House): Promise<void> {
  const id = await ground.ask(count, small)
  const path = `/jobs/${id}/cancellation`
  const cancelled = await api.post(key, path, {})
  assert.deepEqual([cancelled.status, cancelled.json['state']], [200, 'cancelled'])
  assert.match(String(cancelled.json['cancelAskedBy']), /^tests \(key /)
  assert.equal((await api.post(key, path, {})).status, 200)
  const done = await doneJob(ground)
  const late = await api.post(key, `/jobs/${done}/cancellation`, {})
  assert.deepEqual([late.status, late.json.problems[0]?.rule], [409, 'job-over'])
  const again = await api.post(key, `/jobs/${done}/resumption`, {})
  assert.deepEqual([again.status, again.json.problems[0]?.rule], [409, 'job-not-parked'])
}

async function foreign({ ground, api, key }: House): Promise<void> {
  const id = await ground.ask(count, small)
  const theirs = await api.key(ground.other)
  const none = newId(Date.now())
  for (const path of ['', '/cancellation', '/resumption']) {
    const send = (number: string) =>
      path === ''
        ? api.get(theirs, `/jobs/${number}`)
        : api.post(theirs, `/jobs/${number}${path}`, {})
    const [found, nothing] = [await send(id), await send(none)]
    assert.deepEqual([found.status, found.text], [404, nothing.text])
  }
  assert.equal((await ground.run(id)).state, 'waiting')
  await api.post(key, `/jobs/${id}/cancellation`, {})
}

async function scopes({ ground, api }: House): Promise<void> {
  const id = await ground.ask(count, small)
  const reads = await api.key(ground.organization, 'jobs:read')
  const writes = await api.key(ground.organization, 'jobs:write')
  assert.equal((await api.post(reads, `/jobs/${id}/cancellation`, {})).status, 403)
  assert.equal((await api.get(writes, `/jobs/${id}`)).status, 403)
  assert.equal((await api.get(reads, `/jobs/${id}`)).status, 200)
  assert.equal((await api.post(writes, `/jobs/${id}/cancellation`, {})).status, 200)
}

async function commandLine({ ground }: House): Promise<void> {
  const environment = environmentOf(ground.books)
  const run = (...words: string[]) =>
    runHere(['job', ...words, '--organization', ground.organization], environment)
  let broken = true
  const kind = counting('command line', (_, last) => {
    if (broken && last > 1) throw new Error('not now')
    return Promise.resolve()
  })
  const runner = ground.runner([kind], { onProblem: () => {} })
  const id = await ground.ask(kind, { things: 1_200, chunk: 1 })
  await ground.until(id, isOver)
  const listed = await run('list', '--state', 'parked')
  assert.match(listed.out, new RegExp(`^${id}  \\S+ \\S+  parked  +1 of 1,200  Count to 1200\n$`))
  const shown = await run('show', id)
  assert.match(shown.out, /It failed 5 times without getting further.*\n.* 1 to 1\n.* warning: Att/)
  broken = false
  assert.match((await run('resume', id)).out, /^Count to 1200 goes on/)
  await ground.until(id, ({ done }) => done > 10n)
  assert.match((await run('cancel', id)).out, /^Count to 1200 ends before its next step\.\n$/)
  await ground.until(id, isOver)
  const twice = await run('resume', id)
  assert.equal(twice.code, 1)
  assert.match(twice.err, /The job is cancelled\. Only a parked one can be resumed\./)
  for (const words of [
    ['show', 'x'],
    ['cancel', newId(Date.now())],
    ['resume', '\0'],
  ]) {
    const unknown = await run(...words)
    assert.deepEqual([unknown.code, unknown.out], [1, ''])
    assert.match(unknown.err, /There is no job with this number/)
  }
  const json = JSON.parse((await run('show', id, '--json')).out) as { job: { state: string } }
  assert.equal(json.job.state, 'cancelled')
  const wrong = await run('list', '--state', 'lost')
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /^--state: “lost” is no state of a job\./)
  await runner.stop()
}
