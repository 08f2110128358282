/** A TCP proxy that cuts connections at random bytes, in either direction. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Chance } from '#test/faults/chance.ts'

export interface CuttingProxy {
  readonly port: number
  /** How many connections it has cut. */
  readonly cuts: number
  /** From now on, new connections are cut within so many bytes; 0: they are left alone. */
  cut(within: number): void
  close(): Promise<void>
}

/** Opens a proxy to a port of this machine. It cuts nothing until it is told to. */
export async function openProxy(target: number, chance: Chance): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let most = 0
  let cuts = 0
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    let left = most === 0 ? Infinity : chance.between(1, most)
    const cutsRequests = chance.percent(50)
    const cut = (): void => {
      cuts += 1
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
    const relay = (from: Socket, to: Socket, counted: boolean): void => {
      endWith(from, to, sockets)
      from.on('data', (chunk: Buffer) => {
        if (counted && chunk.length >= left) {
          // What comes before the cut still arrives, and it may be all of a message.
          to.write(chunk.subarray(0, left), () => setImmediate(cut))
          left = Infinity
          from.pause()
          return
        }
        if (counted) left -= chunk.length
        to.write(chunk)
      })
    }
    relay(client, upstream, cutsRequests)
    relay(upstream, client, !cutsRequests)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    get cuts() {
      return cuts
    },
    cut: (within) => void (most = within),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Ends one socket as the other ends; `open` has it for as long as it lives. */
function endWith(from: Socket, to: Socket, open: Set<Socket>): void {
  open.add(from)
  from.on('error', () => to.destroy())
  from.on('close', () => {
    open.delete(from)
    to.destroy()
  })
  from.on('end', () => to.end())
}
