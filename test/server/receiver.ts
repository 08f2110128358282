/** A receiver of webhooks for tests: it notes what comes, and answers as it is told. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createSafeServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

/** What came. */
export interface Came {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Answers a request whose body has come. */
export type Answering = (came: Came, answer: ServerResponse) => void

export interface Receiver {
  readonly port: number
  readonly came: Came[]
  /** How many connections were opened. */
  connections: number
  /** What it does with what comes; it takes all at first. */
  answers: Answering
  close(): Promise<void>
}

/** Answers with a status and nothing else. */
export function answering(status: number, headers: Record<string, string> = {}): Answering {
  return (_, answer) => answer.writeHead(status, headers).end()
}

/** Listens on a free port of all addresses of this machine, or of one. */
export async function startReceiver(
  host = '::',
  certificate: { readonly key: string; readonly cert: string } | null = null,
): Promise<Receiver> {
  const sockets = new Set<Socket>()
  const take: RequestListener = (request, answer) => void read(request, answer)
  const server = certificate === null ? createServer(take) : createSafeServer(certificate, take)
  const receiver: Receiver = {
    port: 0,
    came: [],
    connections: 0,
    answers: answering(204),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  async function read(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value)
    const body = Buffer.concat(parts).toString()
    const came = { path: request.url ?? '', headers, body }
    receiver.came.push(came)
    receiver.answers(came, answer)
  }
  server.on('connection', (socket: Socket) => {
    receiver.connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, host)
  await once(server, 'listening')
  return Object.assign(receiver, { port: (server.address() as AddressInfo).port })
}
