/** How fast entries are posted: over HTTP, in sets, on one hot account, and as the books grow. */
import { setTimeout as pause } from 'node:timers/promises'
import { GroupCommit } from '#server/group-commit.ts'
import { post, twoLines } from '../books.ts'
import { accountCodes, load, makeStore } from '../house.ts'
import type { House } from '../house.ts'
import { median, ratio } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import { vacuum } from '../scale.ts'
import type { Scale } from '../scale.ts'

const today = Temporal.PlainDate.from('2026-11-22')

interface Store {
  readonly organization: string
  readonly key: string
  readonly accounts: readonly string[]
}

/** A store with a hundred accounts, open in 2026. */
export async function newStore(house: House): Promise<Store> {
  const plan = { accounts: 100, firstYear: 2026, years: 1 }
  return { ...(await makeStore(house.database, plan)), accounts: accountCodes(100) }
}

/** Single entries over HTTP, sets through the door, and writers on one account. */
export async function posting(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  const { results, beside } = await rounds(house, scale, async () => ({
    http: await single(house, store, scale.httpSeconds),
    one: await inSets(house, store, scale.setEntries, 1),
    two: await inSets(house, store, scale.setEntries, 2),
    hot: await hotAccount(house, store, scale.hotSeconds),
  }))
  const multiple = (what: string, goal: number, runs: number[]): Figure => ({
    what,
    goal: `≥ ${goal.toFixed(1)} ×`,
    runs,
    unit: 'entries/s',
    beside,
    reached: ratio(runs, beside) >= goal,
  })
  const slowest = results.map(({ http }) => http.p99)
  return [
    multiple(
      'two-line entries over HTTP, one a request, 64 connections',
      1,
      results.map(({ http }) => http.rate),
    ),
    {
      what: '– their p99',
      goal: '< 250 ms',
      runs: slowest,
      unit: 'ms',
      beside,
      reached: median(slowest) < 250,
    },
    multiple(
      'the door alone, sets of 1,000, two connections',
      6,
      results.map(({ two }) => two),
    ),
    multiple(
      'the door alone, sets of 1,000, one connection',
      6,
      results.map(({ one }) => one),
    ),
    multiple(
      '64 writers on one hot account, one by one, by group commit',
      1,
      results.map(({ hot }) => hot),
    ),
  ]
}

/** One size of the books: how fast single entries and sets were, beside pgbench. */
interface Grown {
  readonly lines: number
  readonly http: readonly number[]
  readonly sets: readonly number[]
  readonly beside: readonly number[]
}

/**
 * The first two again over books of growing size. What the last costs beside the first is taken
 * from their ratios to pgbench, since the machine's own speed may swing between them.
 */
export async function growth(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  const stream = twoLines(store.accounts, today)
  const seen: Grown[] = []
  let lines = 0
  for (const size of scale.growthLines) {
    const missing = Math.max(0, Math.ceil((size - lines) / 2))
    if (missing > 0) {
      const plan = { entries: missing, set: 1000, connections: 2 }
      await post(house.database, store.organization, stream, plan)
      lines += missing * 2
    }
    await settle(house, store.organization)
    const { results, beside } = await rounds(house, scale, async () => ({
      http: (await single(house, store, scale.growthSeconds)).rate,
      sets: await inSets(house, store, scale.growthEntries, 2),
    }))
    const singles = results.reduce((sum, { http }) => sum + http * scale.growthSeconds, 0)
    lines += 2 * Math.round(singles) + 6 * scale.growthEntries
    seen.push({
      lines: size,
      http: results.map(({ http }) => http),
      sets: results.map(({ sets }) => sets),
      beside,
    })
  }
  return (['http', 'sets'] as const).flatMap((way) => grown(way, seen))
}

function grown(way: 'http' | 'sets', seen: readonly Grown[]): Figure[] {
  const what = way === 'http' ? 'over HTTP' : 'in sets of 1,000'
  const rows = seen.map((at) => ({
    what: `${what} with ${at.lines.toLocaleString('en-GB')} lines in the books`,
    goal: '–',
    runs: at[way],
    unit: 'entries/s',
    beside: at.beside,
    reached: true,
  }))
  const [first, last] = [seen[0], seen.at(-1)].map((at) =>
    at === undefined ? Number.NaN : ratio(at[way], at.beside),
  ) as [number, number]
  const cost = {
    what: `${what}: cost of the last beside the first, by their ratios`,
    goal: '≤ 1.2 ×',
    runs: [first / last],
    unit: '×',
    beside: [],
    reached: first / last <= 1.2,
  }
  return [...rows, cost]
}

/** Waits until the server has sealed what was posted; then the tables are vacuumed. */
async function settle(house: House, organization: string): Promise<void> {
  for (let left = 1n; left > 0n;) {
    await pause(1000)
    const [row] = await house.database.transaction(organization, (query) =>
      query<{ left: bigint }>({
        text: 'select count(*) as left from ledger.unsealed where organization = $1',
        values: [organization],
      }),
    )
    left = row?.left ?? 0n
  }
  await vacuum(house)
}

async function single(
  house: House,
  store: Store,
  seconds: number,
): Promise<{ readonly rate: number; readonly p99: number }> {
  const answer = await load({
    port: house.port,
    key: store.key,
    company: 'store',
    connections: 64,
    seconds,
    what: { postedOn: today.toString(), accounts: store.accounts },
  })
  if (answer.failed > 0) throw new Error(`${answer.failed} requests failed.`)
  return { rate: answer.answered / answer.seconds, p99: answer.p99 }
}

async function inSets(
  { database }: House,
  { organization, accounts }: Store,
  entries: number,
  connections: number,
): Promise<number> {
  const stream = twoLines(accounts, today)
  return await post(database, organization, stream, { entries, set: 1000, connections })
}

/** 64 writers, each waiting for its entry before the next, all debiting one account. */
async function hotAccount(house: House, store: Store, seconds: number): Promise<number> {
  const commits = new GroupCommit(house.database)
  const stream = twoLines(['bank'], today)
  const began = performance.now()
  const ends = began + seconds * 1000
  let recorded = 0
  const write = async (): Promise<void> => {
    while (performance.now() < ends) {
      const receipt = await commits.record(store.organization, stream(recorded))
      if (receipt.outcome !== 'recorded') throw new Error(JSON.stringify(receipt))
      recorded += 1
    }
  }
  await Promise.all(Array.from({ length: 64 }, write))
  return recorded / ((performance.now() - began) / 1000)
}
