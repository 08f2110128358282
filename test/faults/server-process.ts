/** The whole server as a child process of a test, which may be killed at any moment. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Address } from '#server/database/database.ts'

const root = join(import.meta.dirname, '../..')

export interface ServerProcess {
  readonly address: string
  readonly pid: number
  /** Milliseconds from the start of the process until its port was answered. */
  readonly readyAfter: number
  /** What it has said so far, on both of its streams. */
  said(): string
  isRunning(): boolean
  /** Sets its clock so many milliseconds off. */
  setClock(off: number): void
  /** Sends the signal and waits until the process is gone; answers its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export type Environment = Readonly<Record<string, string>>

/** Where a server keeps its books: a folder of its own, or a database that is there. */
export function booksAt(place: { readonly folder: string } | Address): Environment {
  if ('folder' in place) return { BACKSTAY_DATA: place.folder }
  const { user, password, host, port, database } = place
  return { DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${database}` }
}

/** Starts it and waits until it answers; throws with its own words if it ends before. */
export async function startServer(
  environment: Environment,
  port: number,
  patience = 30_000,
): Promise<ServerProcess> {
  const began = performance.now()
  const child = launch({ ...environment, PORT: String(port) })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const address = `http://127.0.0.1:${port}`
  const isRunning = () => child.exitCode === null && child.signalCode === null
  while (!(await answers(address))) {
    if (!isRunning()) throw new Error(`The server has ended:\n${text}`)
    if (performance.now() - began > patience) {
      child.kill('SIGKILL')
      throw new Error(`The server is not ready after ${patience} ms:\n${text}`)
    }
    await pause(20)
  }
  return {
    address,
    pid: child.pid ?? 0,
    readyAfter: performance.now() - began,
    said: () => text,
    isRunning,
    setClock: (off) => void child.send({ clock: off }),
    async end(signal = 'SIGTERM') {
      if (isRunning()) {
        const exit = once(child, 'exit')
        child.kill(signal)
        await exit
      }
      return child.exitCode
    },
  }
}

/** Starts a server that is expected to end by itself; its exit code and its words. */
export async function startInVain(
  environment: Environment,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = launch({ ...environment, PORT: '0' })
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const tired = setTimeout(() => child.kill('SIGKILL'), 30_000)
  await once(child, 'close')
  clearTimeout(tired)
  return { code: child.exitCode, said }
}

/** Starts a server and ends it so many milliseconds later, however far it has come. */
export async function startAndEnd(
  environment: Environment,
  milliseconds: number,
  signal: NodeJS.Signals,
): Promise<void> {
  const child = launch({ ...environment, PORT: '0' })
  child.stdout?.resume()
  child.stderr?.resume()
  const exit = once(child, 'exit')
  await pause(milliseconds)
  child.kill(signal)
  await exit
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Its parent's end is also its own, whatever ends the parent. */
function launch(environment: Environment): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR, NODE_COMPILE_CACHE } = process.env
  const words = ['--import', join(import.meta.dirname, 'leash.ts'), 'src/server/main.ts']
  return spawn(process.execPath, words, {
    cwd: root,
    env: {
      PATH,
      HOME,
      BACKSTAY_EXAMPLE: 'no',
      LOG_LEVEL: 'warn',
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

async function answers(address: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000)
    const { status } = await fetch(`${address}/api/v1/companies`, { signal })
    return status === 401
  } catch {
    return false
  }
}
