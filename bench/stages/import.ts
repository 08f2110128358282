/** How fast the online store's file comes into the books, and what others notice of it. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { load } from '../house.ts'
import type { House } from '../house.ts'
import { median, threeTimes } from '../measure.ts'
import type { Figure } from '../measure.ts'
import type { Imported } from '../import-child.ts'
import { newStore } from './posting.ts'

/** Three imports into three new organizations; meanwhile a client posts one entry after another. */
export async function importing(house: House): Promise<Figure[]> {
  const store = await newStore(house)
  const runs = await threeTimes(async () => {
    const quiet = importInChild(house)
    return await quiet
  })
  const busy = await threeTimes(async () => {
    const whole = importInChild(house)
    const beside = load({
      port: house.port,
      key: store.key,
      company: 'store',
      connections: 1,
      seconds: 12,
      postedOn: '2026-11-22',
      accounts: store.accounts,
      pause: 5,
    })
    const [imported, answers] = await Promise.all([whole, beside])
    return { ...imported, p99: answers.p99 }
  })
  const rates = runs.map(({ rows, seconds }) => rows / seconds)
  const memory = runs.map(({ megabytes }) => megabytes)
  const p99 = busy.map((run) => run.p99)
  return [
    {
      what: 'import of the online store’s file',
      goal: '≥ 4,000 lines/s',
      runs: rates,
      unit: 'lines/s',
      reached: median(rates) >= 4000,
    },
    {
      what: '– memory of its process',
      goal: '< 600 MB',
      runs: memory,
      unit: 'MB',
      reached: Math.max(...memory) < 600,
    },
    {
      what: '– single entries of another client meanwhile, p99',
      goal: '< 500 ms',
      runs: p99,
      unit: 'ms',
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
