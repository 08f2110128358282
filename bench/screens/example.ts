/** The example company behind its own server, and a browser whose guest came in by the link. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { temporaryFolder } from '#test/postgres.ts'
import { rmSync } from 'node:fs'

const main = join(import.meta.dirname, '../../src/server/main.ts')

/** A running server with the example in it. */
export interface Example {
  /** The way in, once. */
  readonly link: string
  stop(): Promise<void>
}

/** Starts the server's own program over an empty folder, and waits for the example. */
export async function startExample(port: number): Promise<Example> {
  const folder = temporaryFolder('backstay-bench-example-')
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, BACKSTAY_DATA: folder, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let link = ''
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('/welcome#')) link = line.trim()
    if (line.includes('is loaded')) break
  }
  child.stdout.resume()
  return {
    link,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
