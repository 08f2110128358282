/** How fast the online store's file comes into the books, and what others notice of it. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { load } from '../house.ts'
import type { House } from '../house.ts'
import { median } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'
import type { Imported } from '../import-child.ts'
import { newStore } from './posting.ts'

/** Imports into new organizations, alone and while a client posts one entry after another. */
export async function importing(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  const { results, beside } = await rounds(house, scale, async () => {
    const alone = await importInChild(house)
    const meanwhile = load({
      port: house.port,
      key: store.key,
      company: 'store',
      connections: 1,
      seconds: 12,
      postedOn: '2026-11-22',
      accounts: store.accounts,
      pause: 5,
    })
    const [, answers] = await Promise.all([importInChild(house), meanwhile])
    return { ...alone, p99: answers.p99 }
  })
  const rates = results.map(({ rows, seconds }) => rows / seconds)
  const memory = results.map(({ megabytes }) => megabytes)
  const p99 = results.map((run) => run.p99)
  return [
    {
      what: 'import of the online store’s file',
      goal: '≥ 4,000 lines/s',
      runs: rates,
      unit: 'lines/s',
      beside,
      reached: median(rates) >= 4000,
    },
    {
      what: '– memory of its process',
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

async function importInChild(house: House): Promise<Imported> {
  const { promise, resolve, reject } = Promise.withResolvers<Imported>()
  const child = fork(join(import.meta.dirname, '../import-child.ts'), [
    JSON.stringify(house.address),
  ])
  child.on('message', (message) => resolve(message as Imported))
  child.on('error', reject)
  child.on('exit', (code) => {
    if (code !== 0) reject(new Error(`The import ended with ${code}.`))
  })
  return await promise
}
