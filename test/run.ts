/**
 * Runs the tests: `npm test`, or `npm test -- FILE…` for some of them. Starts a PostgreSQL 18, and
 * Debian's 15 where it is installed, hands their connections to the test processes in the
 * environment, and ends with the summary and the exit code of Node's test runner.
 */

import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

import { environmentName, startTestServer, whyNo15 } from '#test/postgres.ts'
import type { StartedServer } from '#test/postgres.ts'

const root = join(import.meta.dirname, '..')

/** Aborted by the signal that breaks the run off; what was started is ended all the same. */
const brokenOff = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => brokenOff.abort(name))
}

process.exitCode = await run(process.argv.slice(2))

async function run(wanted: readonly string[]): Promise<number> {
  const files = wanted.length > 0 ? wanted : ['src', 'test'].flatMap(testFiles)
  const servers = [await startTestServer(18)]
  try {
    if (whyNo15 === null) servers.push(await startTestServer(15))
    else console.log(`Tests on PostgreSQL 15 are skipped: ${whyNo15}.`)
    return brokenOff.signal.aborted ? 1 : await runFiles(files, servers)
  } finally {
    for (const server of servers) await server.end()
  }
}

/** Node's own runner, one process a file and two at a time; its summary closes the output. */
async function runFiles(
  files: readonly string[],
  servers: readonly StartedServer[],
): Promise<number> {
  const connections = servers.map(({ server }): [string, string] => [
    environmentName(server.version),
    JSON.stringify(server),
  ])
  const words = ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files]
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const child = spawn(process.execPath, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...Object.fromEntries(connections) },
  })
  child.on('error', reject)
  child.on('exit', (code) => resolve(code ?? 1))
  brokenOff.signal.addEventListener('abort', () => child.kill('SIGTERM'))
  return await promise
}

/** Every `*.test.ts` below a folder, in the order of their names. */
function testFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules'))
    .toSorted()
}
