/** PostgreSQL's own benchmark, beside which every figure of ours is read. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Connection } from '#server/postgres/instance.ts'
import type { Rounds } from './measure.ts'

const run = promisify(execFile)
const programs = ['/usr/lib/postgresql/15/bin/pgbench', '/usr/bin/pgbench']

/** The program, or null where Debian's `postgresql-15` (or another with pgbench) is missing. */
export const pgbench = programs.find((path) => existsSync(path)) ?? null

const database = 'pgbench'

/** Makes the tables at scale 50. */
export async function preparePgbench(at: Connection): Promise<void> {
  if (pgbench === null) return
  const client = new pg.Client({ ...options(at), database: 'postgres' })
  await client.connect()
  await client.query(`create database ${database}`)
  await client.end()
  await run(pgbench, [...flags(at), '-i', '-s', '50', '-q', database], environment(at))
}

/** Transactions a second of `-c 8 -j 2 -M prepared`; not a number where there is no pgbench. */
export async function tps(at: Connection, seconds: number): Promise<number> {
  if (pgbench === null) return Number.NaN
  const words = ['-c', '8', '-j', '2', '-T', String(seconds), '-M', 'prepared', '-n', database]
  const { stdout } = await run(pgbench, [...flags(at), ...words], environment(at))
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

/** Runs something three times, each just after pgbench on the same cluster. */
export async function rounds<Result>(
  { at }: { readonly at: Connection },
  { pgbenchSeconds }: { readonly pgbenchSeconds: number },
  work: () => Promise<Result>,
): Promise<Rounds<Result>> {
  const results: Result[] = []
  const beside: number[] = []
  for (let round = 0; round < 3; round += 1) {
    beside.push(await tps(at, pgbenchSeconds))
    results.push(await work())
  }
  return { results, beside }
}

function flags({ host, port, superuser }: Connection): string[] {
  return ['-h', host, '-p', String(port), '-U', superuser.user]
}

function options({ host, port, superuser }: Connection): pg.ClientConfig {
  return { host, port, ...superuser }
}

function environment({ superuser }: Connection): { env: NodeJS.ProcessEnv } {
  return { env: { ...process.env, PGPASSWORD: superuser.password } }
}
