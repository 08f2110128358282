/** An agent speaks the protocol with the program: it reads, and changes only where it may. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { operationsOf } from '#server/http/operations.ts'
import { openLibrary } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import { apiOf } from '#test/library-api.ts'
import type { LibraryApi } from '#test/library-api.ts'
import { firstServer } from '#test/postgres.ts'
import { startAgent } from './agent.ts'
import type { Agent } from './agent.ts'
import { environmentOf, runHere } from './command.ts'

const deposit = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }

/** A library, and agents that come with somebody's key. */
interface Place {
  readonly start: (who: string, ...words: string[]) => Promise<Agent>
  readonly library: () => Library
}

describe('backstay mcp', () => {
  let library: Library
  let house: LibraryApi
  const start = async (who: string, ...words: string[]): Promise<Agent> => {
    const env = { ...environmentOf(library), BACKSTAY_KEY: await house.key(who) }
    return await startAgent(['mcp', ...words], { ...env, PATH: process.env['PATH'] ?? '' })
  }
  before(async () => {
    library = await openLibrary(await firstServer())
    house = await apiOf(library)
  })
  after(async () => {
    await house.api.close()
    await library.drop()
  })

  const place: Place = { start, library: () => library }
  test('without leave to change, there are the tools that read, and no others', () =>
    onlyReading(place))
  test('with leave, it acts as the key’s person, and history says that it was an agent', () =>
    withLeave(place))
  test('what is refused comes as sentences that the agent can act upon', () => refusals(place))
  test('without a key, or with names of no tool, it does not begin', () => wrongBeginnings(place))
})

async function onlyReading(place: Place): Promise<void> {
  const agent = await place.start('tests')
  const tools = await agent.tools()
  const reading = operationsOf(libraryCatalogue).filter(
    ({ method, scope, successes }) =>
      method === 'get' &&
      scope !== null &&
      scope !== 'own-session' &&
      // A whole file is nothing that an agent reads.
      successes[200]?.schema !== null,
  )
  assert.deepEqual(
    tools.map(({ name }) => name),
    reading.map(({ id }) => id),
  )
  assert.ok(tools.every(({ annotations }) => annotations.readOnlyHint))
  const list = tools.find(({ name }) => name === 'listLoans')
  assert.deepEqual(list?.inputSchema.required, ['company'])
  assert.ok(Object.hasOwn(list.inputSchema.properties, 'lentOn.from'))
  const papers = [deposit]
  const written = { company: 'store', body: { papers } }
  await assert.rejects(agent.call('writeDeposits', written), /There is no tool writeDeposits/)
  const found = await agent.call('countDeposits', { company: 'store' })
  assert.deepEqual(found.structuredContent, { count: 0, exact: true, text: '0' })
  const { code, err } = await agent.leave()
  assert.equal(code, 0)
  assert.match(err, /^\d+ tools are served, for reading\.\n$/)
}

async function withLeave(place: Place): Promise<void> {
  const agent = await place.start(
    'tests',
    '--allow-changes',
    '--only',
    'deposits',
    'getEntry',
    'getTimeline',
  )
  const names = (await agent.tools()).map(({ name }) => name)
  assert.ok(names.includes('takeDeposits') && names.includes('getEntry'))
  assert.ok(!names.includes('listLoans') && !names.includes('makeKey'))
  const company = 'store'
  const body = { papers: [deposit], verb: 'take' }
  const shown = await agent.call('writeDeposits', { company, preview: 'true', body })
  assert.equal((shown.structuredContent['entries'] as unknown[]).length, 1)
  const done = await agent.call('writeDeposits', { company, body, idempotencyKey: 'once' })
  const again = await agent.call('writeDeposits', { company, body, idempotencyKey: 'once' })
  assert.deepEqual(again.structuredContent, done.structuredContent)
  const [made] = done.structuredContent['papers'] as { id: string; entries: string[] }[]
  const past = await agent.call('getTimeline', { company, kind: 'deposits', key: made?.id })
  const [act] = past.structuredContent['happenings'] as { name: string; person: string }[]
  assert.match(act?.name ?? '', /^tests \(key .*\) by agent$/)
  const entry = await agent.call('getEntry', { company, entry: made?.entries[0] })
  assert.match(String(entry.structuredContent['actor']), /by agent$/)
  assert.equal((await agent.leave()).code, 0)
}

async function refusals(place: Place): Promise<void> {
  const agent = await place.start('reader', '--allow-changes')
  const company = 'store'
  const body = { papers: [deposit] }
  const forbidden = await agent.call('writeDeposits', { company, body })
  assert.equal(forbidden.isError, true)
  assert.match(
    forbidden.content[0]?.text ?? '',
    /may write a deposit\. Mrs Hill can grant that role in store\. \(role-missing\)/,
  )
  const formless = await agent.call('listLoans', { company, state: 'lost' })
  assert.match(formless.content[0]?.text ?? '', /^state: .* one of: draft, lent, closed/)
  const unknown = await agent.call('listLoans', { company, colour: 'red' })
  assert.match(unknown.content[0]?.text ?? '', /^colour: There is no field “colour” here/)
  const nowhere = await agent.call('getLoan', { company: '../../keys', id: '' })
  assert.equal(nowhere.isError, true)
  assert.equal((await agent.leave()).code, 0)
}

async function wrongBeginnings(place: Place): Promise<void> {
  const env = environmentOf(place.library())
  const missing = await runHere(['mcp'], env)
  assert.deepEqual([missing.code, missing.out], [2, ''])
  assert.match(missing.err, /^--key: Give the key of the person who acts/)
  const none = await runHere(['mcp', '--only', 'weather'], { ...env, BACKSTAY_KEY: 'bsk_x' })
  assert.match(none.err, /^--only: No tool has such a name or group/)
}
