/** A TCP proxy that cuts connections at random bytes, on either way, or lets them go silent. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Chance } from '#test/faults/chance.ts'

export interface CuttingProxy {
  readonly port: number
  /** How many connections it has cut. */
  readonly cuts: number
  /** From now on, every connection is cut within so many bytes; 0: they are left alone. */
  cut(within: number): void
  /** From now on nothing comes through the connections that are open, and none is closed. */
  silence(): void
  close(): Promise<void>
}

/** Opens a proxy to a port of this machine. It cuts nothing until it is told to. */
export async function openProxy(target: number, chance: Chance): Promise<CuttingProxy> {
  const open = new Set<Connection>()
  let most = 0
  let cuts = 0
  const server = createServer((client) => {
    const connection = new Connection(client, connect(target, '127.0.0.1'), {
      onCut: () => (cuts += 1),
      onEnd: () => open.delete(connection),
    })
    open.add(connection)
    connection.cutWithin(most, chance)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    get cuts() {
      return cuts
    },
    cut(within) {
      most = within
      for (const connection of open) connection.cutWithin(most, chance)
    },
    silence() {
      for (const connection of open) connection.silence()
    },
    async close() {
      for (const connection of open) connection.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Told {
  readonly onCut: () => void
  readonly onEnd: () => void
}

/** One connection, both of its ways. */
class Connection {
  private readonly client: Socket
  private readonly upstream: Socket
  private readonly told: Told
  private cutsRequests = false
  /** Bytes of the counted way until the cut. */
  private left = Infinity
  private isSilent = false

  constructor(client: Socket, upstream: Socket, told: Told) {
    this.client = client
    this.upstream = upstream
    this.told = told
    this.relay(client, upstream, () => this.cutsRequests)
    this.relay(upstream, client, () => !this.cutsRequests)
  }

  cutWithin(most: number, chance: Chance): void {
    this.left = most === 0 ? Infinity : chance.between(1, most)
    this.cutsRequests = chance.percent(50)
  }

  silence(): void {
    this.isSilent = true
  }

  destroy(): void {
    this.client.destroy()
    this.upstream.destroy()
  }

  private relay(from: Socket, to: Socket, isCounted: () => boolean): void {
    // The other end of a silent connection hears of nothing, not even of its end.
    from.on('error', () => this.isSilent || to.destroy())
    from.on('end', () => this.isSilent || to.end())
    from.on('close', () => {
      if (!this.isSilent) to.destroy()
      if (this.client.closed && this.upstream.closed) this.told.onEnd()
    })
    from.on('data', (chunk: Buffer) => {
      if (this.isSilent) return
      if (isCounted() && chunk.length >= this.left) {
        // What comes before the cut still arrives, and it may be all of a message.
        to.write(chunk.subarray(0, this.left), () => setImmediate(() => this.cut()))
        this.isSilent = true
        return
      }
      if (isCounted()) this.left -= chunk.length
      to.write(chunk)
    })
  }

  private cut(): void {
    this.told.onCut()
    this.client.resetAndDestroy()
    this.upstream.resetAndDestroy()
  }
}
