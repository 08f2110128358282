/** Stops PostgreSQL when our own process ends: by a signal, an exit, an error nobody caught. */

import { ask, hasStopped } from './server-process.ts'
import type { Place, StopMode } from './server-process.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const exitPatience = 10_000

/**
 * Watches every way out until the returned function is called. A server that has its own handler
 * for a signal is left to it: it lets its requests end and then stops PostgreSQL itself.
 */
export function stopOnTheWayOut(
  place: Place,
  pid: () => number,
  stop: (mode: StopMode) => Promise<void>,
): () => void {
  const handlers = signals.map((name) => {
    const handler = () => void leave()
    const leave = async () => {
      if (process.listeners(name).some((other) => !ours.has(other))) return
      await stop('fast')
      // With our handler gone the signal ends the process, and its parent sees by which.
      process.off(name, handler)
      if (process.listenerCount(name) === 0) process.kill(process.pid, name)
    }
    ours.add(handler)
    process.on(name, handler)
    return { name, handler }
  })
  const onExit = () => stopAndWait(place, pid())
  process.on('exit', onExit)
  return () => {
    process.off('exit', onExit)
    for (const { name, handler } of handlers) process.off(name, handler)
  }
}

/** The handlers of all instances in this process; none of them counts as the server's own. */
const ours = new WeakSet<object>()

/** In an exit nothing can be awaited any more, so this thread sleeps between looks. */
function stopAndWait(place: Place, pid: number): void {
  if (hasStopped(place.data, pid)) return
  ask(place, pid, 'fast')
  const pillow = new Int32Array(new SharedArrayBuffer(4))
  const step = 10
  for (let waited = 0; !hasStopped(place.data, pid); waited += step) {
    if (waited >= exitPatience) return ask(place, pid, 'immediate')
    Atomics.wait(pillow, 0, 0, step)
  }
}
