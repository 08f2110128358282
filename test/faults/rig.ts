/** The rig of the kills: a server with an embedded PostgreSQL of its own, kept up by the test. */
import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Address } from '#server/database/database.ts'
import { embeddedAddresses } from '#server/embedded-books.ts'
import { runningInstance } from '#server/postgres/instance.ts'
import type { Connection } from '#server/postgres/instance.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { storeAt } from '#test/faults/store.ts'
import type { Store } from '#test/faults/store.ts'
import { temporaryFolder } from '#test/postgres.ts'

export class Rig {
  readonly folder: string
  readonly port: number
  server: ServerProcess

  private constructor(folder: string, port: number, server: ServerProcess) {
    this.folder = folder
    this.port = port
    this.server = server
  }

  /** Starts a server over a folder, a new temporary one unless said otherwise. */
  static async open(folder = temporaryFolder('backstay-rig-')): Promise<Rig> {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const port = await freePort()
    return new Rig(folder, port, await startServer(booksAt({ folder }), port))
  }

  /** Starts the server again after its end; the folder and the port stay. */
  async startAgain(): Promise<ServerProcess> {
    this.server = await startServer(booksAt({ folder: this.folder }), this.port)
    return this.server
  }

  /** Starts the server again if it gave up; answers whether it had. */
  async keepUp(): Promise<boolean> {
    if (this.server.isRunning()) return false
    await this.startAgain()
    return true
  }

  /** How to reach PostgreSQL at this moment. */
  connection(): Connection {
    const found = runningInstance(this.folder)
    if (found === null) throw new Error('No PostgreSQL runs in the folder of the rig.')
    return found
  }

  superuser(): Address {
    return embeddedAddresses(this.connection()).owner
  }

  /** Adds an organization with the store of the rigs and keys for it. */
  async newStore(): Promise<Store> {
    const store = await storeAt(embeddedAddresses(this.connection()).login)
    return { ...store, address: () => this.server.address }
  }

  async close(): Promise<void> {
    await this.server.end()
    // The guard of a server that was killed stops PostgreSQL a moment later.
    for (let waited = 0; waited < 10_000 && runningInstance(this.folder) !== null; waited += 50) {
      await pause(50)
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
