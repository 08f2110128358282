/** Runs the command line in a test: in this process over fresh books, or as a program. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { run } from '#cli/program.ts'
import type { World } from '#cli/session.ts'
import type { FreshBooks } from '#test/books.ts'
import type { Address } from '#server/database/database.ts'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

type Environment = Readonly<Record<string, string>>

/** What is around a run in this process. */
interface Around {
  readonly input?: string | Buffer
  readonly terminal?: boolean
  readonly house?: World['house']
}

/** Runs words in this process; standard output and error are no terminals unless said otherwise. */
export async function runHere(
  words: readonly string[],
  env: Environment,
  { input = '', terminal = false, house }: Around = {},
): Promise<Ended> {
  let [out, err] = ['', '']
  const code = await run(words, {
    env,
    out: (text) => (out += text),
    err: (text) => (err += text),
    ...(house === undefined ? {} : { house }),
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    async *input() {
      yield Buffer.from(input)
    },
  })
  return { code, out, err }
}

/** The environment that leads to fresh books of a test. */
export function environmentOf({
  address,
  superuser,
}: Pick<FreshBooks, 'address' | 'superuser'>): Environment {
  return { DATABASE_URL: urlOf(address), DATABASE_OWNER_URL: urlOf(superuser) }
}

const program = join(import.meta.dirname, '../../bin/backstay.mjs')

/** Runs words as a program, as a person would. */
export function runProgram(
  words: readonly string[],
  { folder, input = '' }: { folder: string; input?: string },
): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], BACKSTAY_DATA: folder }
  const child = spawn(process.execPath, [program, ...words], { env, timeout: 120_000 })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.on('error', reject)
  child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  // A program that does not read its input closes it, and that is no fault.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return promise
}

function urlOf({ host, port, database, user, password }: Address): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
}
