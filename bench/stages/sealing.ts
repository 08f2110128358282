/** How fast the books are sealed and verified, and how soon the server is ready on them. */
import { verify } from '#test/verifier.ts'
import { post, twoLines } from '../books.ts'
import { startHouse } from '../house.ts'
import type { House } from '../house.ts'
import { median } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds, tps } from '../pgbench.ts'
import type { Scale } from '../scale.ts'
import { newStore } from './posting.ts'

/** Seals and verifies three organizations of two-line entries. */
export async function sealing(house: House, scale: Scale): Promise<Figure[]> {
  const { results, beside } = await rounds(house, scale, async () => {
    const { organization, accounts } = await newStore(house)
    const stream = twoLines(accounts, Temporal.PlainDate.from('2026-11-22'))
    const entries = scale.sealLines / 2
    await post(house.database, organization, stream, { entries, set: 1000, connections: 2 })
    const sealed = scale.sealLines / (await secondsOfSealing(house, organization))
    const began = performance.now()
    const { ok, findings } = await verify({ connection: house.address, organization })
    if (!ok) throw new Error(JSON.stringify(findings))
    return { sealed, verified: scale.sealLines / ((performance.now() - began) / 1000) }
  })
  const figure = (what: string, runs: number[]): Figure => ({
    what,
    goal: '≥ 50,000 lines/s',
    runs,
    unit: 'lines/s',
    beside,
    reached: median(runs) >= 50_000,
  })
  return [
    figure(
      'sealing',
      results.map(({ sealed }) => sealed),
    ),
    figure(
      'verifying',
      results.map(({ verified }) => verified),
    ),
  ]
}

/** Starts the server three times over all that the benchmarks have left. */
export async function starting(folder: string, port: number, scale: Scale): Promise<Figure> {
  let house = await startHouse(folder, port)
  const runs: number[] = []
  const beside: number[] = []
  for (let run = 0; run < 3; run += 1) {
    beside.push(await tps(house.at, scale.pgbenchSeconds))
    await house.stop()
    house = await startHouse(folder, port)
    runs.push(house.readyAfter / 1000)
  }
  await house.stop()
  const what = 'start of the server on existing data'
  return { what, goal: '< 2 s', runs, unit: 's', beside, reached: median(runs) < 2 }
}

async function secondsOfSealing(house: House, organization: string): Promise<number> {
  const began = performance.now()
  for (;;) {
    const rows = await house.database.transaction(organization, (query) =>
      query({ text: 'select * from ledger.seal($1, 20000)', values: [organization] }),
    )
    const left = await house.database.transaction(organization, (query) =>
      query<{ left: bigint }>({
        text: 'select count(*) as left from ledger.unsealed where organization = $1',
        values: [organization],
      }),
    )
    if (rows.length === 0 || left[0]?.left === 0n) break
  }
  return (performance.now() - began) / 1000
}
