/** No operation takes a field that is not its own: every column of every table is tried on each. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { allFields } from '#kit/sight.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Answer } from '#server/http/answer.ts'
import type { Operation, RawCall, Services } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'
import { openLibrary } from '#test/kit-books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import { firstServer } from '#test/postgres.ts'
import type { Schema } from '#test/server/hostile-values.ts'

const library = await openLibrary(await firstServer())
after(() => library.drop())
const operations = operationsOf(libraryCatalogue)

/** Names of columns as they are and as JSON would write them, and of all fields. */
async function foreignNames(): Promise<string[]> {
  const client = new pg.Client(library.superuser)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select distinct column_name as name from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')`,
  )
  await client.end()
  const columns = rows.map(({ name }) => name)
  const camel = columns.map((name) =>
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  )
  const fields = libraryCatalogue.all.flatMap((of) => [...allFields(of.fields)])
  const names = fields.map((name) => name.split('.').at(-1) ?? name)
  return [...new Set([...columns, ...camel, ...names, '__proto__', 'constructor', 'toString'])]
}

/** A request that would reach its handler only if it passed the check; then there is nothing. */
function callOf(query: Record<string, string>, body: unknown): RawCall {
  const topic = { kind: 'loans', key: crypto.randomUUID() }
  const path = { company: 'store', id: topic.key, code: 'A', period: '202601', ...topic }
  const scopes = new Set(allScopes)
  const caller = {
    organization: '',
    person: '',
    actor: '',
    scopes,
    readsTo: 6,
    by: 'key',
    id: '',
  } as const
  return {
    services: { log: pino({ level: 'silent' }) } as Services,
    caller: { ...caller, confirmed: null },
    from: { address: '127.0.0.1', agent: '', https: false },
    path,
    query,
    body,
    keyHeader: undefined,
    origin: null,
    bodySize: 1,
    file: null,
  }
}

function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input' }) as Schema
}

/** The properties that an object may have, in any of its forms. */
function ownNames({ properties = {}, anyOf = [] }: Schema): Set<string> {
  return new Set([...Object.keys(properties), ...anyOf.flatMap((one) => [...ownNames(one)])])
}

/** The text of an answer that is no stream. */
function textOf({ body }: Answer): string {
  return typeof body === 'string' ? body : ''
}

/** What says that a field is none of the request's. */
function isUnknown(answer: Answer, field: string): boolean {
  const { problems } = JSON.parse(textOf(answer)) as {
    problems: { rule: string; field: string }[]
  }
  return (
    answer.status === 400 &&
    problems.some((one) => one.rule === 'field-unknown' && one.field === field)
  )
}

/** An object with one member, whatever its name. */
function alone(name: string, value: unknown): object {
  return Object.defineProperty({}, name, { value, enumerable: true })
}

/** The path of the operation as a request would have it. */
function pathOf({ address }: Operation, call: RawCall): RawCall {
  const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const known: Readonly<Record<string, string>> = { ...call.path, place: '1' }
  const value = (name: string): string => known[name] ?? crypto.randomUUID()
  return { ...call, path: Object.fromEntries(named.map((name) => [name, value(name)])) }
}

test('no operation takes a field that is not its own', async () => {
  const names = await foreignNames()
  assert.ok(names.length > 250, String(names.length))
  let tried = 0
  for (const operation of operations) {
    // A file is sent as it is: what is said of it stands in the address.
    const inAddress = operation.method === 'get' || operation.largestFile !== undefined
    const own = ownNames(schemaOf(inAddress ? operation.query : operation.body))
    for (const name of names.filter((one) => !own.has(one))) {
      const call = inAddress ? callOf({ ...alone(name, 'x') }, {}) : callOf({}, alone(name, 'x'))
      const answer = await operation.run(pathOf(operation, call))
      assert.ok(isUnknown(answer, name), `${operation.id} ${name}: ${textOf(answer)}`)
      tried += 1
    }
  }
  assert.ok(tried > 10_000, String(tried))
})

test('nor does a paper, a row of a register or a row of a paper in a set', async () => {
  const names = await foreignNames()
  let tried = 0
  const refuses = async (operation: Operation, body: unknown, field: string): Promise<void> => {
    const answer = await operation.run(pathOf(operation, callOf({}, body)))
    assert.ok(isUnknown(answer, field), `${operation.id} ${field}: ${textOf(answer)}`)
    tried += 1
  }
  for (const operation of operations.filter(({ scope }) => scope === 'papers:write')) {
    const { properties = {} } = schemaOf(operation.body)
    const list = ['papers', 'rows', 'comments'].find((one) => Object.hasOwn(properties, one))
    // What takes no set was tried above.
    if (list === undefined) continue
    const member = properties[list]?.items ?? {}
    const own = ownNames(member)
    for (const name of names.filter((one) => !own.has(one))) {
      await refuses(operation, { [list]: [alone(name, 'x')] }, `${list}[1].${name}`)
    }
    for (const [field, { items }] of Object.entries(member.properties ?? {})) {
      // A list of texts has no rows.
      const inner = items === undefined || items.type === 'string' ? null : ownNames(items)
      for (const name of names.filter((one) => inner !== null && !inner.has(one))) {
        const body = { [list]: [{ [field]: [alone(name, 'x')] }] }
        await refuses(operation, body, `${list}[1].${field}[1].${name}`)
      }
    }
  }
  assert.ok(tried > 10_000, String(tried))
})
