/** No dead ends: each operation has a command and a tool, or a reason why it has none. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { all } from '#departments/all.ts'
import { isHumans, operationAt } from '#cli/verbs/call.ts'
import type { Operation } from '#server/http/operation.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { operationsOf } from '#server/http/operations.ts'
import { toolsOf } from '#server/http/tools.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { peopleOf } from '#test/people.ts'
import { firstServer } from '#test/postgres.ts'
import { environmentOf, runHere } from './command.ts'
import type { Ended } from './command.ts'

const operations = operationsOf(all)

/** An address of an operation, with something in the place of its parameters. */
function addressOf({ address }: Operation): string {
  return address.replaceAll(/\{\w+\}/g, 'x')
}

/** Whole files come in and go out, which an agent neither writes nor reads. */
function isFile({ largestFile, successes }: Operation): boolean {
  return largestFile !== undefined || Object.values(successes).some(({ schema }) => schema === null)
}

test('25 no dead ends: each operation has a command, but those of people about themselves', () => {
  const without = operations.filter((operation) => {
    const found = operationAt(operations, addressOf(operation), operation.method === 'post')
    return !found.ok || found.value.id !== operation.id
  })
  assert.deepEqual(
    without.map(({ id }) => id).toSorted(),
    operations
      .filter(isHumans)
      .map(({ id }) => id)
      .toSorted(),
  )
  // Each of these asks for a password, a code or a link, or is about the session that asks.
  assert.deepEqual(
    without
      .map(({ address }) => address)
      .filter((address) => !/^\/(me|sign-|second-factor|session|organizations|pass)/.test(address))
      .toSorted(),
    ['/invitation', '/welcome'],
  )
})

test('25 no dead ends: each operation with a command has a tool, but those of whole files', () => {
  const tools = new Set(toolsOf(operations).map(({ name }) => name))
  const without = operations.filter((one) => !isHumans(one) && !tools.has(one.id))
  assert.deepEqual(
    without,
    operations.filter((one) => !isHumans(one) && isFile(one)),
  )
  assert.ok(tools.size > 200, `${tools.size} tools`)
})

/** Runs words behind `call`, with what they read. */
type Run = (words: readonly string[], input?: unknown) => Promise<Ended>

describe('backstay call', () => {
  let books: FreshBooks
  let api: TestApi
  let key: string
  before(async () => {
    books = await freshBooks(await firstServer())
    api = await testApi(books.database)
    const organization = await storeIn(books.database)
    const person = await peopleOf(books.database, organization).holder('Ann', 'billing clerk')
    const named = { name: 'tests', scopes: allScopes, createdBy: 'the test', person }
    const made = await createKey(books.database, organization, named)
    assert.ok(made.ok)
    key = made.value.text
  })
  after(async () => {
    await api.close()
    await books.drop()
  })
  const run: Run = async (words, input = {}) => {
    const env = { ...environmentOf(books), BACKSTAY_KEY: key }
    return await runHere(['call', ...words], env, { input: JSON.stringify(input) })
  }

  test('it reads, changes, and notes that it was the command line', () => reads(run))

  test('a server may be asked, and files come and go', () => serves(run, api.address))

  test('what is refused is told in sentences, and wrong words say what to do', () => refuses(run))

  test('without an address it lists what there is', () => lists(run))
})

async function reads(run: Run): Promise<void> {
  const read = await run(['/companies'])
  assert.deepEqual([read.code, read.err], [0, ''])
  assert.match(read.out, /"code": "store"/)
  const made = await run(['/keys', '-'], { name: 'till', scopes: ['jobs:read'] })
  assert.equal(made.code, 0, made.err)
  const noted = await run(['/calls', '--query', 'operation=makeKey', 'limit=1', '--json'])
  assert.match(noted.out, /"path": "\/keys",\s+"origin": "command line",\s+"status": 201/)
}

async function serves(run: Run, address: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'backstay-call-'))
  try {
    const [there, sheet] = [['--server', address], join(folder, 'parties.csv')]
    const taken = await run(['/exports/parties', '--to', sheet, ...there])
    assert.deepEqual([taken.code, taken.err], [0, ''])
    assert.match(readFileSync(sheet, 'utf8'), /^\W*code/i)
    writeFileSync(sheet, 'code,name\nANN,Ann\n')
    const sent = await run([
      '/companies/store/imports',
      sheet,
      ...there,
      '--query',
      'kind=party',
      'file=parties.csv',
    ])
    assert.equal(sent.code, 0, sent.err)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function refuses(run: Run): Promise<void> {
  const refused = await run(['/keys', '-'], { name: '', scopes: [] })
  assert.equal(refused.code, 2)
  assert.match(refused.err, /it is empty/)
  for (const [words, sentence] of [
    [['/nowhere'], /There is no operation at \/nowhere/],
    [['/me/password', '-'], /is for a person who signs in/],
    [['/companies', '--query', 'x'], /Write it as name=value/],
    [['/exports/parties'], /answers with a file/],
    [['/scopes', '-'], /takes no file/],
  ] as const) {
    const ended = await run(words)
    assert.equal(ended.code, 2, words.join(' '))
    assert.match(ended.err, sentence)
  }
}

async function lists(run: Run): Promise<void> {
  const { out } = await run([])
  assert.match(out, /^GET {3}\/companies {2}List the companies$/m)
  assert.doesNotMatch(out, /\/me\/password/)
}
