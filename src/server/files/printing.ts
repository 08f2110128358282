/**
 * Prints in a thread beside the one that answers requests, so that nobody waits for somebody
 * else's five hundred invoices. The thread begins with the first print, and ends when none came
 * for a while.
 */
import { Worker } from 'node:worker_threads'
import type { PrintLayout } from '#kit/layout.ts'
import { packed } from '#server/files/carried.ts'
import type { PrintAnswered, PrintAsked } from '#server/files/pdf-thread.ts'

/** Milliseconds after which a thread without work ends: its fonts and engine take memory. */
const restless = 60_000
/** So many megabytes a print may need; one that needs more fails, and the server does not. */
const mostMemory = 1_024

/** Prints layouts into one file, as `printed` does; who asks first is served first. */
export async function printedAside(layouts: readonly PrintLayout[]): Promise<Uint8Array> {
  thread ??= startThread()
  return await thread.print(layouts)
}

interface Thread {
  readonly print: (layouts: readonly PrintLayout[]) => Promise<Uint8Array>
}

/** The one thread of this program, while there is one. */
let thread: Thread | null = null

interface Waiting {
  readonly done: (bytes: Uint8Array) => void
  readonly failed: (error: Error) => void
}

function startThread(): Thread {
  const worker = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  const waiting = new Map<number, Waiting>()
  let count = 0
  let rest: NodeJS.Timeout | undefined
  const own: Thread = {
    print: (layouts) => {
      clearTimeout(rest)
      worker.ref()
      count += 1
      const asked: PrintAsked = { id: count, load: packed(layouts) }
      return new Promise((done, failed) => {
        waiting.set(asked.id, { done, failed })
        worker.postMessage(asked, [])
      })
    },
  }
  const leave = (): void => {
    if (thread === own) thread = null
  }
  const fail = (error: Error): void => {
    leave()
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
  }
  worker.on('message', ({ id, bytes, error }: PrintAnswered) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) {
      // A thread that rests keeps no program from ending.
      worker.unref()
      rest = setTimeout(() => {
        leave()
        void worker.terminate()
      }, restless)
      rest.unref()
    }
    if (bytes === null) one?.failed(new Error(`A file was not printed: ${error}`))
    else one?.done(bytes)
  })
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('the thread that prints has ended')))
  worker.unref()
  return own
}
