/** Does something again and again until it is stopped: the clockwork of the server's jobs. */
import { setTimeout as pause } from 'node:timers/promises'

export interface Repeated {
  /** Does it now, after what is under way; answers what it did. */
  run(): Promise<number>
  /** Ends after what is under way. */
  stop(): Promise<void>
}

/** Waits; an ended wait throws. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<unknown>

/** Starts at once, then waits `interval` milliseconds after each time. */
export function repeatedly(
  work: (signal: AbortSignal) => Promise<number>,
  interval: number,
  onProblem: (error: unknown) => void,
  wait: Wait = waitQuietly,
): Repeated {
  const ended = new AbortController()
  let running: Promise<number> = Promise.resolve(0)
  const run = (): Promise<number> => {
    running = running.catch(() => 0).then(() => work(ended.signal))
    return running
  }
  const loop = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await run().catch(onProblem)
      await wait(interval, ended.signal).catch(() => {})
    }
  }
  const looping = loop()
  return {
    run,
    async stop() {
      ended.abort()
      await looping
      await running.catch(() => 0)
    },
  }
}

/** A wait that keeps no process alive. */
function waitQuietly(milliseconds: number, signal: AbortSignal): Promise<unknown> {
  return pause(milliseconds, undefined, { signal, ref: false })
}
