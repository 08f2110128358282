/** Opens the port, and closes it again without cutting off a request that is being answered. */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { oneProblem } from '#server/http/answer.ts'
import { loggable } from '#server/log.ts'
import { makeApp } from '#server/http/app.ts'
import type { Services } from '#server/http/operation.ts'
import { errorState } from '#server/database/database.ts'

export interface Listener {
  readonly port: number
  /** Takes no more requests and is fulfilled when those it has are answered. */
  close(): Promise<void>
}

export interface Place {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

/**
 * A client that sends its request slower than this is cut off: so long may a large file take over a
 * slow line. Bodies of JSON have less time.
 */
const requestPatience = 300_000
/** Requests in flight have so many milliseconds to be answered when the server ends. */
const closePatience = 20_000

/** Answers requests at a place. Problems: `port-taken`, `place-unusable`. */
export async function listen(services: Services, place: Place): Promise<Outcome<Listener>> {
  const app = makeApp(services)
  const errorHandler = (): Response => {
    const { body, status, type } = oneProblem('invalid-request', 'request-malformed', malformed)
    return new Response(body, { status, headers: { 'content-type': type } })
  }
  const timeouts = {
    requestTimeout: requestPatience,
    headersTimeout: 10_000,
    keepAliveTimeout: 65_000,
  }
  const listener = getRequestListener(app.fetch, { hostname: place.host, errorHandler })
  const server = createServer(timeouts, (request, response) => void listener(request, response))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('listening', resolve)
  server.once('error', reject)
  server.listen(place.port, place.host)
  try {
    await promise
  } catch (error) {
    return refused(cannotListen(place, error))
  }
  server.on('error', (error) => services.log.error({ error: loggable(error) }, 'the port failed'))
  const close = async (): Promise<void> => {
    const closed = Promise.withResolvers<void>()
    server.close(() => closed.resolve())
    // A connection that is kept alive becomes idle only after its answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    const cut = setTimeout(() => server.closeAllConnections(), closePatience)
    await closed.promise
    clearInterval(sweep)
    clearTimeout(cut)
    await services.calls.flush()
  }
  const address = server.address()
  return fine({ port: typeof address === 'object' && address ? address.port : place.port, close })
}

const malformed = 'The request is not understood. Check its address and headers.'

function cannotListen(
  { host, port }: Place,
  error: unknown,
): {
  rule: string
  field: string
  message: string
} {
  if (errorState(error) === 'EADDRINUSE') {
    const message =
      `The port ${port} of ${host} is taken by another program, perhaps by Backstay itself. ` +
      'End that one, or choose another port: PORT=4701 npm start.'
    return { rule: 'port-taken', field: 'PORT', message }
  }
  const why = error instanceof Error ? error.message : String(error)
  const message = `The server cannot listen at ${host}, port ${port}: ${why}. Choose another place.`
  return { rule: 'place-unusable', field: 'HOST', message }
}
