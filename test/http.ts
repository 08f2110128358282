/** The API over fresh books, for tests: a port, keys, and requests in one line. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Instant } from '#base/date.ts'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { all } from '#departments/all.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope as Reach } from '#kit/role.ts'
import type { Actors } from '#server/access/actors.ts'
import { openEntrance } from '#server/access/entrance.ts'
import type { Entrance } from '#server/access/entrance.ts'
import { createKey } from '#server/access/keys.ts'
import { keepPassword } from '#server/access/passwords.ts'
import type { Permissions } from '#server/access/permissions.ts'
import { openSession } from '#server/access/sessions.ts'
import { visitor } from '#server/access/visitor.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Scope } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'
import type { KeyRing } from '#server/access/key-ring.ts'
import type { Directory } from '#server/directory.ts'
import type { Egress } from '#server/egress/egress.ts'
import { listen } from '#server/http/listen.ts'
import type { Listener } from '#server/http/listen.ts'
import { statusesOf } from '#server/http/openapi.ts'
import type { Operation, Services } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'
import { servicesOver } from '#server/services.ts'

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

/** A human of a test, who is signed in. */
export interface TestHuman {
  readonly person: string
  readonly email: string
  readonly password: string
  /** What the cookie holds. */
  readonly session: string
}

export interface TestApi {
  readonly address: string
  readonly services: Services
  readonly entrance: Entrance
  /** The clock of time-based codes, which stands still until a test moves it. */
  readonly clock: { now: number }
  /** Makes a human with a password, who showed a moment ago who it is. */
  human(
    organization: string,
    email?: string,
    roleNames?: readonly string[],
    where?: Reach,
  ): Promise<TestHuman>
  /** Makes a key of an organization with some scopes, all unless said otherwise. */
  key(organization: string, ...scopes: Scope[]): Promise<string>
  /** With a key, with a session as browsers send it, or with neither where it is empty. */
  get(key: string, path: string): Promise<Reply>
  post(key: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  /** Any request at all, below no prefix. */
  send(path: string, request: RequestInit): Promise<Reply>
  /** What was logged at the level of errors: faults of ours. */
  readonly faults: string[]
  /** Ends the server, does something meanwhile, and starts it anew at the same address. */
  away(work: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** What an API of a test is of, besides its books. */
export interface TestHouse {
  readonly catalogue?: Catalogue
  readonly permissions?: Permissions
  readonly actors?: Actors
  readonly now?: () => Instant
  readonly egress?: Egress
  readonly directory?: Directory
  readonly keys?: KeyRing
}

/** Answers on a free port over a database. */
export async function testApi(database: Database, house: TestHouse = {}): Promise<TestApi> {
  const operations = operationsOf(house.catalogue ?? all)
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const clock = { now: Date.now() }
  const folder = mkdtempSync(join(tmpdir(), 'backstay-entrance-'))
  const entrance = testEntrance(folder, clock, faults)
  const services = { ...servicesOver(database, entrance, log), ...house }
  let listener = await listening(services, 0)
  const { port } = listener
  const address = `http://127.0.0.1:${port}`
  const send = sender(address)
  return {
    address,
    services,
    entrance,
    clock,
    send,
    faults,
    human: (organization, email, roleNames, where) =>
      makeHuman(database, entrance, organization, email, roleNames, where),
    key: async (organization, ...scopes) => {
      const named = { name: 'tests', scopes: scopes.length === 0 ? allScopes : scopes }
      const made = await createKey(database, organization, { ...named, createdBy: 'the test' })
      if (!made.ok) throw new Error(made.problems[0]?.message)
      return made.value.text
    },
    get: async (key, path) => {
      const reply = await send(`/api/v1${path}`, { headers: shown(key, address) })
      return asDescribed(operations, 'get', path, reply)
    },
    post: async (key, path, body, more = {}) => {
      const headers = { ...shown(key, address), 'content-type': 'application/json', ...more }
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const reply = await send(`/api/v1${path}`, { method: 'POST', headers, body: text })
      return asDescribed(operations, 'post', path, reply)
    },
    away: async (work) => {
      await listener.close()
      await work()
      listener = await listening({ ...servicesOver(database, entrance, log), ...house }, port)
    },
    close: async () => {
      await listener.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listening(services: Services, port: number): Promise<Listener> {
  const listener = await listen(services, { host: '127.0.0.1', port })
  if (!listener.ok) throw new Error(listener.problems[0]?.message)
  return listener.value
}

/** Tests come from where they like, by the header of a proxy, and are refused without a wait. */
function testEntrance(folder: string, clock: { now: number }, faults: string[]): Entrance {
  return openEntrance({
    url: 'https://books.example',
    keyFile: join(folder, 'key'),
    proxies: ['127.0.0.1'],
    onProblem: ({ message }) => void faults.push(message),
    now: () => clock.now,
    refusalAfter: 0,
  })
}

/** How a key or a session is shown. */
function shown(text: string, address: string): Record<string, string> {
  if (text === '') return {}
  if (!text.startsWith('bss_')) return { authorization: `Bearer ${text}` }
  return { cookie: `backstay_session=${text}`, origin: address }
}

const password = 'lantern teapot gravel'
/** All humans of a test have one password, whose slow hash is computed once. */
const hashes = new WeakMap<Entrance, Promise<string>>()

/** Grants roles to a person, by a program of the test's own; everywhere unless said otherwise. */
export async function giveRoles(
  query: Query,
  organization: string,
  person: string,
  roleNames: readonly string[],
  { company, site, department, own }: Reach = everywhere,
): Promise<void> {
  const granter = newId(Date.now())
  await query({
    text: `insert into access.person (organization, id, kind, name, created_by)
      values ($1, $2, 'program', 'the test', 'the test')`,
    values: [organization, granter],
  })
  const ids = roleNames.map(() => newId(Date.now()))
  await query({
    text: `insert into access.grant_of_role (organization, id, person, role, granted_by, reason,
        company, site, department, own)
      select $1, g.id, $2, g.role, $3, 'a test', $6, $7, $8, $9
      from unnest($4::uuid[], $5::text[]) g (id, role)`,
    values: [organization, person, granter, ids, roleNames, company, site, department, own],
  })
}

/** What humans of tests hold: what lets them reach every operation. */
const held = ['owner', 'accountant']

async function makeHuman(
  database: Database,
  entrance: Entrance,
  organization: string,
  email = `${newId(Date.now())}@example.com`,
  roleNames: readonly string[] = held,
  where: Reach = everywhere,
): Promise<TestHuman> {
  const person = newId(Date.now())
  const hash = hashes.get(entrance) ?? entrance.hasher.hash(password)
  hashes.set(entrance, hash)
  const phc = await hash
  const from = visitor('192.0.2.1', 'the test')
  const session = await database.transaction(organization, async (query) => {
    await query({
      text: `insert into access.person (organization, id, kind, name, email, created_by)
        values ($1, $2, 'human', 'Ann Example', $3, 'the test')`,
      values: [organization, person, email],
    })
    await keepPassword(query, { organization, person }, phc)
    await giveRoles(query, organization, person, roleNames, where)
    return await openSession(query, organization, { person, by: 'password', from })
  })
  return { person, email, password, session: session.text }
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
function asDescribed(
  operations: readonly Operation[],
  method: string,
  path: string,
  reply: Reply,
): Reply {
  const [bare = ''] = path.split('?')
  const found = operations.find(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.address.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  )
  if (found === undefined) return reply
  assert.ok(statusesOf(found).includes(reply.status), `${found.id}: ${reply.status} ${reply.text}`)
  const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true
  if (isJson) found.successes[reply.status]?.schema?.parse(JSON.parse(reply.text))
  return reply
}
