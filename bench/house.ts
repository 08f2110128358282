/** The server under measurement: its own process, its own cluster, and a store to post into. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { newId } from '#base/id.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address, Database } from '#server/database/database.ts'
import { databaseName } from '#server/embedded-books.ts'
import { runningInstance } from '#server/postgres/instance.ts'
import type { Connection } from '#server/postgres/instance.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  openFiscalYear,
} from '#server/set-up.ts'
import type { LoadAnswer, LoadOrder } from './load-client.ts'

const root = join(import.meta.dirname, '..')

/** A running server and the ways into it. */
export interface House {
  readonly at: Connection
  readonly port: number
  readonly processId: number
  readonly database: Database
  readonly address: Address
  /** Milliseconds from the start of the process to its readiness. */
  readonly readyAfter: number
  stop(): Promise<void>
}

/** Starts the server's own program over a folder. */
export async function startHouse(folder: string, port: number): Promise<House> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
    env: {
      ...process.env,
      BACKSTAY_DATA: folder,
      BACKSTAY_EXAMPLE: 'no',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('is ready')) break
  }
  const readyAfter = performance.now() - began
  child.stdout.resume()
  const at = runningInstance(folder)
  if (at === null || child.pid === undefined) throw new Error('The server did not start.')
  const address = { host: at.host, port: at.port, ...at.login, database: databaseName }
  const database = openDatabase(address)
  return {
    at,
    port,
    processId: child.pid,
    database,
    address,
    readyAfter,
    async stop() {
      await database.close()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A store in pounds with `accounts` asset accounts `a1`…, open from `firstYear` for some years. */
export async function makeStore(
  database: Database,
  plan: { readonly accounts: number; readonly firstYear: number; readonly years: number },
): Promise<{ organization: string; key: string }> {
  const organization = newId(Date.now())
  await database.transaction(organization, async (query) => {
    await addOrganization(query, organization, 'Benchmark')
    await addCommodities(query, organization, [{ code: 'GBP', kind: 'currency', scale: 2 }])
    await addCompany(query, organization, { code: 'store', name: 'Store', currency: 'GBP' })
    await addAccounts(query, organization, 'store', [
      { code: 'sales', type: 'income' },
      { code: 'bank', type: 'asset' },
      { code: 'receivables', type: 'asset', subjectRule: 'required' },
      ...accountCodes(plan.accounts).map((code) => ({ code, type: 'asset' as const })),
    ])
    await addJournals(query, organization, 'store', ['general', 'sales', 'bank'])
    for (let year = plan.firstYear; year < plan.firstYear + plan.years; year += 1) {
      const startsOn = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      await openFiscalYear(query, organization, 'store', { year, startsOn })
    }
  })
  const key = await createKey(database, organization, {
    name: 'benchmark',
    scopes: [...allScopes],
    createdBy: 'benchmark',
  })
  if (!key.ok) throw new Error('No key.')
  return { organization, key: key.value.text }
}

export function accountCodes(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `a${place + 1}`)
}

/** Runs the load client in a process of its own. */
export async function load(order: LoadOrder): Promise<LoadAnswer> {
  const words = [join(import.meta.dirname, 'load-client.ts'), JSON.stringify(order)]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words)
  if (stderr !== '') process.stderr.write(stderr)
  return JSON.parse(stdout) as LoadAnswer
}

/** The most memory that a process has used so far, in megabytes, as Linux knows it. */
export function peakMemory(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}
