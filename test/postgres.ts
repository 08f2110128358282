/** The PostgreSQL servers that tests run on: given by test/run.ts, or started for a lone file. */

import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startPostgres } from '#server/postgres/instance.ts'
import type { Instance, Login } from '#server/postgres/instance.ts'

/** How a test connects to one of the servers. */
export interface TestServer {
  /** The major version: 18 (embedded) or 15 (Debian's). */
  readonly version: number
  readonly host: string
  readonly port: number
  readonly superuser: Login
  readonly login: Login
}

/** Why tests on PostgreSQL 15 are left out here, or null if its programs are there. */
export const whyNo15 = existsSync('/usr/lib/postgresql/15/bin/postgres')
  ? null
  : "Debian's package postgresql-15 is not installed (no /usr/lib/postgresql/15/bin)"

/** Under which name of the environment a server's connection is handed to the test processes. */
export function environmentName(version: number): string {
  return `BACKSTAY_TEST_${version}`
}

let found: Promise<TestServer[]> | null = null

/**
 * The servers of this run, 18 first. A file that is run by hand with "node --test" gets servers
 * of its own, which end with its process.
 */
export function testServers(): Promise<TestServer[]> {
  found ??= findServers()
  return found
}

/** The newest server, for tests that need no other. */
export async function firstServer(): Promise<TestServer> {
  const [first] = await testServers()
  if (first === undefined) throw new Error('There is no server to test on.')
  return first
}

/** A running server for tests, and how to end it and remove its folder. */
export interface StartedServer {
  readonly server: TestServer
  readonly instance: Instance
  end(): Promise<void>
}

/** Starts a server over a new temporary folder; settings are those of production. */
export async function startTestServer(version: 15 | 18): Promise<StartedServer> {
  const folder = temporaryFolder(`backstay-test-${version}-`)
  const started = await startPostgres({
    folder,
    now: Date.now,
    settings: { shared_buffers: '128MB' },
    ...(version === 15 ? { binaries: '/usr/lib/postgresql/15/bin' } : {}),
  })
  if (!started.ok) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(started.problems.map(({ message }) => message).join('\n'))
  }
  const instance = started.value
  const { host, port, superuser, login } = instance
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  return {
    server: { version, host, port, superuser, login },
    instance,
    async end() {
      await instance.stop()
      process.off('exit', remove)
      remove()
    },
  }
}

/** A new empty folder that PostgreSQL's user can get to also when we are root. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
  return folder
}

async function findServers(): Promise<TestServer[]> {
  const given = ([18, 15] as const).flatMap((version) => {
    const text = process.env[environmentName(version)]
    return text === undefined ? [] : [JSON.parse(text) as TestServer]
  })
  if (given.length > 0) return given
  const started = [await startTestServer(18)]
  if (whyNo15 === null) started.push(await startTestServer(15))
  return started.map(({ server }) => server)
}
