/** How fast the online store's file comes in as papers, and what others notice of it. */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from '../house.ts'
import type { House } from '../house.ts'
import { median } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'
import type { Imported } from '../import-child.ts'
import { newStore } from './posting.ts'

/** Another client, who posts one entry after another. */
const others = { company: 'store', connections: 1, pause: 5 }

const lasting = ({ importSeconds }: Scale) => ({ seconds: importSeconds })

/**
 * Imports into new organizations while a client posts one entry after another: staged by a process
 * of its own, checked and posted by the server's job.
 */
export async function importing(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  const { results, beside } = await rounds(house, scale, async () => {
    const { key, accounts } = store
    const what = { postedOn: '2026-11-22', accounts }
    const meanwhile = load({ ...others, port: house.port, key, what, ...lasting(scale) })
    const [imported, answers] = await Promise.all([importInChild(house, scale), meanwhile])
    return { ...imported, p99: answers.p99, server: mostMemoryOf(house) }
  })
  const rates = results.map(({ rows, postingSeconds }) => rows / postingSeconds)
  const whole = results.map(({ rows, seconds }) => rows / seconds)
  const memory = results.map(({ megabytes, server }) => Math.max(megabytes, server))
  const p99 = results.map((run) => run.p99)
  return [
    {
      what: 'import of the online store’s file: lines into posted papers',
      goal: '≥ 3,000 lines/s',
      runs: rates,
      unit: 'lines/s',
      beside,
      reached: median(rates) >= 3000,
    },
    {
      what: '– with staging and checking',
      goal: '–',
      runs: whole,
      unit: 'lines/s',
      beside,
      reached: true,
    },
    {
      what: '– memory of the process that stages, or of the server',
      goal: '< 600 MB',
      runs: memory,
      unit: 'MB',
      beside,
      reached: Math.max(...memory) < 600,
    },
    {
      what: '– single entries of another client meanwhile, p99',
      goal: '< 500 ms',
      runs: p99,
      unit: 'ms',
      beside,
      reached: median(p99) < 500,
    },
  ]
}

async function importInChild(house: House, scale: Scale): Promise<Imported> {
  const { promise, resolve, reject } = Promise.withResolvers<Imported>()
  const child = fork(join(import.meta.dirname, '../import-child.ts'), [
    JSON.stringify(house.address),
    String(scale.importInvoices),
  ])
  child.on('message', (message) => resolve(message as Imported))
  child.on('error', reject)
  child.on('exit', (code) => {
    if (code !== 0) reject(new Error(`The import ended with ${code}.`))
  })
  return await promise
}

/** The most memory that the server's process ever had, in megabytes; 0 where nobody tells it. */
function mostMemoryOf({ processId }: House): number {
  if (process.platform !== 'linux') return 0
  const status = readFileSync(`/proc/${processId}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}
