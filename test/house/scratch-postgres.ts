/** A PostgreSQL of its own for one test file, in a temporary folder, gone when it is stopped. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Where Debian keeps the programs of PostgreSQL 15. */
const programs = '/usr/lib/postgresql/15/bin'

/** Why no scratch PostgreSQL can be started here, or false. */
export const missing: string | false = existsSync(join(programs, 'initdb'))
  ? false
  : "Debian's PostgreSQL 15 is not installed"

export interface ScratchPostgres {
  readonly client: pg.Client
  /** Ends the connection and the server, and deletes its folder. */
  stop(): Promise<void>
}

/** Starts one that listens on a socket in its folder only; ready within 30 seconds or it throws. */
export async function startScratchPostgres(): Promise<ScratchPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'backstay-pg-'))
  const as = identity()
  if (as !== undefined) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const initial = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']
  execFileSync(join(programs, 'initdb'), initial, { ...as, cwd: folder, timeout: 60_000 })
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off']
  const server = spawn(join(programs, 'postgres'), options, { ...as, cwd: folder, stdio: 'ignore' })
  process.once('exit', () => server.kill('SIGKILL'))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const remove = async () => {
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const client = await connect(folder)
    const stop = async () => {
      await client.end()
      await remove()
    }
    return { client, stop }
  } catch (failure) {
    await remove()
    throw failure
  }
}

async function connect(folder: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ host: folder, user: 'postgres', database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (failure) {
      if (attempt === 150) throw failure
      await wait(200)
    }
  }
}

/** PostgreSQL refuses to run as root; nobody's id stands in for it. */
function identity(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined
}
