/** The API over fresh books, for tests: a port, keys, and requests in one line. */
import assert from 'node:assert/strict'
import { pino } from 'pino'
import { createKey } from '#server/access/keys.ts'
import { all } from '#departments/all.ts'
import { nobodyHoldsRoles } from '#server/access/permissions.ts'
import { KeyRing } from '#server/access/key-ring.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Scope } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'
import { Directory } from '#server/directory.ts'
import { GroupCommit } from '#server/group-commit.ts'
import { listen } from '#server/http/listen.ts'
import { statusesOf } from '#server/http/openapi.ts'
import { operations } from '#server/http/operations.ts'

/** What the bodies of answers may hold; a test asserts which of it is there. */
export interface ReplyBody {
  readonly [name: string]: unknown
  readonly id: string
  readonly next?: string
  readonly status: number
  readonly type: string
  readonly detail: string
  readonly problems: readonly { rule: string; field: string; message: string }[]
  readonly lines: readonly (Readonly<Record<string, string>> & {
    readonly left: Readonly<Record<string, string>>
  })[]
  readonly entries: readonly ReplyBody[]
  readonly periods: readonly { period: number; state: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, where it is JSON; an empty object otherwise. */
  readonly json: ReplyBody
}

export interface TestApi {
  readonly address: string
  /** Makes a key of an organization with some scopes, all unless said otherwise. */
  key(organization: string, ...scopes: Scope[]): Promise<string>
  get(key: string, path: string): Promise<Reply>
  post(key: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  /** Any request at all, below no prefix. */
  send(path: string, request: RequestInit): Promise<Reply>
  /** What was logged at the level of errors: faults of ours. */
  readonly faults: string[]
  close(): Promise<void>
}

/** Answers on a free port over a database. */
export async function testApi(database: Database): Promise<TestApi> {
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const services = {
    database,
    commits: new GroupCommit(database),
    directory: new Directory(database),
    keys: new KeyRing(database),
    log,
    catalogue: all,
    permissions: nobodyHoldsRoles,
  }
  const listener = await listen(services, { host: '127.0.0.1', port: 0 })
  if (!listener.ok) throw new Error(listener.problems[0]?.message)
  const address = `http://127.0.0.1:${listener.value.port}`
  const send = sender(address)
  return {
    address,
    send,
    faults,
    key: async (organization, ...scopes) => {
      const named = { name: 'tests', scopes: scopes.length === 0 ? allScopes : scopes }
      const made = await createKey(database, organization, { ...named, createdBy: 'the test' })
      if (!made.ok) throw new Error(made.problems[0]?.message)
      return made.value.text
    },
    get: async (key, path) =>
      asDescribed(
        'get',
        path,
        await send(`/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }),
      ),
    post: async (key, path, body, headers = {}) => {
      const reply = await send(`/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return asDescribed('post', path, reply)
    },
    close: () => listener.value.close(),
  }
}

function sender(address: string): TestApi['send'] {
  return async (path, request) => {
    const response = await fetch(address + path, request)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const { status, headers } = response
    return { status, headers, text, json: (isJson ? JSON.parse(text) : {}) as ReplyBody }
  }
}

/** The reply, after a look whether its operation's description allows it. */
function asDescribed(method: string, path: string, reply: Reply): Reply {
  const [bare = ''] = path.split('?')
  const found = operations.find(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.address.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  )
  if (found === undefined) return reply
  assert.ok(statusesOf(found).includes(reply.status), `${found.id}: ${reply.status} ${reply.text}`)
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true
  if (isJson) found.successes[reply.status]?.schema.parse(JSON.parse(reply.text))
  return reply
}
