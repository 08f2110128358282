/** The API for programs of our own, without a port: the same operations behind the same guards. */
import { makeApp } from '#server/http/app.ts'
import type { Services } from '#server/http/operation.ts'

/** Answers requests, which come from this machine. */
export function inside(services: Services): (request: Request) => Promise<Response> {
  const app = makeApp(services)
  const socket = { remoteAddress: '127.0.0.1', remotePort: 0, remoteFamily: 'IPv4' }
  return async (request) => await app.fetch(request, { incoming: { socket } })
}
